"""A table as CSV: as it is printed (wide), or one figure a line (tidy)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from pipeline.tables.joined import Head, joined
from pipeline.tables.model import Cell, Row, Table
from pipeline.tables.words import PER_CENT, POINTS
from pipeline.tables.writing import read_back
from pipeline.vocabulary import NOTHING, Measure, Text

BOM = "\ufeff"
TIDY = (
    *("table", "row_zh", "row_en", "column_zh", "column_en", "unit_zh", "unit_en"),
    *("value", "printed", "area", "indicator", "measure", "period"),
)
_LIVE = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


def table_csv(table: Table) -> bytes:
    """As printed: a line of heads in each language, then the rows; UTF-8 with BOM, CRLF.

    Figures are plain numbers (no grouping) with their sign before and their flag behind them.
    """
    grid = joined(table)
    units = ("单位", "Unit") if table.has_units_column else ()
    stub = (table.stub.zh, table.stub.en, *units)
    lines: list[Sequence[str]] = [
        (*stub, *(_head(head, "zh") for head in grid.heads)),
        (*[""] * len(stub), *(_head(head, "en") for head in grid.heads)),
    ]
    for row in grid.rows:
        own = (row.unit.zh, row.unit.en) if units else ()
        lines.append((row.label.zh, row.label.en, *own, *map(plain, row.cells)))
    return written(lines)


def tidy_csv(table: Table) -> bytes:
    """One line for every cell that was written from a published figure; columns are ``TIDY``.

    ``value`` is in the unit in which it is printed, blank where a symbol stands.
    """
    return written([TIDY, *_figures(table)])


def written(lines: Iterable[Sequence[str]]) -> bytes:
    """Lines of text as CSV that a spreadsheet opens without running anything."""
    into = io.StringIO(newline="")
    out = csv.writer(into, lineterminator="\r\n")
    out.writerows([safe(text) for text in line] for line in lines)
    return (BOM + into.getvalue()).encode()


def safe(text: str) -> str:
    """Text that would be a formula gets an apostrophe before it; negative numbers stay numbers."""
    if not text.startswith(_LIVE) or (text[1:].replace(".", "", 1).isdecimal() and text[0] == "-"):
        return text
    return "'" + text


def plain(cell: Cell) -> str:
    """What a cell holds, digits without grouping."""
    number = read_back(cell)
    if number is not None:
        return f"{cell.prefix}{number:f}{cell.flag}"
    text = f"{cell.prefix}{cell.text}{cell.flag}"
    return f"{text} {cell.english}".rstrip() if cell.kind == "text" else text


def _head(head: Head, lang: str) -> str:
    parts = (head.over.told(lang), head.head.told(lang))
    unit = head.unit.told(lang)
    return " ".join(filter(None, parts)) + (f" ({unit})" if unit else "")


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
