"""Amounts in texts: what each way of writing says, and that rounding never shuts out the truth."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.collect.reader.prose.amounts import Bounds, amount_pattern, bounds, measure

PERSONS, FUNDS, RATE = measure("人", 0), measure("万元", 2), measure("%", 2)
WORDS = {"人", "名", "元", "%"}


def read(text: str, line=PERSONS) -> Bounds:
    found = re.fullmatch(amount_pattern(WORDS), text)
    assert found, text
    return bounds(found, line)


def said(text: str, line=PERSONS) -> str:
    """[362, 362], (830, ∞)."""
    told = read(text, line)
    upper = "∞" if told.upper is None else f"{told.upper.normalize():f}"
    opened = "(" if told.lower_open else "["
    closed = ")" if told.upper_open or told.upper is None else "]"
    return f"{opened}{told.lower.normalize():f}, {upper}{closed}"


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("362人", "[362, 362]"), ("1,234名", "[1234, 1234]"), ("0人", "[0, 0]"),
        ("830多人", "(830, ∞)"), ("830余人", "(830, ∞)"), ("11万多人", "(110000, ∞)"),
        ("10余万人", "(100000, ∞)"), ("超过830人", "(830, ∞)"), ("逾830人", "(830, ∞)"),
        ("不少于830人", "[830, ∞)"), ("830人以上", "[830, ∞)"),
        ("近400人", "[0, 400)"), ("不足400人", "[0, 400)"),
        ("约360人", "[355, 365]"), ("360人左右", "[355, 365]"), ("约400人", "[350, 450]"),
        ("约362人", "[361.5, 362.5]"),
        ("11.65万人", "[116450, 116550]"), ("12万人", "[115000, 125000]"), ("3千人", "[2500, 3500]"),
    ],
)  # fmt: skip
def test_an_amount_is_an_interval(text, interval):
    assert said(text) == interval


@pytest.mark.parametrize(
    ("text", "line", "interval"),
    [
        ("1172.5万元", FUNDS, "[1172.45, 1172.55]"), ("1172.50万元", FUNDS, "[1172.495, 1172.505]"),
        ("0.12亿元", FUNDS, "[1150, 1250]"), ("94%", RATE, "[93.5, 94.5]"), ("94.12%", RATE, "[94.12, 94.12]"),
    ],
)  # fmt: skip
def test_it_is_told_in_the_unit_of_its_line(text, line, interval):
    assert said(text, line) == interval


@pytest.mark.parametrize(
    "text", ["2024年", "5月", "第3名", "3个百分点", "20人次", "A5人", "[[201]]人"]
)
def test_years_ranks_and_other_units_are_no_amounts(text):
    found = re.search(amount_pattern(WORDS), text)
    assert found is None or found["unit"] not in PERSONS.words


@given(
    st.integers(1, 10**9), st.integers(0, 3), st.sampled_from(["{}万人", "约{}万人", "{}万人左右"])
)
def test_a_number_rounded_for_a_sentence_is_within_what_the_sentence_says(number, places, how):
    rounded = (Decimal(number) / 10_000).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    told = read(how.format(f"{rounded:f}"))
    assert told.upper is not None
    assert told.lower <= number <= told.upper


@given(st.integers(0, 10**9))
def test_a_plain_number_says_itself_and_nothing_else(number):
    assert read(f"{number}人") == read(f"{number:,}人") == Bounds(Decimal(number), Decimal(number))


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.sampled_from(["{}多人", "超过{}人"]))
def test_more_than_a_number_leaves_room_for_all_that_is_more(number, more, how):
    told = read(how.format(number))
    assert (told.lower, told.upper, told.lower_open) == (number, None, True)
