"""Signed certificates of data quality: what the ledger knows of them, and if they hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.collect.ledger import Act, ActKind, Ledger

Certified = dict[tuple[str, int], tuple[Act, ...]]  # by area and year, oldest first


class Standing(StrEnum):
    """Whether a unit has confirmed its year: not yet, as it stands, or as it no longer is."""

    NONE = "none"
    VALID = "valid"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Scan:
    """The scan of a signed certificate: the hash of its bytes, and its name without folders."""

    sha256: str
    file_name: str


def certifications(acts: Iterable[Act]) -> Certified:
    """What was certified of which area and year."""
    found: Certified = {}
    for act in acts:
        if act.act is ActKind.CERTIFIED:
            key = (act.area, act.year)
            found[key] = (*found.get(key, ()), act)
    return found


def standing(certified: Certified, area: str, year: int, content_hash: str) -> Standing:
    """Whether what is in force now, by its content hash, is what a unit has once confirmed."""
    acts = certified.get((area, year), ())
    if any(act.digest == content_hash for act in acts):
        return Standing.VALID
    return Standing.LAPSED if acts else Standing.NONE


def certify(
    ledger: Ledger, area: str, year: int, content_hash: str, scan: Scan, today: date
) -> Act | None:
    """Records that the scan confirms this content; none where that is recorded already.

    Raises DataError where the ledger is damaged.
    """
    with ledger.locked():
        acts = ledger.acts()
        before = certifications(acts).get((area, year), ())
        if any((act.sha256, act.digest) == (scan.sha256, content_hash) for act in before):
            return None
        act = Act(
            len(acts) + 1, ActKind.CERTIFIED, today, year, area, form="", sha256=scan.sha256,
            digest=content_hash, file_name=scan.file_name,
        )  # fmt: skip
        ledger.append([act])
    return act
