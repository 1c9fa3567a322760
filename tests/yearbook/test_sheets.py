"""Pages are filled: what shares one, how tall rows are, where charts find room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.tables.model import Table
from pipeline.vocabulary import Text
from pipeline.yearbook import setting
from pipeline.yearbook.charts.drawing import Drawing
from pipeline.yearbook.charts.model import Chart
from pipeline.yearbook.commentary.model import Headline
from pipeline.yearbook.sheets import Piece, Sheet, headline_mm, paired, planned
from tests.yearbook.test_setting import BREAKER, row, table

HEADLINE = Headline(
    Text("全区平台1965个，", "Of 1965 platforms "),
    Text("三市占四成", "three cities hold two fifths"),
)
PORTRAIT_MM = 240.0


def piece(rows: int, orientation: str = "portrait", headline: Headline | None = None) -> Piece:
    one = table(orientation=orientation)
    (part,) = one.parts
    many = tuple(row("city", "南宁市", "Nanning", *part.rows[1].cells) for _ in range(rows))
    (ready,) = setting.set_table(grown(one, many), BREAKER)
    return Piece(ready, headline=headline)


def grown(one: Table, rows: tuple[object, ...]) -> Table:
    (part,) = one.parts
    return replace(one, parts=(replace(part, rows=rows),), notes=())  # type: ignore[arg-type]


def chart(number: str, height: float, width: float = 168.0) -> Chart:
    text = Text("平台", "Platforms")
    return Chart(number, text, Drawing(lambda: "<svg/>", width, height), text, Text("", ""))


def height(sheet: Sheet) -> float:
    each = [p.height_mm(p.row_mm, minor=p.minor) for p in sheet.pieces]
    return sum(each) + 9.0 * (len(each) - 1)


@pytest.mark.parametrize("rows", [1, 8, 14, 20, 28])
def test_a_table_fills_its_page_and_never_more(rows: int) -> None:
    (sheet,) = planned([piece(rows, headline=HEADLINE)], [])
    assert height(sheet) <= PORTRAIT_MM
    assert sheet.left_mm == pytest.approx(239.0 - height(sheet), abs=0.01)


def test_two_short_tables_share_a_page_and_the_second_headline_is_small() -> None:
    (sheet,) = planned([piece(8, headline=HEADLINE), piece(8, headline=HEADLINE)], [])
    assert [p.minor for p in sheet.pieces] == [False, True]


def test_two_long_tables_do_not_share_a_page() -> None:
    assert len(planned([piece(20), piece(20)], [])) == 2


def test_landscape_tables_stand_alone() -> None:
    sheets = planned([piece(3), piece(3, "landscape"), piece(3)], [])
    assert [sheet.orientation for sheet in sheets] == ["portrait", "landscape", "portrait"]


def test_a_chart_fills_the_room_under_a_table() -> None:
    (sheet,) = planned([piece(10)], [Piece(charts=(chart("3-1", 90.0),))])
    assert [bool(p.charts) for p in sheet.pieces] == [False, True]


def test_charts_keep_their_order() -> None:
    """The second would fit on the first page, but the first one has gone to the second."""
    charts = [Piece(charts=(chart("3-1", 170.0),)), Piece(charts=(chart("3-2", 30.0),))]
    sheets = planned([piece(10)], charts)
    assert [c.number for sheet in sheets for c in sheet.charts] == ["3-1", "3-2"]
    assert len(sheets) == 2


def test_halves_stand_side_by_side() -> None:
    half = [chart("3-1", 50.0, 82.0), chart("3-2", 60.0, 82.0), chart("3-3", 40.0)]
    assert [len(p.charts) for p in paired(half)] == [2, 1]


def test_a_table_that_fits_no_page_fills_its_last_one() -> None:
    (sheet,) = planned([piece(68)], [])
    (only,) = sheet.pieces
    ready = only.table
    assert ready is not None
    whole = height(sheet) + ready.repeated_mm
    assert 1.8 * 239.0 < whole <= 2 * 239.0


def test_a_large_headline_gives_way_before_a_table_is_broken() -> None:
    """Of all tables that fit with a small headline, the longest does not fit with a large one."""
    too_many = next(rows for rows in range(30, 60) if over(rows))
    (sheet,) = planned([piece(too_many - 1, headline=HEADLINE)], [])
    assert sheet.pieces[0].minor


def over(rows: int) -> bool:
    """Whether a table of so many low rows no longer fits below a small headline."""
    one = piece(rows, headline=HEADLINE)
    return one.height_mm(5.0, minor=True) > 239.0


def test_a_small_headline_is_lower_than_a_large_one() -> None:
    large = headline_mm(HEADLINE, 168.0, minor=False)
    assert 0 < headline_mm(HEADLINE, 168.0, minor=True) < large
    assert headline_mm(None, 168.0, minor=False) == 0


def test_the_running_head_drops_english_that_does_not_fit() -> None:
    (sheet,) = planned([piece(3)], [])
    ready = sheet.pieces[0].table
    assert ready is not None
    assert sheet.called.zh == "3-1"
    assert sheet.running == Text("分市服务平台", "Platforms by City")
    long = replace(ready, title=Text("分市服务平台", "Platforms by City and Type " * 6))
    assert Sheet((Piece(long),)).running.en == ""
