"""The whole 2024 edition, twice: minutes, so it runs with the slow suite only."""

from __future__ import annotations

import shutil

import pytest

from pipeline.commands.build import Order, build
from pipeline.yearbook.layout import check_layout
from tests.editions.conftest import built

CITIES = [
    "南宁市",
    "柳州市",
    "桂林市",
    "梧州市",
    "北海市",
    "防城港市",
    "钦州市",
    "贵港市",
    "玉林市",
    "百色市",
    "贺州市",
    "河池市",
    "来宾市",
    "崇左市",
]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def book_2024(tmp_path_factory: pytest.TempPathFactory):
    return built(tmp_path_factory.mktemp("edition-2024"), 2024, 2020, 2021, 2022, 2023, 2024)


def test_every_city_has_a_chapter(book_2024):
    titles = [title for _, title, _ in book_2024.bookmarks]
    assert [city for city in CITIES if city not in titles] == []


def test_every_part_has_its_tables(book_2024):
    titles = [title for _, title, _ in book_2024.bookmarks]
    for part in range(1, 9):
        assert sum(title.startswith(f"{part}-") for title in titles) >= 6


def test_no_page_is_nearly_empty(book_2024):
    assert 180 <= len(book_2024.pages) <= 260
    assert [n for n, text in enumerate(book_2024.pages[1:-1], 2) if len(text) < 300] == []


def test_nothing_overlaps_or_leaves_its_area(book_2024):
    assert check_layout(book_2024.path) == []


def test_a_total_of_thirteen_cities_is_not_called_the_region(book_2024):
    heritage = [
        row
        for row in book_2024.observations
        if (row["REF_AREA"], row["INDICATOR"], row["TIME_PERIOD"]) == ("450000", "612", "2024")
    ]
    assert [(row["N_REPORTED"], row["N_EXPECTED"]) for row in heritage] == [("13", "14")]
    assert any("已报市合计" in page for page in book_2024.pages)


def test_withheld_cells_are_crosses_and_carry_no_number(book_2024):
    withheld = [row for row in book_2024.observations if row["CONF_STATUS"] == "C"]
    assert withheld
    assert {(row["OBS_VALUE"], row["LOWER"], row["UPPER"]) for row in withheld} == {("", "", "")}
    assert any("×" in page for page in book_2024.pages)


def test_building_again_gives_the_same_bytes(book_2024):
    first = book_2024.path.read_bytes()
    data = book_2024.folder.parent.parent
    shutil.rmtree(data / "out")
    assert build(data, 2024, "zh", Order(), quiet=True).exit == 0
    assert book_2024.path.read_bytes() == first
