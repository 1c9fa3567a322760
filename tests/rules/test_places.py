"""Where a finding points, as a clerk looks for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.rules.finding import Finding
from pipeline.rules.places import cell_name, column_letters, place
from pipeline.vocabulary import Severity, Text

FOUND = Finding("S201", Severity.ERROR, Text("不成立", "fails"), Text("请核对", "check"))


def at(**known: object) -> str:
    return place(replace(FOUND, **known), "mt2.csv").zh


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_columns_are_lettered_as_in_a_spreadsheet(number, letters):
    assert column_letters(number) == letters


def test_a_cell_needs_line_and_column():
    assert (cell_name(12, 4), cell_name(12, None), cell_name(None, 4)) == ("D12", "", "")


def test_in_a_csv_it_is_the_line_and_the_name_of_the_column():
    assert at(line=12, column_no=4, column_name="本年") == "mt2.csv:12 本年"
    assert at(line=12) == "mt2.csv:12"
    assert at(column_name="表号") == "mt2.csv 表号"
    assert at() == "mt2.csv"


def test_in_a_workbook_it_is_the_sheet_and_the_cell():
    assert at(sheet="民统2表", line=12, column_no=4, column_name="本年") == "mt2.csv 民统2表!D12"
    assert at(sheet="民统2表", line=12) == "mt2.csv 民统2表!第12行"
    assert at(sheet="民统2表", column_no=4) == "mt2.csv 民统2表!D列"
    assert at(sheet="说明") == "mt2.csv 说明"


def test_words_of_the_place_are_told_in_both_languages():
    told = place(replace(FOUND, sheet="民统2表", line=12), "book.xlsx")
    assert (told.zh, told.en) == ("book.xlsx 民统2表!第12行", "book.xlsx 民统2表!row 12")
