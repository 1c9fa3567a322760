"""Small cells are withheld, and nobody who knows the margins can work them out."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.region import REGION, Region, region_in

K = 10
CITIES = tuple(f"45{n:02}00" for n in range(1, 7))
GROUPS = ("124", "125", "126", "127")
Table = tuple[tuple[int, ...], ...]  # a row per city, a column per group


def fill(region: Region, table: Table, nature: str = "报送") -> None:
    region.indicator("123")
    for group in GROUPS:
        region.indicator(group, parent="123", part_of="exhaustive", k=K)
    for city, row in zip(CITIES, table, strict=True):
        region.observe(city, "123", sum(row), nature=nature)
        for group, count in zip(GROUPS, row, strict=True):
            region.observe(city, group, count, nature=nature)
    region.reckon()


def hidden(region: Region) -> set[tuple[int, int]]:
    return {
        (i, j)
        for i, city in enumerate(CITIES)
        for j, group in enumerate(GROUPS)
        if region.printed(city, group) == "×"
    }


def reach(table: Table, cells: set[tuple[int, int]], cell: tuple[int, int], sign: int) -> int:
    """How far an attacker who knows all margins must let a hidden cell move up (or down).

    A maximum flow from the cell's column back to its row through the other hidden cells: the
    exact bounds of a two-way table of non-negative counts with known margins.
    """
    room = {}  # (node, node) -> capacity
    for i, j in cells - {cell}:
        count = table[i][j]
        # a cell passes what it gives up one way and takes any amount the other way
        room["row", i, "column", j] = count if sign > 0 else 10**9
        room["column", j, "row", i] = 10**9 if sign > 0 else count
    start, goal = ("row", cell[0]), ("column", cell[1])
    most = 10**6 if sign > 0 else table[cell[0]][cell[1]]
    moved = 0
    while moved < most and (path := augmenting(room, start, goal)):
        step = min([most - moved, *(room[edge] for edge in path)])
        for a, b, c, d in path:
            room[a, b, c, d] -= step
            room[c, d, a, b] += step
        moved += step
    return moved


def augmenting(room, start, goal):
    seen, queue = {start: []}, deque([start])
    while queue:
        node = queue.popleft()
        if node == goal:
            return seen[node]
        for (a, b, c, d), capacity in room.items():
            if (a, b) == node and capacity > 0 and (c, d) not in seen:
                seen[c, d] = [*seen[node], (a, b, c, d)]
                queue.append((c, d))
    return None


TABLES = st.lists(
    st.lists(st.one_of(st.integers(0, 12), st.integers(0, 400)), min_size=4, max_size=4).map(tuple),
    min_size=6,
    max_size=6,
).map(tuple)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(table=TABLES)
def test_an_attacker_cannot_exclude_any_small_value_of_a_small_cell(tmp_path: Path, table: Table):
    small = [(i, j) for i, r in enumerate(table) for j, n in enumerate(r) if 0 < n < K]
    assume(small)
    (tmp_path / "test.duckdb").unlink(missing_ok=True)
    with region_in(tmp_path, CITIES) as region:
        fill(region, table)
        cells = hidden(region)
        margins = [(REGION, group) for group in GROUPS] + [(city, "123") for city in CITIES]
        margins_printed = all(region.printed(*margin) != "×" for margin in margins)
    assert cells >= set(small)
    assume(margins_printed)  # where they must be withheld as well is tested below
    for i, j in small:
        assert table[i][j] - reach(table, cells, (i, j), -1) <= 1
        assert table[i][j] + reach(table, cells, (i, j), +1) >= K - 1


def test_where_no_other_city_can_hide_it_the_totals_are_withheld_and_all_shares_of_them(
    tmp_path: Path,
):
    alone = ((5, 0, 0, 300), *(((0, 0, 0, 300),) * 5))
    with region_in(tmp_path, CITIES) as region:
        fill(region, alone)
        assert hidden(region) == {(0, 0), (0, 3)}
        assert region.printed(REGION, "124") == region.printed(REGION, "127") == "×"
        assert region.printed(REGION, "123") == "1805"
        assert region.printed(CITIES[1], "127") == "300"
        assert region.printed(CITIES[1], "127", "SHR") == "×"


def test_a_city_with_a_single_small_group_does_not_print_its_total(tmp_path: Path):
    nothing = (0, 0, 0, 0)
    with region_in(tmp_path, CITIES) as region:
        fill(region, (nothing, nothing, nothing, (0, 0, 3, 0), (0, 0, 6, 0), (0, 0, 6, 0)))
        assert hidden(region) == {(3, 2), (4, 2), (5, 2)}
        assert [region.printed(city, "123") for city in CITIES] == ["0"] * 3 + ["×"] * 3
        assert region.printed(REGION, "126") == "15"


def test_zero_is_published_and_so_is_k_itself(tmp_path: Path):
    with region_in(tmp_path, CITIES) as region:
        fill(region, ((0, K, 50, 300), *(((40, 50, 60, 300),) * 5)))
        assert hidden(region) == set()


def test_figures_that_were_public_before_are_published(tmp_path: Path):
    with region_in(tmp_path, CITIES) as region:
        fill(region, ((3, 50, 50, 300), *(((40, 50, 60, 300),) * 5)), nature="公开资料整理")
        assert region.printed(CITIES[0], "124") == "3"


def test_everything_computed_from_a_withheld_cell_is_withheld_too(tmp_path: Path):
    with region_in(tmp_path, CITIES) as region:
        region.ratio("D124", "124", "123")
        region.a_class("C1", *CITIES[:3])
        region.observe(CITIES[0], "124", 30, 2023)
        fill(region, ((3, 50, 50, 300), *(((40, 50, 60, 300),) * 5)))
        for indicator, measure in (("124", "SHR"), ("124", "G1Y"), ("124", "D1Y"), ("D124", "N")):
            assert region.printed(CITIES[0], indicator, measure) == "×"
        assert region.printed("C1", "124") is None  # a class could be subtracted
        assert region.printed("C1", "123") == "1303"


def test_a_count_without_a_family_is_hidden_by_two_cities_of_which_each_knows_one(tmp_path: Path):
    with region_in(tmp_path, CITIES) as region:
        region.indicator("303", k=3)
        for city, lawyers in zip(CITIES, (2, 31, 20, 12, 9, 25), strict=True):
            region.observe(city, "303", lawyers)
        region.reckon()
        withheld = [c for c in CITIES if region.printed(c, "303") == "×"]
        assert withheld == [CITIES[0], CITIES[3], CITIES[4]]
        assert region.printed(REGION, "303") == "99"


def test_the_public_table_does_not_say_which_cell_was_the_small_one(tmp_path: Path):
    with region_in(tmp_path, CITIES) as region:
        fill(region, ((3, 50, 50, 300), *(((40, 50, 60, 300),) * 5)))
        rows = [region.figure(CITIES[i], GROUPS[j]) for i, j in hidden(region)]
        told = {(r["conf_status"], r["value"], r["lower"], r["upper"], r["mark"]) for r in rows}
        assert told == {("C", None, None, None, "")}


def lawyers(region: Region, **reckoned) -> list[str]:
    region.indicator("303", k=3)
    for city, count in zip(CITIES, (2, 31, 20, 12, 9, 25), strict=True):
        region.observe(city, "303", count)
    region.reckon(**reckoned)
    return [c for c in CITIES if region.printed(c, "303") == "×"]


def test_what_an_earlier_book_printed_hides_nothing_any_more(tmp_path: Path):
    with region_in(tmp_path, CITIES) as region:
        known = [(CITIES[4], "303", 2024, "F"), (CITIES[3], "303", 2024, "F")]
        assert lawyers(region, printed=known) == [CITIES[0], CITIES[2], CITIES[5]]


def test_what_an_earlier_book_withheld_is_not_printed_in_this_one(tmp_path: Path):
    with region_in(tmp_path, CITIES) as region:
        withheld = lawyers(region, printed=[(CITIES[1], "303", 2024, "C")])
        assert CITIES[1] in withheld


def test_an_old_small_cell_that_has_grown_stays_withheld(tmp_path: Path):
    with region_in(tmp_path, CITIES) as region:
        region.indicator("303", k=3)
        for city in CITIES:
            region.observe(city, "303", 20)
        region.reckon(printed=[(CITIES[0], "303", 2024, "C")])
        assert region.printed(CITIES[0], "303") == "×"
