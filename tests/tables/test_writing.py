"""Figures are written as the editor's notes promise, and every written number reads back."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.writing import MINUS, NBSP, grouped, read_back, write
from pipeline.vocabulary import Mark, Measure, ObsStatus
from tests.tables.small import figure, withheld

EXACT = st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False)


def test_digits_are_grouped_from_four_on():
    assert write(figure("R", "201", 1965)).text == f"1{NBSP}965"
    assert write(figure("R", "201", 965)).text == "965"
    assert grouped(Decimal("50126804.50")) == f"50{NBSP}126{NBSP}804.50"


def test_a_fall_has_a_true_minus():
    cell = write(figure("R", "201", "-1234.5", measure=Measure.GROWTH))
    assert cell.text == f"{MINUS}1{NBSP}234.5"


def test_a_cell_knows_the_address_of_its_figure():
    assert write(figure("c01", "201", 5, 2023)).address == "c01/201/N/2023"


def test_what_was_not_reported_stays_blank():
    absent, blank = write(None), write(figure("c01", "201", None))
    assert (absent.text, absent.kind, absent.address) == ("", "blank", "")
    assert (blank.text, blank.kind, blank.address) == ("", "blank", "c01/201/N/2024")


def test_what_is_withheld_is_a_cross_without_a_trace_of_the_value():
    cell = write(withheld("c01", "201"))
    assert (cell.text, cell.kind, cell.flag, cell.prefix) == ("×", "symbol", "", "")


def test_what_does_not_apply_is_a_dash():
    cell = write(figure("c01", "201", None, status=ObsStatus.NOT_APPLICABLE))
    assert (cell.text, cell.kind) == ("—", "symbol")


def test_zero_is_a_figure_and_less_than_half_the_unit_an_ellipsis():
    assert write(figure("c01", "201", 0)).text == "0"
    assert write(figure("c01", "201", 40), 2, 10_000).text == "…"
    assert write(figure("c01", "201", "-0.04", measure=Measure.GROWTH), 1).text == "…"
    assert write(figure("c01", "201", 51), 2, 10_000).text == "0.01"


@pytest.mark.parametrize(
    ("status", "revised", "flag"),
    [
        (ObsStatus.PROVISIONAL, False, "p"),
        (ObsStatus.ESTIMATED, False, "e"),
        (ObsStatus.IMPUTED, False, "e"),
        (ObsStatus.NORMAL, True, "r"),
        (ObsStatus.ESTIMATED, True, "er"),
        (ObsStatus.NORMAL, False, ""),
    ],
)
def test_flags_hang_behind_the_figure(status: ObsStatus, revised: bool, flag: str):
    assert write(figure("c01", "201", 5, status=status, revised=revised)).flag == flag


def test_bounds_and_approximations_carry_their_mark():
    assert write(figure("c01", "201", ">830")).prefix == ">"
    assert write(figure("c01", "201", "<830")).prefix == "<"
    assert write(figure("c01", "613", "≥3")).prefix == "≥"
    assert write(figure("c01", "613", "≤3")).prefix == "≤"


def test_a_rate_known_to_whole_per_cents_prints_no_decimals():
    stated = figure("c01", "212", 94, lower=Decimal("93.5"), upper=Decimal("94.5"))
    assert write(stated, 2).text == "94"


def test_an_exact_count_is_padded_to_the_decimals_of_its_column():
    assert write(figure("c01", "208", "120.5"), 2).text == "120.50"


def test_precision_limits_the_decimals_after_scaling():
    about = figure(
        "c01", "101", 116500, lower=Decimal(116450), upper=Decimal(116550),
        precision=Decimal(100), mark=Mark.ABOUT,
    )  # fmt: skip
    cell = write(about, 4, 10_000)
    assert (cell.prefix, cell.text) == ("≈", "11.65")
    assert write(about, 1, 10_000).text == "11.6"


def test_a_bound_is_never_rounded_to_where_it_would_promise_more():
    assert write(figure("c01", "101", ">456789"), 1, 10_000).text == "45.6"
    assert write(figure("c01", "101", "<451234"), 1, 10_000).text == "45.2"
    assert write(figure("c01", "101", "≥456789"), 1, 10_000).text == "45.6"
    assert write(figure("c01", "101", "≤451234"), 1, 10_000).text == "45.2"
    assert write(figure("c01", "101", ">450000"), 2, 10_000).text == "45"


def test_halves_go_to_the_even_neighbour():
    assert write(figure("c01", "208", "0.125"), 2).text == "0.12"
    assert write(figure("c01", "208", "0.375"), 2).text == "0.38"


@given(EXACT, st.integers(0, 4), st.sampled_from([1, 100, 10_000]))
def test_a_written_number_reads_back_as_the_rounded_value(value: Decimal, places: int, scale: int):
    cell = write(
        replace(figure("c01", "208", 1), value=value, lower=value, upper=value), places, scale
    )
    rounded = (value / scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    if rounded == 0 and value != 0:
        assert cell.text == "…"
        assert read_back(cell) is None
    else:
        assert read_back(cell) == rounded


@given(EXACT.filter(lambda number: number != 0))
def test_a_number_is_written_without_commas_spaces_or_hyphens(value: Decimal):
    assert not set(grouped(value)) & set(", -")


def test_symbols_read_back_as_no_number():
    assert read_back(write(None)) is None
    assert read_back(write(withheld("c01", "201"))) is None
