"""Where a figure stands in the book: tables, charts and the narratives that cite it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.catalogue.model import Catalogue
from pipeline.tables.assembly import addresses
from pipeline.tables.figures import Figures
from pipeline.tables.program import build_city_table, program
from pipeline.vocabulary import Measure, Text
from pipeline.warehouse import Warehouse
from pipeline.yearbook.charts.program import programme

Address = tuple[str, str, str, int]  # area, indicator, measure, period
_CITY_PART = 9
_CITED = re.compile(r"\[\[(\w{1,8})(?:@(\d{4}))?\]\]")
_TEXTS = "select area, period, text_zh from disseminated.narrative where period = $year"


def places_of(
    warehouse: Warehouse, catalogue: Catalogue, figures: Figures, year: int
) -> dict[Address, tuple[Text, ...]]:
    """By figure, the tables (by number), charts (by title) and narratives that show it."""
    shown = (
        *_tables(catalogue, figures, year),
        *_charts(catalogue, figures, year),
        *_narratives(warehouse, year),
    )
    found: dict[Address, list[Text]] = {}
    for address, place in shown:
        if place not in found.setdefault(address, []):
            found[address].append(place)
    return {address: tuple(places) for address, places in found.items()}


def _tables(catalogue: Catalogue, figures: Figures, year: int) -> Iterator[tuple[Address, Text]]:
    numbered = [*program(catalogue, figures, year)]
    for ordinal, city in enumerate(catalogue.cities, 1):
        number = f"{_CITY_PART}-{ordinal}-1"
        if table := build_city_table(city, catalogue, figures, year, number):
            numbered.append(table)
    for table in numbered:
        for address, _ in addresses(table):
            area, code, measure, period = address.split("/")
            yield (
                (area, code, measure, int(period)),
                Text(f"表{table.number}", f"table {table.number}"),
            )


def _charts(catalogue: Catalogue, figures: Figures, year: int) -> Iterator[tuple[Address, Text]]:
    """By the programme: a chart shows its lines for the region, or for every city, in its year."""
    for part in catalogue.edition.parts:
        for spec in programme(catalogue, "part", part.number):
            told = Text(f"图“{spec.title.zh}”", f"chart “{spec.title.en}”")
            lines = {*spec.indicators}
            for figure in figures:
                is_shown = figure.indicator in lines and figure.measure is spec.measure
                if is_shown and figure.period == year:
                    yield (figure.area, figure.indicator, str(figure.measure), year), told


def _narratives(warehouse: Warehouse, year: int) -> Iterator[tuple[Address, Text]]:
    told = Text("典型经验", "narrative")
    for row in warehouse.rows(_TEXTS, year=year):
        for code, period in _CITED.findall(row["text_zh"]):
            yield (row["area"], code, str(Measure.LEVEL), int(period or year)), told
