"""Tables whose rows are indicators: the region by year (A), and the pieces for a city by year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.catalogue.model import Indicator, TableColumn, TableSpec
from pipeline.tables.dates import time_of
from pipeline.tables.draft import (
    MAX_YEARS,
    NOTHING,
    Ask,
    Draft,
    DraftColumn,
    DraftRow,
    Entry,
    Slot,
    Source,
    change_of,
    is_partial_total,
    slot_of,
)
from pipeline.tables.words import CHANGE, ITEM, PER_CENT, REPORTING, unit_of, year_head
from pipeline.vocabulary import Measure, Text

MIN_ROWS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator as a row: what it asks for in the reference year, and how it is labelled.

    A ``partial`` line prints the sums over reporting cities that its whole line may not print.
    """

    slot: Slot
    label: Text
    unit: Text
    heading: Text = NOTHING
    indent: int = 0
    hashed: bool = False
    partial: bool = False

    @property
    def indicator(self) -> Indicator:
        return self.slot.indicator

    def ask(self, area: str, period: int, measure: Measure = Measure.LEVEL) -> Ask:
        if measure is Measure.LEVEL:
            return replace(self.slot.at(area), period=period)
        return Ask(area, self.indicator.code, period, measure)


def draft_of_region(spec: TableSpec, source: Source) -> Draft | None:
    """The draft of an A table: totals of the region by year, and the change on last year.

    Where a total is incomplete, the sum over the reporting cities stands in a row of its own, as
    long as these are more than half of all. None without figures of the year itself; years more
    than half blank are left out.
    """
    region = source.catalogue.region.code
    lines = [_line(column, source) for column in spec.columns]
    told = [line for line in lines if _speaks(source, line.ask(region, source.year))]
    if len(told) < MIN_ROWS:
        return None
    years = [
        year
        for year in range(source.year - MAX_YEARS + 1, source.year + 1)
        if 2 * sum(_speaks(source, line.ask(region, year)) for line in told) >= len(told)
    ]
    pairs = [(line, _partial_of(line)) for line in lines]
    return draft_of_years(region, [line for pair in pairs for line in pair], years, source)


def _partial_of(line: Line) -> Line:
    return replace(line, label=REPORTING, indent=line.indent + 1, hashed=False, partial=True)


def _speaks(source: Source, ask: Ask) -> bool:
    return source.tells(ask) or part(source, ask) is not None


def draft_of_years(
    area: str,
    lines: Sequence[Line],
    years: Sequence[int],
    source: Source,
    more: Sequence[tuple[DraftColumn, Measure]] = (),
) -> Draft:
    """Indicators of one area by year, the change on last year, ``more`` columns of this year."""
    year = years[-1]
    columns = [_year_column(area, years, at, source) for at in range(len(years))]
    extra = ((DraftColumn(CHANGE, PER_CENT), None), *more)

    def entries(line: Line) -> tuple[Entry, ...]:
        change = change_of(line.indicator)
        asks = [line.ask(area, y) for y in years]
        asks += [line.ask(area, year, measure or change) for _, measure in extra]
        return tuple((part if line.partial else whole)(source, ask) for ask in asks)

    rows = rows_of(lines, entries, source)
    draft = Draft(ITEM, (*columns, *(c for c, _ in extra)), rows, has_units_column=True)
    draft = _without_blank_columns(draft, source, len(years))
    return replace(draft, when=time_of(draft, source, years[0]))


def rows_of(
    lines: Iterable[Line], entries_of: Callable[[Line], tuple[Entry, ...]], source: Source
) -> tuple[DraftRow, ...]:
    """The rows that hold anything, with a heading wherever the group changes."""
    rows: list[DraftRow] = []
    heading = NOTHING
    for line in lines:
        entries = entries_of(line)
        if not any(isinstance(e, Ask) and source.shows(e) for e in entries):
            continue
        if line.heading != heading and line.heading.zh:
            rows.append(DraftRow("heading", line.heading, tuple(None for _ in entries)))
        heading = line.heading
        rows.append(DraftRow("item", line.label, entries, line.indent, line.hashed, line.unit))
    return tuple(rows)


def whole(source: Source, ask: Ask) -> Entry:
    """The ask, unless its answer is a sum over some of the parts only."""
    figure = source.answer(ask)
    return None if figure is not None and is_partial_total(figure) else ask


def part(source: Source, ask: Ask) -> Ask | None:
    """The ask, if its answer is a sum over some of the parts, but over more than half of them."""
    figure = source.answer(ask)
    if figure is None or not figure.shown or not is_partial_total(figure):
        return None
    return ask if 2 * figure.n_reported > figure.n_expected else None


def _line(column: TableColumn, source: Source) -> Line:
    """A row of the programme: labelled by its own head, or by the indicator's full name."""
    indicator = source.catalogue.indicator(column.indicator)
    label = Text(column.head.zh or indicator.name.zh, column.head.en or indicator.name.en)
    slot = slot_of(column, indicator, source.year, Measure.LEVEL)
    unit = unit_of(column, indicator, Measure.LEVEL)
    return Line(slot, label, unit, column.spanner, column.indent, column.hashed)


def _year_column(area: str, years: Sequence[int], at: int, source: Source) -> DraftColumn:
    bar = at > 0 and _sample(area, years[at], source) and not _sample(area, years[at - 1], source)
    return DraftColumn(year_head(years[at]), bar_before=bar, strong=at == len(years) - 1)


def _sample(area: str, year: int, source: Source) -> bool:
    return source.figures.is_sample(area, year)


def _without_blank_columns(draft: Draft, source: Source, n_years: int) -> Draft:
    """Drops the columns behind the years in which nothing stands."""
    kept = [
        at
        for at in range(len(draft.columns))
        if at < n_years
        or any(isinstance(e := r.entries[at], Ask) and source.tells(e) for r in draft.rows)
    ]
    rows = tuple(replace(row, entries=tuple(row.entries[at] for at in kept)) for row in draft.rows)
    return replace(draft, columns=tuple(draft.columns[at] for at in kept), rows=rows)
