"""The census table sets the last census against the one before."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.catalogue.model import Catalogue
from pipeline.tables.figures import Figure, Figures
from pipeline.tables.program import build_table
from tests.tables.small import REGION, catalogue, city, figure, heads, of_cities, row, spec, texts

BEFORE = tuple(
    {"area": area, "year": "2010", "population": population}
    for area, population in ((REGION, "1000"), (city(1), "400"), (city(2), "600"))
)


def region(census: tuple[dict[str, str], ...] = BEFORE) -> Catalogue:
    places = catalogue(3, registers={"census": census})
    counted = tuple(
        replace(i, frequency="census") if i.code == "207" else i for i in places.indicators
    )
    return replace(places, indicators=counted)


def build(*figures: Figure, places: Catalogue | None = None, year: int = 2024):
    return build_table(spec("census", "101", "207"), places or region(), Figures(figures), year)


def counted(year: int = 2020) -> list[Figure]:
    people = of_cities("101", 500, 599, 100, year=year)
    return [*people, figure(REGION, "101", 1199, year), *of_cities("207", 50, 60, 70, year=year)]


def test_the_earlier_census_stands_before_and_the_growth_behind():
    table = build(*counted())
    assert heads(table) == ["常住人口", "人口", "活动", "比2010年增长"]
    assert [s.head.zh for s in table.parts[0].spanners] == ["2010年", "2020年"]
    assert texts(row(table, "region")) == ["1\u00a0000", "1\u00a0199", "", "19.9"]
    assert texts(row(table, "city", "c02市")) == ["600", "599", "60", "−0.2"]
    assert table.title.zh == "分市平台（2010年、2020年）"


def test_an_area_the_register_does_not_know_has_no_growth():
    assert texts(row(build(*counted()), "city", "c03市")) == ["", "100", "70", ""]


def test_growth_is_not_computed_from_a_figure_that_is_not_exact():
    rough = replace(figure(city(1), "101", 500, 2020), lower=Decimal(450), upper=Decimal(550))
    table = build(*[f for f in counted() if f.address != rough.address], rough)
    assert texts(row(table, "city", "c01市"))[-1] == ""


def test_the_last_census_up_to_the_year_is_printed():
    assert build(*counted(2020), *counted(2030), year=2024).title.zh.endswith("（2010年、2020年）")


def test_without_a_census_there_is_no_table():
    assert build(*of_cities("101", 1, 2, 3)) is None


def test_without_an_earlier_census_there_is_one_census():
    table = build(*counted(), places=region(census=()))
    assert heads(table) == ["人口", "活动"]
    assert table.title.zh == "分市平台（2020年）"
