"""A draft with its cells written: what the notes and the rounding check look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.tables.draft import Ask, Draft, DraftRow, Entry, Source
from pipeline.tables.figures import Figure
from pipeline.tables.model import Cell
from pipeline.tables.writing import BLANK, NEGLIGIBLE, read_back, write
from pipeline.vocabulary import Measure, Text


@dataclass(frozen=True, slots=True)
class Written:
    """A written cell with the row it stands in, its column, what it asked for and what it got."""

    row: DraftRow
    column: int
    ask: Ask
    figure: Figure
    cell: Cell


@dataclass(frozen=True, slots=True)
class View:
    """A draft and its cells, row by row; ``written`` are those that got a figure."""

    draft: Draft
    cells: tuple[tuple[Cell, ...], ...]
    source: Source
    written: tuple[Written, ...]

    def __iter__(self) -> Iterator[Written]:
        return iter(self.written)

    def levels(self) -> Iterator[Written]:
        """The cells that hold levels, not changes, shares or ranks."""
        return (w for w in self.written if w.ask.measure is Measure.LEVEL)


def view_of(draft: Draft, source: Source) -> View:
    """Writes every cell of a draft."""
    cells = tuple(tuple(_cell(e, source) for e in row.entries) for row in draft.rows)
    for at, column in enumerate(draft.columns):
        if column.bars:
            cells = _with_bars(draft, cells, at, source)
    return View(draft, cells, source, tuple(_written(draft, cells, source)))


def _written(
    draft: Draft, lines: tuple[tuple[Cell, ...], ...], source: Source
) -> Iterator[Written]:
    for row, cells in zip(draft.rows, lines, strict=True):
        for at, (entry, cell) in enumerate(zip(row.entries, cells, strict=True)):
            if isinstance(entry, Ask) and (figure := source.answer(entry)):
                yield Written(row, at, entry, figure, cell)


def _cell(entry: Entry, source: Source) -> Cell:
    if not isinstance(entry, Ask):
        return entry or BLANK
    cell = write(source.answer(entry), entry.decimals, entry.scale)
    if cell.kind == "number" and read_back(cell) == 0 and _vanished(entry, source):
        return replace(cell, text=NEGLIGIBLE, kind="symbol")
    return cell


def _vanished(ask: Ask, source: Source) -> bool:
    """Whether a share or rate was rounded to nothing although there is something to divide."""
    ratio = source.catalogue.indicator(ask.indicator).ratio
    if ask.measure is Measure.SHARE:
        part = source.answer(replace(ask, measure=Measure.LEVEL))
    elif ask.measure is Measure.LEVEL and ratio:
        part = source.answer(replace(ask, indicator=ratio.numerator))
    else:
        return False
    return part is not None and bool(part.value)


def _with_bars(
    draft: Draft, cells: tuple[tuple[Cell, ...], ...], at: int, source: Source
) -> tuple[tuple[Cell, ...], ...]:
    """Gives the cities' figures in one column bars: of the largest one, or of 100 per cent."""
    values = [
        read_back(line[at]) if row.kind == "city" else None
        for row, line in zip(draft.rows, cells, strict=True)
    ]
    entry = next((r.entries[at] for r in draft.rows if isinstance(r.entries[at], Ask)), None)
    per_cent = isinstance(entry, Ask) and source.catalogue.indicator(entry.indicator).unit.zh == "%"
    top = 100 if per_cent else max((v for v in values if v is not None), default=0)
    if not top or any(v is not None and v > top for v in values):
        return cells
    return tuple(
        line
        if value is None
        else (*line[:at], replace(line[at], bar=float(value / top)), *line[at + 1 :])
        for line, value in zip(cells, values, strict=True)
    )


def named(view: View, ask: Ask, *, of_area: bool = True) -> Text:
    """Area and indicator of a cell, as short as the table allows."""
    asks = view.draft.asks()
    area = next(a for a in view.source.catalogue.areas if a.code == ask.area).short
    indicator = view.source.catalogue.indicator(ask.indicator).short
    if len({a.indicator for a in asks}) == 1 and of_area:
        return area
    if len({a.area for a in asks}) == 1 or not of_area:
        return indicator
    return Text(f"{indicator.zh}（{area.zh}）", f"{indicator.en} ({area.en})")
