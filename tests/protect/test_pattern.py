"""The pattern that hides small cells: safe from everybody, and no dearer than it must be."""

from __future__ import annotations

from itertools import combinations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.protect.linked import Cell, Equation, System, linked
from pipeline.protect.pattern import pattern
from tests.protect.onslaught import bounds, narrow

K = 5
CITIES, GROUPS = ("A", "B", "C", "D"), ("x", "y", "z")


def key(area: str, group: str):
    return (area, group, 2024)


def cell(area: str, group: str, n: float, **more) -> Cell:
    small = K if area != "R" and group != "all" and 0 < n < K else None
    owner = "" if area == "R" else area
    made = {"loss": 10 + int(n), "k": small, "low": n, "high": n, "owner": owner} | more
    return Cell(key(area, group), n, **made)


def table(rows: list[list[int]]) -> System:
    """Four cities and three groups with both margins."""
    values = {
        (c, g): n
        for c, row in zip(CITIES, rows, strict=True)
        for g, n in zip(GROUPS, row, strict=True)
    }
    values |= {("R", g): sum(values[c, g] for c in CITIES) for g in GROUPS}
    areas = (*CITIES, "R")
    values |= {(a, "all"): sum(values[a, g] for g in GROUPS) for a in areas}
    sums = [(key(a, "all"), [key(a, g) for g in GROUPS]) for a in areas]
    sums += [(key("R", g), [key(c, g) for c in CITIES]) for g in (*GROUPS, "all")]
    equations = tuple(
        Equation(str(whole), ((whole, -1.0), *((part, 1.0) for part in parts)))
        for whole, parts in sums
    )
    cells = tuple(cell(a, g, float(n)) for (a, g), n in sorted(values.items()))
    return System(cells, equations)


ROWS = st.lists(
    st.lists(st.one_of(st.integers(0, 6), st.integers(0, 60)), min_size=3, max_size=3),
    min_size=4,
    max_size=4,
)


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_nobody_can_exclude_a_value_of_a_small_cell(rows):
    system = table(rows)
    assume(system.primary)
    found = pattern(system, seconds=20)
    assert found.withheld >= system.given
    if not found.exposed:
        assert narrow(system, found.withheld) == []


def test_no_smaller_set_of_details_would_do():
    system = table([[3, 20, 30], [15, 9, 40], [25, 30, 11], [18, 14, 50]])
    found = pattern(system)
    loss = {c.key: c.loss for c in system.cells}
    others = sorted(loss.keys() - system.given)
    cheaper = (
        {*system.given, *some}
        for n in range(len(found.withheld) - len(system.given) + 1)
        for some in combinations(others, n)
        if sum(loss[one] for one in some) + loss[key("A", "x")] < found.loss
    )
    assert found.is_optimal
    assert all(narrow(system, one) for one in cheaper)


def test_a_city_that_knows_its_own_cannot_find_the_small_one():
    system = table([[3, 20, 30], [15, 9, 40], [25, 30, 11], [18, 14, 50]])
    found = pattern(system)
    for who in ("", "B", "C", "D"):
        low, high = bounds(system, found.withheld, key("A", "x"), who)
        assert low <= 1
        assert high >= K - 1


def test_without_time_the_first_pattern_protects_and_is_marked():
    system = table([[3, 20, 30], [15, 2, 40], [25, 30, 1], [18, 14, 50]])
    found = pattern(system, seconds=0)
    assert narrow(system, found.withheld) == []
    assert found.is_optimal is (found.bound == found.loss)


def test_what_cannot_be_withheld_hides_nothing():
    fixed = table([[3, 20, 30], [15, 9, 40], [25, 30, 11], [18, 14, 50]])
    public = {key(a, "x") for a in ("B", "C", "R")}
    cells = tuple(
        Cell(c.key, c.value, None, c.k, c.low, c.high, c.owner) if c.key in public else c
        for c in fixed.cells
    )
    found = pattern(System(cells, fixed.equations))
    assert not found.withheld & public


def test_the_same_table_gives_the_same_pattern():
    rows = [[3, 20, 30], [15, 2, 40], [25, 30, 1], [18, 14, 50]]
    assert pattern(table(rows)).withheld == pattern(table(rows)).withheld


def test_tables_without_a_small_cell_are_left_alone():
    cells = table([[30, 20, 30]] * 4).cells
    terms = [
        {
            "period": 2024,
            "equation": "e",
            "area": a,
            "indicator": "x",
            "coefficient": c,
            "sense": "=",
        }
        for a, c in (("A", 1), ("B", 1), ("C", 1), ("D", 1), ("R", -1))
    ]
    assert list(linked(cells, terms)) == []


def test_an_idle_inequality_ties_nothing_together():
    cells = [cell("A", "x", 3.0), cell("A", "all", 100_000.0)]
    terms = [
        {
            "period": 2024,
            "equation": "P",
            "area": "A",
            "indicator": i,
            "coefficient": c,
            "sense": "<=",
        }
        for i, c in (("x", 1), ("all", -1))
    ]
    (system,) = linked(cells, terms)
    assert [c.key for c in system.cells] == [key("A", "x")]
