"""Number formats, formulas and other things of Excel: what counts is what was typed.

A format shows, it does not change: zero that is shown as a dash is zero, and a rounded figure is
known to the digit that was typed. Only where a percentage is shown does the format say how to read.
"""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter

from tests.collect.defects.books import Dress, book, books, packed, parts, rewritten
from tests.collect.defects.given import SOUND, assert_safe, reading_of, told, values
from tests.collect.mini import HEAD, ROWS, figures, one, rules, titles

ACCOUNTS = '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"??_ ;_ @_ '
TEXTS = "xl/sharedStrings.xml"
SHEET = "xl/worksheets/sheet1.xml"


def number(cell: str, value: float, shape: str) -> Dress:
    return lambda made, sheet: sheet.write_number(
        cell, value, made.add_format({"num_format": shape})
    )


def formula(cell: str, text: str, result: object) -> Dress:
    return lambda _, sheet: sheet.write_formula(cell, text, None, result)


def styled(name: str, old: str, new: str, part: str = TEXTS) -> bytes:
    """The sound workbook with something changed in its innards; ``name`` is for the reader."""
    assert name
    return rewritten(book(), part, old, new)


# a number in a cell of line 201 or 203, its format, and what was typed
SHAPES = (
    ("201", 0, ACCOUNTS, "0"),
    ("201", 418, ACCOUNTS, "418"),
    ("201", 0, '[=0]"—";0', "0"),
    ("201", 0, "#", "0"),
    ("201", 418, ";;;", "418"),
    ("201", 418, "@", "418"),
    ("201", 418, "00000", "418"),
    ("201", 418, "0.00", "418"),
    ("201", 418000, "#,##0,", "418000"),
    ("201", 116500, '0!.0,"万"', "116500"),
    ("201", 120000000, '0.00,,"百万"', "120000000"),
    ("201", 418, "[DBNum1][$-804]General", "418"),
    ("201", 418, "[Red]0;[Blue]-0", "418"),
    ("203", 94.12, "0", "94.12"),
    ("203", 0.9412, "0.00%", "94.12"),
    ("203", 0.94, "General", "0.94"),
    ("203", 94.1, "0.000", "94.1"),
)


@pytest.mark.parametrize(("code", "value", "shape", "typed"), SHAPES)
def test_a_format_changes_no_figure(code, value, shape, typed):
    cell = {"201": "D6", "203": "D8"}[code]
    reading = reading_of(book(one(typed, code=code), number(cell, value, shape)))
    assert reading.forms, told(reading.findings)
    assert values(reading) == values(reading_of(one(typed, code=code)))


@pytest.mark.parametrize("shape", ["yyyy-mm-dd", "[h]:mm", 'm"月"d"日"', "0%", '"¥"0', '0"人"'])
def test_a_count_that_is_shown_as_something_else_is_refused_or_told_of(shape):
    reading = reading_of(book(None, number("D6", 418, shape)))
    assert not reading.forms or rules(reading)


def test_a_percentage_is_never_read_a_hundred_times_too_small():
    for shape in ("0%", "0.0%", "0.00%", "0%;-0%", "[Red]0.0%", '0.0"%"'):
        value = 94.1 if '"%"' in shape else 0.941
        reading = reading_of(book(one("94.1", code="203"), number("D8", value, shape)))
        read = {v for (code, _), v in values(reading).items() if code == "203"}
        assert read <= {"94.1 [94.05, 94.15] A"}, (shape, read)


@pytest.mark.parametrize(
    ("cell", "result"),
    [("D6", 418), ("D6", "418"), ("A6", "201"), ("B6", "服务平台总数"), ("B3", 2024)],
)
def test_a_formula_is_read_by_its_result(cell, result):
    reading = reading_of(book(None, formula(cell, "=VLOOKUP(1,A:B,2)", result)))
    assert values(reading) == values(reading_of(SOUND))
    assert set(rules(reading)) == ({"D29N"} if cell == "D6" else set(rules(reading)))


