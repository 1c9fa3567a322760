"""Tables by area: this year, last year, change; years; columns; and what is left out by rule."""

from __future__ import annotations

from dataclasses import replace

from pipeline.tables.figures import Figure, Figures
from pipeline.tables.model import Table
from pipeline.tables.program import build_table
from pipeline.vocabulary import Measure, ObsStatus, Text
from tests.tables.small import (
    CLASS_A,
    CLASS_B,
    OWN,
    REGION,
    catalogue,
    city,
    column,
    figure,
    heads,
    kinds,
    notes,
    of_cities,
    row,
    spec,
    texts,
    withheld,
)


def build(table_spec, *figures: Figure, n_cities: int = 4, year: int = 2024) -> Table | None:
    return build_table(table_spec, catalogue(n_cities), Figures(figures), year)


def two_years(code: str = "201") -> list[Figure]:
    growth = [figure(city(at), code, "10.0", measure=Measure.GROWTH) for at in range(1, 5)]
    return [
        *of_cities(code, 11, 22, 33, 44),
        *of_cities(code, 10, 20, 30, 40, year=2023),
        *growth,
        figure(REGION, code, 110),
        figure(REGION, code, 100, 2023),
        figure(REGION, code, "10.0", measure=Measure.GROWTH),
    ]


def test_c_prints_this_year_last_year_and_growth_under_the_indicator():
    table = build(spec("C", "201", "207"), *two_years(), *two_years("207"))
    assert heads(table) == ["2024年", "2023年", "增长"] * 2
    assert [(s.head.zh, s.start, s.span) for s in table.parts[0].spanners] == [
        ("平台", 0, 3),
        ("活动", 3, 3),
    ]
    assert texts(row(table, "region"))[:3] == ["110", "100", "10.0"]
    assert texts(row(table, "city", "c02市"))[:3] == ["22", "20", "10.0"]
    assert table.parts[0].columns[2].unit == Text("%", "%")


def test_a_table_of_one_indicator_needs_no_head_over_its_years():
    table = build(spec("C", "201"), *two_years())
    assert table.parts[0].spanners == ()


def test_a_rate_changes_in_percentage_points():
    rates = [
        *of_cities("212", "50.00", "60.00", "70.00"),
        *of_cities("212", "49.00", "60.00", "71.00", year=2023),
    ]
    changes = [
        figure(city(at), "212", v, measure=Measure.CHANGE)
        for at, v in enumerate(["1.00", "0.00", "-1.00"], 1)
    ]
    table = build(spec("C", "212"), *rates, *changes, n_cities=3)
    assert heads(table) == ["2024年", "2023年", "增减"]
    assert table.parts[0].columns[2].unit.zh == "百分点"
    assert texts(row(table, "city", "c03市")) == ["70.00", "71.00", "−1.00"]


def test_without_last_year_only_this_year_is_printed_under_the_indicators_name():
    table = build(spec("C", "201"), *of_cities("201", 1, 2, 3, 4))
    assert heads(table) == ["平台"]
    assert table.parts[0].spanners == ()


def test_one_common_unit_stands_over_the_table():
    table = build(spec("C", "201", "207"), *two_years(), *two_years("207"))
    assert table.unit.zh == "个"
    assert [c.unit.zh for c in table.parts[0].columns] == ["", "", "%"] * 2


def test_differing_units_stand_in_the_heads():
    table = build(spec("C", "201", "206"), *two_years(), *two_years("206"))
    assert table.unit.zh == ""
    assert [s.head.zh for s in table.parts[0].spanners] == ["平台（个）", "街（条）"]


def test_stocks_stand_at_year_end_and_flows_in_the_year():
    assert build(spec("C", "201"), *two_years()).title.zh == "分市平台（2024年末）"
    flows = build(spec("C", "201", "207"), *two_years(), *two_years("207"))
    assert flows.title == Text("分市平台（2024年）", "Platforms by City (2024)")


def test_figures_of_one_other_day_date_the_title():
    from datetime import date

    early = [replace(f, ref_date=date(2024, 9, 26)) for f in of_cities("201", 1, 2, 3, 4)]
    table = build(spec("X", "201"), *early)
    assert table.title == Text("分市平台（2024年9月）", "Platforms by City (September 2024)")
    assert "2024年9月26日" in notes(table)


def test_the_hash_belongs_to_the_column_of_the_table():
    table = build(
        spec("X", "203", "#205"), *of_cities("203", 1, 2, 3, 4), *of_cities("205", 1, 1, 2, 2)
    )
    assert heads(table) == ["家", "#示范点"]
    assert "#为其中的主要项" in notes(table)


