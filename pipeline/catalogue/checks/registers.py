"""Checks on the registers: counties and townships hang together, and the counted facts agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.catalogue.draft import Draft
from pipeline.catalogue.faults import broken, dangling, ends_early
from pipeline.catalogue.rows import Row, pairs
from pipeline.errors import CatalogueError
from pipeline.vocabulary import CITY_KIND, REGION_KIND


def counties_hang_together(draft: Draft) -> Iterator[CatalogueError]:
    """A county belongs to a city; what replaces it is a county."""
    cities = {area.code for area, _ in pairs(draft.areas) if area.kind == CITY_KIND}
    counties = {"", *(row.text("code") for row in draft.registers["counties"])}
    for row in draft.registers["counties"]:
        if row.text("parent") not in cities:
            yield dangling(row.at("parent"), row.text("parent"), "areas.csv")
        if row.text("replaced_by") not in counties:
            yield dangling(row.at("replaced_by"), row.text("replaced_by"), "counties.csv")


def townships_hang_together(draft: Draft) -> Iterator[CatalogueError]:
    """An ethnic township belongs to a county of its city and is named after known groups."""
    city_of = {row.text("code"): row.text("parent") for row in draft.registers["counties"]}
    groups = {group.number for group, _ in pairs(draft.groups)}
    for row in draft.registers["ethnic_townships"]:
        if city_of.get(row.text("parent")) != row.text("city"):
            yield dangling(row.at("parent"), row.text("parent"), "counties.csv")
        for group in row.many("groups") or ("",):
            if group not in groups:
                yield dangling(row.at("groups"), group, "ethnic_groups.csv")


def facts_belong_to_areas(draft: Draft) -> Iterator[CatalogueError]:
    """Facts are given for a known area and end no earlier than they begin."""
    codes = {area.code for area, _ in pairs(draft.areas)}
    for row in draft.registers["area_facts"]:
        if row.text("area") not in codes:
            yield dangling(row.at("area"), row.text("area"), "areas.csv")
        ends = row.integer_or_none("to_year")
        if ends is not None and ends < row.integer("from_year"):
            yield ends_early(row.at("to_year"))


def facts_agree(draft: Draft) -> Iterator[CatalogueError]:
    """The counts of area_facts.csv are those of the registers at the end of their first year."""
    counties = _by_area(draft, "counties", "parent")
    townships = _by_area(draft, "ethnic_townships", "city")
    for row in draft.registers["area_facts"]:
        day, area = date(row.integer("from_year"), 12, 31), row.text("area")
        listed = counties.get(area, []), townships.get(area, [])
        for fact, counted in _counted(*listed, day).items():
            if row.integer(fact) != counted:
                yield broken(
                    row.at(fact),
                    (
                        f"填{row.text(fact)}，名录有{counted}个",
                        f"{row.text(fact)}; listed: {counted}",
                    ),
                    ("请改正此数或名录", "Correct the number, or the register"),
                )


def _by_area(draft: Draft, register: str, column: str) -> dict[str, list[Row]]:
    """The rows of a register by the area to which they belong; the region has all of them."""
    rows = draft.registers[register]
    found = {a.code: [*rows] for a, _ in pairs(draft.areas) if a.kind == REGION_KIND}
    for row in rows:
        found.setdefault(row.text(column), []).append(row)
    return found


def _counted(counties: list[Row], townships: list[Row], day: date) -> dict[str, int]:
    """What the registers list for an area on a day."""
    counties = [row for row in counties if valid(row, day)]
    townships = [row for row in townships if valid(row, day)]
    autonomous = [row for row in counties if row.text("kind") == "autonomous_county"]
    return {
        "n_county_units": len(counties),
        "n_autonomous_counties": len(autonomous),
        "n_ethnic_townships": len(townships),
    }


def valid(row: Row, day: date) -> bool:
    """Whether the unit of this row exists on the day."""
    ends = row.day_or_none("valid_to")
    return row.day("valid_from") <= day and (ends is None or day <= ends)
