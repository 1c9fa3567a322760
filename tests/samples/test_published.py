"""The real years hold what was published and nothing else."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from tests.samples.reading import forms

# area, line, value, how exactly it is known: the figures published in September 2021
FACTS_2021 = {
    ("450100", "205", "22", ""),
    ("450100", "206", "9", ""),
    ("450100", "207", "10", ""),
    ("450100", "208", "49", ""),
    ("450100", "216", "362", ""),
    ("450100", "301", "1", ""),
    ("450100", "302", "1", ""),
    ("450100", "303", "20", ""),
    ("450100", "501", "8", ""),
    ("450100", "502", "1", ""),
    ("450100", "507", "33", ""),
    ("450100", "508", "1172", ""),
    ("450100", "703", "9", ""),
    ("450200", "601", "3", ""),
    ("450200", "613", "3", "不少于"),
    ("450300", "202", "78", ""),
    ("450300", "203", "76", ""),
    ("450300", "209", "3", ""),
    ("450300", "213", "100", "多于"),
    ("450500", "306", "238", ""),
    ("450500", "311", "116500", "精确到100"),
    ("450500", "312", "94", "转述"),
    ("450500", "313", "3000", "多于"),
    ("450500", "404", "830", "多于"),
    ("450500", "409", "830", "多于"),
    ("450500", "414", "450000", "多于"),
    ("450500", "512", "5", ""),
}

# residents, Han, minorities, Zhuang at the census of 1 November 2020
EXACT_2020 = {
    "450000": (50126804, 31318824, 18807980, 15721956),
    "450100": (8741584, 4243831, 4497753, 4256523),
    "450200": (4157934, 1964765, 2193169, 1481872),
    "450300": (4931137, 4110371, 820766, 282537),
    "450400": (2820977, 2743372, 77605, 37792),
    "450500": (1853227, 1788030, 65197, 44278),
    "450600": (1046068, 607412, 438656, 355041),
    "450700": (3302238, 2936395, 365843, 347424),
    "451000": (3571505, 588273, 2983232, 2676720),
    "451300": (2074611, 484400, 1590211, 1493971),
}
SHARES_2020 = {  # residents, minorities by share, width of the rounding interval, share
    "450800": ("4316262", "696645", "432", "16.14"),
    "450900": ("5796766", "71300", "580", "1.23"),
    "451100": ("2007858", "358001", "201", "17.83"),
    "451200": ("3417945", "2868681", "342", "83.93"),
    "451400": ("2088692", "1780819", "209", "85.26"),
}


def test_2021_holds_exactly_the_published_figures() -> None:
    tables = [form for form in forms(2021) if form.form not in ("MTN", "MTE")]
    filled = {
        (form.area, row["指标代码"], row["本年"], row["数据性质"])
        for form in tables
        for row in form.rows
        if row["本年"] or row["上年"] or row["数据性质"]
    }
    assert filled == FACTS_2021


def test_2021_has_narratives_of_the_four_cities_and_events_of_the_region() -> None:
    told = {(form.area, form.form) for form in forms(2021) if form.form in ("MTN", "MTE")}
    cities = {(city, "MTN") for city in ("450100", "450200", "450300", "450500")}
    assert told == cities | {("450000", "MTE")}


def test_2021_events_are_the_two_days_of_the_meeting() -> None:
    chronicle = next(form for form in forms(2021) if form.form == "MTE")
    assert {row["日期"] for row in chronicle.rows} == {"2021-09-26", "2021-09-27"}


@pytest.mark.parametrize("area", EXACT_2020)
def test_2020_is_exact_where_the_census_bulletin_gives_the_parts(area: str) -> None:
    census = next(form for form in forms(2020) if form.area == area)
    lines = dict(zip(("101", "102", "103", "104"), map(Decimal, EXACT_2020[area]), strict=True))
    assert census.figures() == lines
    assert not census.natures()


@pytest.mark.parametrize("area", SHARES_2020)
def test_2020_is_an_interval_where_only_the_share_is_public(area: str) -> None:
    residents, minorities, width, share = SHARES_2020[area]
    census = next(form for form in forms(2020) if form.area == area)
    assert census.figures() == {
        "101": Decimal(residents),
        "103": Decimal(minorities),
        "116": Decimal(share),
    }
    assert census.natures() == {"103": f"约;精确到{width}", "116": "转述"}
    assert int(width) == math.ceil(int(residents) / 10_000)


def test_2020_is_fifteen_census_forms_that_name_their_source() -> None:
    census = forms(2020)
    assert len(census) == 15
    for form in census:
        assert form.form == "MT1"
        assert form.titles["数据时点"] == "2020-11-01"
        assert form.titles["资料性质"] == "公开资料整理"
        assert "普查" in form.titles["资料来源"]
