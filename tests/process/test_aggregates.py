"""Totals know what they cover; ratios, growth and shares are made from the right parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.region import CITIES, OWN, REGION, Region, region_in

NANNING, LIUZHOU, GUILIN = CITIES


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    with region_in(tmp_path) as made:
        yield made


def reported(region: Region, indicator: str, *values: int | None, period: int = 2024) -> None:
    for city, value in zip(region.cities, values, strict=False):
        if value is not None:
            region.observe(city, indicator, value, period)


def test_a_total_over_all_cities_is_complete(region):
    region.indicator("201")
    reported(region, "201", 10, 20, 30)
    region.reckon()
    figure = region.figure(REGION, "201")
    assert (figure["value"], figure["n_reported"], figure["n_expected"]) == (60, 3, 3)


def test_a_total_over_some_cities_says_how_many_reported(region):
    region.indicator("201")
    reported(region, "201", 10, 20)
    region.reckon()
    figure = region.figure(REGION, "201")
    assert (figure["value"], figure["n_reported"], figure["n_expected"]) == (30, 2, 3)


def test_a_partial_total_has_no_shares_and_no_growth(region):
    region.indicator("201")
    reported(region, "201", 10, 20, 30, period=2023)
    reported(region, "201", 11, 22)
    region.reckon()
    assert region.printed(NANNING, "201", "SHR") is None
    assert region.printed(REGION, "201", "G1Y") is None
    assert region.printed(NANNING, "201", "G1Y") == "10.0"


def test_the_own_level_is_one_more_part_where_it_reports(region):
    region.indicator("709", region_reports="own_level")
    reported(region, "709", 10, 20, 30)
    region.reckon()
    assert region.figure(REGION, "709")["n_reported"] == 3
    assert region.figure(REGION, "709")["n_expected"] == 4
    region.observe(OWN, "709", 5)
    region.reckon()
    assert region.printed(REGION, "709") == "65"


def test_not_applicable_adds_nothing_and_counts_as_reported(region):
    region.indicator("119")
    reported(region, "119", 10, 20)
    region.observe(GUILIN, "119", None, status="M")
    region.reckon()
    figure = region.figure(REGION, "119")
    assert (figure["value"], figure["n_reported"]) == (30, 3)
    assert region.printed(GUILIN, "119") == "M"


def test_a_lower_bound_makes_its_total_a_lower_bound(region):
    region.indicator("213")
    reported(region, "213", 10, 20)
    region.observe(GUILIN, "213", 100, upper=None)
    region.reckon()
    assert region.printed(GUILIN, "213") == ">100"
    assert region.printed(REGION, "213") == ">130"


def test_at_least_and_more_than_are_kept_apart(region):
    region.indicator("613")
    reported(region, "613", 10, 20)
    region.observe(GUILIN, "613", 3, upper=None, strict=False)
    region.reckon()
    assert region.printed(GUILIN, "613") == "≥3"
    assert region.printed(REGION, "613") == "≥33"


def test_an_approximate_figure_keeps_its_mark_in_the_total(region):
    region.indicator("311")
    reported(region, "311", 10, 20)
    region.observe(GUILIN, "311", 116500, lower=116450, upper=116550, precision=100)
    region.reckon()
    assert region.printed(GUILIN, "311") == "≈116500"
    assert region.printed(REGION, "311") == "≈116530"


def test_a_directly_observed_total_is_not_overwritten_by_the_sum(region):
    region.indicator("101", region_reports="total")
    reported(region, "101", 10, 20, 30)
    region.observe(REGION, "101", 61)
    region.reckon()
    assert region.printed(REGION, "101") == "61"
    (shown,) = region.warehouse.rows("from disseminated.region_difference")
    assert shown["period"] == 2024
    assert (shown["observed"], shown["summed"], shown["difference"]) == (61, 60, 1)


def test_blank_is_not_reported_and_never_zero(region):
    region.indicator("201")
    region.owes("MT1", 2024)
    reported(region, "201", 10, 0)
    region.observe(GUILIN, "201", None, status="L")
    region.reckon()
    assert region.printed(LIUZHOU, "201") == "0"
    assert region.printed(GUILIN, "201") == "L"


def test_an_unknown_figure_says_that_it_is_unknown(region):
    region.indicator("201")
    region.observe(NANNING, "201", None, status="O")
    region.reckon()
    assert region.printed(NANNING, "201") == "O"


def test_a_ratio_of_the_region_comes_from_summed_parts_and_is_not_an_average(region):
    region.indicator("211")
    region.indicator("210")
    region.ratio("212", "211", "210")
    reported(region, "211", 1, 50, 50)
    reported(region, "210", 100, 50, 50)
    region.reckon()
    assert region.printed(REGION, "212") == "50.50"
    assert region.printed(NANNING, "212") == "1.00"


def test_a_ratio_covers_only_areas_that_reported_both_parts(region):
    region.indicator("211")
    region.indicator("210")
    region.ratio("212", "211", "210")
    reported(region, "211", 1, 50, 99)
    reported(region, "210", 100, 50)
    region.reckon()
    figure = region.figure(REGION, "212")
    assert (region.printed(REGION, "212"), figure["n_reported"]) == ("34.00", 2)


def test_a_stated_ratio_prints_as_stated_and_the_region_has_none(region):
    region.indicator("315")
    region.indicator("311")
    region.ratio("312", "315", "311")
    region.observe(GUILIN, "311", 116500)
    region.observe(GUILIN, "312", 94, lower="93.5", upper="94.5", precision=1, decimals=0)
    region.reckon()
    assert region.printed(GUILIN, "312") == "94"
    assert region.printed(REGION, "312") == "L"


def test_a_stated_ratio_is_preferred_to_one_of_parts_that_are_only_about_known(region):
    region.indicator("103")
    region.indicator("101")
    region.ratio("116", "103", "101")
    stated = {"lower": "17.825", "upper": "17.835", "precision": "0.01", "decimals": 2}
    for city, half in ((NANNING, 100), (LIUZHOU, 0)):
        region.observe(city, "101", 2007858)
        region.observe(city, "103", 358001, lower=358001 - half, upper=358001 + half)
        region.observe(city, "116", "17.84", **stated)
    region.reckon()
    assert region.printed(NANNING, "116") == "17.84"
    assert region.printed(LIUZHOU, "116") == "17.83"


def test_a_lower_bound_below_the_line_makes_an_upper_bound(region):
    region.indicator("409")
    region.indicator("404")
    region.ratio("410", "409", "404")
    region.observe(NANNING, "409", 50)
    region.observe(NANNING, "404", 100, upper=None)
    region.observe(LIUZHOU, "409", 50, upper=None)
    region.observe(LIUZHOU, "404", 100, upper=None)
    region.reckon()
    assert region.printed(NANNING, "410") == "<50.00"
    assert region.printed(LIUZHOU, "410") == "O"


def test_growth_of_the_region_is_that_of_matched_cities(region):
    region.indicator("201")
    reported(region, "201", 100, 100, period=2023)
    reported(region, "201", 110, 120, 500)
    region.reckon(matched_min=2)
    assert region.printed(REGION, "201", "G1Y") == "15.0"
    region.reckon(matched_min=3)
    assert region.printed(REGION, "201", "G1Y") is None


def test_figures_of_unlike_days_are_not_compared(region):
    region.indicator("201")
    region.observe(NANNING, "201", 362, 2023, ref_date=date(2023, 9, 27))
    region.observe(NANNING, "201", 381, 2024)
    region.reckon()
    assert region.printed(NANNING, "201", "G1Y") is None


def test_growth_from_zero_is_not_a_number(region):
    region.indicator("201")
    region.observe(NANNING, "201", 0, 2023)
    region.observe(NANNING, "201", 5, 2024)
    region.reckon()
    assert region.printed(NANNING, "201", "G1Y") == "M"
    assert region.printed(NANNING, "201", "D1Y") == "5"


def test_a_slow_stock_grows_in_hundredths_of_a_per_cent(region):
    region.indicator("101", yoy_limit_pct=3)
    region.observe(NANNING, "101", 876430, 2024)
    region.observe(NANNING, "101", 875100, 2023)
    region.reckon()
    assert region.printed(NANNING, "101", "G1Y") == "0.15"


def test_a_rate_changes_in_points_computed_unrounded(region):
    region.indicator("211")
    region.indicator("210")
    region.ratio("212", "211", "210")
    for period, above in ((2023, 1), (2024, 2)):
        region.observe(NANNING, "211", above, period)
        region.observe(NANNING, "210", 3, period)
    region.reckon()
    # 33.33 and 66.67 are 33.34 apart; a third is 33.33
    assert region.printed(NANNING, "212", "D1Y") == "33.33"


def test_classes_are_totals_of_their_cities(region):
    region.indicator("201")
    region.a_class("C11", NANNING, GUILIN)
    reported(region, "201", 10, 20, 30)
    region.reckon()
    assert region.printed("C11", "201") == "40"


def test_sample_and_revised_figures_mark_what_is_made_from_them(region):
    region.indicator("201")
    region.observe(NANNING, "201", 10, 2023, revised=True)
    region.observe(NANNING, "201", 12, 2024, is_sample=True)
    region.reckon()
    growth = region.figure(NANNING, "201", "G1Y")
    assert growth["is_sample"]
    assert region.figure(NANNING, "201", period=2023)["revised"]


def test_internal_indicators_never_leave(region):
    region.indicator("705", release="internal")
    region.observe(NANNING, "705", 7)
    region.reckon()
    assert region.figure(NANNING, "705") is None


def test_an_earlier_edition_knows_nothing_of_later_years(region):
    region.indicator("201")
    region.observe(NANNING, "201", 10, 2023)
    region.observe(NANNING, "201", 12, 2024)
    region.reckon(year=2023)
    assert region.figure(NANNING, "201") is None
    assert region.printed(NANNING, "201", period=2023) == "10"


def rates(region: Region, *values: int) -> None:
    region.indicator("211")
    region.indicator("210")
    region.ratio("212", "211", "210", rankable=True)
    for city, value in zip(region.cities, values, strict=False):
        region.observe(city, "211", value)
        region.observe(city, "210", 100)


def test_ranks_share_ties_and_leave_a_gap_after_them(region):
    rates(region, 90, 90, 80)
    region.reckon(rank_min=3)
    assert [region.printed(c, "212", "RNK") for c in CITIES] == ["1", "1", "3"]


def test_too_few_cities_are_not_ranked(region):
    rates(region, 90, 80)
    region.reckon(rank_min=3)
    assert region.printed(NANNING, "212", "RNK") is None


def test_nobody_is_ranked_where_one_rate_is_only_a_bound(region):
    rates(region, 90, 80)
    region.observe(GUILIN, "211", 70, upper=None)
    region.observe(GUILIN, "210", 100)
    region.reckon(rank_min=3)
    assert region.printed(NANNING, "212", "RNK") is None


def test_nobody_is_ranked_where_one_rate_is_withheld(region):
    region.indicator("211", k=10)
    region.indicator("210")
    region.ratio("212", "211", "210", rankable=True)
    for city, value in zip(CITIES, (4, 80, 90), strict=True):
        region.observe(city, "211", value)
        region.observe(city, "210", 100)
    region.reckon(rank_min=2)
    assert region.printed(NANNING, "212") == "×"
    assert [region.printed(c, "212", "RNK") for c in CITIES] == [None] * 3
