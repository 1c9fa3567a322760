"""What counts as a new revision of a form, and what is only the same form in another dress."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.workspace import Workspace
from tests.collect.desk import acts, collect, receipts, staged
from tests.collect.mini import ROWS, drop, events, figures, narrative, one, workbook

TOMORROW = date(2026, 11, 24)


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


def told(workspace):
    """The ledger in short: what was done with which form, and to which receipt it refers."""
    return [(act.act.value, act.form, act.refers_to) for act in acts(workspace)]


def season(**changed):
    """A workbook of three forms."""
    return workbook(
        **{"民统2表": figures(), "民统附1表": narrative(), "民统附2表": events()} | changed
    )


def test_a_workbook_is_one_receipt_a_form_of_the_same_bytes(workspace):
    drop(workspace, "2024/450100/a.xlsx", season())
    assert [act.form for act in collect(workspace).fresh] == ["MT2", "MTN", "MTE"]
    found = receipts(workspace)
    assert len({receipt.sha256 for receipt in found}) == 1
    assert [receipt.sheet for receipt in found] == ["民统2表", "民统附1表", "民统附2表"]
    assert len(list(workspace.received.glob("objects/*/*"))) == 1


def test_of_a_workbook_sent_again_only_what_changed_is_a_revision(workspace):
    drop(workspace, "2024/450100/a.xlsx", season())
    collect(workspace)
    drop(workspace, "2024/450100/b.xlsx", season(民统2表=one("419")))
    second = collect(workspace)
    assert [act.form for act in second.fresh] == ["MT2"]
    assert [act.form for act in second.repeated] == ["MTN", "MTE"]
    assert told(workspace)[3:] == [
        ("received", "MT2", None), ("repeated", "MTN", 2), ("repeated", "MTE", 3),
    ]  # fmt: skip
    assert [(r.form, r.revision) for r in receipts(workspace)] == [
        ("MT2", 1), ("MTN", 1), ("MTE", 1), ("MT2", 2),
    ]  # fmt: skip


def test_bytes_that_changed_nothing_are_known_from_then_on(workspace):
    drop(workspace, "2024/450100/a.csv", figures())
    collect(workspace)
    drop(workspace, "2024/450100/b.csv", figures().encode("gb18030"))
    assert [len(found) for found in (collect(workspace).repeated, acts(workspace))] == [1, 2]
    third = collect(workspace)
    assert (third.known, third.fresh, third.repeated) == (2, (), ())


@pytest.mark.parametrize(
    "again",
    [
        figures().encode("gb18030"),
        figures().encode("utf-8-sig"),
        figures().encode("utf-16"),
        figures().replace(",", "\t"),
        figures().replace("\n", "\r\n"),
        workbook(民统2表=figures()),
        figures().replace("1172.50", "1172.5"),
        figures(报出日期="2025-03-01"),
        figures(*reversed(ROWS)),
        "服务平台统计表\n" + figures(),
        figures().replace("418", "４１８个"),
        figures().replace("指标名称", "项目"),
    ],
    ids=[
        "GB18030", "BOM", "UTF-16", "tabs", "CRLF", "workbook", "trailing zeros", "another day",
        "other order", "a big title", "dressed figure", "other heads",
    ],
)  # fmt: skip
def test_saying_the_same_in_another_dress_is_no_revision(workspace, again):
    drop(workspace, "2024/450100/a.csv", figures())
    collect(workspace)
    drop(workspace, "2024/450100/b", again)
    received = collect(workspace)
    assert (received.fresh, len(received.repeated), received.rejections) == ((), 1, ())


@pytest.mark.parametrize(
    "again",
    [
        figures().replace("94.1", "94.10"),
        figures().replace("初步", "估计"),
        figures().replace("含县级", "不含县级"),
        figures().replace(",401,", ",402,"),
        figures(数据时点="2024-06-30"),
        figures(资料性质="示例"),
        figures(*ROWS, "注：含县级。,,,,,,"),
        one("418", "多于"),
        one("", "不详"),
    ],
    ids=[
        "zeros that narrow a rate", "firmness", "remark", "last year", "reference day", "sample",
        "note under the table", "a bound", "a reason for a blank",
    ],
)  # fmt: skip
def test_whatever_a_form_says_differently_is_a_revision(workspace, again):
    drop(workspace, "2024/450100/a.csv", figures())
    collect(workspace)
    drop(workspace, "2024/450100/b", again)
    assert len(collect(workspace).fresh) == 1


def test_a_line_that_is_left_out_says_what_a_blank_line_says(workspace):
    drop(workspace, "2024/450100/a.csv", figures(*ROWS[:4]))
    collect(workspace)
    drop(workspace, "2024/450100/b.csv", figures(*ROWS[:4], "205,壮族工作人员,人,,,,"))
    assert len(collect(workspace).repeated) == 1


@pytest.mark.parametrize("changed", ["召开座谈会。", "南宁市", "2024-05-01"])
def test_a_text_that_differs_is_a_revision_and_their_order_is_none(workspace, changed):
    first, second = "2024-05-01,南宁市,召开座谈会。", "2024-09-27,,举办运动会。"
    drop(workspace, "2024/450100/a.csv", events(first, second))
    collect(workspace)
    drop(workspace, "2024/450100/b.csv", events(second, first))
    assert len(collect(workspace).repeated) == 1
    other = {"召开座谈会。": "召开会议。", "南宁市": "", "2024-05-01": "2024-05-02"}[changed]
    drop(workspace, "2024/450100/c.csv", events(first.replace(changed, other), second))
    assert len(collect(workspace).fresh) == 1


def test_what_was_said_before_the_last_revision_is_a_revision_again(workspace):
    for number, form in enumerate((figures(), one("419"), figures() + "\n\n")):
        drop(workspace, f"2024/450100/{number}.csv", form)
        collect(workspace)
    assert [receipt.revision for receipt in receipts(workspace)] == [1, 2, 3]


def test_the_same_form_twice_in_one_run_is_entered_once_and_repeated_once(workspace):
    drop(workspace, "2024/450100/a.csv", figures())
    drop(workspace, "2024/450100/b.xlsx", workbook(民统2表=figures()))
    collect(workspace)
    assert told(workspace) == [("received", "MT2", None), ("repeated", "MT2", 1)]


def test_a_repeated_form_is_staged_once(workspace):
    drop(workspace, "2024/450100/a.csv", figures())
    drop(workspace, "2024/450100/b.xlsx", season())
    with staged(workspace) as warehouse:
        rows = warehouse.rows("select form, file_name from staged.submission order by form")
        loose = warehouse.rows(
            "select * from staged.reading_finding where submission_id is not null"
            " and submission_id not in (select submission_id from staged.submission)"
        )
    assert [tuple(row.values()) for row in rows] == [
        ("MT2", "raw/2024/450100/a.csv"),
        ("MTE", "raw/2024/450100/b.xlsx"),
        ("MTN", "raw/2024/450100/b.xlsx"),
    ]
    assert loose == []


def test_a_workbook_is_read_once_whatever_it_holds(workspace, monkeypatch):
    from pipeline.collect import staging

    read, really = [], staging.read_file
    drop(workspace, "2024/450100/b.xlsx", season())
    collect(workspace)
    monkeypatch.setattr(
        staging, "read_file", lambda *args: (read.append(args[1].file_name), really(*args))[1]
    )
    with staged(workspace) as warehouse:
        assert len(warehouse.rows("select * from staged.submission")) == 3
    assert len(read) == 1


def test_a_file_of_the_year_folder_itself_must_say_whose_it_is(workspace):
    drop(workspace, "2024/南宁.csv", figures())
    drop(workspace, "2024/nobody.csv", figures(填报单位=None))
    received = collect(workspace)
    assert [(act.area, act.folder) for act in received.fresh] == [("450100", "")]
    assert len(received.rejections) == 1
    assert collect(workspace).known == 1


def test_bytes_known_from_the_year_folder_are_known_in_the_citys(workspace):
    drop(workspace, "2024/a.csv", figures())
    collect(workspace)
    drop(workspace, "2024/450100/a.csv", figures())
    assert collect(workspace).known == 2


def test_the_same_bytes_of_another_year_are_another_submission(workspace):
    undated = figures(统计年度=None, 报出日期=None)
    for year in (2023, 2024):
        drop(workspace, f"{year}/450100/a.csv", undated)
        collect(workspace, year)
    assert [receipt.key for receipt in receipts(workspace)] == [
        ("450100", "MT2", 2023), ("450100", "MT2", 2024),
    ]  # fmt: skip
    with staged(workspace) as warehouse:
        rows = warehouse.rows("select year, revision from staged.submission order by year")
    assert [tuple(row.values()) for row in rows] == [(2023, 1), (2024, 1)]


class TestAForcedEncoding:
    """Whoever collects may know better than the file tells."""

    def test_is_remembered_for_staging(self, workspace):
        drop(workspace, "2024/450100/a.csv", figures().encode("gb18030"))
        collect(workspace, encoding="gb18030")
        assert [receipt.encoding for receipt in receipts(workspace)] == ["gb18030"]
        with staged(workspace) as warehouse:
            (row,) = warehouse.rows("select encoding from staged.submission")
        assert row == {"encoding": "gb18030"}

    def test_rejects_what_cannot_be_read_in_it(self, workspace):
        drop(workspace, "2024/450100/a.csv", figures().encode("gb18030"))
        assert {f.rule for f in collect(workspace, encoding="utf-8").findings} == {"D04"}
        assert len(collect(workspace).fresh) == 1

    def test_is_for_new_files_only(self, workspace):
        drop(workspace, "2024/450100/a.csv", figures())
        collect(workspace)
        assert collect(workspace, encoding="gb18030").known == 1


def test_the_days_of_receipt_are_those_of_the_runs(workspace):
    drop(workspace, "2024/450100/a.csv", figures())
    collect(workspace)
    drop(workspace, "2024/450100/b.csv", one("419"))
    collect(workspace, today=TOMORROW)
    assert [receipt.received_on for receipt in receipts(workspace)] == [
        date(2026, 11, 23),
        TOMORROW,
    ]
