"""Another region is only data: five cities, its own forms, English first, and no line of code."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest

from pipeline.commands.build import Order, build
from pipeline.vocabulary import Medium
from pipeline.yearbook.layout import check_layout
from tests.editions.another_region import CITIES, NAMES, value, write
from tests.editions.book import Book
from tests.yearbook.pdf_objects import PdfFile

YEAR = 2024
OF_GUANGXI = ("广西", "壮", "民族", "自治区", "全区", "Guangxi", "ethnic", "Ethnic", "autonomous")


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Book:
    folder = write(tmp_path_factory.mktemp("province"))
    media = (Medium.DATA, Medium.WORKBOOK, Medium.HTML, Medium.PDF)
    report = build(folder, YEAR, "en", Order(media), quiet=True)
    assert report.exit == 0, report.lines
    return Book(folder / "out" / str(YEAR))


def test_parts_are_counted_as_the_edition_says(book):
    titles = [title for _, title, _ in book.bookmarks]
    parts = ["Part 1 Survey", "Part 2 Water Works", "Part 3 Supply and Use", "Part 4 Cities"]
    assert [title for title in titles if title in parts] == parts


def test_every_city_has_its_chapter_and_its_table_under_the_right_number(book):
    text = " ".join(book.pages)
    titles = [title for _, title, _ in book.bookmarks]
    for number, name in enumerate(NAMES, 1):
        assert f"{name} City" in titles
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
    assert {"1-1", "2-1", "2-2", "3-1", "4-1-1", "4-5-1"} <= set(workbook(book).sheetnames)


def workbook(book: Book) -> openpyxl.Workbook:
    return openpyxl.load_workbook(book.folder / "public" / "yearbook.xlsx")


def page_of(book: Book, words: str) -> str:
    """The first page after the contents on which something stands."""
    return next(page for page in book.pages[4:] if words in page)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Reservoirs by City", "分市水库"),  # a title
        ("Large reservoirs", "大型水库"),  # a head
        ("Unit: ", "单位："),
        ("Aquila", "甲市"),  # a label
        ("Explanatory Notes on Main Indicators", "主要统计指标解释"),
        ("Fig. 2-1", "图2-1"),
        ("Brief introduction", "简要说明"),
        ("reported by 5 cities", "已报 5 市"),  # a finding
        ("Note:", "注："),
        ("Returns and contents by form", "分表报送与填报情况"),
        ("on time", "按时报送"),
        ("About the cover", "关于封面"),
    ],
)
def test_english_stands_before_chinese(book, first, second):
    page = page_of(book, second)
    assert page.lower().index(first.lower()) < page.index(second)


def test_the_cover_and_the_file_are_called_in_english_first(book):
    document = pdfium.PdfDocument(book.path)
    title = document.get_metadata_dict()["Title"]
    document.close()
    english, chinese = "Water Yearbook of Example Province", "示例省水利年鉴"
    assert title == f"{english} 2025 · {chinese} 2025"
    assert book.pages[0].startswith(english)
    assert PdfFile(book.path.read_bytes()).catalog["Lang"] == "en"


def test_the_outline_is_english(book):
    titles = [title for _, title, _ in book.bookmarks]
    assert {"Contents", "2-1 Reservoirs by City (End of 2024)", "Fig. 2-1 Reservoirs, 2024"} <= set(
        titles
    )
    assert [title for title in titles if re.search("[\u4e00-\u9fff]", title)] == []


def test_nothing_overlaps_and_nothing_leaves_the_page(book):
    assert check_layout(book.path) == []


def test_the_pages_of_the_site_are_english_with_chinese_below(book):
    folder = book.folder / "public" / "html"
    for path in folder.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert '<html lang="en">' in text
        assert ' lang="en"' not in text.replace('<html lang="en">', "")
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert "<h1>Water Yearbook of Example Province</h1>" in index
    assert '<p class="title-follow follow" lang="zh-CN">示例省水利年鉴</p>' in index
    assert "全区" not in index


def test_workbook_and_csv_have_english_first(book):
    sheet = workbook(book)["2-1"]
    assert sheet["A1"].value == "2-1  Reservoirs by City (End of 2024)"
    assert sheet["A2"].value == "分市水库（2024年末）"
    assert (sheet["A3"].value, sheet["N3"].value) == ("← Contents 目录", "Unit: unit  单位：座")
    path = book.folder / "public" / "html" / "tables" / "2-1.csv"
    first, second, *_ = path.read_text(encoding="utf-8-sig").splitlines()
    assert first.startswith("Area,,Reservoirs")
    assert second.startswith(",地区,水库")


def test_both_names_of_a_city_stand_in_the_book(book):
    text = " ".join(book.pages)
    assert [name for name in NAMES if f"{name} City" not in text] == []


def test_the_warehouse_stands_where_the_workspace_is(book):
    assert (Path(book.folder).parent / "yearbook.duckdb").exists()
