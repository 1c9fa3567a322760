"""A cell without one certain reading is a defect, named for what is wrong with it."""

import time
from decimal import Decimal

import pytest

from pipeline.collect.reader.figures.cells import Defect
from tests.collect.typed import cell, defect, outcome


def each(rule: str, texts: str) -> list[tuple[str, str]]:
    return [(text, rule) for text in texts.split()]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("3 62", "D18R"), ("1 17", "D18R"), ("1  172", "D18R"), ("1 1720", "D18R"), ("0 172", "D18R"),
        ("1\t172", "D18R"), ("1\n172", "D18R"), ("36\n2", "D18R"), ("94 .5", "D18R"), ("3 62个", "D18R"),
        ("1172 345", "D18R"), ("３ ６２", "D18R"),
        ("1,17", "D19R"), ("11,72", "D19R"), ("1172,345", "D19R"), ("1,1725", "D19R"), ("0,172", "D19R"),
        ("1,172 345", "D19R"), ("1,172，345", "D19R"), ("1, 172", "D19R"), ("1.172,50", "D19R"),
        ("1,,172", "D19R"), (",172", "D19R"), ("1,172,", "D19R"), ("1'17", "D19R"), ("''1172", "D19R"),
        ("94,5", "D19R"), ("1,17个", "D19R"),
        ("362件", "D20R"), ("362人", "D20R"), ("94%", "D20R"), ("94‰", "D20R"), ("362个件", "D20R"),
        ("362文个", "D20R"), ("共362个", "D20R"), ("¥362", "D20R"), ("362（含3个）", "D20R"), ("三百六十二人", "D20R"),
        ("20名", "D20R"), ("2024年", "D20R"), ("O362", "D20R"), ("10w", "D20R"), ("0x12", "D20R"),
        ("3千", "D21R"), ("11.65百万", "D21R"), ("11.65千万", "D21R"), ("3十万", "D21R"), ("1.2万亿", "D21R"),
        ("3亿5000万", "D21R"), ("3万5", "D21R"), ("3万5千", "D21R"), ("11.65万人", "D21R"), ("0万", "D21R"),
        ("0.00万", "D21R"), ("1.165E+05万", "D21R"),
        *each("D23", (
            "830多 3000余 约120 近120 超过120 逾120 120以上 120左右 ～120 10-20 10～20 10—20 10至20 ≥5 >5 <5 "
            "120±5 十几 数百 几十个 近百 3万余 300多万 不足100 100以内 三百多 约830多")),
        *each("D24R", (
            "三百六 一万二 三五 百二 三点五 两三百 一 一一 一一一 〇 百 万 三百六个 约三百六 百分之九十四")),
        *each("D26R", (
            "4.5E+05 1.17E+05 1E+05 1.23457E+11 1.165E-05 1.165E-5 12E3 0.000E+05 1E999999999 1.165E+100 "
            "4.50123E+17 1.39E+10 1.165E+11 4.50123199001011E+17")),
        *each("D28", (
            "-5 －5 −5 -5个 -1,172 NaN nan inf #REF! #DIV/0! #N/A #### 5. .5 1.2.3 362。 5+ 1/2 12:30 TRUE * × ? "
            "① 10² １０² ½ 5½ ٣٦٢ 𝟑 362̶ 1\ufe0f\u20e3 36\u202e2 1\u200f.5 36\u00ad2 ' 个 —个 无个 -% (365) （365） ' ----- ..")),
        *each("D29", "=SUM(A1) ＝1 = +5 ＋5 @x ＠x -SUM(A1) -cmd|'/C －(A1) '=1"),
        ("12345678901234", "D62"), ("1.23456", "D62"), ("12,345,678,901,234", "D62"), ("1.23456E+00", "D62"),
        ("1000000000万", "D62"), ("1.123456789万", "D62"), ("999999.99999999亿", "D62"),
        ("9" * 64, "D62"), ("9" * 65, "D28"), ("1" + "," * 64, "D28"),
    ],
)  # fmt: skip
def test_what_has_no_certain_reading_is_named_for_what_it_is(text, rule):
    assert defect(text) == rule


