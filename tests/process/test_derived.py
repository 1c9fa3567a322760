"""What formulas give: diversity, average growth, and a status where there is no figure."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.region import CITIES, REGION, Region, region_in

NANNING, LIUZHOU, GUILIN = CITIES
COUNTS = st.integers(0, 60_000_000)
QUIET = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def region(tmp_path: Path):
    with region_in(tmp_path) as made:
        yield made


def grouped(region: Region, *counts: int, **fields) -> None:
    for n, count in enumerate(counts):
        region.indicator(f"G{n}", **fields)
        region.observe(NANNING, f"G{n}", count)
    region.diversity("D", *(f"G{n}" for n in range(len(counts))))


def test_diversity_is_one_less_the_squared_shares(region):
    grouped(region, 50, 30, 20)
    region.reckon()
    assert region.printed(NANNING, "D") == "0.6200"  # 1 - .25 - .09 - .04


def test_a_city_of_one_group_has_no_diversity_and_equal_groups_have_the_most(region):
    grouped(region, 50, 0)
    for group in ("G0", "G1"):
        region.observe(LIUZHOU, group, 7)
    region.reckon()
    assert region.printed(NANNING, "D") == "0.0000"
    assert region.printed(LIUZHOU, "D") == "0.5000"


def test_the_region_has_the_diversity_of_its_totals(region):
    grouped(region, 10, 0)
    for city, first in ((LIUZHOU, 0), (GUILIN, 5)):
        region.observe(city, "G0", first)
        region.observe(city, "G1", 15 - first)
    region.reckon()
    assert region.printed(REGION, "D") == "0.4688"  # 15 and 25 of 40


def test_without_one_of_its_groups_there_is_no_diversity(region):
    grouped(region, 50, 30)
    region.observe(LIUZHOU, "G0", 10)
    region.observe(GUILIN, "G0", 10)
    region.observe(GUILIN, "G1", 830, upper=None)
    region.reckon()
    assert [region.figure(city, "D") is None for city in CITIES] == [False, True, True]


def test_groups_of_unlike_days_make_no_index(region):
    grouped(region, 50)
    region.indicator("G9")
    region.observe(NANNING, "G9", 5, ref_date=date(2024, 11, 1))
    region.diversity("E", "G0", "G9")
    region.reckon()
    assert region.figure(NANNING, "E") is None


def test_nobody_learns_the_diversity_of_a_city_with_a_withheld_group(region):
    grouped(region, 400, 300, k=10)
    for city, small in ((LIUZHOU, 4), (GUILIN, 200)):
        region.observe(city, "G0", 500)
        region.observe(city, "G1", small)
    region.reckon()
    assert region.printed(LIUZHOU, "G1") == region.printed(LIUZHOU, "D") == "×"


@QUIET
@given(counts=st.lists(COUNTS, min_size=2, max_size=13).filter(any))
def test_diversity_is_rounded_once_from_exact_values(tmp_path: Path, counts):
    with region_in(tmp_path) as region:
        grouped(region, *counts)
        region.reckon()
        printed = region.figure(NANNING, "D")["value"]
    (tmp_path / "test.duckdb").unlink()
    exact = 1 - sum(Fraction(n, sum(counts)) ** 2 for n in counts)
    assert printed == Decimal(round(exact * 10_000)) / 10_000  # round() is half to even


def levels(region: Region, *values: int | str | None, code: str = "201", **given) -> None:
    """The last of ``values`` is of 2024."""
    region.indicator(code)
    for period, value in zip(range(2025 - len(values), 2025), values, strict=True):
        if value is not None:
            region.observe(NANNING, code, value, period, **given)


def test_average_growth_spans_the_years_and_skips_those_between(region):
    levels(region, 100, None, 121)
    region.reckon(average_years=2)
    assert region.printed(NANNING, "201", "GAV") == "10.0"


def test_five_years_are_the_fifth_root(region):
    levels(region, 100, 1, 2, 3, 4, 200)
    region.reckon(average_years=5)
    assert region.printed(NANNING, "201", "GAV") == "14.9"  # 2 ^ 0.2 = 1.1487


def test_a_fall_to_nothing_is_a_hundred_per_cent_a_year(region):
    levels(region, 100, 10, 0)
    region.reckon(average_years=2)
    assert region.printed(NANNING, "201", "GAV") == "-100.0"


def test_average_growth_needs_the_first_year_and_like_days(region):
    levels(region, 100, 121)
    region.indicator("202")
    region.observe(NANNING, "202", 10, 2022, ref_date=date(2022, 9, 1))
    region.observe(NANNING, "202", 12, 2024)
    region.reckon(average_years=2)
    assert region.figure(NANNING, "201", "GAV") is None
    assert region.figure(NANNING, "202", "GAV") is None


def test_an_open_base_gives_a_bound(region):
    levels(region, 100, None, 121, upper=None)
    region.reckon(average_years=2)
    assert region.printed(NANNING, "201", "GAV") == "O"
    region.observe(LIUZHOU, "201", 100, 2022)
    region.observe(LIUZHOU, "201", 121, 2024, upper=None)
    region.reckon(average_years=2)
    assert region.printed(LIUZHOU, "201", "GAV") == ">10.0"


@QUIET
@given(
    before=st.integers(1, 10**11), now=st.integers(0, 10**11), years=st.sampled_from((2, 3, 4, 5))
)
def test_average_growth_is_rounded_half_even_from_the_exact_root(
    tmp_path: Path, before, now, years
):
    with region_in(tmp_path) as region:
        levels(region, before, *[None] * (years - 1), now)
        region.reckon(average_years=years)
        printed = region.figure(NANNING, "201", "GAV")["value"]
    (tmp_path / "test.duckdb").unlink()
    wide = Context(prec=80)
    root = wide.power(wide.divide(Decimal(now), Decimal(before)), wide.divide(1, years))
    exact = wide.subtract(wide.multiply(root, 100), 100)
    assert printed == exact.quantize(Decimal("0.1"), ROUND_HALF_EVEN, wide)


def test_a_tie_of_average_growth_goes_to_the_even_neighbour(region):
    levels(region, 4_000_000, None, 4_004_001)  # (2001 / 2000)^2: 0.05 a year
    levels(region, 4_000_000, None, 4_012_009, code="202")  # 0.15
    region.reckon(average_years=2)
    assert region.printed(NANNING, "201", "GAV") == "0.0"
    assert region.printed(NANNING, "202", "GAV") == "0.2"


def test_over_nothing_and_from_nothing_do_not_apply(region):
    levels(region, 0, 0, 5)
    levels(region, 0, 0, 0, code="202")
    region.ratio("D", "201", "202")
    region.reckon(average_years=2)
    assert region.printed(NANNING, "D") == "M"
    assert region.printed(NANNING, "201", "G1Y") == "M"
    assert region.printed(NANNING, "201", "GAV") == "M"
    assert region.printed(NANNING, "201", "D1Y") == "5"


def test_a_rate_of_which_one_side_is_missing_is_not_reported(region):
    levels(region, 5)
    region.indicator("202")
    region.ratio("D", "201", "202")
    region.reckon()
    assert region.printed(NANNING, "D") == "L"
    assert region.printed(LIUZHOU, "D") is None


def test_a_withheld_nothing_is_not_betrayed_by_a_rate_that_does_not_apply(region):
    """Zeros may be withheld to hide others; “does not apply” would tell that they are zeros."""
    region.indicator("1")
    region.indicator("2", parent="1", part_of="exhaustive", k=10)
    region.indicator("3", parent="1", part_of="exhaustive", k=10)
    region.indicator("9")
    region.ratio("D", "9", "3")
    for city, parts in zip(CITIES, ((5, 0), (0, 40), (50, 60)), strict=True):
        region.observe(city, "9", 1)
        for code, value in zip("123", (sum(parts), *parts), strict=True):
            region.observe(city, code, value)
    region.reckon(printed=[(NANNING, "1", 2024, "F")])  # so that the whole cannot hide them
    assert region.printed(NANNING, "3") == "×"
    told = region.figure(NANNING, "D")
    alike = region.figure(GUILIN, "D")
    assert (told["conf_status"], told["obs_status"]) == ("C", "A")
    same = ("ref_date", "n_reported", "n_expected", "decimals", "is_sample")
    assert [told[name] for name in same] == [alike[name] for name in same]
