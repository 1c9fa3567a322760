"""Findings in tables that are not made of this year's reports: registers, classes, the census."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from pipeline.catalogue.model import Area
from pipeline.tables.registers import in_force
from pipeline.yearbook.commentary.facts import Facts, level
from pipeline.yearbook.commentary.findings import Finding
from pipeline.yearbook.commentary.grammar import en_list, zh_list
from pipeline.yearbook.commentary.words import (
    called,
    level_of,
    lower,
    number,
    share_text,
    words,
)

_FIELDS = {"autonomous_counties": "parent", "ethnic_townships": "city", "divisions": "parent"}
_NOUNS = {
    "autonomous_counties": ("个自治县", "autonomous county", "autonomous counties"),
    "ethnic_townships": ("个民族乡", "ethnic township", "ethnic townships"),
    "divisions": ("个县级区划", "county-level division", "county-level divisions"),
}


def in_register(facts: Facts, layout: str) -> Finding | None:
    """How many entries a register has, in how many cities, and where most of them are."""
    if layout not in _FIELDS:
        return None
    register = "ethnic_townships" if layout == "ethnic_townships" else "counties"
    rows = in_force(facts.model.catalogue, register, facts.model.year)
    if layout == "autonomous_counties":
        rows = [row for row in rows if row["kind"] == "autonomous_county"]
    counts = Counter(row[_FIELDS[layout]] for row in rows)
    if not counts:
        return None
    most = max(counts.values())
    top = [facts.model.catalogue.area(c).short for c in sorted(counts) if counts[c] == most]
    noun, one, several = _NOUNS[layout]
    in_cities = "1 city" if len(counts) == 1 else f"{len(counts)} cities"
    lead = words(
        f"{facts.whole} {len(rows)} {noun}分布在 {len(counts)} 个市，",
        f"{len(rows)} {one if len(rows) == 1 else several} in {in_cities}, ",
    )
    each = "各有" if len(top) > 1 else "最多，有"
    rest = words(
        f"{zh_list([a.zh for a in top])}{each} {most} 个",
        f"most of them ({most}{' each' if len(top) > 1 else ''}) in {en_list([a.en for a in top])}",
    )
    return Finding("register", lead, rest)


def by_class(facts: Facts, codes: Sequence[str]) -> Finding | None:
    """The class of cities that holds the largest share of a total, where that is largest."""
    totals = [code for code in codes if facts.indicator(code).is_counted]
    best: tuple[Decimal, str, Area] | None = None
    for area in facts.model.catalogue.classes:
        for code in totals:
            part, whole = facts.firm(area.code, code), facts.firm(facts.region, code)
            if part is None or whole is None or not level(whole):
                continue
            share = level(part) / level(whole)
            if best is None or share > best[0]:
                best = (share, code, area)
    return None if best is None else _class(facts, best[1], best[2])


def _class(facts: Facts, code: str, area: Area) -> Finding | None:
    part, whole = facts.firm(area.code, code), facts.firm(facts.region, code)
    if part is None or whole is None:
        return None
    name, count = called(facts.indicator(code)), len(area.members)
    share = share_text(level(part), level(whole))
    lead = words(
        f"“{area.short.zh}”组的 {count} 个市，",
        f"The {count} cities in the class “{area.short.en}” ",
    )
    told = number(share, (part.address, whole.address), strong=True)
    rest = words(f"{name.zh}占{facts.whole}的 ", "hold ") + told
    return Finding("class", lead, rest + words("", f" of the region: {name.en}"))


def census(facts: Facts, codes: Sequence[str]) -> Finding | None:
    """Population and minority share of the last census that the region has."""
    counted = [code for code in codes if facts.indicator(code).frequency == "census"]
    rates = [code for code in counted if not facts.indicator(code).is_counted]
    years = [y for y in facts.model.years if any(facts.firm(facts.region, c, y) for c in counted)]
    if not years or not rates:
        return None
    people = facts.firm(facts.region, codes[0], years[-1])
    share = facts.firm(facts.region, rates[0], years[-1])
    if people is None or share is None:
        return None
    first, second = facts.indicator(codes[0]), facts.indicator(rates[0])
    lead = words(f"{years[-1]} 年人口普查：{first.short.zh} ", f"Census of {years[-1]}: ")
    lead += level_of(people, first) + words("，", f" {lower(first.short.en)}; ")
    name = called(second)
    rest = words(f"{name.zh}为 ", f"{lower(name.en)} ") + level_of(share, second, strong=True)
    return Finding("census", lead, rest)
