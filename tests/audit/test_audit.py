"""The audit lets a protected edition pass, and finds every way in which one can be given away."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.audit import Audit, audit
from tests.region import REGION, Region, region_in

CITIES = tuple(f"45{n:02}00" for n in range(1, 7))
GROUPS = ("124", "125", "126", "127")
SMALL = (CITIES[0], "124")
K = 10
YEARS = 2


@pytest.fixture
def region(tmp_path: Path):
    """A small cell in the first city, hidden among four groups, two years, shares and rates."""
    with region_in(tmp_path, CITIES) as made:
        made.indicator("123")
        for group in GROUPS:
            made.indicator(group, parent="123", part_of="exhaustive", k=K)
        made.ratio("D124", "124", "123")
        made.diversity("D123", *GROUPS)
        for period, shift in ((2022, 0), (2023, 0), (2024, 3)):
            for n, city in enumerate(CITIES):
                row = [40 + n + shift, 50 + 2 * n, 60, 300 + shift]
                row[0] = row[0] if n else 4 + shift
                made.observe(city, "123", sum(row), period)
                for group, count in zip(GROUPS, row, strict=True):
                    made.observe(city, group, count, period)
        made.reckon()
        yield made


def printed_again(region: Region, measure: str, area: str, indicator: str, period: int) -> Audit:
    """One figure more is printed than may be: as it was before protection."""
    region._run(
        """
        update disseminated.figure as printed
        set value = known.value, lower = known.lower, upper = known.upper, conf_status = 'F'
        from aggregated.figure as known
        where printed.area = known.area and printed.indicator = known.indicator
        and printed.measure = known.measure and printed.period = known.period
        and known.area = ? and known.indicator = ? and known.measure = ? and known.period = ?
        """,
        area, indicator, measure, period,
    )  # fmt: skip
    return audit(region.warehouse, YEARS)


def leaked(found: Audit) -> set[tuple[str, str, int]]:
    return {(leak.area, leak.indicator, leak.period) for leak in found.leaks}


def withheld(region: Region, reason: str) -> list[tuple[str, str, int]]:
    rows = region.warehouse.rows(
        "select * from protected.withheld where reason = $reason order by period, area, indicator",
        reason=reason,
    )
    return [(row["area"], row["indicator"], row["period"]) for row in rows]


def test_a_protected_edition_passes(region):
    found = audit(region.warehouse, YEARS)
    assert (found.n_primary, found.leaks) == (3, ())
    assert found.n_withheld > 2
    assert found.n_attacks > found.n_primary


def test_without_secondary_cells_the_margins_give_the_small_one_away(region):
    for area, indicator, period in withheld(region, "secondary"):
        found = printed_again(region, "N", area, indicator, period)
    assert leaked(found) == {(*SMALL, year) for year in (2022, 2023, 2024)}
    anybody = next(leak for leak in found.leaks if not leak.who and leak.period == 2024)
    assert (anybody.low, anybody.high) == pytest.approx((7, 7))
    assert any("124" in name or "S123" in name for name in anybody.by)


def test_one_share_too_many_is_enough(region):
    found = printed_again(region, "SHR", *SMALL, 2024)
    assert (*SMALL, 2024) in leaked(found)
    assert any("SHR" in name for leak in found.leaks for name in leak.by)


def test_so_is_one_rate(region):
    assert (*SMALL, 2024) in leaked(printed_again(region, "N", CITIES[0], "D124", 2024))


def test_growth_or_change_ties_two_hidden_years_together(region):
    found = printed_again(region, "D1Y", *SMALL, 2024)
    assert leaked(found)  # 2023 cannot be more than 2024 less 3


def test_average_growth_ties_two_hidden_years_together_as_well(region):
    printed_again(region, "N", *SMALL, 2022)
    found = printed_again(region, "GAV", *SMALL, 2024)
    assert (*SMALL, 2024) in leaked(found)
    assert any("GAV" in name for leak in found.leaks for name in leak.by)


def test_an_index_of_a_withheld_group_is_a_leak(region):
    found = printed_again(region, "N", CITIES[0], "D123", 2024)
    assert (*SMALL, 2024) in leaked(found)
    assert any(leak.by == ("D123",) for leak in found.leaks)


def test_a_small_cell_that_is_printed_is_a_leak(region):
    found = printed_again(region, "N", *SMALL, 2024)
    assert any(leak.by == ("printed",) for leak in found.leaks)


def test_a_city_that_knows_its_own_is_an_attacker_too(region):
    """With one other city withheld in the column, that city knows the small cell."""
    others = [key for key in withheld(region, "secondary") if key[1:] == ("124", 2024)]
    assert len({area for area, _, _ in others} - {REGION}) >= 2
    found = printed_again(region, "N", *others[0])
    assert (*SMALL, 2024) in leaked(found)
    assert all(leak.who for leak in found.leaks if leak.period == 2024 and leak.indicator == "124")


def test_a_rank_beside_a_withheld_rate_is_a_leak(region):
    region._run(
        "insert into disseminated.figure select area, indicator, 'RNK', period, 1, 1, 1, null, 0, '',"
        " 'A', 'F', false, 1, 1, false, ref_date from disseminated.figure"
        " where area = ? and indicator = 'D124' and measure = 'N' and period = 2024",
        CITIES[2],
    )
    assert any("RNK" in name for leak in audit(region.warehouse, YEARS).leaks for name in leak.by)
