"""The rows of tables by area: region, reporting cities, own level, cities, classes of cities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from pipeline.catalogue.model import Area, Catalogue
from pipeline.tables.draft import NOTHING, Ask, DraftRow, Entry, Slot, Source, is_partial_total
from pipeline.tables.words import REPORTING
from pipeline.tables.writing import INAPPLICABLE
from pipeline.vocabulary import Measure, Text

MIN_CITIES = 3  # fewer are no comparison: their figures stand in the list of what was reported


def listed_cities(source: Source, slots: Sequence[Slot]) -> tuple[Area, ...]:
    """All cities, or only those with any figure here where they are not more than half of all."""
    told = tuple(c for c in source.cities if any(source.shows(s.at(c.code)) for s in slots))
    return source.cities if 2 * len(told) > len(source.cities) else told


def well_filled(source: Source, cities: Iterable[Area], slot: Slot) -> bool:
    """Whether the column is not more than half blank."""
    filled = [source.shows(slot.at(city.code)) for city in cities]
    return any(filled) and 2 * sum(filled) >= len(filled)


def area_rows(
    source: Source, cities: Sequence[Area], slots: Sequence[Slot], *, with_classes: bool
) -> tuple[DraftRow, ...]:
    """One row per area; rows of totals, own level and classes only where they hold a figure."""
    region, own = source.catalogue.region, source.catalogue.own_level
    partial = tuple(_partial(source, slot.at(region.code)) for slot in slots)
    rows = [_totals(source, "region", region, slots)] if _any_told(source, region, slots) else []
    if any(partial):
        rows.append(DraftRow("reporting", REPORTING, partial, area=region.code))
    if own and _any_told(source, own, slots):
        rows.append(_row("own_level", own, own.short, slots))
    rows += [_row("city", city, name_of(city), slots) for city in cities]
    if with_classes and len(cities) == len(source.cities):
        rows += _class_rows(source, slots)
    return tuple(rows)


def name_of(city: Area) -> Text:
    """How a city is called in a stub: 南宁市 / Nanning."""
    return Text(city.name.zh, city.short.en)


def scheme_name(catalogue: Catalogue, code: str) -> Text:
    """The name of a classification of cities."""
    schemes = catalogue.registers.get("classifications", ())
    names = (Text(row["name_zh"], row["name_en"]) for row in schemes if row["code"] == code)
    return next(names, NOTHING)


def _row(kind: str, area: Area, label: Text, slots: Sequence[Slot]) -> DraftRow:
    return DraftRow(kind, label, tuple(slot.at(area.code) for slot in slots), area=area.code)


def _totals(source: Source, kind: str, area: Area, slots: Sequence[Slot]) -> DraftRow:
    entries = tuple(_total(source, area, slot) for slot in slots)
    return DraftRow(kind, area.short, entries, indent=int(kind == "class"), area=area.code)


def _class_rows(source: Source, slots: Sequence[Slot]) -> list[DraftRow]:
    rows: list[DraftRow] = []
    for scheme, classes in groupby(source.catalogue.classes, key=lambda area: area.parent):
        told = [_totals(source, "class", a, slots) for a in classes if _any_told(source, a, slots)]
        if told:
            nothing = tuple(None for _ in slots)
            rows += [DraftRow("heading", scheme_name(source.catalogue, scheme), nothing), *told]
    return rows


def _any_told(source: Source, area: Area, slots: Sequence[Slot]) -> bool:
    return any(source.tells(slot.at(area.code)) for slot in slots)


def _total(source: Source, area: Area, slot: Slot) -> Entry:
    """The ask for a total, unless only some of its parts reported; — where there can be none."""
    figure = source.answer(slot.at(area.code))
    if figure is None:
        never = slot.measure is Measure.RANK or slot.indicator.aggregation == "none"
        return INAPPLICABLE if never else None
    return None if is_partial_total(figure) else slot.at(area.code)


def _partial(source: Source, ask: Ask) -> Entry:
    figure = source.answer(ask)
    return ask if figure is not None and figure.shown and is_partial_total(figure) else None
