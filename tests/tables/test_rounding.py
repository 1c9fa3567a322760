"""The note on rounding stands exactly where printed parts do not add up although figures do."""

from __future__ import annotations

from pipeline.tables.figures import Figure, Figures
from pipeline.tables.program import build_table
from pipeline.vocabulary import Measure, Text
from tests.tables.small import (
    REGION,
    catalogue,
    city,
    column,
    figure,
    notes,
    of_cities,
    spec,
    withheld,
)

ROUNDING = "由于数值修约"
TEN_THOUSAND = Text("万人", "10 000 persons")


def noted(*columns, figures: list[Figure]) -> bool:
    table = build_table(spec("X", *columns), catalogue(), Figures(figures), 2024)
    return ROUNDING in notes(table)


def residents(*values: int) -> list[Figure]:
    return [*of_cities("101", *values), figure(REGION, "101", sum(values))]


def in_ten_thousands():
    return column("101", scale=10_000, decimals=0, unit=TEN_THOUSAND)


def test_whole_numbers_add_up():
    assert not noted("101", figures=residents(14_000, 24_000, 34_000, 44_000))


def test_rounded_cities_that_miss_the_regions_total_are_noted():
    assert noted(in_ten_thousands(), figures=residents(14_000, 24_000, 34_000, 44_000))


def test_rounded_cities_that_meet_the_total_are_not():
    assert not noted(in_ten_thousands(), figures=residents(10_000, 20_000, 30_000, 40_000))


def test_nothing_is_noted_where_a_part_is_hidden_or_blank():
    figures = residents(14_000, 24_000, 34_000, 44_000)
    assert not noted(in_ten_thousands(), figures=[*figures, withheld(city(1), "101")])
    assert not noted(in_ten_thousands(), figures=[*figures, figure(city(1), "101", None)])


def test_parts_of_an_indicator_are_checked_along_the_row():
    rows = [
        *of_cities("201", 3, 4, 5, 6),
        *of_cities("202", 1, 2, 2, 3),
        *of_cities("203", 2, 2, 3, 3),
    ]
    assert not noted("201", "202", "203", figures=rows)
    thousands = [column(code, scale=10, decimals=0) for code in ("201", "202", "203")]
    wide = [
        *of_cities("201", 28, 40, 50, 60),
        *of_cities("202", 14, 20, 20, 30),
        *of_cities("203", 14, 20, 30, 30),
    ]
    assert noted(*thousands, figures=wide)


def test_shares_of_all_parts_must_make_one_hundred():
    thirds = [
        *of_cities("D202", "33.33", "50.00", "25.00", "10.00"),
        *of_cities("D203", "66.66", "50.00", "75.00", "90.00"),
    ]
    assert noted("D202", "D203", figures=thirds)
    halves = [
        *of_cities("D202", "33.33", "50.00", "25.00", "10.00"),
        *of_cities("D203", "66.67", "50.00", "75.00", "90.00"),
    ]
    assert not noted("D202", "D203", figures=halves)


def test_shares_of_the_region_must_make_one_hundred():
    shares = [
        figure(city(at), "201", v, measure=Measure.SHARE)
        for at, v in enumerate(["33.33", "33.33", "33.33", "0.00"], 1)
    ]
    whole = figure(REGION, "201", "100.00", measure=Measure.SHARE)
    assert noted(column("201", measure="SHR"), figures=[*shares, whole])


def test_a_direct_total_that_differs_is_not_called_rounding():
    figures = [*of_cities("101", 1, 2, 3, 4), figure(REGION, "101", 12)]
    table = build_table(spec("X", "101"), catalogue(), Figures(figures), 2024)
    assert ROUNDING not in notes(table)
    assert "直接掌握数" in notes(table)
