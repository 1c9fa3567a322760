"""The workbook as a clerk meets it: what is locked, what is open, what helps, what is printed."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.collect.templates.styles import number_format
from pipeline.collect.templates.workbook import workbook
from tests.collect.templates.drawn import (
    NANNING,
    REGION,
    YEAR,
    accepted,
    catalogue,
    cell_of,
    drawn,
    opened,
    read,
    sheet_of,
    within_one_form,
)

ASIDE = ("填表说明", "核对")


@pytest.fixture(scope="module")
def content():
    return workbook(drawn())


@pytest.fixture(scope="module")
def book(content):
    return opened(content)


def limits_of(worksheet, place):
    """The data validation that covers a cell."""
    return next(v for v in worksheet.data_validations.dataValidation if place in v.sqref)


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_same_template_is_written_in_the_same_bytes(content):
    assert workbook(drawn()) == content


def test_there_is_a_guide_a_list_of_checks_and_a_sheet_for_every_form(book):
    forms = [form.table_no for form in catalogue().forms]
    assert book.sheetnames == [*ASIDE, *forms]


def test_nothing_of_it_runs_or_fetches_anything(content):
    names = parts(content)
    assert [n for n in names if "vba" in n.lower() or "external" in n.lower()] == []
    relations = b"".join(body for name, body in names.items() if name.endswith(".rels"))
    assert b'TargetMode="External"' not in relations


def test_titles_say_whose_form_it_is_and_leave_the_day_to_be_filled_in(book):
    for worksheet in book.worksheets[2:]:
        titles = {worksheet.cell(r, 1).value: worksheet.cell(r, 2) for r in range(1, 5)}
        assert titles["表号"].value == worksheet.title
        assert titles["填报单位"].value == "450100 南宁市民族宗教事务委员会"
        assert titles["统计年度"].value == str(YEAR)
        assert titles["报出日期"].value is None
        assert [key for key, cell in titles.items() if not cell.protection.locked] == ["报出日期"]


def test_what_is_known_is_locked_and_what_is_asked_is_open(book):
    for sheet in drawn().sheets:
        worksheet = book[sheet.form.table_no]
        assert worksheet.protection.sheet
        assert worksheet.protection.password is None
        for line in sheet.lines:
            row = {c: worksheet[cell_of(sheet, line.indicator.code, c)] for c in "ABCDEFG"}
            assert [c for c, cell in row.items() if not cell.protection.locked] == ["D", "F", "G"]
            assert row["A"].value == line.indicator.code
            assert row["B"].value == line.indicator.name.zh
            assert row["C"].value == line.indicator.unit.zh
            assert row["D"].value is None


def test_lines_that_the_region_is_not_asked_for_are_locked():
    sheet = sheet_of(drawn(REGION), "MT4")
    worksheet = opened(workbook(drawn(REGION)))["民统4表"]
    locked = {c: worksheet[cell_of(sheet, c)].protection.locked for c in ("401", "404")}
    assert locked == {"401": True, "404": False}


def test_last_years_figures_are_those_that_were_accepted(book):
    sheet = sheet_of(drawn(), "MT7")
    cell = book["民统7表"][cell_of(sheet, "710", "E")]
    assert Decimal(str(cell.value)) == Decimal("1172.50")
    assert cell.number_format == "0.00"


def test_a_figure_that_a_spreadsheet_cannot_hold_stands_as_text():
    value = "12345678901234.5678"
    content = workbook(drawn(before={"709": accepted(value)}))
    cell = opened(content)["民统7表"][cell_of(sheet_of(drawn(), "MT7"), "709", "E")]
    assert cell.value == value


def test_how_last_years_figure_was_qualified_is_told_in_a_note(book):
    worksheet, sheet = book["民统2表"], sheet_of(drawn(), "MT2")
    assert worksheet[cell_of(sheet, "216", "E")].value == 382
    assert "多于" in worksheet[cell_of(sheet, "216", "E")].comment.text
    assert worksheet[cell_of(sheet, "201", "E")].comment is None


def test_a_figure_that_was_not_there_last_year_leaves_a_blank():
    before = {"201": accepted(None, "不详")}
    cell = opened(workbook(drawn(before=before)))["民统2表"][
        cell_of(sheet_of(drawn(), "MT2"), "201", "E")
    ]
    assert cell.value is None
    assert "不详" in cell.comment.text


def test_counts_take_whole_numbers_and_amounts_decimals_and_nothing_below_zero(book):
    for form, indicator, kind in (("MT1", "101", "whole"), ("MT7", "709", "decimal")):
        sheet = sheet_of(drawn(), form)
        limits = limits_of(book[sheet.form.table_no], cell_of(sheet, indicator))
        assert (limits.type, limits.operator, limits.formula1) == (kind, "greaterThanOrEqual", "0")
        assert limits.errorStyle in (None, "stop")


def test_only_rates_of_a_part_in_its_whole_end_at_a_hundred(book):
    sheet = sheet_of(drawn(), "MT7")
    part, spending = (limits_of(book["民统7表"], cell_of(sheet, c)) for c in ("708", "714"))
    assert (part.operator, part.formula1, part.formula2) == (None, "0", "100")
    assert (spending.operator, spending.formula1) == ("greaterThanOrEqual", "0")


def test_the_message_of_a_cell_says_what_is_meant_within_what_a_cell_can_hold(book):
    for sheet in drawn().sheets:
        for line in sheet.lines:
            limits = limits_of(book[sheet.form.table_no], cell_of(sheet, line.indicator.code))
            assert line.indicator.code in limits.promptTitle
            assert len(limits.promptTitle) <= 32
            assert line.indicator.definition.zh[:40] in limits.prompt
            assert max(map(len, (limits.prompt, limits.error))) <= 255


def test_the_note_on_a_name_holds_the_whole_definition_and_the_relations(book):
    sheet = sheet_of(drawn(), "MT2")
    note = book["民统2表"][cell_of(sheet, "201", "B")].comment.text
    assert catalogue().indicator("201").definition.zh in note
    assert "（201）应等于" in note


def test_words_of_the_nature_are_offered_and_others_only_asked_about(book):
    limits = limits_of(book["民统2表"], cell_of(sheet_of(drawn(), "MT2"), "201", "F"))
    assert (limits.type, limits.errorStyle) == ("list", "warning")
    assert "约；精确到100" in limits.formula1


@pytest.mark.parametrize(
    ("decimals", "is_rate", "shown"),
    [
        (0, False, "General"),
        (2, False, "0.00######"),
        (1, False, "0.0#######"),
        (2, True, "General"),
    ],
)
def test_a_format_never_hides_a_digit(decimals, is_rate, shown):
    assert number_format(decimals, is_rate=is_rate) == shown


def test_every_sheet_is_printed_on_a4_and_says_whose_it_is(book):
    for worksheet in book.worksheets:
        assert worksheet.page_setup.paperSize == 9
        assert (worksheet.page_setup.fitToWidth or 1) == 1
        assert worksheet.sheet_properties.pageSetUpPr.fitToPage
        assert worksheet.oddFooter.left.text.strip() == f"{worksheet.title} · 南宁市 · {YEAR}"
        assert "&P" in worksheet.oddFooter.right.text
        upright = worksheet.title not in ("民统附1表", "民统附2表")
        assert (worksheet.page_setup.orientation or "portrait") == (
            "portrait" if upright else "landscape"
        )
    for worksheet in book.worksheets[2:]:
        head = worksheet.print_title_rows.replace("$", "").split(":")[0]
        assert worksheet.freeze_panes == f"A{int(head) + 1}"


def test_nothing_stands_beyond_the_columns_of_a_form(book):
    for sheet in drawn().sheets:
        wide = 7 if sheet.form.kind == "table" else 5
        assert book[sheet.form.table_no].max_column == wide


def test_the_guide_names_the_deadline_and_forbids_personal_data():
    guide = opened(workbook(replace(drawn(), year=2024)))["填表说明"]
    words = "\n".join(str(c.value) for row in guide.iter_rows() for c in row if c.value)
    assert "2025 年 2 月 28 日" in words
    assert "不填个人信息" in words
    assert "另行通知" not in words
    assert re.search(r"\{\w+\}", words) is None


def test_every_relation_is_on_the_list_of_checks(book):
    told = [row[4].value for row in book["核对"].iter_rows(min_row=2)]
    watched = {r.message.zh for r in within_one_form()}
    assert set(told) == watched


def test_a_cumulative_count_is_watched_only_where_last_year_is_known():
    told = opened(workbook(drawn(before={})))["核对"]
    assert not any("上年累计数" in (row[4].value or "") for row in told.iter_rows(min_row=2))


@pytest.mark.parametrize("unit", [NANNING, REGION])
def test_a_template_in_which_nothing_is_filled_in_holds_no_form(unit):
    template = drawn(unit)
    reading = read(workbook(template))
    assert reading.forms == ()
    assert [f.rule for f in reading.findings] == ["D53"]


def test_a_sample_year_is_called_one(book):
    sample = drawn(before={"201": accepted("448", is_sample=True)})
    heads = [
        worksheet["E6"].comment.text
        for worksheet in (book["民统2表"], opened(workbook(sample))["民统2表"])
    ]
    assert ["示例数据" in head for head in heads] == [False, True]


def test_a_form_may_be_numbered_with_signs_that_no_sheet_may_bear():
    template = drawn()
    forms = (replace(sheet_of(template, "MT2").form, table_no="民统2/附[1]表"),)
    sheets = tuple(replace(sheet_of(template, "MT2"), form=form) for form in forms)
    book = opened(workbook(replace(template, sheets=sheets)))
    assert book.sheetnames == [*ASIDE, "民统2-附-1-表"]
    assert "'民统2-附-1-表'!" in book["核对"]["B2"].value
