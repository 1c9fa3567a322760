"""D41–D44: years and days in other dress, of another year; rows that stand twice."""

from __future__ import annotations

import pytest

from tests.collect.defects.books import book
from tests.collect.defects.given import (
    NEXT,
    SOUND,
    Case,
    Found,
    judge,
    reading_of,
    values,
)
from tests.collect.mini import HEAD, ROWS, events, figures, rules

YEAR, DAY = "统计年度", "报出日期"
TWICE = (Found("D43", NEXT, "指标代码", "201", "6"),)


def year(typed: str, *finds: Found, **said) -> Case:
    return Case("D41", f"the year {typed!r}", figures(统计年度=typed), finds, **said)


def day(typed: str, *finds: Found, **said) -> Case:
    return Case("D41", f"the day {typed!r}", figures(报出日期=typed), finds, **said)


def read_year(typed: str) -> Case:
    return year(typed, Found("D41N", 3, YEAR, typed, "2024"))


def read_day(typed: str) -> Case:
    return day(typed, Found("D41N", 4, DAY, typed, "2025-02-18"))


CASES = (
    *map(read_year, ("2024年", "2024.0", "二〇二四年")),
    *(year(text, Found("D41", 3, YEAR, text)) for text in ("24", "45657", "去年", "2024-2025", "20244")),
    year("2024"),
    *map(read_day, ("2025年2月18日", "2025/2/18", "2025/02/18")),
    *(day(text, Found("D41", 4, DAY, text)) for text in (
        "45706", "2/3/2025", "18/2/2025", "25-2-18", "2025年2月30日", "2025年2月", "2月18日",
    )),
    day("2025-02-18"),
    Case("D42", "last year's form", figures(统计年度="2023"), (Found("D42", 3, YEAR, "2023", "2024"),)),
    Case("D42", "next year's form", figures(统计年度="2025年"),
         (Found("D42", 3, YEAR, None, "2024"),), also=("D41N",)),
    Case("D42", "figures of another year's end", figures(数据时点="2023-12-31"),
         (Found("D42", 5, "数据时点", "2023-12-31", "2024"),)),
    Case("D42", "this year's form", figures(统计年度="2024", 数据时点="2024-11-01")),
    Case("D43", "a row twice", figures(*ROWS, ROWS[0]), TWICE),
    Case("D43", "a row twice, once with spaces",
         figures(*ROWS, ROWS[0].replace("418", " 418 ").replace("401,,", "401,\u3000,")), TWICE),
    Case("D43", "the same figure on two lines", figures(ROWS[0], ROWS[1].replace("78", "418"), *ROWS[2:]),
         (), figures(ROWS[0], ROWS[1].replace("78", "418"), *ROWS[2:])),
    Case("D44", "two figures for one line", figures(*ROWS, ROWS[0].replace("418", "419")),
         (Found("D44", NEXT, "指标代码", "201", "6"),)),
    Case("D44", "a figure and a blank", figures(*ROWS, ROWS[0].replace("418", "")),
         (Found("D44", NEXT, "指标代码", "201", "6"),)),
    Case("D44", "another nature", figures(*ROWS, ROWS[0].replace("401,,", "401,估计,")),
         (Found("D44", NEXT, "指标代码", "201", "6"),)),
    Case("D44", "each line once", SOUND),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_years_days_and_rows_are_certain_or_refused(case):
    judge(case)


def test_both_lines_that_contradict_each_other_are_named():
    (found,) = reading_of(figures(*ROWS, ROWS[0].replace("418", "419"))).findings
    assert (found.line, found.expected) == (NEXT, "6")
    assert "201" in found.message.zh
    assert "6" in found.message.en


@pytest.mark.parametrize(
    "typed",
    [
        "2024年度",
        "２０２４",
        "二○二四年",
        "二零二四年",
        "2024 年",
        " 2024 ",
        "2024.00",
        "公元2024年",
    ],
)
def test_other_dresses_of_the_year_are_refused_or_the_same(typed):
    reading = reading_of(figures(统计年度=typed))
    assert not reading.forms or reading.forms[0].titles.year == 2024


@pytest.mark.parametrize(
    "typed",
    ["20250218", "2025.2.18", "2025.02.18", "2025-2-18", "2025年02月18日", "２０２５年２月１８日", "2025-02-18 00:00:00",
     "2025 年 2 月 18 日", "2025/2/18 0:00", "二〇二五年二月十八日", "2025-02-18T00:00:00"],
)  # fmt: skip
def test_other_dresses_of_the_day_are_refused_or_the_same(typed):
    reading = reading_of(figures(报出日期=typed))
    assert not reading.forms or reading.forms[0].titles.stated_on.isoformat() == "2025-02-18"
    assert rules(reading)


def test_without_a_year_it_is_taken_from_the_folder_and_asked():
    reading = reading_of(figures(统计年度=None))
    assert [(f.rule, f.column_name, f.expected) for f in reading.findings] == [
        ("D54Q", YEAR, "2024")
    ]
    assert values(reading) == values(reading_of(SOUND))


def test_without_a_year_in_file_or_folder_there_is_none():
    reading = reading_of(figures(统计年度=None), year=None)
    assert not reading.forms
    assert "D54" in rules(reading)


@pytest.mark.parametrize("typed", ["2024年5月1日", "2024/5/1"])
def test_the_day_of_an_event_may_be_written_out(typed):
    reading = reading_of(events(f"{typed},南宁市,召开座谈会。"))
    assert [(f.rule, f.line, f.observed) for f in reading.findings] == [("D41N", 6, typed)]
    assert reading.forms[0].content.events[0].day.isoformat() == "2024-05-01"


@pytest.mark.parametrize("typed", ["5月1日", "2024年5月", "45413", "5/1/2024", "2024-13-01", ""])
def test_an_event_has_a_day_of_a_year(typed):
    assert rules(reading_of(events(f"{typed},南宁市,召开座谈会。"))) == ["D41"]


def test_a_real_date_in_a_workbook_is_a_day():
    from datetime import date

    def dated(made, sheet):
        sheet.write_datetime("B4", date(2025, 2, 18), made.add_format({"num_format": "yyyy/m/d"}))

    reading = reading_of(book(None, dated))
    assert set(rules(reading)) <= {"D41N"}
    assert reading.forms[0].titles.stated_on == date(2025, 2, 18)


def test_a_table_that_was_pasted_twice_counts_once():
    reading = reading_of(figures(*ROWS, *ROWS))
    assert rules(reading) == ["D43"] * len(ROWS)
    assert values(reading) == values(reading_of(SOUND))


def test_a_header_in_the_middle_is_no_row():
    reading = reading_of(figures(*ROWS[:2], HEAD, *ROWS[2:]))
    assert not reading.forms or values(reading) == values(reading_of(SOUND))
