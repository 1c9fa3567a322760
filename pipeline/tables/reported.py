"""The list of what was reported but found no place in the tables: indicators by reporting city.

Where only some cities report, tables by city would be pages of blanks; they are left out by rule,
and this list keeps the promise that every published figure of the year stands in its part.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.catalogue.imprint import Part
from pipeline.catalogue.model import Area, Catalogue, Indicator
from pipeline.tables.areas import name_of
from pipeline.tables.by_indicator import Line, rows_of, whole
from pipeline.tables.dates import time_of
from pipeline.tables.draft import Draft, DraftColumn, Entry, Slot, Source
from pipeline.tables.words import ITEM, REPORTING
from pipeline.vocabulary import CITY_KIND, CLASS_KIND, Text


def title_of(part: Part) -> Text:
    """The title of the list at the end of a part."""
    return Text(f"{part.title.zh}：分市已报数据", f"{part.title.en}: Figures Reported, by City")


def draft_of_reported(part: int, source: Source, printed: Collection[str]) -> Draft | None:
    """Every published level of the year, on the forms of one part, whose address is not printed.

    Rows are indicators, columns the areas with a figure; the sum over reporting cities stands
    before them where two or more reported the same indicator.
    """
    year, areas = source.year, [a for a in source.catalogue.areas if a.kind != CLASS_KIND]
    lines = [_line(i, year) for i in _of_part(part, source.catalogue)]
    asks = [line.ask(area.code, year) for line in lines for area in areas]
    left = [ask for ask in asks if source.tells(ask) and ask.address not in printed]
    if not left:
        return None
    codes = {ask.indicator for ask in left}
    lines = [line for line in lines if line.indicator.code in codes]
    areas = [area for area in areas if any(ask.area == area.code for ask in left)]
    summed = any(_sum(line, source) for line in lines)

    def entries(line: Line) -> tuple[Entry, ...]:
        told = tuple(whole(source, line.ask(area.code, year)) for area in areas)
        return (_sum(line, source), *told) if summed else told

    rows = rows_of(lines, entries, source)
    draft = Draft(ITEM, _columns(areas, summed=summed), rows, has_units_column=True)
    return replace(draft, when=time_of(draft, source, year))


def _of_part(part: int, catalogue: Catalogue) -> list[Indicator]:
    """The lines of the part's forms, except those that a register answers (they have a table)."""
    forms = {form.code for form in catalogue.forms if form.part == part}
    ours = (i for i in catalogue.indicators if i.on_form and i.form in forms)
    return [i for i in ours if not i.register]


def _line(indicator: Indicator, year: int) -> Line:
    decimals = indicator.decimals if indicator.is_counted else None
    return Line(Slot(indicator, year, decimals=decimals), indicator.name, indicator.unit)


def _sum(line: Line, source: Source) -> Entry:
    """The sum over the reporting cities where there are at least two of them."""
    period = line.slot.period
    ask = line.ask(source.catalogue.region.code, period)
    told = sum(source.shows(line.ask(city.code, period)) for city in source.cities)
    partial = source.shows(ask) and not source.tells(ask)
    return ask if partial and told > 1 else None


def _columns(areas: Sequence[Area], *, summed: bool) -> tuple[DraftColumn, ...]:
    columns = [DraftColumn(_head(area), block=at) for at, area in enumerate(areas, 1)]
    return (DraftColumn(REPORTING), *columns) if summed else tuple(columns)


def _head(area: Area) -> Text:
    return name_of(area) if area.kind == CITY_KIND else area.short
