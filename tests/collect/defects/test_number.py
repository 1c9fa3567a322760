"""D17–D29: figures in every dress. Each is read as if it had been typed plainly, or refused."""

from __future__ import annotations

import pytest

from tests.collect.defects.given import Case, Found, assert_safe, cell, judge, reading_of, values
from tests.collect.mini import ROWS, figures, one

NBSP, THIN, ZWSP, WJ, BLANK = "\u00a0", "\u202f", "\u200b", "\u2060", "\u3000"


def note(rule: str, typed: str, expected: str, line: int = 6) -> Found:
    return Found(rule, line, "本年", typed, expected)


def read_as(defect: str, rule: str, typed: str, plain: str, **said) -> Case:
    """A case in which one note says what the cell was read as."""
    line = {"203": 8, "204": 9}.get(said.get("code", "201"), 6)
    return cell(defect, typed, note(rule, typed, plain, line), like=plain, **said)


def refused(defect: str, rule: str, *typed: str, **said) -> tuple[Case, ...]:
    return tuple(cell(defect, text, rule, **said) for text in typed)


WIDTH = (
    read_as("D17", "D17", "４１８", "418"),
    read_as("D17", "D17", "９４．１", "94.1", code="203"),
    read_as("D17", "D17", "1172．50", "1172.50", code="204"),
    cell("D17", "１，１７２", like="1172", also=("D17", "D19")),
    cell("D17", "９４．１％", like="94.1", code="203", also=("D17", "D25")),
    cell("D17", "－４１８", "D28", also=("D17",)),
    cell("D17", "418"),
)
SPACES = (
    *(cell("D18", text) for text in (
        " 418", "418 ", f"{BLANK}418{BLANK}", f"{NBSP}418", f"418{ZWSP}", "\t418", f"{WJ}418", "\ufeff418",
    )),
    read_as("D18", "D18", f"4{ZWSP}18", "418"),
    read_as("D18", "D18", f"41{WJ}8", "418"),
    cell("D18", "418 个", also=("D18", "D20")),
    cell("D18", f"94.1{NBSP}%", like="94.1", code="203", also=("D18", "D25")),
    *refused("D18", "D18R", "41 8", "4 18", "1 72", f"41{BLANK}8", f"4{NBSP}18", "418  401"),
)  # fmt: skip
GROUPS = (
    *(read_as("D19", "D19", text, "1172") for text in (
        "1,172", "1，172", "1 172", f"1{NBSP}172", f"1{THIN}172", "1’172", "1'172",
    )),
    read_as("D19", "D19", "116,500", "116500"),
    read_as("D19", "D19", "1,165,000", "1165000"),
    read_as("D19", "D19", "1,172.50", "1172.50", code="204"),
    *refused("D19", "D19R", "1,17", "11,72", "1,1725", ",172", "172,", "1,,172", "1165,000",
             "11,6500", "0,172", "1,172’500", "1.172,50", "94,1"),
    cell("D19", "1172", like="1172"),
)  # fmt: skip
UNITS = (
    read_as("D20", "D20", "418个", "418"),
    read_as("D20", "D20", "1172.50万元", "1172.50", code="204"),
    *refused("D20", "D20R", "418名", "418人", "418家", "418（含县级）", "418个，含县级"),
    *refused("D20", "D20R|D21R", "1172.50元", "1172.50亿元", code="204"),
    cell("D20", "94‰", "D20R", code="203"),
    cell("D20", "94%", "D20R"),
    cell("D20", "1172.50", like="1172.50", code="204"),
)
MYRIADS = (
    cell("D21", "11.65万", note("D21", "11.65万", "116500"), like="116500", means="精确到100"),
    cell("D21", "11.650万", note("D21", "11.650万", "116500"), like="116500", means="精确到10"),
    cell("D21", "3万", note("D21", "3万", "30000"), like="30000", means="精确到10000"),
    cell("D21", "0.5万", note("D21", "0.5万", "5000"), like="5000", means="精确到1000"),
    cell(
        "D21", "1.2亿", note("D21", "1.2亿", "120000000"), like="120000000", means="精确到10000000"
    ),
    cell(
        "D21", "11.65万个", Found("D21", 6, "本年"), like="116500", means="精确到100", also=("D20",)
    ),
    cell(
        "D21", "11.65 万", Found("D21", 6, "本年"), like="116500", means="精确到100", also=("D18",)
    ),
    *refused("D21", "D21R", "1172.50万", "3万", "1.2亿", code="204"),
    cell("D21", "5万", "D21R", code="203"),
    *refused("D21", "D21R", "3万5", "3万5千", "11.65.2万"),
    cell("D21", "1,1万", "D21R|D19R"),
    cell("D21", "116500", like="116500"),
    cell("D21", "116500", like="116500", nature="精确到100"),
)
ABOUT = (
    *refused("D23", "D23", "约418", "418余", "830多", "近1000", "500左右", "超过1000", "＞500", ">500",
             "~300", "≈300", "3万余"),
    *refused("D23", "D23|D20R|D24R|D28", "830多所", "不足500", "上千", "几十", "十几", "数百", "十余"),
    cell("D23", "830多", note("D23N", "830多", "830"), like="830", nature="多于"),
    cell("D23", "超过1000", note("D23N", "超过1000", "1000"), like="1000", nature="多于"),
    cell("D23", "约420", note("D23N", "约420", "420"), like="420", nature="约；精确到10"),
    cell("D23", "约420", "D23", nature="多于"),
    cell("D23", "830多", "D23", nature="约；精确到10"),
    cell("D23", "近1000", "D23", nature="多于"),
    cell("D23", "约420", "D23", nature="初步"),
    cell("D23", "830", like="830", nature="多于"),
)  # fmt: skip
NUMERALS = (
    *(read_as("D24", "D24", text, plain) for text, plain in (
        ("三百六十二", "362"), ("廿", "20"), ("廿一", "21"), ("卅", "30"), ("十", "10"), ("十二", "12"),
        ("壹仟", "1000"), ("肆佰壹拾捌", "418"), ("三百零五", "305"), ("三百〇五", "305"), ("两百", "200"),
        ("一千零二十", "1020"), ("零", "0"), ("九", "9"),
    )),
    *refused("D24", "D24R", "三百五", "一千二", "百八", "十百", "二十二十", "三百零五十", "一百二百"),
    cell("D24", "418"),
)  # fmt: skip
RATES = (
    read_as("D25", "D25", "94%", "94", code="203"),
    read_as("D25", "D25", "94.1%", "94.1", code="203"),
    read_as("D25", "D25", "0.94%", "0.94", code="203"),
    cell("D25", "0.94", like="0.94", code="203"),
    cell("D25", "94", like="94", code="203"),
)
SCIENCE = (
    read_as("D26", "D26", "4.18E+02", "418"),
    read_as("D26", "D26", "4.18e2", "418"),
    read_as("D26", "D26", "1.16512E+05", "116512"),
    read_as("D26", "D26", "1.172505E+03", "1172.505", code="204"),
    cell(
        "D26",
        "1.1725E+03",
        Found("D26", 9, "本年", "1.1725E+03", "1172.5"),
        like="1172.5",
        code="204",
        means="精确到0.1",
    ),
    *refused("D26", "D26R", "4.5E+05", "4E+05", "1.2E+11", "4.5e+05"),
    cell("D26", "418.00", like="418.00"),
)
NO_NUMBERS = (
    *refused("D28", "D28", "-418", "NaN", "inf", "#REF!", "#DIV/0!", "#N/A", "#VALUE!", "####", "1.2.3",
             "—5", "TRUE"),
    *refused("D28", "D28|D20R|D40|D23", "418?", "4-18", "(418)", "（418）"),
    *refused("D29", "D29", "=SUM(D7:D9)", "=400+18", "+cmd|' /C calc'!A0", "@x", "-SUM(A1)", "＝SUM(A1)",
             '="418"'),
    cell("D28", "0", like="0"),
    cell("D29", "418", like="418"),
)  # fmt: skip
CASES = (
    *WIDTH, *SPACES, *GROUPS, *UNITS, *MYRIADS, *ABOUT, *NUMERALS, *RATES, *SCIENCE, *NO_NUMBERS,
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_figure_is_read_with_certainty_or_refused(case):
    judge(case)


def test_ten_thousands_keep_their_precision():
    """11.65万 lies between 116,450 and 116,550: it is not 116,500 to the unit."""
    read = values(reading_of(one("11.65万")))
    assert sorted(v for (code, _), v in read.items() if code == "201") == [
        "116500 [116450, 116550] A"
    ]


def test_a_figure_of_few_digits_in_scientific_notation_claims_no_more_than_it_shows():
    """1.165E+05 may be 116,500 or 116,499; whoever reads it as exact is wrong."""
    reading = reading_of(one("1.165E+05"))
    if reading.forms:
        assert "116500 [116450, 116550] A" in values(reading).values()
        assert [f.rule for f in reading.findings] == ["D26"]
    else:
        assert [f.rule for f in reading.findings] == ["D26R"]


@pytest.mark.parametrize("typed", ["约401", "401余", "超过401"])
def test_last_years_cell_is_declared_by_nothing(typed):
    reading = reading_of(one("418", "约；精确到10", last=typed))
    assert [(f.rule, f.column_name) for f in reading.findings] == [("D23", "上年")]


@pytest.mark.parametrize(
    "typed",
    [
        "一二三",
        "二〇二四",
        "一万",
        "十一万",
        "一万二",
        "一百万",
        "百分之九十四",
        "九十四点一",
        "半",
        "四百一十八个",
        "卌",
    ],
)
def test_rarer_numerals_are_refused_or_told_of(typed):
    reading = reading_of(one(typed))
    assert [f.rule for f in reading.findings], typed
    worth = {"一二三": 123, "二〇二四": 2024, "一万": 10000, "十一万": 110000, "一百万": 1000000,
             "四百一十八个": 418, "卌": 40}  # fmt: skip
    if reading.forms:
        value = reading.forms[0].content.observations[0].reading.value
        assert value == worth[typed]


@pytest.mark.parametrize(
    "typed",
    ["418.", "+418", "'418", "418。", "“418”", "0418", "418.000", "４18", "418\n", "4１8", "418、",
     "٤١٨", "𝟜𝟙𝟠", "\u200e418", "418\u00ad", "418 ,", "¥418", "418-"],
)  # fmt: skip
def test_other_dresses_are_refused_or_worth_the_same(typed):
    assert_safe(one(f'"{typed}"'), one("418"))


@pytest.mark.parametrize(
    "typed",
    ["①", "⑵", "Ⅳ", "½", "4⁸", "418①", "418²", "418⁽¹⁾", "418₁", "418*", "418[1]", "418注1", "㊿", "㎡", ".418",
     "1/2", "418×2", "418+1", "0x1A2", "4_18", "1e", "418\t401", "四1八", "4百18", "O", "l", "1O4"],
)  # fmt: skip
def test_a_footnote_mark_is_no_digit_and_a_sum_no_figure(typed):
    """Where ① becomes 1 by normalisation, 418① becomes 4,181."""
    assert not reading_of(one(f'"{typed}"')).forms


@pytest.mark.parametrize(
    "typed", ["418 401", "418/401", "418、401", "418;401", "418-419", "418~419", "418→401"]
)
def test_two_figures_in_one_cell_are_not_one(typed):
    reading = reading_of(one(typed))
    assert [f.rule for f in reading.findings], typed
    assert not reading.forms or [f.rule for f in reading.findings] == ["D19"]


def test_a_remark_may_say_anything_about_figures():
    remarked = figures(
        *(f"{row}约300余,=1+1、418个、—" if row.endswith(",") else row for row in ROWS)
    )
    judge(Case("D23", "remarks", remarked.replace("余,", "余，")))


def test_both_years_are_read_in_the_same_dress():
    reading = reading_of(one('"1,172"', last='"1,003"'))
    assert [(f.rule, f.column_name, f.column_no) for f in reading.findings] == [
        ("D19", "本年", 4),
        ("D19", "上年", 5),
    ]
