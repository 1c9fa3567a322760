"""How numbers, units, lists and places are written in both languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vocabulary import Text
from pipeline.yearbook.commentary.grammar import (
    MINUS,
    NBSP,
    amount,
    en_list,
    en_ordinal,
    grouped,
    per_cent,
    zh_count,
    zh_list,
)

PERSONS, UNITS, FUNDS = Text("人", "person"), Text("个", ""), Text("万元", "10 000 yuan")


def spaced(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        ("1965", 0, "1 965"),
        ("999", 0, "999"),
        ("-1234.5", 1, "−1 234.5"),
        ("2.5", 0, "2"),
        ("3.5", 0, "4"),
        ("-0.04", 1, "0.0"),
    ],
)
def test_numbers_are_grouped_and_rounded_half_even(value: str, decimals: int, written: str) -> None:
    assert spaced(grouped(Decimal(value), decimals)) == written


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "zh", "en"),
    [
        ("99999", PERSONS, 0, "99 999 人", "99 999 persons"),
        ("116500", PERSONS, 0, "11.65 万人", "116 500 persons"),
        ("8764312", PERSONS, 0, "876.43 万人", "8.76 million persons"),
        ("50257135", PERSONS, 0, "5 025.7 万人", "50.26 million persons"),
        ("1411780000", PERSONS, 0, "14.12 亿人", "1 411.8 million persons"),
        ("1965", UNITS, 0, "1 965 个", "1 965"),
        ("9824.5", FUNDS, 2, "9 824.50 万元", "98.24 million yuan"),
        ("87682.15", FUNDS, 2, "8.77 亿元", "876.82 million yuan"),
        ("146252", FUNDS, 2, "14.63 亿元", "1.46 billion yuan"),
        ("95.1", Text("%", "%"), 2, "95.10%", "95.10 per cent"),
        ("1", PERSONS, 0, "1 人", "1 person"),
        ("17.44", Text("元", "yuan"), 2, "17.44 元", "17.44 yuan"),
        ("1230.5", Text("小时", "hour"), 1, "1 230.5 小时", "1 230.5 hours"),
    ],
)
def test_large_amounts_take_wan_and_yi_in_chinese_and_millions_in_english(
    value: str, unit: Text, decimals: int, zh: str, en: str
) -> None:
    text = amount(Decimal(value), unit, decimals).text
    assert (spaced(text.zh), spaced(text.en)) == (zh, en)


def test_no_digit_is_written_below_what_a_figure_is_known_to() -> None:
    about = amount(Decimal(450000), PERSONS, 0, Decimal(10000)).text
    assert spaced(about.zh) == "45 万人"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("5.08", "5.1"),
        ("-5.08", "5.1"),
        ("0.25", "0.2"),
        ("0.04", "0.04"),
        ("-0.04", "0.04"),
        ("0.004", None),
        ("0", "0"),
    ],
)
def test_percentages_have_one_decimal_unless_it_would_print_zero(
    value: str, written: str | None
) -> None:
    assert per_cent(Decimal(value)) == written


def test_lists_are_told_as_each_language_tells_them() -> None:
    assert zh_list(["南宁", "柳州", "桂林"]) == "南宁、柳州、桂林"
    assert en_list(["Nanning"]) == "Nanning"
    assert en_list(["Nanning", "Liuzhou"]) == "Nanning and Liuzhou"
    assert en_list(["Nanning", "Liuzhou", "Guilin"]) == "Nanning, Liuzhou and Guilin"


def test_counts_and_ordinals() -> None:
    assert [zh_count(n) for n in (2, 3, 12)] == ["两", "三", " 12 "]
    assert [en_ordinal(n) for n in (1, 3, 11, 12, 21, 22)] == [
        "first", "third", "11th", "12th", "21st", "22nd",
    ]  # fmt: skip


decimals = st.decimals(min_value=-(10**9), max_value=10**9, places=4)


@given(decimals, st.integers(min_value=0, max_value=3))
def test_a_written_number_reads_back_as_the_rounded_one(value: Decimal, places: int) -> None:
    text = grouped(value, places).replace(NBSP, "").replace(MINUS, "-")
    assert abs(Decimal(text) - value) <= Decimal(1).scaleb(-places) / 2


@given(decimals)
def test_a_percentage_that_is_printed_is_never_zero_unless_it_is_zero(value: Decimal) -> None:
    written = per_cent(value)
    if written is not None and value != 0:
        assert Decimal(written.replace(NBSP, "")) > 0
