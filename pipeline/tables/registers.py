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
from pipeline.tables.words import AREA
from pipeline.tables.writing import grouped
from pipeline.vocabulary import Text

Record = Mapping[str, str]
COUNT = Text("个", "unit")
_KINDS = (
    ("district", Text("市辖区", "Districts")),
    ("county_city", Text("县级市", "County-level cities")),
    ("county", Text("县", "Counties")),
    ("autonomous_county", Text("自治县", "Autonomous counties")),
)
_TOWNSHIP = Text("民族乡", "Ethnic township")
_COUNTY = Text("所在县（市、区）", "County or district")
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
    return Draft(AREA, columns, tuple(rows), year_end(year), COUNT)


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
    """The ethnic townships in force, in two columns side by side, by code from top to bottom."""
    catalogue, year = source.catalogue, source.year
    townships = in_force(catalogue, "ethnic_townships", year)
    if not townships:
        return None
    half = -(-len(townships) // 2)
    places = (_COUNTY, _CITY)
    columns = tuple(DraftColumn(head) for head in (*places, _TOWNSHIP, *places))
    rows = []
    for at, left in enumerate(townships[:half]):
        right = townships[half + at : half + at + 1]
        more = [e for row in right for e in (_text(row), *_places(catalogue, row))]
        entries = (*_places(catalogue, left), *more, *[None] * (3 - len(more)))
        rows.append(DraftRow("item", Text(left["name_zh"], left["name_en"]), entries))
    return Draft(_TOWNSHIP, columns, tuple(rows), year_end(year))


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


def _places(catalogue: Catalogue, township: Record) -> tuple[Cell, Cell]:
    counties = catalogue.registers.get("counties", ())
    county = next((row for row in counties if row["code"] == township["parent"]), None)
    return (
        _text(county) if county else Cell(kind="blank"),
        _area_text(catalogue, township["city"]),
    )


def _area_text(catalogue: Catalogue, code: str) -> Cell:
    area = catalogue.area(code)
    return Cell(area.name.zh, kind="text", english=area.short.en)


def _text(row: Record) -> Cell:
    return Cell(row["name_zh"], kind="text", english=row["name_en"])
