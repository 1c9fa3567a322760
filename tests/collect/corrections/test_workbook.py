"""The correction workbook as a clerk meets it: what stands out, what is open, what is printed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.collect.corrections import FormToCorrect, correction_workbook, findings_sheet
from pipeline.collect.templates.drawing_up import draw_sheet
from pipeline.vocabulary import Text
from tests.collect.corrections.clerk import Clerk
from tests.collect.corrections.issued import (
    BROKEN,
    FINDINGS,
    HOUSE,
    JUMP,
    JUMP_ROW,
    MISSING,
    SUM_ROW,
    correction,
    issued,
)
from tests.collect.mini import NANNING, figures, read

FORM = "民统2表"
RED, AMBER, DOUBTED = "FFFFC7CE", "FFFFE699", "FFFCE4D6"


@pytest.fixture(scope="module")
def clerk():
    return Clerk(issued())


def cell(clerk, code, column="D"):
    return clerk.book[FORM][f"{column}{clerk.row_of(FORM, code)}"]


def test_the_same_correction_is_the_same_bytes():
    assert correction_workbook(correction(), HOUSE) == correction_workbook(correction(), HOUSE)


def test_it_has_a_guide_the_findings_and_the_forms_that_they_are_about():
    book = Clerk(issued((*FINDINGS, MISSING))).book
    assert book.sheetnames == ["填写说明", "审核发现", FORM, "民统3表"]


def test_a_row_tells_what_was_found_and_what_to_do(clerk):
    told = {
        head: clerk.told(SUM_ROW, head)
        for head in ("级别", "表号", "栏", "填报数", "应为或参照", "相差", "审核意见", "疑似")
    }
    assert told == {
        "级别": "必须改正", "表号": FORM, "栏": "本年", "填报数": "418", "应为或参照": "400",
        "相差": "18", "审核意见": "指标 201 须核对。", "疑似": "疑为 87 之误。",
    }  # fmt: skip


def test_the_suspect_is_chosen_to_be_corrected(clerk):
    assert clerk.told(SUM_ROW, "更正指标") == "202 服务中心(联络站)"
    assert clerk.told(JUMP_ROW, "更正指标") == "204 投入经费"


def test_cells_stand_out_by_how_grave_it_is_and_say_why(clerk):
    fills = {code: cell(clerk, code).fill.fgColor.rgb for code in ("201", "202", "204")}
    assert fills == {"201": RED, "202": DOUBTED, "204": AMBER}
    assert cell(clerk, "201").comment.text == "指标 201 须核对。\n请核对。"
    assert cell(clerk, "202").comment.text == "疑似：疑为 87 之误。"
    assert cell(clerk, "205").comment is None


def test_what_was_sent_stands_on_the_form(clerk):
    row = clerk.row_of(FORM, "204")
    assert [clerk.book[FORM].cell(row, n).value for n in range(1, 8)] == [
        "204", "投入经费", "万元", 1172.5, 980, "初步", None,
    ]  # fmt: skip


def test_only_figures_and_what_is_said_of_them_are_open(clerk):
    row = clerk.row_of(FORM, "201")
    locked = [clerk.book[FORM].cell(row, n).protection.locked for n in range(1, 8)]
    assert locked == [True, True, True, False, False, False, False]
    assert clerk.book[FORM].protection.sheet


def test_only_answers_are_open_among_the_findings(clerk):
    row = clerk.rows()[SUM_ROW]
    open_heads = [
        head for head, n in clerk.heads.items()
        if not clerk.findings.cell(row, n).protection.locked
    ]  # fmt: skip
    assert open_heads == ["处理", "原因代码", "说明", "更正指标", "更正值"]
    assert clerk.findings.protection.sheet
    assert clerk.findings.protection.password is None


def test_answers_are_chosen_from_lists(clerk):
    lists = {
        str(rule.sqref): rule.formula1
        for rule in clerk.findings.data_validations.dataValidation
        if rule.type == "list"
    }
    row = clerk.rows()[SUM_ROW]
    of = {
        head: lists.get(clerk.findings.cell(row, clerk.heads[head]).coordinate)
        for head in ("处理", "原因代码", "更正指标", "更正值")
    }
    assert of == {
        "处理": '"已更正,属实,其他"',
        "原因代码": '"R1 统计口径或范围调整,R9 其他"',
        "更正指标": '"202 服务中心(联络站),201 服务平台总数"',
        "更正值": None,
    }


def test_a_finding_about_no_figure_has_nothing_to_correct_among_the_findings():
    clerk = Clerk(issued((MISSING,)))
    cells = [clerk.findings.cell(2, clerk.heads[head]) for head in ("更正指标", "更正值")]
    assert all(cell.protection.locked and cell.value is None for cell in cells)


def test_the_findings_print_on_a4_across_without_what_only_the_reader_needs(clerk):
    sheet = clerk.findings
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1"
    last = sheet.cell(1, clerk.heads["更正值"]).column_letter
    assert sheet.print_area.endswith(f"${last}${len(FINDINGS) + 1}")
    assert sheet.freeze_panes == "E2"


def test_rows_are_high_enough_for_what_they_tell():
    long = replace(JUMP, message=Text("须核对。" * 60, ""))
    heights = [Clerk(issued((one,))).findings.row_dimensions[2].height for one in (JUMP, long)]
    assert heights[1] > 4 * heights[0]


HOSTILE = '=HYPERLINK("http://x","y")'


def test_nothing_that_was_sent_or_found_becomes_a_formula():
    form = figures().replace("含县级", HOSTILE.replace(",", ";").replace('"', ""))
    found = replace(
        JUMP, observed=HOSTILE, message=Text(HOSTILE, ""), suspicion=Text("+1", ""), suspects="201"
    )
    book = Clerk(issued((found, BROKEN), form)).book
    kinds = {c.data_type for sheet in book for row in sheet.iter_rows() for c in row}
    assert kinds <= {"s", "n", "d"}
    assert read(issued((found, BROKEN), form)).forms[0].is_untouched


def test_the_guide_says_how_to_answer_in_plain_words(clerk):
    words = "\n".join(
        str(c.value) for row in clerk.book["填写说明"].iter_rows() for c in row if c.value
    )
    for said in (
        "必须改正 1 条，请核实 2 条", "更正值", "属实", "原因代码", "保持原样", "不填姓名",
    ):  # fmt: skip
        assert said in words
    assert re.search(r"\{\w+\}", words) is None


def test_a_rate_keeps_the_digits_that_say_how_exact_it_is():
    form = figures().replace("94.1", "94.10")
    clerk = Clerk(issued(FINDINGS, form))
    assert cell(clerk, "203").value == "94.10"
    assert read(issued(FINDINGS, form)).forms[0].is_untouched


def test_lines_that_are_too_many_for_a_list_are_chosen_by_code(monkeypatch):
    monkeypatch.setattr(findings_sheet, "_LONGEST_LIST", 20)
    content = correction_workbook(correction(), HOUSE)
    assert Clerk(content).told(SUM_ROW, "更正指标") == "202"


def test_texts_stand_on_their_form_and_the_paragraph_meant_stands_out():
    paragraph = {"序号": "0", "标题": "平台", "正文": "全市[[201]]个。"}
    about = replace(
        JUMP, rule="V08", form="MTN", indicator="201", column_name="正文", line=6
    )  # fmt: skip
    drawn = draw_sheet(HOUSE, HOUSE.form("MTN"), HOUSE.area(NANNING), 2024, {})
    form = FormToCorrect(drawn, "x", texts=((6, paragraph),))
    sent = correction((about,))
    content = correction_workbook(replace(sent, forms=(form,)), HOUSE)
    cell = Clerk(content).book["民统附1表"]["C6"]
    assert (cell.value, cell.fill.fgColor.rgb) == ("全市[[201]]个。", AMBER)
    assert "须核对" in cell.comment.text
