"""Columns that do not fit on a page are parted, and blocks of columns are never torn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.draft import DraftColumn, DraftRow
from pipeline.tables.model import Cell
from pipeline.tables.widths import column_mm, ems, parted, room_mm
from pipeline.vocabulary import Text

HEAD = Text("平台", "Platforms")


def blocks(count: int, size: int = 3, part: int = 1) -> list[DraftColumn]:
    return [DraftColumn(HEAD, block=at, part=part) for at in range(count) for _ in range(size)]


def part_sizes(columns: list[DraftColumn], wide: float, room: float = 130.0) -> list[int]:
    return [len(p) for p in parted(columns, [wide] * len(columns), room, "portrait")]


def test_what_fits_stays_together():
    assert part_sizes(blocks(3), 10) == [9]


def test_twelve_columns_are_the_most_on_an_upright_page():
    assert part_sizes(blocks(4), 5) == [12]
    assert part_sizes(blocks(5), 5) == [9, 6]


def test_blocks_are_shared_out_evenly():
    assert part_sizes(blocks(7), 12) == [9, 6, 6]


def test_wide_columns_part_a_table_sooner():
    assert part_sizes(blocks(3), 17) == [6, 3]


def test_the_parts_asked_for_are_kept():
    assert part_sizes([*blocks(1, part=1), *blocks(2, part=2)], 10) == [3, 6]


def test_a_landscape_page_holds_more():
    columns, cities = blocks(16, 1), [DraftRow("city", Text("防城港市", "Fangchenggang"), ())]
    assert (
        len(parted(columns, [11.0] * 16, room_mm(cities, "landscape", units=False), "landscape"))
        == 1
    )
    assert (
        len(parted(columns, [11.0] * 16, room_mm(cities, "portrait", units=False), "portrait")) == 2
    )


def test_long_labels_leave_less_room_but_never_less_than_a_fair_share():
    short = [DraftRow("item", Text("平台", "Platforms"), ())]
    long = [DraftRow("item", Text("平台" * 20, "Platforms" * 9), ())]
    assert room_mm(short, "portrait", units=False) > room_mm(long, "portrait", units=False) == 112.0


def test_the_widest_number_makes_the_column():
    narrow = column_mm(DraftColumn(HEAD), [Cell("9")], "portrait")
    wide = column_mm(DraftColumn(HEAD), [Cell("9"), Cell("50 126 804")], "portrait")
    assert wide > narrow + 4
    assert ems("50 126 804") == 8 * 0.555 + 2 * 0.224


def test_a_column_of_bars_needs_room_for_them():
    plain, bars = DraftColumn(HEAD), DraftColumn(HEAD, bars=True)
    assert (
        column_mm(bars, [Cell("9")], "portrait") - column_mm(plain, [Cell("9")], "portrait") == 17.0
    )


@given(st.lists(st.integers(1, 6), min_size=1, max_size=9), st.floats(5, 40))
def test_every_column_stands_once_in_order_and_no_block_is_torn(sizes: list[int], wide: float):
    columns = [DraftColumn(HEAD, block=at) for at, size in enumerate(sizes) for _ in range(size)]
    parts = parted(columns, [wide] * len(columns), 130.0, "portrait")
    assert [at for part in parts for at in part] == list(range(len(columns)))
    held = [{columns[at].block for at in part} for part in parts]
    assert sum(map(len, held)) == len(set().union(*held))
