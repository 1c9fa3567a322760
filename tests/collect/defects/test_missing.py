"""D30–D34: a figure that is not there. Blank is not zero, and neither is a dash."""

from __future__ import annotations

import pytest

from tests.collect.defects.given import Found, cell, judge, reading_of, values
from tests.collect.mini import one, rules, this_year

DASHES = ("-", "—", "–", "－", "——", "--")
AMBIGUOUS = ("/", "\\", "无", "没有")
UNKNOWN = ("不详", "N/A", "NULL", "n/a")
ELLIPSES = ("…", "……", "...")

CASES = (
    cell("D30", "", like=""),
    cell("D30", " \u3000", like=""),
    cell("D31", "0", like="0"),
    cell("D31", "0.0", like="0"),
    cell("D31", "０", Found("D17", 6, "本年", "０", "0"), like="0"),
    *(cell("D32", dash, "D32", like="", means="不适用") for dash in DASHES),
    cell("D32", " — ", "D32", like="", means="不适用"),
    cell("D32", "—", "D32", like="", nature="不适用"),
    cell("D32", "—", Found("D61", 6, "本年", "—", "不详"), nature="不详"),
    cell("D32", "", like="", nature="不适用"),
    *(cell("D33", word, "D33", like="") for word in AMBIGUOUS),
    *(cell("D33", word, like="", nature="不适用") for word in AMBIGUOUS),
    cell("D33", "0", like="0"),
    *(cell("D34", word, "D34", like="", means="不详") for word in UNKNOWN),
    *(cell("D34", dots, "D34Q", like="", means="不详") for dots in ELLIPSES),
    cell("D34", "不详", Found("D61", 6, "本年", "不详", "不适用"), nature="不适用"),
    cell("D34", "", like="", nature="不详"),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_missing_figure_says_why_it_is_missing(case):
    judge(case)


def test_blank_zero_dash_and_unknown_are_four_things():
    said = [this_year(reading_of(one(typed))).reading for typed in ("", "0", "—", "不详")]
    assert [(r.value is None, r.status.value) for r in said] == [
        (True, "L"), (False, "A"), (True, "M"), (True, "O"),
    ]  # fmt: skip


@pytest.mark.parametrize("typed", [*DASHES, *AMBIGUOUS, *UNKNOWN, *ELLIPSES])
def test_no_symbol_is_ever_a_zero(typed):
    assert this_year(reading_of(one(typed))).reading.value is None


@pytest.mark.parametrize("typed", ["―", "─", "﹣", "−", "ー", "／", "＼", "暂无", "未知", "NA", "null", "None", "nil",
                                   "待定", "缺", "x", "×", "*", ".", "·", "，", "?"])  # fmt: skip
def test_other_symbols_are_refused_or_no_value_and_told_of(typed):
    reading = reading_of(one(f'"{typed}"'))
    assert rules(reading)
    assert not reading.forms or this_year(reading).reading.value is None


def test_a_figure_that_is_declared_missing_is_refused():
    for nature in ("不详", "不适用"):
        assert rules(reading_of(one("418", nature))) == ["D61"]


def test_last_years_cell_may_be_missing_by_itself():
    reading = reading_of(one("418", last="—"))
    assert [(f.rule, f.column_name) for f in reading.findings] == [("D32", "上年")]
    assert values(reading) != values(reading_of(one("418")))
