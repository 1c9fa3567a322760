"""An edition of few cities prints every published figure, without pages of blanks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tables.assembly import addresses
from pipeline.tables.figures import Figure, Figures
from pipeline.tables.model import Table
from pipeline.tables.program import build_city_table, program
from pipeline.vocabulary import ObsStatus
from tests.tables.small import (
    OWN,
    REGION,
    catalogue,
    city,
    figure,
    heads,
    notes,
    of_cities,
    row,
    spec,
    texts,
)

N_CITIES = 8
PLACES = catalogue(
    N_CITIES,
    tables=(
        replace(spec("A", "201", "206"), code="3-1"),
        replace(spec("C", "201", "202", "203", "#205"), code="3-2"),
        replace(spec("C", "206", "207"), code="3-3"),
        replace(spec("S", "212"), code="3-4"),
    ),
)
LINES = ("201", "202", "203", "205", "206", "207", "208", "209", "212")


def edition(figures: list[Figure], year: int = 2024) -> tuple[Table, ...]:
    return program(PLACES, Figures(figures), year)


def test_what_single_cities_reported_stands_in_one_list():
    figures = [figure(city(1), "203", 362), figure(city(1), "206", 9), figure(city(3), "202", 78)]
    (table,) = edition(figures)
    assert (table.number, table.code) == ("3-1", "3-reported")
    assert heads(table) == ["c01市", "c03市"]
    assert [(r.label.zh, texts(r)) for r in table.parts[0].rows] == [
        ("中心", ["", "78"]),
        ("家", ["362", ""]),
        ("街", ["9", ""]),
    ]


def test_the_list_is_named_after_its_part():
    (table,) = edition([figure(city(1), "203", 362)])
    assert table.title.zh == "服务平台：分市已报数据（2024年末）"


def test_two_cities_reporting_the_same_are_added_up_but_not_for_the_region():
    total = figure(REGION, "206", 12, n_reported=2, n_expected=N_CITIES)
    (table,) = edition([figure(city(1), "206", 9), figure(city(2), "206", 3), total])
    assert heads(table) == ["已报市合计", "c01市", "c02市"]
    assert texts(row(table, "item", "街")) == ["12", "9", "3"]
    assert "共8市，已报2市：街" in notes(table)


def test_one_city_is_not_added_up():
    total = figure(REGION, "206", 9, n_reported=1, n_expected=N_CITIES)
    (table,) = edition([figure(city(1), "206", 9), total])
    assert heads(table) == ["c01市"]


def test_a_total_observed_directly_is_listed_with_the_cities():
    (table,) = edition([figure(REGION, "201", 500), figure(city(1), "201", 9)])
    assert heads(table) == ["全区", "c01市"]


def test_what_a_table_prints_is_not_listed_again():
    tables = edition([*of_cities("207", *range(1, 9)), figure(city(2), "209", 4)])
    assert [t.code for t in tables] == ["3-3", "3-reported"]
    assert [r.label.zh for r in tables[1].parts[0].rows] == ["项目"]


def test_three_cities_of_eight_have_a_table_of_their_own():
    told = [figure(city(at), code, at) for at in (2, 4, 6) for code in ("206", "207")]
    sums = [figure(REGION, code, 12, n_reported=3, n_expected=N_CITIES) for code in ("206", "207")]
    (table,) = edition([*told, *sums])
    assert table.code == "3-3"
    assert [r.label.en for r in table.parts[0].rows] == ["Reporting cities", "C02", "C04", "C06"]


def test_lines_that_a_register_answers_are_not_listed():
    places = replace(
        PLACES,
        indicators=tuple(
            replace(i, register="n_counties") if i.code == "206" else i for i in PLACES.indicators
        ),
    )
    assert program(places, Figures([figure(city(1), "206", 9)]), 2024) == ()


VALUES = st.one_of(st.none(), st.integers(0, 99), st.just(">5"), st.just("not applicable"))


def some(code: str, at: int, value: object) -> Figure:
    if value == "not applicable":
        return figure(city(at), code, None, status=ObsStatus.NOT_APPLICABLE)
    return figure(city(at), code, value)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.sampled_from(LINES), st.integers(1, N_CITIES)), VALUES))
def test_whatever_is_reported_stands_in_its_part_and_in_its_city(cells: dict):
    figures = [some(code, at, value) for (code, at), value in cells.items()]
    published = Figures(figures)
    wanted = {f"{f.area}/{f.indicator}/N/2024" for f in figures if f.shown}
    printed = {a for table in program(PLACES, published, 2024) for a, _ in addresses(table)}
    assert wanted <= printed
    cities = [build_city_table(c, PLACES, published, 2024, "9-1-1") for c in PLACES.cities]
    assert wanted <= {a for table in cities if table for a, _ in addresses(table)}


def test_the_own_level_is_listed_too():
    (table,) = edition([figure(OWN, "206", 4)])
    assert heads(table) == ["自治区本级"]
