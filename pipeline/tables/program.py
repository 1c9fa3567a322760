"""The table programme: every table of an edition, built, numbered, and complete by rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from pipeline.catalogue.model import Area, Catalogue, TableSpec
from pipeline.tables.assembly import Caption, addresses, assemble
from pipeline.tables.availability import draft_of_availability
from pipeline.tables.by_area import draft_by_area
from pipeline.tables.by_indicator import draft_of_region
from pipeline.tables.census import draft_of_census
from pipeline.tables.city import TITLE as CITY_TITLE
from pipeline.tables.city import draft_of_city
from pipeline.tables.classes import draft_of_classes
from pipeline.tables.draft import Draft, Source
from pipeline.tables.figures import Figures
from pipeline.tables.model import Table
from pipeline.tables.registers import (
    draft_of_autonomous_counties,
    draft_of_divisions,
    draft_of_ethnic_townships,
)
from pipeline.tables.reported import draft_of_reported, title_of
from pipeline.tables.view import view_of
from pipeline.vocabulary import Text

T = TypeVar("T")

LAYOUTS: dict[str, Callable[[TableSpec, Source], Draft | None]] = {
    "A": draft_of_region,
    "C": draft_by_area,
    "S": draft_by_area,
    "X": draft_by_area,
    "census": draft_of_census,
    "classes": draft_of_classes,
    "divisions": draft_of_divisions,
    "autonomous_counties": draft_of_autonomous_counties,
    "ethnic_townships": draft_of_ethnic_townships,
    "availability": draft_of_availability,
}
_MOST_UPRIGHT = 6  # areas that stand side by side on a portrait page


def program(catalogue: Catalogue, figures: Figures, year: int) -> tuple[Table, ...]:
    """All tables of the edition's parts, in order.

    A table is numbered by its position among those of its part that are printed, so that the
    reader meets no gaps; ``Table.code`` keeps the number of the programme. What a part's tables
    leave out although it was reported follows in one list at the end of the part.
    """

    def made() -> tuple[Table, ...]:
        source = Source(catalogue, figures, year)
        parts = sorted({spec.part for spec in catalogue.tables})
        return tuple(table for part in parts for table in _part(part, source))

    return _once(figures, (id(catalogue), year), made)


# Book, pages, workbook and data print the same tables: made once for as long as the figures live.
_made: WeakKeyDictionary[Figures, dict[tuple[object, ...], Any]] = WeakKeyDictionary()


def _once(figures: Figures, key: tuple[object, ...], make: Callable[[], T]) -> T:
    known = _made.setdefault(figures, {})
    if key not in known:
        known[key] = make()
    made: T = known[key]
    return made


def build_table(spec: TableSpec, catalogue: Catalogue, figures: Figures, year: int) -> Table | None:
    """One table of the programme under its own code; none where it is left out by rule."""
    return _build(spec, Source(catalogue, figures, year))


def build_city_table(
    area: Area, catalogue: Catalogue, figures: Figures, year: int, number: str
) -> Table | None:
    """All published figures of one city by year; none for a city that has none."""

    def made() -> Table | None:
        source = Source(catalogue, figures, year)
        draft = draft_of_city(area, source)
        if draft is None:
            return None
        title = Text(area.name.zh + CITY_TITLE.zh, f"{CITY_TITLE.en} of {area.short.en}")
        return assemble(view_of(draft, source), Caption(number, f"city-{area.code}", title))

    return _once(figures, (id(catalogue), year, area.code, number), made)


def _part(part: int, source: Source) -> Iterator[Table]:
    specs = [spec for spec in source.catalogue.tables if spec.part == part]
    tables = [table for spec in specs if (table := _build(spec, source))]
    if rest := _rest(part, tables, source):
        tables.append(rest)
    for position, table in enumerate(tables, 1):
        yield replace(table, number=f"{part}-{position}")


def _build(spec: TableSpec, source: Source) -> Table | None:
    draft = LAYOUTS[spec.layout](spec, source)
    if draft is None:
        return None
    caption = Caption(spec.code, spec.code, spec.title, spec.orientation, spec.note)
    return assemble(view_of(draft, source), caption)


def _rest(part: int, tables: list[Table], source: Source) -> Table | None:
    """What was reported on the forms of a part but stands in none of its tables."""
    printed = {address for table in tables for address, _ in addresses(table)}
    draft = draft_of_reported(part, source, printed)
    if draft is None:
        return None
    orientation = "landscape" if len(draft.columns) > _MOST_UPRIGHT else "portrait"
    code = f"{part}-reported"
    title = title_of(next(p for p in source.catalogue.edition.parts if p.number == part))
    return assemble(view_of(draft, source), Caption(code, code, title, orientation))
