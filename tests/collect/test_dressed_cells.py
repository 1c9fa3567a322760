"""A figure in a dress that has one certain reading is read, and every piece of the dress is told."""

from decimal import Decimal

import pytest

from pipeline.vocabulary import ObsStatus, Text
from tests.collect.typed import cell, known, told

D = Decimal


@pytest.mark.parametrize(
    ("text", "value", "rules"),
    [
        ("１１７２", "1172", "D17"), ("94．５", "94.5", "D17"), ("3６2", "362", "D17"),
        (" 362", "362", ""), ("\u3000362\u00a0", "362", ""), ("\ufeff362\u200b", "362", ""),
        ("\u202d362\u202c", "362", ""), ("3\u200b62", "362", "D18"), ("36\u200e2", "362", "D18"),
        ("'1172", "1172", "D18"), ("＇1172", "1172", "D18"), ("' 1172", "1172", "D18"),
        ("1,172", "1172", "D19"), ("1，172", "1172", "D19"), ("1'172", "1172", "D19"),
        ("1’172", "1172", "D19"), ("1‘172", "1172", "D19"), ("1 172", "1172", "D19"),
        ("1\u00a0172", "1172", "D19"), ("1\u2009172", "1172", "D19"), ("1\u3000172", "1172", "D19"),
        ("1 172 345", "1172345", "D19"), ("12,345,678.50", "12345678.50", "D19"),
        ("1,172,345,678,901", "1172345678901", "D19"), ("1\u200b 172", "1172", "D18 D19"),
        ("362个", "362", "D20"), ("362（个）", "362", "D20"), ("362(个)", "362", "D20"),
        ("362 个", "362", "D18 D20"), ("362\u200b个", "362", "D18 D20"), ("362\n个", "362", "D18 D20"),
        ("１，１７２个", "1172", "D17 D19 D20"), ("1 172 个", "1172", "D18 D19 D20"),
        ("'１，１７２ 个", "1172", "D17 D18 D19 D20"),
        ("三百六十二", "362", "D24"), ("三百六十二个", "362", "D20 D24"), ("廿五", "25", "D24"),
        ("壹仟", "1000", "D24"), ("二〇二四", "2024", "D24"), ("一个", "1", "D20 D24"), ("十", "10", "D24"),
    ],
)  # fmt: skip
def test_a_dressed_figure_is_the_figure_and_its_dress_is_told(text, value, rules):
    reading = cell(text)
    assert (known(reading), told(reading)) == (known(cell(value)), rules)
    assert {remark.expected for remark in reading.remarks} <= {value}


@pytest.mark.parametrize(
    ("text", "unit", "value", "rules"),
    [
        ("94%", "%", "94", "D25"), ("94％", "%", "94", "D17 D25"), ("94 %", "%", "94", "D18 D25"),
        ("94%", "％", "94", "D25"), ("0.94", "%", "0.94", ""), ("0.94%", "%", "0.94", "D25"),
        ("5‰", "‰", "5", "D20"), ("365万元", "万元", "365", "D20"), ("五万元", "万元", "5", "D20 D24"),
        ("20名", "人", "20", "D20"), ("20 名", "人", "20", "D18 D20"), ("20人", "人", "20", "D20"),
        ("362人次", "人次", "362", "D20"), ("5册（件）", "册（件）", "5", "D20"), ("三千瓦", "千瓦", "3", "D20 D24"),
    ],
)  # fmt: skip
def test_the_unit_of_the_line_is_taken_off(text, unit, value, rules):
    reading = cell(text, unit=unit)
    assert (known(reading), told(reading)) == (known(cell(value, unit=unit)), rules)


@pytest.mark.parametrize(
    ("text", "value", "lower", "upper", "rules"),
    [
        ("11.65万", "116500", "116450", "116550", "D21"),
        ("11.65萬", "116500", "116450", "116550", "D21"),
        ("1.2亿", "120000000", "115000000", "125000000", "D21"),
        ("5万", "50000", "45000", "55000", "D21"),
        ("0.5万", "5000", "4500", "5500", "D21"),
        ("11.650万", "116500", "116495", "116505", "D21"),
        ("11.65 万", "116500", "116450", "116550", "D18 D21"),
        ("11.65万个", "116500", "116450", "116550", "D20 D21"),
        ("11.65 万 个", "116500", "116450", "116550", "D18 D20 D21"),
        ("1,172万", "11720000", "11715000", "11725000", "D19 D21"),
        ("１１．６５万", "116500", "116450", "116550", "D17 D21"),
        ("1.165E+05", "116500", "116450", "116550", "D26"),
        ("1.165e5", "116500", "116450", "116550", "D26"),
        ("１．１６５Ｅ＋０５", "116500", "116450", "116550", "D17 D26"),
        ("1.1651E+10", "11651000000", "11650500000", "11651500000", "D26"),
        ("1.165E+05个", "116500", "116450", "116550", "D20 D26"),
    ],
)
def test_a_shortened_figure_lies_within_half_a_step_of_its_last_digit(
    text, value, lower, upper, rules
):
    reading = cell(text)
    assert known(reading) == (D(value), D(lower), D(upper))
    assert (reading.decimals, told(reading)) == (0, rules)
    assert reading.precision == D(upper) - D(lower)


