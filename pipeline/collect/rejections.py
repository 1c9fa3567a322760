"""Files that were not received, and what the last run remembers of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from typing import Any

from pipeline.rules.finding import Finding
from pipeline.vocabulary import Outcome, Severity, Text
from pipeline.warehouse import Warehouse

_BOTH = ("message", "remedy")
_NUMBERS = ("period", "line", "column_no")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that was not received; its hash is blank when it was not even read."""

    file_name: str
    sha256: str
    findings: tuple[Finding, ...]

    @property
    def year(self) -> int | None:
        return next((found.period for found in self.findings), None)


def remembered(warehouse: Warehouse, received: Collection[str]) -> tuple[Rejected, ...]:
    """The rejections that a warehouse holds; nothing else remembers them until the next collect.

    ``received``: hashes in the ledger. What such a file is told of is read from it again.
    """
    rows = warehouse.rows("select * from staged.reading_finding where submission_id is null")
    files: dict[tuple[str, str], list[Finding]] = {}
    for row in rows:
        if row["sha256"] not in received:
            key = (row["file_name"] or "", row["sha256"] or "")
            files.setdefault(key, []).append(_finding(row))
    return tuple(Rejected(*key, tuple(found)) for key, found in files.items() if _rejects(found))


def _rejects(findings: Iterable[Finding]) -> bool:
    return any(found.severity is Severity.REJECT for found in findings)


def _finding(row: dict[str, Any]) -> Finding:
    texts = {name: Text(row[f"{name}_zh"] or "", row[f"{name}_en"] or "") for name in _BOTH}
    plain: dict[str, Any] = {
        field.name: row.get(field.name) if field.name in _NUMBERS else row.get(field.name) or ""
        for field in fields(Finding)
        if field.name not in _BOTH
    }
    kept = {"severity": Severity(row["severity"]), "outcome": Outcome(row["outcome"])}
    return Finding(**(plain | texts | kept))
