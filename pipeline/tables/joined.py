"""A table as one grid, its 续表 side by side again: for forms of publication without a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.tables.model import Column, Row, Table, TablePart
from pipeline.vocabulary import NOTHING, Text


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above one column: the spanner over it (may be blank), its head, its unit."""

    over: Text
    column: Column

    @property
    def head(self) -> Text:
        return self.column.head

    @property
    def unit(self) -> Text:
        return self.column.unit


@dataclass(frozen=True, slots=True)
class Joined:
    """All columns of a table with their heads, and its rows with a cell for each of them."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]

    @property
    def has_spanners(self) -> bool:
        return any(head.over.zh for head in self.heads)


def joined(table: Table) -> Joined:
    """The parts of a table side by side. Raises ValueError where their rows are not the same."""
    labels = [[row.label for row in part.rows] for part in table.parts]
    if any(own != labels[0] for own in labels):
        raise ValueError(f"the parts of table {table.number} have different rows")
    heads = tuple(head for part in table.parts for head in _heads(part))
    rows = zip(*(part.rows for part in table.parts), strict=True)
    return Joined(heads, tuple(_row(halves) for halves in rows))


def _heads(part: TablePart) -> Iterator[Head]:
    over = {s.start + at: s.head for s in part.spanners for at in range(s.span)}
    for at, column in enumerate(part.columns):
        yield Head(over.get(at, NOTHING), column)


def _row(halves: tuple[Row, ...]) -> Row:
    return replace(halves[0], cells=tuple(cell for half in halves for cell in half.cells))
