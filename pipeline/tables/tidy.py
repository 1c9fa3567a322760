"""A table as a tidy CSV: one figure a line, with its address."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.tables.csv import written
from pipeline.tables.joined import Head, joined
from pipeline.tables.model import Cell, Row, Table
from pipeline.tables.words import PER_CENT, POINTS
from pipeline.tables.writing import read_back
from pipeline.vocabulary import NOTHING, Measure, Text

TIDY = (
    *("table", "row_zh", "row_en", "column_zh", "column_en", "unit_zh", "unit_en"),
    *("value", "printed", "area", "indicator", "measure", "period"),
)


def tidy_csv(table: Table) -> bytes:
    """One line for every cell that was written from a published figure; columns are ``TIDY``.

    ``value`` is in the unit in which it is printed, blank where a symbol stands.
    """
    return written([TIDY, *_figures(table)])


def plain(cell: Cell) -> str:
    """What a cell holds, digits without grouping."""
    number = read_back(cell)
    if number is not None:
        return f"{cell.prefix}{number:f}{cell.flag}"
    text = f"{cell.prefix}{cell.text}{cell.flag}"
    return f"{text} {cell.english}".rstrip() if cell.kind == "text" else text


def _figures(table: Table) -> Iterator[tuple[str, ...]]:
    grid = joined(table)
    for row in grid.rows:
        for head, cell in zip(grid.heads, row.cells, strict=False):
            if cell.address:
                yield _figure(table, row, head, cell)


def _figure(table: Table, row: Row, head: Head, cell: Cell) -> tuple[str, ...]:
    unit = _unit(table, row, head, Measure(cell.address.split("/")[2]))
    number = read_back(cell)
    return (
        table.number, row.label.zh, row.label.en, _bare(head, "zh"), _bare(head, "en"),
        unit.zh, unit.en, "" if number is None else f"{number:f}", plain(cell),
        *cell.address.split("/"),
    )  # fmt: skip


def _unit(table: Table, row: Row, head: Head, measure: Measure) -> Text:
    """The unit of a figure in the measure that it is in, which a column may share with others."""
    own = next((u for u in (row.unit, head.unit, table.unit) if u.zh), NOTHING)
    if measure in (Measure.GROWTH, Measure.AVERAGE, Measure.SHARE):
        return PER_CENT
    if measure is Measure.RANK:
        return NOTHING
    return POINTS if measure is Measure.CHANGE and own == PER_CENT else own


def _bare(head: Head, lang: str) -> str:
    return " ".join(filter(None, (head.over.told(lang), head.head.told(lang))))
