"""The figures of every unit and year, consistent, before any deviation in the files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.catalogue.model import Catalogue
from tools.samples.places import Place
from tools.samples.published import Published
from tools.samples.recipes import Case, recipes, worked_out

Lines = dict[str, Decimal]
Shocks = Mapping[tuple[str, int, str], float]  # (area, year, line) → factor


def build_world(
    catalogue: Catalogue,
    units: Sequence[Place],
    years: Sequence[int],
    published: Published,
    shocks: Shocks,
) -> dict[tuple[str, int], Lines]:
    """(area, year) → line → value for ``years``; the year before the first is the year of origin.

    Levels start from what was published for that year, and from ``cities.toml`` and ``levels.toml``
    where nothing was. The region reports its own level and the totals that it observes itself.
    """
    world: dict[tuple[str, int], Lines] = {}
    for unit in units:
        known = published.exact(years[0] - 1, unit.code)
        origin = years[0] - 1
        lines = _year(catalogue, unit, origin, before=None, known=known, shocks=shocks)
        for year in years:
            lines = _year(catalogue, unit, year, before=lines, known={}, shocks=shocks)
            world[unit.code, year] = lines
    for year in years:
        world[catalogue.region.code, year] = _region(catalogue, world, year)
    return world


def _year(
    catalogue: Catalogue,
    unit: Place,
    year: int,
    *,
    before: Lines | None,
    known: Mapping[str, Decimal],
    shocks: Shocks,
) -> Lines:
    lines: Lines = {}
    for code, recipe in recipes().items():
        indicator = catalogue.indicator(code)
        shock = shocks.get((unit.code, year, code), 1.0)
        value = worked_out(Case(indicator, recipe, unit, year, before, lines, known, shock))
        if value is not None:
            lines[code] = value
    return lines


def _region(catalogue: Catalogue, world: Mapping[tuple[str, int], Lines], year: int) -> Lines:
    """Own-level lines as worked out, totals as sums over all cities, nothing else."""
    own = world[catalogue.region.code, year]
    cities = [world[city.code, year] for city in catalogue.cities]
    lines: Lines = {}
    for indicator in catalogue.indicators:
        if indicator.region_reports == "own_level":
            lines[indicator.code] = own[indicator.code]
        elif indicator.region_reports == "total" and indicator.code in cities[0]:
            lines[indicator.code] = sum((city[indicator.code] for city in cities), Decimal(0))
    return lines
