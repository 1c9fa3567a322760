"""Lists from the registers: divisions by city, autonomous counties, ethnic townships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from pipeline.catalogue.model import Area, Catalogue, TableSpec
from pipeline.tables.areas import name_of
from pipeline.tables.dates import year_end
from pipeline.tables.draft import Draft, DraftColumn, DraftRow, Entry, Source
from pipeline.tables.model import Cell
from pipeline.tables.words import AREA, listed
from pipeline.tables.writing import grouped
from pipeline.vocabulary import Text

Record = Mapping[str, str]
_UNIT = Text("个", "unit")
_KINDS = (
    ("district", Text("市辖区", "Districts")),
    ("county_city", Text("县级市", "County-level cities")),
    ("county", Text("县", "Counties")),
    ("autonomous_county", Text("自治县", "Autonomous counties")),
)
_TOWNSHIP = Text("民族乡", "Ethnic township")
__UNITY = Text("所在县（市、区）", "County or district")
_GROUP = Text("民族", "Ethnic groups")
_CITY = Text("所在市", "City")


def draft_of_divisions(_: TableSpec, source: Source) -> Draft | None:
    """How many divisions the region and each city have at the end of the year."""
    catalogue, year = source.catalogue, source.year
    if not in_force(catalogue, "counties", year):
        return None
    heads = (
        Text("县级区划", "County level"),
        *(head for _, head in _KINDS),
        Text("乡级区划", "Township level"),
        Text("#民族乡", "#Ethnic townships"),
    )
    columns = tuple(DraftColumn(head, block=at) for at, head in enumerate(heads))
    region, cities = catalogue.region, catalogue.cities
    everything = _divisions(catalogue, cities, year)
    rows = [DraftRow("region", region.short, everything, area=region.code)]
    for city in cities:
        counts = _divisions(catalogue, [city], year)
        rows.append(DraftRow("city", name_of(city), counts, area=city.code))
    return Draft(AREA, columns, tuple(rows), year_end(year), _UNIT)


def draft_of_autonomous_counties(_: TableSpec, source: Source) -> Draft | None:
    """The autonomous counties in force, with their city and the last census."""
    catalogue, year = source.catalogue, source.year
    counties = [
        row for row in in_force(catalogue, "counties", year) if row["kind"] == "autonomous_county"
    ]
    columns = (
        DraftColumn(_CITY),
        DraftColumn(Text("行政区划代码", "Code"), block=1),
        DraftColumn(Text("2020年常住人口", "Residents, 2020"), Text("人", "person"), block=2),
        DraftColumn(Text("少数民族比重", "Minority share"), Text("%", "%"), block=3),
    )
    rows = tuple(_autonomous_county(catalogue, row) for row in counties)
    stub = Text("自治县", "Autonomous county")
    return Draft(stub, columns, rows, year_end(year)) if rows else None


def draft_of_ethnic_townships(_: TableSpec, source: Source) -> Draft | None:
    """The ethnic townships in force by city and code, with their county and ethnic groups."""
    catalogue = source.catalogue
    townships = in_force(catalogue, "ethnic_townships", source.year)
    columns = (DraftColumn(__UNITY), DraftColumn(_GROUP, block=1))
    rows: list[DraftRow] = []
    for city in catalogue.cities:
        ours = [row for row in townships if row["city"] == city.code]
        if ours:
            rows.append(DraftRow("heading", name_of(city), (None, None)))
            rows += [_ethnic_township(catalogue, row) for row in ours]
    return Draft(_TOWNSHIP, columns, tuple(rows), year_end(source.year)) if rows else None


def in_force(catalogue: Catalogue, register: str, year: int) -> list[Record]:
    """The rows of a register that are valid at the end of the year, by code."""
    day = date(year, 12, 31).isoformat()
    rows = catalogue.registers.get(register, ())
    valid = [
        row
        for row in rows
        if row["valid_from"] <= day and (not row["valid_to"] or row["valid_to"] >= day)
    ]
    return sorted(valid, key=lambda row: row["code"])


def count(number: int) -> Cell:
    """A number that was counted from a register, not reported."""
    return Cell(grouped(Decimal(number)))


def _divisions(catalogue: Catalogue, areas: Sequence[Area], year: int) -> tuple[Entry, ...]:
    codes = {area.code for area in areas}
    kinds = [r["kind"] for r in in_force(catalogue, "counties", year) if r["parent"] in codes]
    towns = [
        int(r["n_township_level_units"]) for r in _facts(catalogue, year) if r["area"] in codes
    ]
    ethnic = [r for r in in_force(catalogue, "ethnic_townships", year) if r["city"] in codes]
    by_kind = (kinds.count(kind) for kind, _ in _KINDS)
    return tuple(count(n) for n in (len(kinds), *by_kind, sum(towns), len(ethnic)))


def _facts(catalogue: Catalogue, year: int) -> list[Record]:
    return [
        row
        for row in catalogue.registers.get("area_facts", ())
        if int(row["from_year"]) <= year and (not row["to_year"] or int(row["to_year"]) >= year)
    ]


def _autonomous_county(catalogue: Catalogue, row: Record) -> DraftRow:
    share = row["minority_share_2020"]
    entries: tuple[Entry, ...] = (
        _area_text(catalogue, row["parent"]),
        Cell(row["code"], kind="text"),
        count(int(row["pop_2020"])) if row["pop_2020"] else None,
        Cell(share) if share else None,
    )
    return DraftRow("item", Text(row["name_zh"], row["name_en"]), entries)


def _ethnic_township(catalogue: Catalogue, row: Record) -> DraftRow:
    counties = catalogue.registers.get("counties", ())
    county = next((_text(c) for c in counties if c["code"] == row["parent"]), None)
    numbers = row["groups"].split(";")
    names = listed([group.name for group in catalogue.ethnic_groups if group.number in numbers])
    group = Cell(names.zh, kind="text", english=names.en) if names.zh else None
    return DraftRow("item", Text(row["name_zh"], row["name_en"]), (county, group))


def _area_text(catalogue: Catalogue, code: str) -> Cell:
    area = catalogue.area(code)
    return Cell(area.name.zh, kind="text", english=area.short.en)


def _text(row: Record) -> Cell:
    return Cell(row["name_zh"], kind="text", english=row["name_en"])
