"""Chinese numerals: what is written in the standard way is read, anything that needs guessing not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.collect.reader.figures.numerals import NUMERALS, read_numeral, spelled

PLACES = ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))
FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def written(number: int, *, inside: bool = False) -> str:
    """Standard Chinese by another road than the reader's: the largest place first, then the rest."""
    if number < 10:
        return "零一二三四五六七八九"[number]
    worth, name = next(place for place in PLACES if number >= place[0])
    head, rest = divmod(number, worth)
    ten = name == "十" and head == 1 and not inside
    nought = "零" if 0 < rest < worth // 10 else ""
    tail = nought + written(rest, inside=True) if rest else ""
    return ("" if ten else written(head, inside=inside)) + name + tail


@given(st.integers(0, 10**8 - 1))
def test_every_whole_number_reads_back_as_itself(number):
    assert read_numeral(written(number)) == number


@given(st.integers(0, 10**12 - 1))
def test_every_numeral_that_is_spelled_is_read_in_everyday_and_in_formal_signs(number):
    assert read_numeral(spelled(number)) == number
    assert read_numeral(spelled(number).translate(FORMAL)) == number


@given(st.integers(100, 10**13 - 1).filter(lambda number: set(str(number)) != {"1"}))
def test_three_or_more_digits_one_by_one_are_a_number(number):
    assert read_numeral("".join("〇一二三四五六七八九"[int(d)] for d in str(number))) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10), ("十二", 12), ("一十二", 12), ("二十", 20), ("廿", 20), ("廿五", 25), ("卅一", 31),
        ("卌", 40), ("一百廿五", 125), ("两", 2), ("两百", 200), ("二百", 200), ("两千两百", 2200),
        ("三万两千", 32000), ("两亿", 200_000_000), ("三百六十二", 362), ("三百零五", 305), ("三百〇五", 305),
        ("三百一十", 310), ("一千零五十", 1050), ("一万二千", 12000), ("一万零五", 10005), ("十万零五百", 100_500),
        ("壹仟", 1000), ("壹拾贰", 12), ("叁佰陆拾贰", 362), ("貳萬", 20000), ("二千万三千", 20_003_000),
        ("二千万零三千", 20_003_000), ("一亿零一十二万", 100_120_000), ("零", 0), ("一", 1),
        ("二〇二四", 2024), ("二零二四", 2024), ("二○二四", 2024), ("三六二", 362), ("三零五", 305),
    ],
)  # fmt: skip
def test_a_numeral_with_one_certain_reading_is_read(text, number):
    assert read_numeral(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "", "〇", "○", "百", "千", "万", "亿", "百二", "三百六", "一万二", "三千五", "一百十二", "三百零十五",
        "二百零零五", "一百二十零", "两三百", "三五百", "三四十", "三五", "二〇", "〇一二", "〇〇七", "两两", "两十", "十两万",
        "二十两", "两千零两", "二廿", "十廿", "廿十", "十十", "千百", "百千", "万万", "亿亿", "一万亿", "一万一万",
        "三点五", "第三", "十几", "数百", "负五", "半", "三百六十二个", "三 百", "3百", "五五",
    ],
)  # fmt: skip
def test_what_needs_a_hearer_who_knows_what_is_meant_is_no_numeral(text):
    assert read_numeral(text) is None


@given(st.text(st.sampled_from(sorted(NUMERALS)), max_size=64))
def test_any_string_of_numeral_signs_has_one_spelling_or_none(text):
    number = read_numeral(text)
    assert number is None or 0 <= number < 10**13


@given(st.text(st.sampled_from("零一二两三十百千万亿"), min_size=1, max_size=7))
def test_two_numerals_of_one_number_differ_only_in_what_may_be_said_either_way(text):
    number = read_numeral(text)
    if number is not None and not set(text) <= set("零一二三"):
        plain = text.replace("两", "二")
        plain = f"一{plain}" if plain.startswith("十") else plain
        assert plain in (spelled(number), spelled(number, full=True))
