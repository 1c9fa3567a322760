"""A table as one wide grid: a screen has no edge, so its 续表 stand beside each other again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.tables.joined import Head as Above
from pipeline.tables.joined import joined
from pipeline.tables.model import Column, Row, Spanner, Table, TablePart
from pipeline.vocabulary import Text

PINNED = ("region", "reporting", "heading")  # stay above whatever is sorted
WORDS = ("text", "page")  # kinds of cells that stand on the left


@dataclass(frozen=True, slots=True)
class Head:
    """A head in the upper line: over ``span`` columns, or one column's own through both lines."""

    head: Text
    span: int
    column: Column | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table ready for HTML: heads, the columns that hold words, and rows in groups.

    A group begins with a heading and is sorted within itself; ``sortable`` tells whether sorting
    says anything (rows in different units cannot be compared).
    """

    table: Table
    part: TablePart
    upper: tuple[Head, ...]
    words: tuple[bool, ...]
    groups: tuple[tuple[Row, ...], ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.part.columns

    @property
    def sortable(self) -> bool:
        rows = [row for row in self.part.rows if row.kind not in PINNED]
        return len(rows) > 1 and not self.table.has_units_column

    @property
    def width(self) -> int:
        """How many columns the HTML table has."""
        return 1 + self.table.has_units_column + len(self.columns)


def grid(table: Table) -> Grid:
    """The grid of a table of any number of parts."""
    part = one_part(table)
    return Grid(table, part, tuple(_upper(part)), _words(part), tuple(_groups(part.rows)))


def one_part(table: Table) -> TablePart:
    """All parts of a table side by side; a head that was broken between two is whole again."""
    whole = joined(table)
    columns = tuple(head.column for head in whole.heads)
    return TablePart(tuple(_spanners(whole.heads)), columns, whole.rows)


def _spanners(heads: Sequence[Above]) -> Iterator[Spanner]:
    at = 0
    for over, run in groupby(head.over for head in heads):
        span = len(list(run))
        if over.zh:
            yield Spanner(over, at, span)
        at += span


def _upper(part: TablePart) -> Iterator[Head]:
    if not part.spanners:
        return
    starts = {spanner.start: spanner for spanner in part.spanners}
    at = 0
    while at < len(part.columns):
        spanner = starts.get(at)
        yield Head(spanner.head, spanner.span, None) if spanner else _own(part.columns[at])
        at += spanner.span if spanner else 1


def _own(column: Column) -> Head:
    return Head(column.head, 1, column)


def _words(part: TablePart) -> tuple[bool, ...]:
    """For each column, whether it holds words."""
    return tuple(
        any(cell.kind in WORDS for cell in cells)
        for cells in zip(*(row.cells for row in part.rows if row.cells), strict=True)
    ) or (False,) * len(part.columns)


def _groups(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Rows from heading to heading; every row of a table without any."""
    group: list[Row] = []
    for row in rows:
        if row.kind == "heading" and group:
            yield tuple(group)
            group = []
        group.append(row)
    if group:
        yield tuple(group)
