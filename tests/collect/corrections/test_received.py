"""A correction workbook at the receiving desk: revisions, repeats, explanations that are kept."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from pipeline.collect.corrections import correction_of, correction_workbook
from pipeline.collect.receipts import Archive
from pipeline.workspace import Workspace
from tests.collect.corrections.clerk import Clerk
from tests.collect.corrections.issued import FINDINGS, HOUSE, JUMP_ROW, SUM_ROW, issued, returned
from tests.collect.desk import acts, collect, receipts, staged
from tests.collect.mini import NANNING, TODAY, drop, events, figures, narrative, one, read

EXPLAINED = {"处理": "属实", "原因代码": "R1", "说明": "口径有变"}
CORRECTED = {"处理": "已更正", "更正值": 87}
NAME = "2024/450100/订正表.xlsx"


@pytest.fixture
def workspace(tmp_path):
    workspace = Workspace(tmp_path)
    drop(workspace, "2024/450100/mt2.csv", figures())
    collect(workspace)
    return workspace


def kept(workspace):
    """The explanations as they stand in the file of the year."""
    path = workspace.explanations / "2024.csv"
    if not path.exists():
        return []
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def explained(clerk: Clerk) -> None:
    clerk.answer(JUMP_ROW, **EXPLAINED)


def corrected(clerk: Clerk) -> None:
    clerk.answer(SUM_ROW, **CORRECTED)


def gone_out(workspace, findings) -> bytes:
    """The workbook made of what was received; nothing of last year is in force."""
    with staged(workspace) as warehouse:
        for name in ("submission", "observation"):
            warehouse.rows(f"create table validated.{name} as from staged.{name} limit 0")
        sent = correction_of(warehouse, HOUSE, HOUSE.area(NANNING), 2024, findings)
    return correction_workbook(sent, HOUSE)


def told(workspace):
    return [(act.act.value, act.form, act.refers_to) for act in acts(workspace)]


def test_untouched_it_is_no_revision_and_explains_nothing(workspace):
    drop(workspace, NAME, issued())
    received = collect(workspace)
    assert (received.fresh, received.explained, received.rejections) == ((), (), ())
    assert (told(workspace)[-1], kept(workspace)) == (("repeated", "MT2", 1), [])


def test_with_explanations_alone_its_forms_are_repeated_and_the_explanations_kept(workspace):
    drop(workspace, NAME, returned(explained))
    received = collect(workspace)
    assert (received.fresh, len(received.repeated), len(received.explained)) == ((), 1, 1)
    (row,) = kept(workspace)
    digest = acts(workspace)[-1].sha256
    assert (row["rule"], row["reason_code"], row["text"]) == ("V12", "R1", "口径有变")
    assert (row["given_by"], row["given_on"]) == ("市级", TODAY.isoformat())
    assert (row["observed"], row["expected"], row["source_sha256"]) == ("1172.50", "980", digest)


def test_with_a_correction_it_is_a_revision_that_says_where_the_figure_was_typed(workspace):
    drop(workspace, NAME, returned(corrected))
    assert [act.form for act in collect(workspace).fresh] == ["MT2"]
    with staged(workspace) as warehouse:
        (form,) = warehouse.rows("select * from staged.submission where revision = 2")
        cells = warehouse.rows(
            "select * from staged.observation where submission_id = $id and role = 'this'",
            id=form["submission_id"],
        )
    assert form["origin"] == "correction"
    of = {cell["indicator"]: cell for cell in cells}
    assert (of["202"]["raw_text"], of["202"]["sheet"], of["202"]["line"]) == ("87", "审核发现", 2)
    assert (of["201"]["raw_text"], of["201"]["sheet"]) == ("418", "民统2表")


def test_received_twice_it_explains_once(workspace):
    drop(workspace, NAME, returned(explained))
    collect(workspace)
    assert (collect(workspace).known, collect(workspace).explained) == (2, ())
    drop(workspace, "2024/450100/again.xlsx", returned(lambda c: (explained(c), corrected(c))))
    assert collect(workspace).explained == ()
    assert len(kept(workspace)) == 1


def test_an_explanation_outlives_a_crash_before_the_ledger_is_written(workspace, monkeypatch):
    drop(workspace, NAME, returned(explained))
    with monkeypatch.context() as crash:
        crash.setattr(Archive, "enter", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            collect(workspace)
    assert len(kept(workspace)) == 1
    assert len(collect(workspace).repeated) == 1
    assert len(kept(workspace)) == 1


def test_what_its_answers_leave_open_is_asked(workspace):
    drop(workspace, NAME, returned(lambda c: c.answer(JUMP_ROW, 处理="属实", 说明="口径有变")))
    received = collect(workspace)
    assert [question.rule for question in received.questions] == ["D80"]
    assert kept(workspace) == []


def test_a_form_it_left_alone_does_not_bring_back_what_was_sent_before(workspace):
    drop(workspace, "2024/450100/newer.csv", one("419"))
    collect(workspace)
    drop(workspace, NAME, returned(explained))
    received = collect(workspace)
    assert (received.fresh, received.rejections) == ((), ())
    assert told(workspace)[-1] == ("repeated", "MT2", 1)
    assert [r.revision for r in receipts(workspace)] == [1, 2]


def test_a_sample_stays_a_sample_and_is_explained_on_its_own_day(tmp_path):
    workspace, form = Workspace(tmp_path), figures(资料性质="示例")
    drop(workspace, "2024/450100/mt2.csv", form)
    collect(workspace)
    clerk = Clerk(gone_out(workspace, FINDINGS))
    clerk.answer(JUMP_ROW, **EXPLAINED)
    clerk.title("民统2表", "报出日期", "2025-03-18")
    drop(workspace, NAME, clerk.saved())
    received = collect(workspace)
    assert (received.fresh, received.rejections) == ((), ())
    (row,) = kept(workspace)
    assert (row["given_by"], row["given_on"]) == ("示例", "2025-03-18")


@pytest.mark.parametrize(
    "form",
    [
        figures(),
        figures(数据时点="2024-06-30", 资料性质="示例", 资料来源="某公报"),
        one("830多", "多于"),
        one("４１８个", last="四百"),
        figures() + "注：含县级。,,,,,,\n另有 2 个在建。,,,,,,\n",
        one("11.65万", code="205"),
        one("", "不适用"),
        one("94.10", code="203"),
        narrative(),
        narrative() + "注：文字未核。,,\n",
        events(),
    ],
)
def test_whatever_was_sent_goes_out_and_comes_back_as_the_same(tmp_path, form):
    workspace = Workspace(tmp_path)
    drop(workspace, "2024/450100/a.csv", form)
    collect(workspace)
    (act,) = acts(workspace)
    about = replace(FINDINGS[1], form=act.form, indicator="", line=6, column_name="")
    (again,) = read(gone_out(workspace, (about,))).forms
    (first,) = read(form).forms
    assert again.is_untouched
    assert again.digest == first.digest
