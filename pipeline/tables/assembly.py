"""From a draft to a finished table: written cells, parts, heads over heads, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.tables.draft import NOTHING, DraftRow
from pipeline.tables.model import Cell, Column, Row, Spanner, Table, TablePart
from pipeline.tables.notes import notes_of
from pipeline.tables.view import View
from pipeline.tables.widths import column_mm, parted, room_mm
from pipeline.vocabulary import CITY_KIND, Text

_GROUP = 5  # air after every five cities


@dataclass(frozen=True, slots=True)
class Caption:
    """What a table is called, how it lies on the page, and the note that it always has."""

    number: str
    code: str
    title: Text
    orientation: str = "portrait"
    note: Text = NOTHING


def assemble(view: View, caption: Caption) -> Table:
    """The finished table; the date is appended to its title, its own note stands first."""
    draft, orientation = view.draft, caption.orientation
    languages = view.source.catalogue.edition.languages
    columns = tuple(zip(*view.cells, strict=True))
    widths = [
        column_mm(column, cells, orientation, languages)
        for column, cells in zip(draft.columns, columns, strict=True)
    ]
    room = room_mm(draft.rows, orientation, languages, units=draft.has_units_column)
    parts = parted(draft.columns, widths, room, orientation)
    return Table(
        number=caption.number,
        title=Text(caption.title.zh + draft.when.zh, caption.title.en + draft.when.en),
        unit=draft.unit,
        stub=draft.stub,
        orientation=orientation,
        parts=tuple(_part(view, widths, indices) for indices in parts),
        notes=((caption.note,) if caption.note.zh else ()) + notes_of(view),
        has_units_column=draft.has_units_column,
        code=caption.code,
    )


def addresses(table: Table) -> Iterator[tuple[str, Cell]]:
    """Every cell written from a published figure, with the figure's address, for tracing."""
    for part in table.parts:
        for row in part.rows:
            yield from ((cell.address, cell) for cell in row.cells if cell.address)


def _part(view: View, widths: Sequence[float], indices: Sequence[int]) -> TablePart:
    drafted = view.draft.columns
    columns = tuple(
        Column(c.head, c.unit, at + 1, round(widths[at], 2), c.bar_before, c.strong)
        for at in indices
        for c in [drafted[at]]
    )
    spanners = _spanners([drafted[at].spanner for at in indices])
    return TablePart(spanners, columns, tuple(_rows(view, indices)))


def _spanners(heads: Sequence[Text]) -> tuple[Spanner, ...]:
    """One spanner over each run of columns with the same head."""
    starts = [at for at, head in enumerate(heads) if at == 0 or heads[at - 1] != head]
    ends = [*starts[1:], len(heads)]
    return tuple(
        Spanner(heads[start], start, end - start)
        for start, end in zip(starts, ends, strict=True)
        if heads[start].zh
    )


def _rows(view: View, indices: Sequence[int]) -> Iterator[Row]:
    cities = 0
    for row, cells in zip(view.draft.rows, view.cells, strict=True):
        cities = cities + 1 if row.kind == CITY_KIND else 0
        gap = cities % _GROUP == 1 and (cities > 1 or _totals_above(view.draft.rows))
        chosen = tuple(cells[at] for at in indices)
        yield Row(row.kind, row.label, chosen, row.indent, row.hashed, row.unit, gap)


def _totals_above(rows: Sequence[DraftRow]) -> bool:
    return rows[0].kind != CITY_KIND
