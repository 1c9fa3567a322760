"""A slip of the hand explains a figure where it would have made it of the right one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.validate.suspects import Slip, SlipKind, slip_of
from pipeline.validate.suspects.slips import origins

EXAMPLES = [
    ("87", "78", SlipKind.TRANSPOSED),
    ("45.19", "45.91", SlipKind.TRANSPOSED),
    ("54.91", "45.91", SlipKind.TRANSPOSED),
    ("4580", "4.58", SlipKind.SCALED),
    ("1165430000", "116543", SlipKind.SCALED),
    ("4.58", "45800", SlipKind.SCALED),
    ("11.65", "116543", SlipKind.SCALED),  # 万 instead of persons, and rounded
    ("138", "178", SlipKind.DIGIT),
    ("3", "8", SlipKind.DIGIT),
    ("1338", "138", SlipKind.EXTRA),
    ("138", "1358", SlipKind.MISSING),
    ("15", "105", SlipKind.MISSING),
    ("-48", "48", SlipKind.SIGN),
]


@pytest.mark.parametrize(("wrong", "right", "kind"), EXAMPLES)
def test_a_slip_is_recognised(wrong, right, kind):
    assert slip_of(Decimal(wrong), Decimal(right)).kind is kind


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("78", "78"), ("87", "120"), ("138", "831"), ("0", "48"), ("-48", "84"), ("11", "116543")],
)
def test_what_no_single_slip_explains_is_left_unexplained(wrong, right):
    assert slip_of(Decimal(wrong), Decimal(right)) is None


def test_last_years_figure_is_stale_unless_a_rarer_slip_explains_it():
    before = Decimal(120)
    assert slip_of(Decimal(120), Decimal(133), 0, before) == Slip(SlipKind.STALE)
    assert slip_of(Decimal(120), Decimal(12), 0, before).kind is SlipKind.SCALED
    assert slip_of(Decimal(120), Decimal(133), 0, Decimal(119)) is None


def test_trailing_zeros_of_the_warehouse_are_no_digits():
    assert slip_of(Decimal("87.0000"), Decimal("78.0000")).kind is SlipKind.TRANSPOSED


def test_the_factor_says_which_way_it_was_scaled():
    assert slip_of(Decimal(480000), Decimal(48)).factor == 10000
    assert slip_of(Decimal(48), Decimal(480)).factor == Decimal("0.1")


@pytest.mark.parametrize(
    ("slip", "zh", "en"),
    [
        (Slip(SlipKind.SCALED, Decimal(10000)), "多乘了 10000", "10000 times too large"),
        (Slip(SlipKind.SCALED, Decimal("0.001")), "少乘了 1000", "1000 times too small"),
        (Slip(SlipKind.TRANSPOSED), "两位数字颠倒", "two digits swapped"),
        (Slip(SlipKind.DIGIT), "一位数字写错", "one digit mistyped"),
        (Slip(SlipKind.EXTRA), "多写一位数字", "one digit too many"),
        (Slip(SlipKind.MISSING), "少写一位数字", "one digit missing"),
        (Slip(SlipKind.SIGN), "正负号有误", "wrong sign"),
        (Slip(SlipKind.STALE), "填成上年数", "last year's figure"),
        (Slip(SlipKind.SWAPPED), "两行数据互换", "figures of two lines exchanged"),
    ],
)
def test_every_slip_is_told_in_both_languages(slip, zh, en):
    assert (slip.told.zh, slip.told.en) == (zh, en)


def test_every_kind_of_slip_has_an_example():
    pairs = {SlipKind.STALE, SlipKind.SWAPPED}  # need more than two figures
    assert {kind for _, _, kind in EXAMPLES} | pairs == set(SlipKind)


FIGURES = st.builds(
    lambda number, decimals: (Decimal(number).scaleb(-decimals), decimals),
    st.integers(0, 10**7),
    st.sampled_from([0, 2]),
)


@given(FIGURES)
def test_every_origin_explains_the_figure(figure):
    wrong, decimals = figure
    assert all(slip_of(wrong, right, decimals) for right in origins(wrong, decimals))


@given(FIGURES, st.integers(0, 8), st.integers(0, 9))
def test_no_right_figure_is_missing_among_the_origins(figure, at, digit):
    right, decimals = figure
    digits = str(int(right.scaleb(decimals)))
    mistyped = digits[:at] + str(digit) + digits[at + 1 :]
    wrong = Decimal(mistyped).scaleb(-decimals)
    slip = slip_of(wrong, right, decimals)
    if slip and slip.kind is not SlipKind.SCALED:
        assert right in origins(wrong, decimals)
