"""The region's and a city's tables of years: rows are indicators, grouped, with change and rank."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.tables.figures import Figure, Figures
from pipeline.tables.model import Table
from pipeline.tables.program import build_city_table, build_table
from pipeline.vocabulary import Measure, Text
from tests.tables.small import (
    REGION,
    catalogue,
    city,
    column,
    figure,
    heads,
    kinds,
    notes,
    row,
    spec,
    texts,
)

OVER = Text("平台", "Platforms")


def region(*columns, figures: list[Figure], year: int = 2024) -> Table | None:
    return build_table(spec("A", *columns), catalogue(), Figures(figures), year)


def of_city(figures: list[Figure], year: int = 2024) -> Table | None:
    places = catalogue()
    return build_city_table(places.area(city(1)), places, Figures(figures), year, "9-1-1")


def years(code: str, *values: int, first: int = 2022, area: str = REGION) -> list[Figure]:
    return [figure(area, code, value, first + at) for at, value in enumerate(values)]


def test_a_prints_years_change_and_units():
    growth = figure(REGION, "201", "4.2", measure=Measure.GROWTH)
    table = region(
        "201", "206", figures=[*years("201", 90, 96, 100), *years("206", 3, 4, 5), growth]
    )
    assert heads(table) == ["2022年", "2023年", "2024年", "比上年增减"]
    assert texts(row(table, "item", "平台")) == ["90", "96", "100", "4.2"]
    assert row(table, "item", "街").unit == Text("条", "street")
    assert table.has_units_column
    assert table.title.zh == "分市平台（2022—2024年）"


def test_a_prints_a_rates_change_as_a_difference():
    change = figure(REGION, "212", "-0.50", measure=Measure.CHANGE)
    rate = [figure(REGION, "212", "60.50", 2023), figure(REGION, "212", "60.00")]
    growth = figure(REGION, "201", "4.2", measure=Measure.GROWTH)
    table = region("201", "212", figures=[*years("201", 1, 2, 3), *rate, change, growth])
    assert texts(row(table, "item", "率212"))[-1] == "−0.50"
    assert "比率为差数" in notes(table)
    assert "比率为差数" not in notes(
        region("201", "206", figures=[*years("201", 1, 2, 3), *years("206", 1, 2, 3), growth])
    )


def test_a_prints_complete_totals_only():
    partial = figure(REGION, "206", 5, 2023, n_reported=2, n_expected=4)
    table = region(
        "201", "206", figures=[*years("201", 1, 2, 3), partial, figure(REGION, "206", 9)]
    )
    assert texts(row(table, "item", "街")) == ["", "", "9"]


def test_a_sum_over_most_cities_stands_in_a_row_of_its_own():
    most = figure(REGION, "206", 5, n_reported=3, n_expected=4)
    table = region(
        "201", "206", figures=[*years("201", 1, 2, 3), figure(REGION, "206", 6, 2023), most]
    )
    labels = [(r.label.zh, r.indent, texts(r)) for r in table.parts[0].rows]
    assert labels[1:] == [
        ("街", 0, ["", "6", ""]),
        ("已报市合计", 1, ["", "", "5"]),
    ]


def test_a_without_any_complete_total_still_shows_what_most_cities_reported():
    most = [figure(REGION, code, 5, n_reported=3, n_expected=4) for code in ("201", "206")]
    assert kinds(region("201", "206", figures=most)) == ["item", "item"]


def test_a_leaves_out_years_more_than_half_blank():
    figures = [
        *years("201", 1, 2, 3),
        *years("206", 1, 2, first=2023),
        *years("207", 1, 2, first=2023),
    ]
    assert heads(region("201", "206", "207", figures=figures)) == ["2023年", "2024年"]


def test_a_without_figures_of_the_year_is_left_out():
    assert region("201", "206", figures=[*years("201", 1, 2), *years("206", 1, 2)]) is None


def test_a_groups_rows_under_the_headings_of_the_programme():
    rows = [column("101"), column("201", spanner=OVER), column("#205", spanner=OVER, indent=1)]
    table = region(
        *rows, figures=[*years("101", 1, 2, 3), *years("201", 1, 2, 3), *years("205", 1, 2, 3)]
    )
    assert kinds(table) == ["item", "heading", "item", "item"]
    models = row(table, "item", "示范点")
    assert (models.indent, models.hashed) == (1, True)


def test_a_heading_without_rows_is_not_printed():
    rows = [column("101"), column("206"), column("201", spanner=OVER)]
    table = region(*rows, figures=[*years("101", 1, 2, 3), *years("206", 1, 2, 3)])
    assert kinds(table) == ["item", "item"]


def test_a_strokes_between_real_and_sample_years():
    real = [
        replace(f, is_sample=False)
        for f in (*years("201", 1, 2, first=2020), *years("206", 1, 2, first=2020))
    ]
    table = region("201", "206", figures=[*real, *years("201", 3, 4, 5), *years("206", 3, 4, 5)])
    assert [c.bar_before for c in table.parts[0].columns] == [False, False, True, False, False]


def test_a_city_prints_all_its_public_figures_grouped_by_form():
    here = city(1)
    table = of_city([
        *years("101", 1, 2, 3, area=here), *years("201", 4, 5, 6, area=here),
        *years("202", 7, 8, 9, area=here), *years("299", 1, 1, 1, area=here),
    ])  # fmt: skip
    assert [r.label.zh for r in table.parts[0].rows] == ["人口", "人口", "平台", "平台", "中心"]
    assert row(table, "item", "中心").indent == 1
    assert table.number == "9-1-1"
    assert table.title.zh == f"{here}市平台（2022—2024年）".replace("平台", "主要指标")


def test_a_city_keeps_a_year_with_a_single_figure():
    here = city(1)
    lonely = replace(figure(here, "203", 362, 2021), is_sample=False)
    table = of_city([lonely, *years("201", 4, 5, 6, area=here), *years("101", 4, 5, 6, area=here)])
    assert heads(table)[:4] == ["2021年", "2022年", "2023年", "2024年"]
    assert texts(row(table, "item", "家")) == ["362", "", "", ""]
    assert [c.bar_before for c in table.parts[0].columns][:2] == [False, True]


def test_a_city_goes_back_five_years_at_most():
    here = city(1)
    table = of_city([*years("201", *range(1, 9), first=2017, area=here)])
    assert heads(table) == ["2020年", "2021年", "2022年", "2023年", "2024年"]


def test_a_part_stands_alone_where_its_whole_is_not_printed():
    table = of_city([figure(city(1), "205", 22)])
    models = row(table, "item", "示范点")
    assert (models.indent, models.hashed) == (0, False)


def test_a_city_has_ranks_where_ranks_were_published():
    here = city(1)
    rates = [figure(here, "212", "60.00", 2023), figure(here, "212", "61.00")]
    place = figure(here, "212", 3, measure=Measure.RANK)
    table = of_city([*rates, place, figure(here, "201", 5)])
    assert heads(table) == ["2023年", "2024年", "位次"]
    assert texts(row(table, "item", "率212")) == ["60.00", "61.00", "3"]
    assert texts(row(table, "item", "平台")) == ["", "5", ""]
    assert "位次在各市中由高到低" in notes(table)


def test_a_city_without_figures_has_no_table():
    assert of_city([figure(city(2), "201", 5)]) is None


def test_bounds_stand_in_the_citys_table_as_far_as_they_are_known():
    table = of_city([figure(city(1), "201", ">830", lower=Decimal(830))])
    assert texts(row(table, "item", "平台")) == [">830"]
    assert ">表示大于所列数" in notes(table)