def test_a_sum_over_some_cities_is_never_the_region():
    some = of_cities("201", 1, 2, 3, None)
    table = build(spec("X", "201"), *some, figure(REGION, "201", 6, n_reported=3, n_expected=4))
    assert "region" not in kinds(table)
    assert texts(row(table, "reporting")) == ["6"]
    assert row(table, "reporting").label.zh == "已报市合计"
    assert "共4市，已报3市：平台" in notes(table)


def test_complete_and_partial_totals_stand_in_different_rows():
    table = build(
        spec("X", "201", "207"),
        *of_cities("201", 1, 2, 3, 4),
        *of_cities("207", 1, 2, 3, None),
        figure(REGION, "201", 10, n_reported=4, n_expected=4),
        figure(REGION, "207", 6, n_reported=3, n_expected=4),
    )
    assert texts(row(table, "region")) == ["10", ""]
    assert texts(row(table, "reporting")) == ["", "6"]


def test_growth_over_matched_cities_stands_with_the_region_and_says_so():
    matched = figure(REGION, "201", "8.0", measure=Measure.GROWTH, n_reported=3, n_expected=4)
    table = build(
        spec("C", "201"), *[f for f in two_years() if f.address != matched.address], matched
    )
    assert texts(row(table, "region"))[2] == "8.0"
    assert "上下年均有数的3市" in notes(table)


def test_the_own_level_has_a_row_where_it_has_a_figure():
    own = figure(OWN, "206", 5)
    assert "own_level" in kinds(build(spec("X", "206"), *of_cities("206", 1, 2, 3, 4), own))
    assert "own_level" not in kinds(build(spec("X", "206"), *of_cities("206", 1, 2, 3, 4)))


def test_classes_stand_under_the_heading_of_their_scheme():
    schemes = {
        "classifications": ({"code": "share", "name_zh": "按比重分", "name_en": "By share"},)
    }
    figures = Figures(
        [*of_cities("201", 1, 2, 3, 4), figure(CLASS_A, "201", 3), figure(CLASS_B, "201", 7)]
    )
    table = build_table(
        spec("X", "201", with_classes=True), catalogue(registers=schemes), figures, 2024
    )
    assert kinds(table)[-3:] == ["heading", "class", "class"]
    assert row(table, "heading").label.zh == "按比重分"
    assert texts(row(table, "class", "乙组")) == ["7"]


def test_a_class_in_which_a_city_is_missing_has_no_total():
    partial = figure(CLASS_B, "201", 3, n_reported=1, n_expected=2)
    figures = [*of_cities("201", 1, 2, 3, None), figure(CLASS_A, "201", 3), partial]
    table = build(spec("X", "201", with_classes=True), *figures)
    assert [r.label.zh for r in table.parts[0].rows if r.kind == "class"] == ["甲组"]


def test_there_is_a_dash_where_the_region_can_have_no_total():
    table = build(
        spec("X", "201", "209"),
        *of_cities("201", 1, 2, 3, 4),
        *of_cities("209", 4, 3, 2, 1),
        figure(REGION, "201", 10),
    )
    assert texts(row(table, "region")) == ["10", "—"]


def test_a_column_more_than_half_blank_is_left_out():
    table = build(
        spec("X", "201", "207", "206"),
        *of_cities("201", 1, 2, 3, 4),
        *of_cities("207", 1, 2, None, None),
        *of_cities("206", 1, None, None, None),
    )
    assert heads(table) == ["平台", "活动"]


def test_withheld_and_not_applicable_cells_are_not_blank():
    none = figure(city(3), "207", None, status=ObsStatus.NOT_APPLICABLE)
    table = build(
        spec("X", "201", "207"),
        *of_cities("201", 1, 2, 3, 4),
        withheld(city(1), "207"),
        withheld(city(2), "207"),
        none,
    )
    assert heads(table) == ["平台", "活动"]
    assert [texts(r)[1] for r in table.parts[0].rows] == ["×", "×", "—", ""]


def test_where_few_cities_report_only_they_are_listed():
    some = [figure(city(at), "201", at) for at in (2, 5, 7)]
    table = build(spec("X", "201", with_classes=True), *some, n_cities=8)
    assert [r.label.en for r in table.parts[0].rows] == ["C02", "C05", "C07"]


def test_two_cities_are_no_comparison():
    assert build(spec("X", "201"), *of_cities("201", 1, 2), n_cities=8) is None


def test_a_table_that_says_the_same_of_every_city_is_left_out():
    same = of_cities("201", 1, 1, 1, 1)
    assert build(spec("X", "201"), *same) is None
    assert build(spec("X", "201", "207"), *same, *of_cities("207", 1, 2, 3, 4)) is not None


def test_a_table_without_a_figure_of_the_year_is_left_out():
    assert build(spec("C", "201"), *of_cities("201", 1, 2, 3, 4, year=2023)) is None


