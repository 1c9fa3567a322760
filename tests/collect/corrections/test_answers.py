"""What comes back from a correction workbook: corrections, explanations, questions about both."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from pipeline.collect.reader.privacy import personal_number
from pipeline.vocabulary import Role, Severity
from tests.collect.corrections.clerk import Clerk
from tests.collect.corrections.issued import (
    BROKEN,
    FINDINGS,
    JUMP,
    JUMP_ROW,
    MISSING,
    MISSING_ROW,
    RATE_ROW,
    SUM_ROW,
    answered,
    issued,
    returned,
)
from tests.collect.mini import LIUZHOU, read, rules, this_year

SHEET = "民统2表"
SILENT = {"D54N"}  # the day of report is left to the clerk
EXPLAINED = {"处理": "属实", "原因代码": "R1 统计口径或范围调整", "说明": "口径有变"}


def figure(content: bytes, code: str = "202"):
    return this_year(read(content), code)


class TestAnUntouchedWorkbook:
    @pytest.mark.parametrize("content", [issued(), returned()], ids=["as written", "saved again"])
    def test_says_nothing_at_all(self, content):
        reading = read(content)
        assert (set(rules(reading)), reading.replies) == (SILENT, ())
        assert [form.is_untouched for form in reading.forms] == [True]

    def test_is_told_from_a_form(self):
        assert read(issued()).origin == "correction"

    def test_says_nothing_where_only_the_line_to_correct_was_chosen(self):
        assert read(answered(SUM_ROW, 更正指标="201 服务平台总数")).replies == ()


class TestACorrectedFigure:
    def test_takes_the_place_of_what_stands_on_the_form(self):
        content = answered(SUM_ROW, 处理="已更正", 更正值=87)
        assert set(rules(read(content))) == SILENT
        assert (figure(content).raw_text, figure(content, "201").raw_text) == ("87", "418")

    def test_stands_where_it_was_typed(self):
        clerk = Clerk(issued())
        clerk.answer(SUM_ROW, 处理="已更正", 更正值=87)
        row, column = clerk.rows()[SUM_ROW], clerk.heads["更正值"]
        seen = figure(clerk.saved())
        assert (seen.sheet, seen.line, seen.column_no) == ("审核发现", row, column)
        assert figure(clerk.saved(), "201").sheet == SHEET

    def test_counts_without_a_word_under_treatment(self):
        content = answered(SUM_ROW, 更正值=87)
        assert set(rules(read(content))) == SILENT
        assert figure(content).raw_text == "87"

    def test_goes_to_the_line_that_was_chosen(self):
        content = answered(SUM_ROW, 处理="已更正", 更正指标="201", 更正值=496)
        assert (figure(content).raw_text, figure(content, "201").raw_text) == ("78", "496")

    def test_keeps_what_the_form_says_of_it(self):
        content = answered(JUMP_ROW, 处理="已更正", 更正值=980)
        assert figure(content, "204").reading.status == "P"

    def test_may_be_typed_on_the_form_as_well(self):
        content = returned(lambda clerk: clerk.on_form(SHEET, "202", "本年", 87))
        assert (figure(content).raw_text, figure(content).sheet) == ("87", SHEET)

    @pytest.mark.parametrize(
        ("typed", "rule"),
        [
            ("八十七左右", "D23"),
            ("-87", "D28"),
            ("87人", "D20R"),
            ("=80+7", "D29"),
            ("8 7", "D18R"),
        ],
    )
    def test_is_refused_as_on_the_form_where_it_is_no_figure(self, typed, rule):
        reading = read(answered(SUM_ROW, 处理="已更正", 更正值=typed))
        found = next(f for f in reading.findings if f.rule == rule)
        assert (found.sheet, found.column_name, found.indicator) == ("审核发现", "更正值", "202")
        assert reading.forms == ()

    def test_is_normalised_as_on_the_form_and_told_with_it(self):
        reading = read(answered(SUM_ROW, 处理="已更正", 更正值="８７个"))
        (note,) = [f for f in reading.findings if f.rule == "D17"]
        assert (note.sheet, note.submission_id) == ("审核发现", reading.forms[0].submission_id)
        assert this_year(reading, "202").reading.value == 87

    def test_has_no_cell_where_its_form_was_deleted(self):
        def fill(clerk: Clerk) -> None:
            clerk.answer(SUM_ROW, 处理="已更正", 更正值=87)
            del clerk.book[SHEET]

        assert "D85" in rules(read(returned(fill)))

    def test_has_no_cell_where_its_line_was_deleted(self):
        def fill(clerk: Clerk) -> None:
            clerk.answer(SUM_ROW, 处理="已更正", 更正值=87)
            clerk.book[SHEET].delete_rows(clerk.row_of(SHEET, "202"))

        assert "D85" in rules(read(returned(fill)))

    def test_is_asked_about_where_it_corrects_nothing(self):
        assert "D79" in rules(read(answered(SUM_ROW, 处理="已更正", 更正值=78)))

    def test_is_not_asked_about_where_only_the_remark_was_corrected(self):
        def fill(clerk: Clerk) -> None:
            clerk.answer(SUM_ROW, 处理="已更正")
            clerk.on_form(SHEET, "201", "备注", "不含县级")

        assert set(rules(read(returned(fill)))) == SILENT

    def test_is_asked_about_where_another_line_was_corrected(self):
        def fill(clerk: Clerk) -> None:
            clerk.answer(SUM_ROW, 处理="已更正")
            clerk.on_form(SHEET, "205", "本年", 32)

        assert "D79" in rules(read(returned(fill)))


class TestAnExplanation:
    def test_is_bound_to_its_finding(self):
        (reply,) = read(answered(JUMP_ROW, **EXPLAINED)).replies
        assert (reply.finding_id, reply.values_hash) == (JUMP.finding_id, JUMP.values_hash)
        assert (reply.treatment, reply.reason_code, reply.text) == ("属实", "R1", "口径有变")
        assert reply.explains
        assert (reply.finding.rule, reply.form, reply.column) == ("V12", "MT2", "本年")

    def test_leaves_the_form_as_it_was(self):
        (form,) = read(answered(JUMP_ROW, **EXPLAINED)).forms
        assert form.is_untouched

    @pytest.mark.parametrize("missing", ["原因代码", "说明"])
    def test_wants_a_reason_and_words(self, missing):
        reading = read(answered(JUMP_ROW, **EXPLAINED | {missing: None}))
        (asked,) = [f for f in reading.findings if f.rule == "D80"]
        assert missing in asked.message.zh
        assert (asked.severity, asked.sheet) == (Severity.QUERY, "审核发现")
        assert not reading.replies[0].explains

    def test_does_not_settle_an_error(self):
        reading = read(answered(SUM_ROW, **EXPLAINED))
        assert "D81" in rules(reading)
        assert not reading.replies[0].explains

    @pytest.mark.parametrize("typed", ["属 实", "正确", None])
    def test_is_not_taken_under_an_unknown_word(self, typed):
        reading = read(answered(JUMP_ROW, **EXPLAINED | {"处理": typed}))
        assert "D83" in rules(reading)
        assert not reading.replies[0].explains

    def test_may_come_without_any_form(self):
        def fill(clerk: Clerk) -> None:
            clerk.answer(MISSING_ROW, **EXPLAINED | {"说明": "本级无此项工作"})
            del clerk.book[SHEET]

        reading = read(returned(fill, (*FINDINGS, MISSING)))
        assert (set(rules(reading)), reading.forms) == ({"D70"}, ())
        assert [reply.finding.rule for reply in reading.replies] == ["V07"]

    def test_holds_no_personal_number(self):
        reading = read(answered(JUMP_ROW, **EXPLAINED | {"说明": "张某 13978812345"}))
        assert (rules(reading), reading.forms, reading.replies) == (["D50"], (), ())


def test_a_missing_form_is_answered_by_filling_it_in():
    def fill(clerk: Clerk) -> None:
        clerk.answer(MISSING_ROW, 处理="已更正")
        clerk.on_form("民统3表", "301", "本年", 12)

    reading = read(returned(fill, (*FINDINGS, MISSING)))
    assert set(rules(reading)) == SILENT
    assert [form.titles.form.code for form in reading.forms] == ["MT2", "MT3"]
    assert "D79" in rules(read(returned(lambda c: c.answer(MISSING_ROW, 处理="已更正"),
                                        (*FINDINGS, MISSING))))  # fmt: skip


class TestTheSheetOfFindingsIsKnownHoweverItWasHandled:
    def rearranged(self, change) -> bytes:
        def fill(clerk: Clerk) -> None:
            clerk.answer(SUM_ROW, 处理="已更正", 更正值=87)
            clerk.answer(JUMP_ROW, **EXPLAINED)
            change(clerk)

        return returned(fill)

    @pytest.mark.parametrize(
        "change",
        [
            lambda clerk: clerk.book.move_sheet("审核发现", 3),
            lambda clerk: setattr(clerk.findings, "title", "Sheet1"),
            lambda clerk: clerk.findings.insert_rows(1, 2),
            lambda clerk: clerk.swap_rows(2, 3),
            lambda clerk: clerk.findings.delete_rows(clerk.rows()[RATE_ROW]),
            lambda clerk: clerk.findings.insert_cols(1),
            lambda clerk: clerk.book.move_sheet("填写说明", 5),
        ],
        ids=["moved", "renamed", "rows above", "sorted", "row deleted", "column before", "guide"],
    )
    def test_it_is_read_all_the_same(self, change):
        reading = read(self.rearranged(change))
        assert set(rules(reading)) == SILENT
        assert this_year(reading, "202").raw_text == "87"
        assert {reply.finding.rule for reply in reading.replies} == {"S201", "V12"}

    @pytest.mark.parametrize("head", ["处理", "编号", "更正值", "填报数"])
    def test_without_one_of_its_heads_it_is_refused(self, head):
        def spoil(clerk: Clerk) -> None:
            clerk.findings.cell(1, clerk.heads[head]).value = None

        assert "D14" in rules(read(self.rearranged(spoil)))

    def test_with_a_head_twice_it_is_refused(self):
        def spoil(clerk: Clerk) -> None:
            clerk.findings.cell(1, len(clerk.heads) + 1).value = "更正值"

        assert "D16" in rules(read(self.rearranged(spoil)))

    def test_two_of_them_are_refused(self):
        def copy(clerk: Clerk) -> None:
            clerk.book.copy_worksheet(clerk.findings)

        assert "D73" in rules(read(self.rearranged(copy)))


class TestANumberBindsItsRow:
    @pytest.mark.parametrize("head", ["填报数", "指标代码", "表号", "规则", "地区", "年度", "级别"])
    def test_so_that_nothing_else_of_it_may_change(self, head):
        def spoil(clerk: Clerk) -> None:
            clerk.answer(JUMP_ROW, **EXPLAINED)
            clerk.answer(JUMP_ROW, **{head: "1"})

        assert "D82" in rules(read(returned(spoil)))

    def test_and_that_columns_sorted_apart_are_refused(self):
        def sort(clerk: Clerk) -> None:
            clerk.answer(JUMP_ROW, **EXPLAINED)
            numbers = [clerk.findings.cell(row, clerk.heads["编号"]) for row in (2, 3)]
            numbers[0].value, numbers[1].value = numbers[1].value, numbers[0].value

        assert "D82" in rules(read(returned(sort)))

    def test_but_of_a_row_without_answers_nothing_is_asked(self):
        def spoil(clerk: Clerk) -> None:
            clerk.answer(JUMP_ROW, 编号="?")

        assert set(rules(read(returned(spoil)))) == SILENT

    def test_and_that_no_other_city_answers_it(self):
        assert "D82" in rules(read(answered(JUMP_ROW, **EXPLAINED), folder=LIUZHOU))


def test_a_figure_by_itself_is_no_persons_number():
    """The house wrote it, so eleven digits are a figure; only what a clerk writes is suspected."""
    large = replace(JUMP, observed="13978812345")
    assert set(rules(read(issued((BROKEN, large))))) == SILENT


def test_a_binding_that_looks_like_a_telephone_number_is_none():
    numbered = (replace(JUMP, observed=str(n)) for n in count())
    unlucky = next(f for f in numbered if personal_number(f"{f.finding_id}-{f.values_hash}"))
    assert set(rules(read(issued((BROKEN, unlucky))))) == SILENT


def test_last_years_column_is_corrected_where_the_finding_is_about_it():
    about_last = replace(BROKEN, column_name="上年", suspects="", rule="V10", observed="401")
    content = returned(
        lambda clerk: clerk.answer(("V10", "201"), 处理="已更正", 更正值=402), (about_last,)
    )
    (form,) = read(content).forms
    last = {o.indicator: o.raw_text for o in form.content.observations if o.role is Role.LAST}
    assert (last["201"], this_year(read(content)).raw_text) == ("402", "418")
