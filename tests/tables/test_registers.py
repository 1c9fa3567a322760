"""Lists from registers hold what is in force at the end of the year."""

from __future__ import annotations

from pipeline.catalogue.model import EthnicGroup
from pipeline.tables.figures import Figures
from pipeline.tables.model import Table
from pipeline.tables.program import build_table
from pipeline.vocabulary import Text
from tests.tables.small import (
    CLASS_A,
    CLASS_B,
    REGION,
    catalogue,
    city,
    figure,
    heads,
    kinds,
    of_cities,
    row,
    spec,
    texts,
)


def county(code: str, parent: str, kind: str, **extra: str) -> dict[str, str]:
    named = {"name_zh": f"{code}县", "name_en": f"{code} County", "replaced_by": ""}
    census = {"pop_2020": "412445", "minority_share_2020": "72.89"}
    valid = {"valid_from": "2020-01-01", "valid_to": ""}
    return {"code": code, "parent": parent, "kind": kind, **named, **census, **valid, **extra}


def township(code: str, where: str, in_city: str, groups: str = "13") -> dict[str, str]:
    named = {"name_zh": f"{code}乡", "name_en": f"{code} Township", "groups": groups}
    return {
        "code": code,
        "parent": where,
        "city": in_city,
        **named,
        "valid_from": "2020-01-01",
        "valid_to": "",
    }


def facts(area: str, towns: int, from_year: int = 2020, to_year: str = "") -> dict[str, str]:
    counts = {"n_county_units": "0", "n_autonomous_counties": "0", "n_ethnic_townships": "0"}
    return {
        "area": area,
        "from_year": str(from_year),
        "to_year": to_year,
        "n_township_level_units": str(towns),
        **counts,
    }


REGISTERS = {
    "classifications": ({"code": "share", "name_zh": "按比重分", "name_en": "By share"},),
    "counties": (
        county("k1", city(1), "district"),
        county("k2", city(1), "county", valid_to="2020-12-31"),
        county("k3", city(1), "county_city", valid_from="2021-01-01"),
        county("k4", city(2), "autonomous_county"),
    ),
    "ethnic_townships": (
        township("t3", "k4", city(2)),
        township("t1", "k1", city(1)),
        township("t2", "k4", city(2), groups="13;06"),
    ),
    "area_facts": (facts(city(1), 30, to_year="2023"), facts(city(1), 31, 2024), facts(city(2), 7)),
}


GROUPS = tuple(
    EthnicGroup(number, alpha, Text(zh, en), zh[:-1], (), None)
    for number, alpha, zh, en in (("13", "YA", "瑶族", "Yao"), ("06", "MH", "苗族", "Miao"))
)


def build(layout: str, *figures, columns: tuple[str, ...] = (), year: int = 2024) -> Table | None:
    places = catalogue(registers=REGISTERS, ethnic_groups=GROUPS)
    return build_table(spec(layout, *columns), places, Figures(figures), year)


def test_divisions_are_counted_as_they_are_in_force():
    table = build("divisions")
    assert heads(table) == ["县级区划", "市辖区", "县级市", "县", "自治县", "乡级区划", "#民族乡"]
    assert texts(row(table, "city", "c01市")) == ["2", "1", "1", "0", "0", "31", "1"]
    assert texts(row(table, "region")) == ["3", "1", "1", "0", "1", "38", "3"]
    assert texts(row(build("divisions", year=2020), "city", "c01市")) == [
        "2",
        "1",
        "0",
        "1",
        "0",
        "30",
        "1",
    ]


def test_autonomous_counties_name_their_city_in_both_languages():
    table = build("autonomous_counties")
    assert texts(row(table, "item", "k4县")) == ["c02市", "k4", "412\u00a0445", "72.89"]
    assert row(table, "item").cells[0].english == "C02"


def test_ethnic_townships_stand_under_their_city_by_code():
    table = build("ethnic_townships")
    rows = [(r.kind, r.label.zh, texts(r)) for r in table.parts[0].rows]
    assert rows == [
        ("heading", "c01市", ["", ""]),
        ("item", "t1乡", ["k1县", "瑶族"]),
        ("heading", "c02市", ["", ""]),
        ("item", "t2乡", ["k4县", "瑶族、苗族"]),
        ("item", "t3乡", ["k4县", "瑶族"]),
    ]
    assert row(table, "item", "t2乡").cells[1].english == "Yao, Miao"


def test_classes_list_their_members_and_figures():
    table = build(
        "classes", figure(CLASS_A, "201", 3), figure(CLASS_B, "201", 7), columns=("201", "207")
    )
    assert heads(table) == ["市数", "所含的市", "平台"]
    assert texts(row(table, "class", "甲组")) == ["2", "c01、c02", "3"]
    assert kinds(table) == ["heading", "class", "class"]


def test_classes_without_any_figure_are_left_out():
    assert build("classes", columns=("201",)) is None


def test_availability_counts_the_lines_that_every_city_reported():
    told = [
        *of_cities("201", 1, 2, 3, 4),
        *of_cities("202", 1, 1, 1, None),
        *of_cities("207", 1, None, 1, None),
    ]
    table = build("availability", *told)
    assert heads(table) == ["平台", "合计", "所占比重"]
    assert [c.unit.zh for c in table.parts[0].columns] == ["9项", "9项", "%"]
    assert texts(row(table, "region")) == ["1", "1", "11.1"]
    assert texts(row(table, "city", "c01市")) == ["3", "3", "33.3"]
    assert texts(row(table, "city", "c04市")) == ["1", "1", "11.1"]


def test_availability_of_two_cities_is_no_table():
    assert build("availability", *of_cities("201", 1, 2)) is None


def test_lists_without_a_register_are_left_out():
    bare = catalogue()
    for layout in ("divisions", "autonomous_counties", "ethnic_townships"):
        assert build_table(spec(layout), bare, Figures([figure(REGION, "201", 1)]), 2024) is None
