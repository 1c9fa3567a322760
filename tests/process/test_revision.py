"""The table of revisions: what the edition of a year printed, and what is printed now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.region import CITIES, REGION, Region, region_in

NANNING, LIUZHOU, _ = CITIES


@pytest.fixture
def region(tmp_path: Path):
    with region_in(tmp_path) as made:
        made.indicator("201")
        yield made


def revisions(region: Region) -> list[tuple[str, str, int, str, bool]]:
    rows = region.warehouse.rows("from disseminated.revision")
    return [
        (r["area"], r["indicator"], r["period"], f"{r['before_mark']}{r['before_value']:f}", r["revised"])
        for r in rows
    ]  # fmt: skip


def in_the_book(area: str, value: str, mark: str = "", code: str = "201", year: int = 2023):
    return (area, code, year, "F", value, "0", mark)


def test_a_figure_that_the_book_of_its_year_printed_differently_is_listed(region):
    region.observe(NANNING, "201", 403, 2023, revised=True)
    region.observe(LIUZHOU, "201", 280, 2023)
    region.reckon(printed=[in_the_book(NANNING, "401"), in_the_book(LIUZHOU, "280")])
    assert revisions(region) == [(NANNING, "201", 2023, "401.0000", True)]


def test_so_is_a_total_that_moved_with_it_and_a_mark_that_went(region):
    for city, value in zip(CITIES, (403, 280, 10), strict=True):
        region.observe(city, "201", value, 2023, revised=city == NANNING)
    book = [in_the_book(REGION, "691"), in_the_book(NANNING, "400", ">")]
    region.reckon(printed=book)
    assert [(row[0], row[3]) for row in revisions(region)] == [
        (REGION, "691.0000"), (NANNING, ">400.0000"),
    ]  # fmt: skip


def test_what_changed_without_a_new_file_is_another_method(region):
    region.observe(NANNING, "201", 403, 2023)
    region.reckon(printed=[in_the_book(NANNING, "401")])
    assert [row[4] for row in revisions(region)] == [False]


def test_without_a_book_it_is_what_was_accepted_when_it_closed(region):
    region.observe(NANNING, "201", 403, 2023, revised=True)
    region._run("update validated.observation set printed_value = 401")
    region.reckon()
    assert [row[3] for row in revisions(region)] == ["401.0000"]


def test_lines_with_small_cells_are_never_listed(region):
    region.indicator("303", k=3)
    region.ratio("D303", "303", "201")
    for code, value in (("201", 400), ("303", 12)):
        region.observe(NANNING, code, value, 2023)
    book = [in_the_book(NANNING, "14", code="303"), in_the_book(NANNING, "9", code="D303")]
    region.reckon(printed=book)
    assert revisions(region) == []


def test_the_edition_itself_has_no_revisions(region):
    region.observe(NANNING, "201", 403)
    region.reckon(printed=[in_the_book(NANNING, "401", year=2024)])
    assert revisions(region) == []
