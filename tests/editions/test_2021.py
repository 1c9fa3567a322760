"""The 2021 edition: every published figure of the four cities, as exactly as it is known."""

from __future__ import annotations

import pytest

# city, its chapter, indicator, value, qualifier, as printed
PUBLISHED = [
    ("450100", "南宁市", "703", "9", "exact", "9"),
    ("450100", "南宁市", "205", "22", "exact", "22"),
    ("450100", "南宁市", "216", "362", "exact", "362"),
    ("450100", "南宁市", "206", "9", "exact", "9"),
    ("450100", "南宁市", "207", "10", "exact", "10"),
    ("450100", "南宁市", "208", "49", "exact", "49"),
    ("450100", "南宁市", "301", "1", "exact", "1"),
    ("450100", "南宁市", "302", "1", "exact", "1"),
    ("450100", "南宁市", "303", "20", "exact", "20"),
    ("450100", "南宁市", "502", "1", "exact", "1"),
    ("450100", "南宁市", "501", "8", "exact", "8"),
    ("450100", "南宁市", "507", "33", "exact", "33"),
    ("450100", "南宁市", "508", "1172", "exact", "1 172"),
    ("450200", "柳州市", "601", "3", "exact", "3"),
    ("450200", "柳州市", "613", "3", "at_least", "≥3"),
    ("450300", "桂林市", "202", "78", "exact", "78"),
    ("450300", "桂林市", "203", "76", "exact", "76"),
    ("450300", "桂林市", "209", "3", "exact", "3"),
    ("450300", "桂林市", "213", "100", "more_than", ">100"),
    ("450500", "北海市", "404", "830", "more_than", ">830"),
    ("450500", "北海市", "409", "830", "more_than", ">830"),
    ("450500", "北海市", "414", "450000", "more_than", ">450 000"),
    ("450500", "北海市", "313", "3000", "more_than", ">3 000"),
    ("450500", "北海市", "306", "238", "exact", "238"),
    ("450500", "北海市", "311", "116500", "about", "≈116 500"),
    ("450500", "北海市", "312", "94", "stated", "94"),
    ("450500", "北海市", "512", "5", "exact", "5"),
]
CITIES = {chapter for _, chapter, *_ in PUBLISHED}


@pytest.mark.parametrize(
    ("area", "chapter", "indicator", "value", "qualifier", "written"), PUBLISHED
)
def test_a_published_figure_stands_in_the_data_and_under_its_city(
    book_2021, area, chapter, indicator, value, qualifier, written
):
    (row,) = [
        row
        for row in book_2021.observations
        if (row["REF_AREA"], row["INDICATOR"], row["TIME_PERIOD"]) == (area, indicator, "2021")
        and row["TRANSFORMATION"] == "N"
    ]
    assert (row["OBS_VALUE"], row["QUALIFIER"]) == (value, qualifier)
    assert written in book_2021.chapter(chapter)


def test_nothing_that_was_only_told_has_become_a_figure(book_2021):
    figures = {
        (row["REF_AREA"], row["INDICATOR"])
        for row in book_2021.observations
        if row["TIME_PERIOD"] == "2021" and row["REF_AREA"].startswith("450") and row["OBS_VALUE"]
        if row["REF_AREA"] != "450000"
    }
    assert figures == {(area, indicator) for area, _, indicator, *_ in PUBLISHED}


def test_the_bounds_of_a_lower_bound_are_open_above(book_2021):
    rows = {
        row["INDICATOR"]: row
        for row in book_2021.observations
        if row["REF_AREA"] == "450500" and row["TIME_PERIOD"] == "2021"
    }
    assert (rows["313"]["LOWER"], rows["313"]["UPPER"]) == ("3000", "")
    assert (rows["311"]["LOWER"], rows["311"]["UPPER"]) == ("116450", "116550")


def test_the_cities_that_reported_have_a_chapter_and_no_others(book_2021):
    at = next(i for i, (_, title, _) in enumerate(book_2021.bookmarks) if title == "第九篇 分市")
    part = book_2021.bookmarks[at + 1 :]
    titles = {title for _, title, _ in part if title.endswith("市")}
    assert titles == CITIES


def test_real_data_carry_no_sample_mark(book_2021):
    assert not any("示例数据 SAMPLE" in page for page in book_2021.pages)


def test_no_total_of_some_cities_is_called_the_region(book_2021):
    partial = [
        row
        for row in book_2021.observations
        if row["REF_AREA"] == "450000" and row["N_REPORTED"] < row["N_EXPECTED"]
    ]
    assert partial
    assert not any(row["TRANSFORMATION"] in ("SHR", "G1Y") for row in partial)
    assert any("已报 1 市合计" in page for page in book_2021.pages)


def test_no_page_is_nearly_empty(book_2021):
    inner = book_2021.pages[1:-1]
    assert [number for number, text in enumerate(inner, 2) if len(text) < 150] == []