def test_s_begins_where_the_data_start_and_strokes_before_the_first_sample_year():
    real = [replace(f, is_sample=False) for f in of_cities("201", 1, 2, 3, 4, year=2020)]
    rare = of_cities("201", 9, None, None, None, year=2021)
    table = build(
        spec("S", "201"),
        *real,
        *rare,
        *of_cities("201", 2, 3, 4, 5, year=2023),
        *two_years(),
    )
    assert heads(table) == ["2020年", "2023年", "2024年", "增长"]
    assert [c.bar_before for c in table.parts[0].columns] == [False, True, False, False]
    assert table.title.zh == "分市平台（2020—2024年）"
    assert "竖线" in notes(table)


def test_c_of_a_sample_year_beside_a_real_one_has_no_stroke():
    real = [replace(f, is_sample=False) for f in of_cities("201", 1, 2, 3, 4, year=2023)]
    table = build(spec("C", "201"), *[f for f in two_years() if f.period == 2024], *real)
    assert heads(table) == ["2024年", "2023年", "增长"]
    assert not any(c.bar_before for c in table.parts[0].columns)


def test_s_of_one_indicator_draws_bars_of_the_newest_year():
    table = build(spec("S", "201"), *two_years())
    assert [row(table, "city", f"c0{at}市").cells[1].bar for at in (1, 2, 4)] == [0.25, 0.5, 1.0]
    assert row(table, "region").cells[1].bar is None
    assert row(table, "city", "c01市").cells[0].bar is None


def test_bars_of_rates_are_parts_of_one_hundred():
    rates = [
        *of_cities("212", "50.00", "25.00", "70.00"),
        *of_cities("212", "40.00", "20.00", "60.00", year=2023),
    ]
    table = build(spec("S", "212"), *rates, n_cities=3)
    assert row(table, "city", "c02市").cells[1].bar == 0.25


def test_x_prints_any_measure_of_this_year():
    shares = [figure(city(at), "201", "25.00", measure=Measure.SHARE) for at in range(1, 4)]
    shares.append(figure(city(4), "201", "24.99", measure=Measure.SHARE))
    table = build(spec("X", column("201", measure="SHR")), *shares)
    assert table.unit.zh == "%"
    assert texts(row(table, "city", "c01市")) == ["25.00"]


def test_a_share_rounded_to_nothing_is_not_a_zero():
    shares = [figure(city(at), "201", "0.00", measure=Measure.SHARE) for at in range(1, 5)]
    levels = of_cities("201", 1, 2, 0, 3)
    table = build(
        spec("X", column("201", measure="SHR"), "207"),
        *shares,
        *levels,
        *of_cities("207", 1, 2, 3, 4),
    )
    assert [texts(r)[0] for r in table.parts[0].rows] == ["…", "…", "0.00", "…"]


def test_a_rate_rounded_to_nothing_is_not_a_zero():
    rates = of_cities("212", "0.00", "0.00", "50.00", "60.00")
    table = build(spec("X", "212"), *rates, *of_cities("205", 1, 0, 5, 6))
    assert [texts(r)[0] for r in table.parts[0].rows] == ["…", "0.00", "50.00", "60.00"]


def test_x_gathers_columns_under_the_heads_of_the_programme():
    over = Text("按类型分", "By type")
    table = build(
        spec("X", "201", column("202", spanner=over), column("203", spanner=over)),
        *of_cities("201", 3, 3, 3, 4),
        *of_cities("202", 1, 1, 1, 2),
        *of_cities("203", 2, 2, 2, 2),
    )
    assert [(s.head, s.start, s.span) for s in table.parts[0].spanners] == [(over, 1, 2)]


def test_a_scaled_column_prints_in_its_own_unit():
    thousands = Text("千人", "1 000 persons")
    scaled = column("101", scale=1000, decimals=1, unit=thousands)
    table = build(spec("X", scaled), *of_cities("101", 1250, 2350, 3450, 4550))
    assert table.unit == thousands
    assert [texts(r) for r in table.parts[0].rows] == [["1.2"], ["2.4"], ["3.4"], ["4.6"]]


def test_columns_are_numbered_through_the_parts():
    first, second = column("201"), column("207", part=2)
    table = build(spec("C", first, second), *two_years(), *two_years("207"))
    assert [[c.number for c in part.columns] for part in table.parts] == [[1, 2, 3], [4, 5, 6]]
    first_rows, second_rows = ([r.label for r in part.rows] for part in table.parts)
    assert first_rows == second_rows


def test_every_fifth_city_begins_a_group():
    table = build(
        spec("X", "201"), *of_cities("201", *range(12)), figure(REGION, "201", 66), n_cities=12
    )
    assert [r.label.zh for r in table.parts[0].rows if r.gap] == ["c01市", "c06市", "c11市"]
