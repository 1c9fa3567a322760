"""Total rows: they are not loaded, but their figures are held against the rows (D13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.collect.reader.figures.cells import Line, Reading, parse_cell
from pipeline.collect.reader.figures.declared import UNDECLARED
from pipeline.collect.reader.header import LAST, THIS, UNIT
from pipeline.collect.reader.observations import Observation
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.rows import Row
from pipeline.collect.reader.wording import folded
from pipeline.vocabulary import Role

_COLUMNS = ((THIS, Role.THIS), (LAST, Role.LAST))


def check_totals(
    totals: Iterable[Row], observations: Sequence[Observation], report: Report
) -> None:
    """Tells of every total row, and where it is not the sum of the rows above it.

    Of those rows that have the total's unit; of all, where it has none.
    """
    for row in totals:
        report.add("D13", line=row.line)
        for column, role in _COLUMNS:
            total = _figure(row, column)
            summed = _sum(row, role, observations)
            if total is not None and total != summed:
                report.add(
                    "D13Q",
                    line=row.line,
                    column=column,
                    observed=row.text(column),
                    expected=format(summed, "f"),
                )


def _figure(row: Row, column: str) -> Decimal | None:
    reading = parse_cell(row.cells.get(column, ""), UNDECLARED, Line(row.text(UNIT)))
    return reading.value if isinstance(reading, Reading) else None


def _sum(row: Row, role: Role, observations: Sequence[Observation]) -> Decimal:
    unit = folded(row.text(UNIT))
    values = [
        seen.reading.value
        for seen in observations
        if seen.role is role and seen.line < row.line and unit in ("", folded(seen.given_unit))
    ]
    return sum(filter(None, values), Decimal(0))
