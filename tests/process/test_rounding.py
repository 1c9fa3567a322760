"""Quotients are rounded half to even, once, from exact values."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.region import CITIES, region_in

COUNTS = st.integers(0, 60_000_000)
WIDE = Context(prec=60)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pairs=st.lists(st.tuples(COUNTS, st.integers(1, 60_000_000)), min_size=3, max_size=3))
def test_every_ratio_equals_exact_division_rounded_half_even(tmp_path: Path, pairs):
    with region_in(tmp_path) as region:
        region.warehouse.rows("select 1")
        region.indicator("1")
        region.indicator("2")
        region.ratio("3", "1", "2")
        for city, (above, below) in zip(CITIES, pairs, strict=True):
            region.observe(city, "1", above)
            region.observe(city, "2", below)
        region.reckon()
        printed = [region.figure(city, "3")["value"] for city in CITIES]
    (tmp_path / "test.duckdb").unlink()
    exact = [WIDE.divide(Decimal(a * 100), Decimal(b)) for a, b in pairs]
    assert printed == [e.quantize(Decimal("0.01"), ROUND_HALF_EVEN, WIDE) for e in exact]


def test_a_tie_goes_to_the_even_neighbour(tmp_path: Path):
    with region_in(tmp_path) as region:
        region.indicator("1")
        region.indicator("2")
        region.ratio("3", "1", "2")
        for city, above in zip(CITIES, (1, 3, 5), strict=True):  # 0.125, 0.375, 0.625 per cent
            region.observe(city, "1", above)
            region.observe(city, "2", 800)
        region.reckon()
        assert [region.printed(c, "3") for c in CITIES] == ["0.12", "0.38", "0.62"]


def test_a_fall_is_rounded_like_a_rise(tmp_path: Path):
    with region_in(tmp_path) as region:
        region.indicator("1", yoy_limit_pct=50)
        region.observe(CITIES[0], "1", 8000, 2023)
        region.observe(CITIES[0], "1", 7988, 2024)  # -0.15 %
        region.observe(CITIES[1], "1", 8000, 2023)
        region.observe(CITIES[1], "1", 8012, 2024)  # +0.15 %
        region.reckon()
        assert region.printed(CITIES[0], "1", "G1Y") == "-0.2"
        assert region.printed(CITIES[1], "1", "G1Y") == "0.2"
