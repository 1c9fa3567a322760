"""Checks on areas: who belongs to whom, validity, the tile grid, names that must tell one area."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.catalogue.draft import Draft
from pipeline.catalogue.faults import broken, dangling, ends_early
from pipeline.catalogue.model import Area
from pipeline.catalogue.rows import Entry, pairs
from pipeline.errors import CatalogueError
from pipeline.vocabulary import CITY_KIND, CLASS_KIND, OWN_LEVEL_KIND, REGION_KIND

MIN_CLASS = 3  # with two cities in a class each could compute the other from the subtotal
COUNTS = {REGION_KIND: (1, 1), OWN_LEVEL_KIND: (0, 1), CITY_KIND: (1, None)}


def of_kind(draft: Draft, kind: str) -> tuple[Entry[Area], ...]:
    return tuple(entry for entry in draft.areas if entry.value.kind == kind)


def kinds_are_complete(draft: Draft) -> Iterator[CatalogueError]:
    """One region, at most one own level, at least one city."""
    for kind, (least, most) in COUNTS.items():
        found = of_kind(draft, kind)
        if len(found) < least or (most is not None and len(found) > most):
            yield broken(
                found[most].row.at("kind") if most is not None and found else "areas.csv:1 kind",
                (f"有{len(found)}个 {kind}", f"There are {len(found)} areas of kind {kind}"),
                (
                    "须有一个 region、至多一个 own_level、至少一个 city",
                    "There must be one region, at most one own_level and at least one city",
                ),
            )


def parents_exist(draft: Draft) -> Iterator[CatalogueError]:
    """Own level and cities belong to the region, classes to a classification."""
    regions = {entry.value.code for entry in of_kind(draft, REGION_KIND)}
    schemes = {row.text("code") for row in draft.registers["classifications"]}
    allowed = {CLASS_KIND: (schemes, "classifications.csv"), REGION_KIND: ({""}, "")}
    for area, row in pairs(draft.areas):
        codes, file = allowed.get(area.kind, (regions, "areas.csv"))
        if area.parent not in codes:
            yield dangling(row.at("parent"), area.parent, file)


def spans_are_ordered(draft: Draft) -> Iterator[CatalogueError]:
    """Nothing ends before it begins."""
    for area, row in pairs(draft.areas):
        if area.valid_to and area.valid_to < area.valid_from:
            yield ends_early(row.at("valid_to"))
    for name in ("counties", "ethnic_townships"):
        for row in draft.registers[name]:
            begins, ends = row.day("valid_from"), row.day_or_none("valid_to")
            if ends and ends < begins:
                yield ends_early(row.at("valid_to"))


def tiles_do_not_collide(draft: Draft) -> Iterator[CatalogueError]:
    """A tile of the schematic grid holds one city; a city has a row and a column, or neither."""
    taken: dict[tuple[int, int], str] = {}
    for area, row in pairs(draft.areas):
        if (area.tile_row is None) != (area.tile_col is None):
            yield broken(
                row.at("tile_row"),
                ("格位缺行或缺列", "A tile needs both its row and its column"),
                ("请同时填写 tile_row 和 tile_col，或都不填", "Fill in both, or neither"),
            )
        if area.tile_row is None or area.tile_col is None:
            continue
        other = taken.setdefault((area.tile_row, area.tile_col), area.code)
        if other != area.code or min(area.tile_row, area.tile_col) < 1:
            yield broken(
                row.at("tile_row"),
                (f"格位与 {other} 重叠或小于1", f"The tile is that of {other}, or below 1"),
                ("请另选一个空格位", "Choose a free tile, counted from 1"),
            )


def classes_are_sound(draft: Draft) -> Iterator[CatalogueError]:
    """A class has at least three cities; every city is in one class of each classification."""
    cities = {entry.value.code for entry in of_kind(draft, CITY_KIND)}
    classed: dict[tuple[str, str], str] = {}
    for area, row in pairs(of_kind(draft, CLASS_KIND)):
        where = row.at("members")
        yield from (
            dangling(where, code, "areas.csv") for code in area.members if code not in cities
        )
        if len(area.members) < MIN_CLASS:
            yield broken(
                where,
                (f"该组只有{len(area.members)}个市", f"The class has {len(area.members)} cities"),
                (f"每组至少{MIN_CLASS}个市", f"A class needs at least {MIN_CLASS} cities"),
            )
        for code in area.members:
            if (first := classed.setdefault((area.parent, code), area.code)) != area.code:
                yield broken(
                    where,
                    (f"{code} 已在 {first} 组", f"{code} is in class {first} already"),
                    (
                        "同一分组方法中每市只能属于一组",
                        "A city is in one class of a classification",
                    ),
                )
    yield from _unclassed(draft, cities, classed)


def _unclassed(
    draft: Draft, cities: set[str], classed: dict[tuple[str, str], str]
) -> Iterator[CatalogueError]:
    for row in draft.registers["classifications"]:
        scheme = row.text("code")
        if missing := sorted(code for code in cities if (scheme, code) not in classed):
            listed = ", ".join(missing)
            yield broken(
                row.at("code"),
                (f"{listed} 未分组", f"{listed} stands in no class of it"),
                ("请在 areas.csv 将其归入一组", "Add it to a class in areas.csv"),
            )


def names_tell_areas_apart(draft: Draft) -> Iterator[CatalogueError]:
    """A name, short name or alias names one area only; submissions are recognised by them."""
    named: dict[str, str] = {}
    for area, row in pairs(draft.areas):
        if area.kind == CLASS_KIND:
            continue
        for name in {area.code, area.name.zh, area.name.en, area.short.zh, *area.aliases}:
            if (first := named.setdefault(name.casefold(), area.code)) != area.code:
                yield broken(
                    row.at("aliases"),
                    (f"“{name}”同时指 {first}", f"“{name}” names {first} as well"),
                    ("请删除其中一处别名", "Delete the alias in one of the two places"),
                )
