"""Blank cells are filled where the edition asks for it, and nothing else is touched."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogue.imputation import Imputation, ImputedLine, Method
from pipeline.process.imputation import Estimate, Family, largest_remainders, settled
from tests.region import CITIES, REGION, Region, region_in

NANNING, LIUZHOU, GUILIN = CITIES


@pytest.fixture
def region(tmp_path: Path):
    with region_in(tmp_path) as made:
        made.indicator("304")
        yield made


def asked(method: Method, *codes: str, scheme: str = "", limit: int = 5) -> Imputation:
    lines = tuple(ImputedLine(code, method, scheme) for code in codes or ("304",))
    return Imputation(final_limit_pct=limit, lines=lines)


def years(region: Region, indicator: str = "304", now: object = None) -> None:
    """Nanning leaves the line blank (or says ``now``); the others moved from 300 to 330."""
    for city, before in ((NANNING, 50), (LIUZHOU, 100), (GUILIN, 200)):
        region.observe(city, indicator, before, 2023)
    region.observe(NANNING, indicator, now, status="A" if now else "L")
    region.observe(LIUZHOU, indicator, 121)
    region.observe(GUILIN, indicator, 209)


def test_nothing_is_imputed_unless_it_is_asked_for(region):
    years(region)
    region.reckon()
    assert region.printed(NANNING, "304") == "L"
    assert region.figure(REGION, "304")["n_reported"] == 2


def test_last_years_figure_stands_in(region):
    years(region)
    region.reckon(imputation=asked(Method.LAST_VALUE))
    figure = region.figure(NANNING, "304")
    assert (figure["value"], figure["obs_status"]) == (50, "I")


def test_last_years_figure_moves_as_the_region_moved(region):
    years(region)
    region.reckon(imputation=asked(Method.RATIO))
    assert region.figure(NANNING, "304")["value"] == 55  # 50 x 330 / 300


def test_the_movement_is_that_of_enough_cities(region):
    years(region)
    region.reckon(matched_min=3, imputation=asked(Method.RATIO))
    assert region.printed(NANNING, "304") == "L"


def test_cities_of_the_same_class_stand_in_for_one_of_them(tmp_path: Path):
    cities = (*CITIES, "450400", "450500")
    with region_in(tmp_path, cities) as region:
        region.indicator("304")
        region.a_class("C1", *cities[:4])
        region.a_class("C2", cities[4])
        for city, value in zip(cities, (None, 10, 11, 14, 900), strict=True):
            region.observe(city, "304", value, status="A" if value else "L")
        region.reckon(imputation=asked(Method.LIKE_AREAS, scheme="share"))
        assert region.figure(NANNING, "304")["value"] == 12  # 35 / 3, half to even


def test_two_like_cities_are_too_few(tmp_path: Path):
    with region_in(tmp_path) as region:
        region.indicator("304")
        region.a_class("C1", *CITIES)
        for city, value in zip(CITIES, (None, 10, 11), strict=True):
            region.observe(city, "304", value, status="A" if value else "L")
        region.reckon(imputation=asked(Method.LIKE_AREAS, scheme="share"))
        assert region.printed(NANNING, "304") == "L"


def test_what_was_stated_stays_as_it_was(region):
    years(region, now=7)
    region.reckon(imputation=asked(Method.LAST_VALUE))
    assert region.figure(NANNING, "304")["value"] == 7
    assert region.warehouse.rows("from aggregated.imputation_fault") == []


def test_a_form_that_never_came_is_not_invented(region):
    region.owes("MT1", 2024)
    region.observe(NANNING, "304", 50, 2023)
    region.reckon(imputation=asked(Method.LAST_VALUE))
    assert region.printed(NANNING, "304") == "L"


def test_what_is_unknown_or_does_not_apply_is_no_blank(region):
    for city, status in ((NANNING, "O"), (LIUZHOU, "M")):
        region.observe(city, "304", 50, 2023)
        region.observe(city, "304", None, status=status)
    region.reckon(imputation=asked(Method.LAST_VALUE))
    assert (region.printed(NANNING, "304"), region.printed(LIUZHOU, "304")) == ("O", "M")


def test_an_imputed_figure_is_no_base_for_the_next_year(region):
    region.observe(NANNING, "304", 50, 2022)
    for year in (2023, 2024):
        region.observe(NANNING, "304", None, year, status="L")
    region.reckon(imputation=asked(Method.LAST_VALUE))
    assert region.figure(NANNING, "304", period=2023)["value"] == 50
    assert region.printed(NANNING, "304") == "L"


@pytest.mark.parametrize(("limit", "status"), [(16, "A"), (10, "I")])
def test_a_total_of_which_too_much_is_imputed_is_no_final_figure(region, limit, status):
    years(region)
    region.reckon(imputation=asked(Method.RATIO, limit=limit))  # 55 of 385 is 14 per cent
    total = region.figure(REGION, "304")
    assert (total["value"], total["obs_status"], total["n_reported"]) == (385, status, 3)


def test_parts_are_shared_out_so_that_they_meet_their_whole(region):
    region.indicator("201")
    for code, before in (("202", 10), ("203", 20), ("204", 70)):
        region.indicator(code, parent="201", part_of="exhaustive")
        region.observe(NANNING, code, before, 2023)
    region.observe(NANNING, "201", 90)
    region.observe(NANNING, "204", 77)
    for code in ("202", "203"):
        region.observe(NANNING, code, None, status="L")
    region.reckon(imputation=asked(Method.LAST_VALUE, "202", "203"))
    assert [region.figure(NANNING, c)["value"] for c in ("202", "203")] == [4, 9]
    assert region.warehouse.rows("from aggregated.imputation_fault") == []


WHOLE = Family("201", ("202", "203", "204"), is_exhaustive=True)
SOME = Family("404", ("409",), is_exhaustive=False)


def estimate(code: str, value: float, decimals: int = 0) -> Estimate:
    return Estimate(code, Fraction(value), decimals, "ratio")


def stands(made, known=None, families=(WHOLE, SOME)) -> dict[str, Decimal]:
    figures = {code: Decimal(value) for code, value in (known or {}).items()}
    return {e.indicator: v for e, v in settled(made, figures, families).items()}


def test_a_whole_whose_parts_are_all_known_is_their_sum():
    assert stands([estimate("201", 99)], {"202": 1, "203": 2, "204": 3}) == {"201": 6}


def test_a_missing_whole_is_settled_before_its_missing_parts():
    made = [estimate("201", 10), estimate("202", 1), estimate("203", 1)]
    assert stands(made, {"204": 4}) == {"201": 10, "202": 3, "203": 3}


def test_parts_that_cannot_meet_their_whole_stay_blank():
    assert stands([estimate("202", 5)], {"201": 10, "203": 2}) == {}  # 204 is unknown
    assert stands([estimate("202", 5)], {"201": 10, "203": 9, "204": 4}) == {}


def test_a_part_is_no_larger_than_its_whole():
    assert stands([estimate("409", 31)], {"404": 30}) == {}
    assert stands([estimate("409", 30)], {"404": 30}) == {"409": 30}


def test_half_a_unit_is_rounded_to_even():
    assert stands([estimate("304", 2.5)]) == {"304": 2}
    assert stands([estimate("709", 250.5, decimals=2)]) == {"709": Decimal("2.50")}


@given(total=st.integers(0, 10**6), weights=st.lists(st.integers(0, 999), min_size=1, max_size=9))
def test_shares_add_up_and_none_is_a_unit_off_its_due(total, weights):
    due = [Fraction(weight) for weight in weights]
    shares = largest_remainders(total, due)
    assert sum(shares) == total
    assert min(shares) >= 0
    if sum(weights):
        exact = [Fraction(total * weight, sum(weights)) for weight in weights]
        assert all(abs(share - one) < 1 for share, one in zip(shares, exact, strict=True))