@pytest.mark.parametrize("result", ["", "#REF!", "#N/A", True, "待定"])
def test_a_formula_without_a_figure_is_refused_or_a_blank_that_is_told_of(result):
    reading = reading_of(book(one("—"), formula("D6", "=VLOOKUP(1,A:B,2)", result)))
    assert rules(reading)
    assert not reading.forms or values(reading) == values(reading_of(one("")))


STRANGE = {
    "pinyin over the characters": styled(
        "rPh", "<t>服务平台总数</t>", '<t>服务平台总数</t><rPh sb="0" eb="2"><t>fúwù</t></rPh>'
    ),
    "a line break in a name": styled("_x000D_", "服务中心(", "服务中心_x000D_\n("),
    "a no-break space in a name": styled("nbsp", "服务平台", "服务\u00a0平台"),
    "saved with macros": styled(
        "xlsm",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "[Content_Types].xml",
    ),
    "strict Open XML": styled(
        "strict",
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        SHEET,
    ),
    "rows in no order": styled("rows", '<row r="6"', '<row r="66"', SHEET),
    "a style that does not exist": styled("style", '<c r="D6">', '<c r="D6" s="99">', SHEET),
    "a text that does not exist": styled("text", '<c r="B6" t="s"><v>', '<c r="B6" t="s"><v>9', SHEET),
    "a cell without its address": styled("address", '<c r="D6">', "<c>", SHEET),
    "a number that is none": styled("number", "<v>418</v>", "<v>4l8</v>", SHEET),
    "a number with a comma": styled("comma", "<v>418</v>", "<v>4,18</v>", SHEET),
    "an unknown kind of cell": styled("kind", '<c r="D6">', '<c r="D6" t="q">', SHEET),
    "two cells at one place": styled("twice", '<c r="E6">', '<c r="D6">', SHEET),
    "two rows of one number": styled("row", '<row r="7"', '<row r="6"', SHEET),
    "a sheet that is missing": styled("gone", "worksheets/sheet1.xml", "worksheets/sheet9.xml", "xl/_rels/workbook.xml.rels"),
}  # fmt: skip


@pytest.mark.parametrize("kind", STRANGE)
def test_a_strange_workbook_is_refused_or_read_right(kind):
    assert_safe(STRANGE[kind])


@pytest.mark.parametrize("part", sorted(parts(book())))
def test_a_workbook_that_lacks_a_part_is_refused_or_read_right(part):
    members = parts(book())
    assert_safe(packed({name: text for name, text in members.items() if name != part}))
    assert_safe(packed(members | {part: members[part][: len(members[part]) // 2]}))


def test_days_are_counted_from_the_year_the_workbook_says():
    """Excel on an old Mac counts days from 1904."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": True}) as made:
        sheet = made.add_worksheet("民统2表")
        for row, line in enumerate(SOUND.splitlines()):
            sheet.write_row(row, 0, line.split(","))
        sheet.write_datetime("B4", date(2025, 2, 18), made.add_format({"num_format": "yyyy-mm-dd"}))
    reading = reading_of(target.getvalue())
    assert not reading.forms or reading.forms[0].titles.stated_on == date(2025, 2, 18)


def test_a_hidden_copy_of_the_form_is_not_read_in_its_place():
    def hide(made, _):
        made.worksheets()[1].very_hidden()

    old = figures(ROWS[0].replace("418", "300"), *ROWS[1:])
    reading = reading_of(books({"民统2表": SOUND, "民统2表(旧)": old}, hide))
    assert not reading.forms or values(reading) == values(reading_of(SOUND))


def test_a_form_of_another_year_in_the_same_workbook_refuses_it():
    reading = reading_of(books({"民统2表": SOUND, "2023": figures(统计年度="2023")}))
    assert not reading.forms
    assert "D42" in rules(reading)


def test_calculations_beside_the_table_are_refused():
    def check(_, sheet):
        sheet.write_formula("I6", "=D6-E6", None, 17)

    reading = reading_of(book(None, check))
    assert not reading.forms
    assert set(rules(reading)) & {"D15", "D16"}


def test_calculations_below_the_table_are_no_rows():
    reading = reading_of(book(titles() + "\n".join((HEAD, *ROWS)) + "\n\n\n,,核对,418,401\n"))
    assert not reading.forms or values(reading) == values(reading_of(SOUND))