@pytest.mark.parametrize(
    ("text", "unit", "rule"),
    [
        ("365万", "万元", "D21R"), ("365万", "%", "D21R"), ("1.2亿元", "万元", "D21R"), ("365万元", "个", "D21R"),
        ("1.2万", "万人", "D21R"), ("3650000元", "万元", "D20R"), ("365元", "万元", "D20R"), ("94%", "个", "D20R"),
        ("0.94‰", "%", "D20R"), ("94%%", "%", "D20R"), ("94个", "%", "D20R"), ("20个", "人", "D20R"),
        ("362人次", "人", "D20R"), ("362人", "人次", "D20R"), ("5册", "册（件）", "D20R"), ("三万", "万元", "D24R"),
        ("三百六十五万", "万元", "D24R"), ("一亿二千万元", "万元", "D24R"), ("1.2E+01", "小时", "D26R"),
    ],
)  # fmt: skip
def test_a_figure_in_another_unit_is_never_converted(text, unit, rule):
    assert defect(text, unit=unit, decimals=1 if unit == "小时" else 0) == rule


def test_another_unit_is_answered_with_that_of_the_line():
    assert outcome("20个", unit="人") == Defect("D20R", "人")


@pytest.mark.parametrize(
    ("text", "nature", "rule"),
    [
        ("830多", "不少于", "D23"), ("830多", "约;精确到10", "D23"), ("约830", "多于", "D23"), ("约830", "估计", "D23"),
        ("近830", "约;精确到10", "D23"), ("830以上", "多于", "D23"), ("约830左右", "约;精确到10", "D23"), ("约830", "约", "D60"),
        ("10-20", "约;精确到10", "D23"), ("830多", "不详", "D61"), ("1,172", "不适用", "D61"), ("1,172", "约", "D60"),
        ("11.65万", "精确到10", "D21R"), ("11.65万", "精确到0.01", "D21R"), ("11.65万", "约;精确到1", "D21R"),
        ("11.65万", "约", "D60"), ("1.165E+05", "精确到10", "D26R"), ("1.165E+05", "多于", "D26R"),
        ("…", "不适用", "D61"), ("不详", "不适用", "D61"), ("不适用", "不详", "D61"), ("无", "多于", "D61"),
    ],
)  # fmt: skip
def test_a_cell_that_says_other_than_its_declaration_is_refused(text, nature, rule):
    assert defect(text, nature) == rule


def test_a_point_is_never_taken_for_a_thousands_separator():
    assert cell("1.172", unit="万元", decimals=2).value == Decimal("1.172")


ADVERSARIES = [
    "1," * 32, "1 " * 31 + "x", "1" * 63 + "x", "1,172" * 12, "'" * 64, "，" * 64, "9" * 32 + "," + "9" * 31, "一" * 64,
    "亿" * 64, "百" * 64, "廿" * 64, "1E" + "9" * 62, "1." + "0" * 58 + "E+99", "0" * 61 + "E99", "个" * 64, "-" * 64,
    "=" * 64, "." * 64, "1" + "\u200b" * 62 + "1", "1" + " " * 62 + "1", "ﷺ" * 64, "1" + "个" * 63, "多" * 64, "约" * 64,
    "两" * 64, "1" + "万" * 63, "1 -" * 21,
]  # fmt: skip


@pytest.mark.parametrize("text", ADVERSARIES)
def test_no_cell_takes_long(text):
    assert len(text) <= 64
    start = time.process_time()
    for _ in range(10):
        outcome(text)
    assert time.process_time() - start < 0.5


def test_a_cell_of_megabytes_is_no_figure():
    start = time.process_time()
    assert defect("1," * 5_000_000) == "D28"
    assert time.process_time() - start < 0.5
