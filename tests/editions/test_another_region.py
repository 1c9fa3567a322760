"""Another region is only data: a province of five cities, its own forms, and no line of code."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from pipeline.commands.build import build
from pipeline.vocabulary import Medium
from tests.editions.another_region import CITIES, NAMES, value, write
from tests.editions.book import Book

YEAR = 2024
OF_GUANGXI = ("广西", "壮", "民族", "自治区", "全区", "Guangxi", "ethnic", "Ethnic", "autonomous")


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Book:
    folder = write(tmp_path_factory.mktemp("province"))
    media = (Medium.DATA, Medium.WORKBOOK, Medium.PDF)
    report = build(folder, YEAR, "en", draft=False, quiet=True, media=media)
    assert report.exit == 0, report.lines
    return Book(folder / "out" / str(YEAR))


def test_parts_are_counted_as_the_edition_says(book):
    titles = [title for _, title, _ in book.bookmarks]
    parts = ["第一篇 综合", "第二篇 水利工程", "第三篇 供水与用水", "第四篇 分市"]
    assert [title for title in titles if title in parts] == parts


def test_every_city_has_its_chapter_and_its_table_under_the_right_number(book):
    text = " ".join(book.pages)
    titles = [title for _, title, _ in book.bookmarks]
    for number, city in enumerate("甲乙丙丁戊", 1):
        assert f"{city}市" in titles
        assert f"4-{number}-1" in text


def test_every_figure_that_was_sent_is_in_the_data_as_it_was_sent(book):
    found = {
        (r["REF_AREA"], r["INDICATOR"]): r["OBS_VALUE"]
        for r in book.observations
        if (r["TRANSFORMATION"], r["TIME_PERIOD"]) == ("N", str(YEAR))
    }
    for number, city in enumerate(CITIES, 1):
        for code in (11, 12, 14, 15, 21, 28):
            assert float(found[city, str(code)]) == float(value(code, number, YEAR))
    assert float(found["990000", "11"]) == sum(int(value(11, n, YEAR)) for n in range(1, 6))


def test_nothing_of_guangxi_is_printed(book):
    text = "".join(book.pages)
    assert [word for word in OF_GUANGXI if word in text] == []


def test_the_workbook_has_its_tables(book):
    names = openpyxl.load_workbook(book.folder / "public" / "yearbook.xlsx").sheetnames
    assert {"1-1", "2-1", "2-2", "3-1", "4-1-1", "4-5-1"} <= set(names)


def test_both_names_of_a_city_stand_in_the_book(book):
    text = " ".join(book.pages)
    assert [name for name in NAMES if f"{name} City" not in text] == []


def test_the_warehouse_stands_where_the_workspace_is(book):
    assert (Path(book.folder).parent / "yearbook.duckdb").exists()
