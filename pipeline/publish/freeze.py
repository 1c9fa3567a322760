"""定稿锁库: from the day an edition is frozen, whatever it is made of changes only with a reason.

``editions/<year>/freeze.json`` holds the hashes of everything that the edition is made of,
``editions/<year>/changes.csv`` every change since, with its day and its reason.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.errors import DataError
from pipeline.tables.csv import written
from pipeline.workspace import Workspace, write_whole

COLUMNS = ("on", "what", "change", "reason")
Inputs = Mapping[str, str]  # what an edition is made of -> its hash


@dataclass(frozen=True, slots=True)
class Change:
    """One input that is not what it was: ``change`` is added, changed or removed."""

    what: str
    change: str


def frozen(workspace: Workspace, year: int) -> Inputs | None:
    """What the edition was made of when it was frozen (or last changed); none if it is not."""
    path = _freeze(workspace, year)
    if not path.exists():
        return None
    try:
        told = json.loads(path.read_text(encoding="utf-8"))["inputs"]
        return {str(what): str(digest) for what, digest in told.items()}
    except (ValueError, KeyError, AttributeError, TypeError):
        raise DataError(
            "锁库记录已损坏",
            "the record of the freeze is damaged",
            where=str(path),
            remedy_zh="从备份恢复该文件。",
            remedy_en="restore the file from a backup",
        ) from None


def freeze(workspace: Workspace, year: int, inputs: Inputs, on: date) -> Path:
    """Freezes the edition as it is; once frozen it stays so."""
    path = _freeze(workspace, year)
    if not path.exists():
        _keep(path, inputs, on)
    return path


def changes(before: Inputs, now: Inputs) -> list[Change]:
    """What differs, by name."""
    found = []
    for what in sorted({*before, *now}):
        if before.get(what) != now.get(what):
            kind = "added" if what not in before else "changed" if what in now else "removed"
            found.append(Change(what, kind))
    return found


def accept(workspace: Workspace, year: int, now: Inputs, on: date, reason: str) -> list[Change]:
    """Lists what changed since with the ``reason``, and takes it as the state to compare with."""
    found = changes(frozen(workspace, year) or {}, now)
    if found:
        path = workspace.editions(year) / "changes.csv"
        lines = [[on.isoformat(), one.what, one.change, reason] for one in found]
        before = listed(workspace, year)
        if before[-len(lines) :] != lines:  # else a run was interrupted between the two files
            write_whole(path, written([COLUMNS, *before, *lines]))
        _keep(_freeze(workspace, year), now, on)
    return found


def listed(workspace: Workspace, year: int) -> list[list[str]]:
    """Every change since the freeze: day, what, kind, reason."""
    path = workspace.editions(year) / "changes.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.reader(handle))[1:]


def _freeze(workspace: Workspace, year: int) -> Path:
    return workspace.editions(year) / "freeze.json"


def _keep(path: Path, inputs: Inputs, on: date) -> None:
    told = {"frozen_on": on.isoformat(), "inputs": dict(sorted(inputs.items()))}
    write_whole(path, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
