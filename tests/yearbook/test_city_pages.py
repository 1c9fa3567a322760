"""How the chapter of a city falls on its pages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.model import Cell, Column, Row, Table, TablePart
from pipeline.vocabulary import Text
from pipeline.yearbook.charts.drawing import Drawing
from pipeline.yearbook.charts.model import Chart
from pipeline.yearbook.edition import Event, Narrative, Section
from pipeline.yearbook.flow import ROWS_MM, flow
from pipeline.yearbook.measure import Breaker
from pipeline.yearbook.pacing import PAGE_MM, placed, table_left_mm
from pipeline.yearbook.setting import SetTable, set_table
from pipeline.yearbook.story import SIZES_PT, height_mm, runs, stories

NOTHING = Text("", "")


def table(rows: int, heading_at: int | None = None) -> SetTable:
    """A table of so many rows, one of them a heading."""
    made = tuple(
        Row("heading" if at == heading_at else "item", Text("指标", "Item"), (Cell("1"),))
        for at in range(rows)
    )
    column = Column(Text("2024年", "2024"), NOTHING, 1, 4.0)
    part = TablePart((), (column,), made)
    whole = Table("9-1-1", NOTHING, NOTHING, NOTHING, "portrait", (part,), ())
    return set_table(whole, Breaker(()))[0]


def chart(height: float) -> Chart:
    return Chart("9-1-1", NOTHING, Drawing(str, 168.0, height), NOTHING, NOTHING)


def narrative(paragraphs: int, length: int = 120) -> Narrative:
    text = Text("各" * length, "word " * (length // 2))
    return Narrative(
        "450100",
        2024,
        tuple(Section(n, Text("同谋", "Plan"), text) for n in range(paragraphs)),
        is_sample=True,
    )


@given(rows=st.integers(4, 200), above=st.floats(0, 150), height=st.sampled_from(ROWS_MM))
def test_no_page_is_filled_beyond_its_foot(rows: int, above: float, height: float) -> None:
    assert all(-0.01 <= left < PAGE_MM for left in table_left_mm(table(rows), above, height))


def test_a_heading_stays_with_its_first_row() -> None:
    (below_twenty_rows,) = table_left_mm(table(20), 0.0, 5.0)
    room_for_the_heading_alone = below_twenty_rows - 9.0
    left = table_left_mm(table(40, heading_at=20), room_for_the_heading_alone, 5.0)
    assert left[0] == pytest.approx(9.0)


def test_the_last_three_rows_stay_together() -> None:
    (spare,) = table_left_mm(table(6), 0.0, 5.0)
    first, second = table_left_mm(table(6), spare + 2.0, 5.0)
    assert first > 2 * 5.0
    assert second < PAGE_MM


def test_a_table_that_nearly_fits_gets_lower_rows() -> None:
    easy = flow(60.0, table(20), (), None)
    tight = flow(60.0, table(30), (), None)
    assert easy.row_mm == ROWS_MM[-1]
    assert tight.n_pages == 1
    assert tight.row_mm < easy.row_mm


@given(st.lists(st.floats(20, 150), min_size=1, max_size=6), st.floats(0, 239))
def test_charts_that_begin_no_page_fit_under_what_is_there(
    heights: list[float], left: float
) -> None:
    rows, room = placed([(chart(h),) for h in heights], left)
    assert room <= PAGE_MM
    if not rows[0].fresh:
        assert heights[0] < left


def test_a_story_begins_a_new_page_when_little_room_is_left() -> None:
    told = stories(narrative(4), ())
    assert told(20.0).fresh
    assert not told(200.0).fresh


def test_a_story_begins_a_new_page_where_its_last_one_would_be_nearly_empty() -> None:
    told = stories(narrative(2), ())
    later = [left for left in range(50, 230, 2) if told(float(left)).fresh]
    assert later
    assert {told(float(left)).n_pages for left in later} == {1}


def test_a_story_is_set_smaller_when_that_saves_a_page() -> None:
    sizes = [stories(narrative(n), ())(0.0) for n in range(1, 12)]
    assert sizes[0].size_pt == SIZES_PT[0]
    saved = [s for s in sizes if s.size_pt < SIZES_PT[0]]
    assert saved
    for story in saved:
        assert story.narrative is not None
        full = height_mm(story.narrative, (), SIZES_PT[0])
        assert full > story.n_pages * PAGE_MM


@pytest.mark.parametrize("count", [1, 8])
def test_a_chronicle_beside_the_narrative_takes_room_from_it(count: int) -> None:
    event = Event("450100", date(2024, 4, 1), NOTHING, Text("举办联谊活动", "Held"), is_sample=True)
    assert height_mm(narrative(3), (event,) * count, 9.6) > height_mm(narrative(3), (), 9.6)


@given(st.lists(st.tuples(st.text("平台个", max_size=4), st.text("0123456789", min_size=1))))
def test_runs_give_back_the_text_with_its_figures(pieces: list[tuple[str, str]]) -> None:
    text = "".join(f"{words}\u2068{figure}\u2069" for words, figure in pieces)
    found = runs(text)
    assert "".join(run.text for run in found) == "".join(w + f for w, f in pieces)
    assert [run.text for run in found if run.figure] == [figure for _, figure in pieces]
