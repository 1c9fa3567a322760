"""Files that were not received, and what the last run remembers of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pipeline.rules.finding import Finding
from pipeline.vocabulary import Severity
from pipeline.warehouse import Warehouse

_IS_THERE = """
    select table_name from duckdb_tables()
    where schema_name = 'staged' and table_name = 'reading_finding'
"""


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
    """The rejections that a warehouse holds.

    ``received``: hashes in the ledger. What such a file is told of is read from it again.
    """
    if not warehouse.rows(_IS_THERE):
        return ()
    rows = warehouse.rows("select * from staged.reading_finding where submission_id is null")
    files: dict[tuple[str, str], list[Finding]] = {}
    for row in rows:
        if row["sha256"] not in received:
            key = (row["file_name"] or "", row["sha256"] or "")
            files.setdefault(key, []).append(Finding.of(row))
    return tuple(Rejected(*key, tuple(found)) for key, found in files.items() if _rejects(found))


def _rejects(findings: Iterable[Finding]) -> bool:
    return any(found.severity is Severity.REJECT for found in findings)
