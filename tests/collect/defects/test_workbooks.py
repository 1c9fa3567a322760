"""Workbooks, which is what offices really send: the same figures, whatever Excel made of them."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.vocabulary import Severity
from tests.collect.defects.books import as_it_is, book, books, parts, rewritten
from tests.collect.defects.given import (
    SOUND,
    Case,
    Found,
    assert_safe,
    judge,
    reading_of,
    told,
    values,
)
from tests.collect.mini import HEAD, ROWS, events, figures, narrative, one, rules, this_year, titles

SHEET = "民统2表"
BLANK = figures(*(",".join((*row.split(",")[:3], "", "", "", "")) for row in ROWS))


def number(cell: str, value: float, shape: str = "General"):
    """A number in a cell, in a number format."""
    return lambda made, sheet: sheet.write_number(
        cell, value, made.add_format({"num_format": shape})
    )


def formula(cell: str, text: str, result: object):
    return lambda _, sheet: sheet.write_formula(cell, text, None, result)


def day_in(cell: str):
    return lambda made, sheet: sheet.write_datetime(
        cell, date(2024, 2, 1), made.add_format({"num_format": 'm"月"d"日"'})
    )


CASES = (
    Case("D39", "codes as numbers", book(None, lambda _, s: [
        s.write_number(f"A{row}", code) for row, code in zip(range(6, 10), range(201, 205), strict=True)])),
    Case("D39", "the year as a number", book(None, lambda _, s: s.write_number("B3", 2024))),
    Case("D17", "figures typed as text", book(None, lambda _, s: s.write_string("D6", "418"))),
    Case("D17", "full-width figures typed as text", book(None, lambda _, s: s.write_string("D6", "４１８")),
         (Found("D17", 6, "本年", "４１８", "418"),)),
    Case("D19", "thousands shown, not typed", book(None, number("D9", 1172.5, "#,##0.00"))),
    Case("D20", "a unit shown, not typed", book(None, number("D6", 418, '0"个"')), also=("D20",)),
    Case("D21", "shown in ten thousands, typed in full", book(one("116500"), number("D6", 116500, '0!.0,"万"')),
         (), one("116500")),
    Case("D25", "a rate typed as a percentage", book(one("94", code="203"), number("D8", 0.94, "0%")),
         (Found("D25", 8, "本年"),), one("94", code="203")),
    Case("D25", "with a decimal", book(one("94.1", code="203"), number("D8", 0.941, "0.0%")),
         (Found("D25", 8, "本年"),), one("94.1", code="203")),
    Case("D26", "shown in scientific notation, kept in full",
         book(one("116500"), number("D6", 116500, "0.00E+00")), (), one("116500")),
    Case("D28", "an error", book(None, formula("D6", "=1/0", "#DIV/0!")), (Found("D28|D29", 6, "本年"),), also=("D29N",)),
    Case("D28", "a number below zero", book(None, number("D6", -418)), (Found("D28", 6, "本年", "-418"),)),
    Case("D28", "true", book(None, lambda _, s: s.write_boolean("D6", True)), (Found("D28", 6, "本年"),)),
    Case("D28", "a day where a figure should stand", book(None, day_in("D6")), (Found("D28|D40", 6, "本年"),)),
    Case("D29", "a formula with its result", book(None, formula("D6", "=400+18", 418)),
         (Found("D29N", 6, "本年", None, "418"),)),
    Case("D29", "from another workbook", book(None, formula("D6", "='[1]Sheet1'!A1", 418)),
         (Found("D29N", 6, "本年", None, "418"),)),
    Case("D29", "a formula typed as text", book(None, lambda _, s: s.write_string("D6", "=400+18")),
         (Found("D29", 6, "本年", "=400+18"),)),
    Case("D40", "a code that became a day", book(None, day_in("A6")), (Found("D40", 6, "指标代码"),), also=("D63",)),
    Case("D62", "more digits than a spreadsheet keeps", book(None, number("D6", 12345678901234567)),
         (Found("D62", 6, "本年"),)),
    Case("D62", "a sum of tenths that is a tenth too long", book(one("0.3", code="203"), number("D8", 0.1 + 0.2)),
         (), one("0.3", code="203")),
    Case("D69", "a sheet that is no form", books({SHEET: SOUND, "Sheet2": "随手记\n1,2\n"}), (Found("D69", observed="Sheet2"),)),
    Case("D69", "empty sheets, as Excel adds them", books({SHEET: SOUND, "Sheet2": "", "Sheet3": ""}), also=("D69",)),
    Case("D69", "explanations come with the template", books({"填表说明": "填报前请阅读\n", SHEET: SOUND, "代码表": "450100,南宁市\n"})),
    Case("D70", "a form that was left blank",
         books({SHEET: SOUND, "民统附2表": titles("MTE") + "日期,地点,事项\n"}), (Found("D70", observed="民统附2表"),)),
    Case("D73", "one form on two sheets", books({SHEET: SOUND, "副本": SOUND.replace("418", "419")}),
         (Found("D73"),)),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_workbook_is_read_like_the_csv_or_refused(case):
    judge(case)


def test_a_workbook_without_any_form_is_refused():
    for made in (books({"Sheet1": "随手记\n"}), books({"Sheet1": ""}), book(BLANK)):
        reading = reading_of(made)
        assert not reading.forms
        assert rules(reading)


def test_a_formula_that_was_never_computed_is_refused():
    computed = book(None, formula("D6", "=400+18", 418))
    (part,) = [p for p in parts(computed) if p.endswith("sheet1.xml")]
    never = rewritten(computed, part, '<v>418</v></c><c r="E6"', '</c><c r="E6"')
    reading = reading_of(never)
    assert not reading.forms
    assert rules(reading) == ["D29"]


def test_a_percentage_under_a_count_is_refused():
    assert not reading_of(book(None, number("D6", 4.18, "0%"))).forms


def test_all_forms_of_a_workbook_are_read():
    made = books({SHEET: SOUND, "民统附1表": narrative(), "民统附2表": events()})
    reading = reading_of(made)
    assert reading.encoding == "xlsx"
    assert [(f.sheet, f.titles.form.code) for f in reading.forms] == [
        (SHEET, "MT2"), ("民统附1表", "MTN"), ("民统附2表", "MTE"),
    ]  # fmt: skip
    assert len({f.submission_id for f in reading.forms}) == 3
    assert values(reading) == values(reading_of(SOUND))


def test_one_bad_sheet_refuses_the_workbook_and_is_named():
    bad = events("5月1日,南宁市,座谈。")
    reading = reading_of(books({SHEET: SOUND, "民统附2表": bad}))
    assert not reading.forms
    refuse = [f for f in reading.findings if f.severity is Severity.REJECT]
    assert [(f.rule, f.sheet, f.line, f.column_no) for f in refuse] == [("D41", "民统附2表", 6, 1)]


def test_a_finding_names_sheet_row_and_column():
    (found,) = reading_of(book(one("—"))).findings
    assert (found.sheet, found.line, found.column_no, found.column_name) == (SHEET, 6, 4, "本年")


def test_the_digest_is_that_of_the_same_form_typed_elsewhere():
    first, second = (
        reading_of(book(None, dress)) for dress in (as_it_is, number("D6", 418, "0.0"))
    )
    assert first.forms[0].digest == second.forms[0].digest


def test_the_form_may_be_named_by_its_sheet_alone():
    reading = reading_of(book(figures(表号=None)))
    assert values(reading) == values(reading_of(SOUND))
    assert set(rules(reading)) <= {"D54N"}


def test_titles_that_are_merged_over_columns_are_titles():
    def dress(made, sheet):
        for row, line in enumerate(titles().splitlines()):
            sheet.merge_range(row, 1, row, 6, line.partition(",")[2])

    judge(Case("D09", "merged titles", book(None, dress)))


def test_a_unit_that_is_merged_over_its_rows_is_refused_or_theirs():
    def dress(made, sheet):
        sheet.merge_range("C6:C7", "个")

    assert_safe(book(None, dress))


def test_a_header_that_is_merged_over_two_rows_is_read():
    upper = "指标代码,指标名称,计量单位,数值,,数据性质,备注"

    def dress(made, sheet):
        for column in "ABCFG":
            text = dict(zip("ABCDEFG", HEAD.split(","), strict=True))[column]
            sheet.merge_range(f"{column}5:{column}6", text)
        sheet.merge_range("D5:E5", "数值")

    reading = reading_of(book(figures(",,,本年,上年,,", *ROWS, head=upper), dress))
    assert set(rules(reading)) == {"D09N"}, told(reading.findings)
    assert values(reading) == values(reading_of(SOUND))
    assert this_year(reading).line == 7


@pytest.mark.parametrize("place", [(0, 1), (3, 0), (2, 2)])
def test_a_table_that_does_not_begin_in_the_first_cell_is_read_or_refused(place):
    down, right = place
    moved = "\n" * down + "".join("," * right + line + "\n" for line in SOUND.splitlines())
    assert_safe(book(moved))
    assert_safe(moved)