@pytest.mark.parametrize(
    ("text", "decimals", "value"),
    [
        ("11.6500万", 0, "116500"), ("1.23456789亿", 0, "123456789"), ("1.1650000万", 2, "11650"),
        ("1.16500E+05", 0, "116500"), ("116.500E+03", 0, "116500"), ("0.00E+00", 0, "0"),
        ("5E0", 0, "5"), ("1.1650000E+05", 2, "116500"), ("1.123456789012E+12", 0, "1123456789012"),
    ],
)  # fmt: skip
def test_a_short_form_that_gives_every_digit_of_the_line_is_exact(text, decimals, value):
    reading = cell(text, unit="元", decimals=decimals)
    assert known(reading) == (D(value), D(value), D(value))


def test_a_short_form_without_the_decimals_of_the_line_is_not_exact():
    assert known(cell("1.16500E+05", unit="万元", decimals=2)) == (D(116500), D("116499.5"), D("116500.5"))  # fmt: skip
    assert known(cell("11.6500万", unit="元", decimals=2)) == (D(116500), D("116499.5"), D("116500.5"))  # fmt: skip


def test_a_rate_in_any_dress_is_known_to_the_last_digit_typed():
    for text in ("94.12", "94.12%", "９４．１２％", "9.412E+01"):
        assert known(cell(text, unit="%", rounded=True)) == (D("94.12"), D("94.115"), D("94.125"))


@pytest.mark.parametrize(
    ("text", "nature", "rules"),
    [
        ("830多", "多于", "D23N"), ("830多个", "多于", "D20 D23N"), ("830余", "多于", "D23N"),
        ("超过830", "多于", "D23N"), ("逾830", "多于", "D23N"), ("＞830", "多于", "D23N"),
        ("约830", "约;精确到10", "D23N"), ("约 830", "约;精确到10", "D18 D23N"),
        ("830左右", "约;精确到10", "D23N"), ("830个左右", "约;精确到10", "D20 D23N"),
        ("830以上", "不少于", "D23N"), ("830个以上", "不少于", "D20 D23N"), ("不少于830", "不少于", "D23N"),
        ("至少830", "不少于;估计", "D23N"), ("八百三十多", "多于", "D23N D24"),
    ],
)  # fmt: skip
def test_approximate_words_may_stand_where_the_declaration_says_the_same(text, nature, rules):
    reading = cell(text, nature)
    assert (known(reading), told(reading)) == (known(cell("830", nature)), rules)


@pytest.mark.parametrize(
    ("text", "value"),
    [("3万多", 30000), ("300多万", 3_000_000), ("3万余个", 30000), ("十多万", 100_000)],
)
def test_more_than_so_many_ten_thousand_is_a_lower_bound(text, value):
    reading = cell(text, "多于")
    assert (reading.value, reading.lower, reading.upper, reading.lower_open) == (
        value,
        value,
        None,
        True,
    )


@pytest.mark.parametrize("step", [100, 1000, 20000])
@pytest.mark.parametrize("text", ["11.65万", "1.165E+05"])
def test_a_declared_step_goes_before_a_finer_one_that_was_typed(text, step):
    assert known(cell(text, f"精确到{step}")) == known(cell("116500", f"精确到{step}"))


def test_the_remark_says_what_was_read_and_how_exactly():
    assert [remark.expected for remark in cell("11.65万个").remarks] == [
        "116500",
        Text("116500（精确到 100）", "116500 (to the nearest 100)"),
    ]
    assert cell("11.6500万").remarks[0].expected == "116500"
    assert cell("约830", "约;精确到10").remarks[0].expected == Text("约 830", "about 830")
    assert cell("１２").remarks[0].expected == "12"


def each(texts: str, status: ObsStatus, rule: str) -> list[tuple[str, ObsStatus, str]]:
    return [(text, status, rule) for text in texts.split()]


@pytest.mark.parametrize(
    ("text", "status", "rule"),
    [
        *each("- — – － − ‐ ― ─ —— -- －－ ---", ObsStatus.NOT_APPLICABLE, "D32"),
        ("— —", ObsStatus.NOT_APPLICABLE, "D32"), ("不适用", ObsStatus.NOT_APPLICABLE, "D32"),
        ("'—", ObsStatus.NOT_APPLICABLE, "D32"),
        *each("/ \\ ／ ＼ 无 没有 暂无", ObsStatus.NOT_REPORTED, "D33"),
        ("无 ", ObsStatus.NOT_REPORTED, "D33"),
        *each("不详 N/A n/a Ｎ／Ａ NA NULL null Null 无数据 未统计", ObsStatus.UNKNOWN, "D34"),
        ("不 详", ObsStatus.UNKNOWN, "D34"),
        *each("… …… ... ...... ．．．", ObsStatus.UNKNOWN, "D34Q"),
    ],
)  # fmt: skip
def test_a_missing_symbol_is_told(text, status, rule):
    reading = cell(text)
    assert (reading.value, reading.status, told(reading)) == (None, status, rule)


@pytest.mark.parametrize(
    ("text", "nature", "status", "rule"),
    [
        ("无", "不适用", ObsStatus.NOT_APPLICABLE, ""), ("无", "不详", ObsStatus.UNKNOWN, ""),
        ("…", "不详", ObsStatus.UNKNOWN, ""), ("不详", "不详", ObsStatus.UNKNOWN, "D34"),
        ("—", "不适用", ObsStatus.NOT_APPLICABLE, "D32"),
    ],
)  # fmt: skip
def test_the_declaration_settles_an_ambiguous_symbol(text, nature, status, rule):
    reading = cell(text, nature)
    assert (reading.value, reading.status, told(reading)) == (None, status, rule)
