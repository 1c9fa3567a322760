"""The table of a city's chapter: all its published figures by year, change and rank."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.catalogue.model import Area, Catalogue, Indicator
from pipeline.tables.by_indicator import Line, draft_of_years
from pipeline.tables.draft import MAX_YEARS, Draft, DraftColumn, Slot, Source
from pipeline.tables.words import RANK
from pipeline.vocabulary import Measure, Text

TITLE = Text("主要指标", "Main Indicators")


def draft_of_city(area: Area, source: Source) -> Draft | None:
    """Every indicator with a figure in the last five years that have any, grouped by form.

    Here nothing is left out for being rare: what a city reported stands in its chapter.
    """
    ours = [f for f in source.figures.of_area(area.code) if f.measure is Measure.LEVEL]
    years = sorted({f.period for f in ours if f.shown and f.period <= source.year})[-MAX_YEARS:]
    if not years:
        return None
    told = {f.indicator for f in ours if f.shown and f.period in years}
    lines = list(_lines(source.catalogue, told, years[-1]))
    ranks = ((DraftColumn(RANK), Measure.RANK),)
    return draft_of_years(area.code, lines, years, source, ranks)


def _lines(catalogue: Catalogue, told: Collection[str], year: int) -> Iterator[Line]:
    """What was told on every form, parts under their whole, then the rates that have ranks."""
    chosen = [i for i in catalogue.indicators if i.code in told and _belongs(i)]
    for form in catalogue.forms:
        ours = [i for i in chosen if i.form == form.code]
        codes = {i.code for i in ours}
        roots = [i for i in ours if i.parent not in codes]
        for indicator, depth in _tree(roots, ours, 0):
            yield _line(indicator, form.name, depth, year)


def _belongs(indicator: Indicator) -> bool:
    return indicator.release == "public" and (indicator.on_form or indicator.rankable)


def _tree(
    level: Sequence[Indicator], every: Sequence[Indicator], depth: int
) -> Iterator[tuple[Indicator, int]]:
    for indicator in level:
        yield indicator, depth
        parts = [i for i in every if i.parent == indicator.code]
        yield from _tree(parts, every, depth + 1)


def _line(indicator: Indicator, heading: Text, depth: int, year: int) -> Line:
    decimals = indicator.decimals if indicator.is_counted else None
    hashed = depth > 0 and indicator.part_of == "#"
    slot = Slot(indicator, year, decimals=decimals)
    return Line(slot, indicator.name, indicator.unit, heading, depth, hashed)
