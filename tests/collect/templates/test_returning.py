"""A template that was filled in comes back through the reader without a word."""

from __future__ import annotations

from datetime import date

from pipeline.collect.templates.csv_files import csv_files
from pipeline.collect.templates.workbook import workbook
from pipeline.vocabulary import Role
from tests.collect.templates.drawn import (
    BEFORE,
    SENT,
    cell_of,
    drawn,
    filled,
    read,
    sheet_of,
    this_year,
)

TEMPLATE = drawn()


def typed():
    """Some of every form, in the ways a clerk fills it in."""
    at = {form: sheet_of(TEMPLATE, form) for form in ("MT2", "MT7")}
    return {
        "民统2表": {
            "B4": SENT,
            cell_of(at["MT2"], "201"): 500,
            cell_of(at["MT2"], "202"): 100,
            cell_of(at["MT2"], "216"): 400,
            cell_of(at["MT2"], "216", "F"): "约；精确到100",
            cell_of(at["MT2"], "205", "F"): "不详",
            cell_of(at["MT2"], "212"): 94.5,
            cell_of(at["MT2"], "214", "G"): "口径有变",
        },
        "民统7表": {
            "B4": "2026-02-18",
            cell_of(at["MT7"], "709"): 1172.5,
            cell_of(at["MT7"], "709", "F"): "初步；多于",
        },
        "民统附1表": {
            "B4": SENT, "B6": "题目", "B7": "平台", "C7": "平台[[201]]个，上年[[201@2024]]个。",
        },
        "民统附2表": {"B4": SENT, "A6": date(2025, 5, 1), "C6": "召开座谈会。"},
    }  # fmt: skip


def test_what_was_typed_is_read_and_nothing_is_found():
    reading = read(filled(workbook(TEMPLATE), typed()))
    assert {f.rule for f in reading.findings} == {"D70"}  # the forms that were left blank
    assert [form.sheet for form in reading.forms] == [
        "民统2表",
        "民统7表",
        "民统附1表",
        "民统附2表",
    ]
    assert this_year(reading) == {
        "201": ("500", "A", "exact"),
        "202": ("100", "A", "exact"),
        "216": ("400", "A", "about"),
        "205": ("", "O", "exact"),
        "212": ("94.5", "A", "exact"),
        "709": ("1172.5", "P", "more_than"),
    }


def test_the_day_and_the_office_are_read():
    (form, *_) = read(filled(workbook(TEMPLATE), typed())).forms
    assert form.titles.stated_on == SENT
    assert form.titles.ref_date == date(2025, 12, 31)
    assert form.titles.area.code == "450100"


def test_texts_are_read_and_numbered_rows_that_were_left_are_none():
    *_, story, chronicle = read(filled(workbook(TEMPLATE), typed())).forms
    assert [p.number for p in story.content.paragraphs] == [0, 1]
    assert [e.day for e in chronicle.content.events] == [date(2025, 5, 1)]


def test_every_figure_that_was_rolled_on_is_the_accepted_one():
    everywhere = {s.form.table_no: {cell_of(s, s.lines[0].indicator.code, "G"): "已核"}
                  for s in TEMPLATE.sheets if s.lines}  # fmt: skip
    reading = read(filled(workbook(TEMPLATE), everywhere))
    rolled = {
        seen.indicator: seen.reading.value
        for form in reading.forms
        for seen in form.content.observations
        if seen.role is Role.LAST and seen.reading.value is not None
    }
    assert rolled == {code: before.value for code, before in BEFORE.items()}


def test_a_paragraph_that_was_left_out_is_missed():
    gap = {"民统附1表": {"B4": SENT, "B6": "题目", "B8": "二", "C8": "正文。"}}
    assert "D65" in {f.rule for f in read(filled(workbook(TEMPLATE), gap)).findings}


def test_the_csv_files_are_canonical():
    for name, content in csv_files(TEMPLATE).items():
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\n") == content.count(b"\r\n")
        reading = read(content, name)
        assert {f.rule for f in reading.findings} <= {"D54N"}  # the day is still to be filled in


def test_a_csv_that_was_filled_in_is_read_without_a_word():
    content = csv_files(TEMPLATE)["mt2_民统2表.csv"].decode("utf-8-sig")
    typed = content.replace("报出日期,", "报出日期,2026-02-18").replace(
        "个,,448,,", "个,500,448,多于,"
    )
    reading = read(typed.encode("gb18030"))
    assert this_year(reading) == {"201": ("500", "A", "more_than")}
    assert {f.rule for f in reading.findings} == {"D01"}


def test_the_csv_files_hold_last_years_figures_as_they_were_given():
    content = csv_files(TEMPLATE)["mt7_民统7表.csv"].decode("utf-8-sig")
    assert "710,中央财政安排,万元,,1172.50,," in content


def test_a_form_on_which_there_is_nothing_to_report_is_sent_with_a_remark():
    remarked = {"民统6表": {"B4": SENT, "G7": "本级无此项工作"}}
    reading = read(filled(workbook(TEMPLATE), remarked))
    assert [form.titles.form.code for form in reading.forms] == ["MT6"]
    assert this_year(reading) == {}
