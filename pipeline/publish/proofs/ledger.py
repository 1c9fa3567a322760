"""The proofs of an edition, kept as they were handed out; the next one is compared with the last.

``editions/<year>/proofs/0002-20250310-1f2e….pdf`` is the second proof, printed on 10 March 2025,
of a book whose figures have that hash (that of the ledger of editions).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.workspace import Workspace

_NAME = re.compile(r"(\d{4,})-(\d{8})-([0-9a-f]+)")


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof: ``digest`` is the beginning of the hash of the figures that it prints."""

    number: int
    printed_on: date
    digest: str
    path: Path


def proofs(workspace: Workspace, year: int) -> list[Proof]:
    """Those of a year, the first one first."""
    found = ((path, _NAME.fullmatch(path.stem)) for path in _folder(workspace, year).glob("*.pdf"))
    return sorted(
        (
            Proof(int(name[1]), date.fromisoformat(name[2]), name[3], path)
            for path, name in found
            if name
        ),
        key=lambda proof: proof.number,
    )


def next_proof(workspace: Workspace, year: int, on: date, digest: str) -> Proof:
    """What the next proof will be called; nothing is written."""
    number = max((one.number for one in proofs(workspace, year)), default=0) + 1
    name = f"{number:04}-{on:%Y%m%d}-{digest}.pdf"
    return Proof(number, on, digest, _folder(workspace, year) / name)


def _folder(workspace: Workspace, year: int) -> Path:
    return workspace.editions(year) / "proofs"
