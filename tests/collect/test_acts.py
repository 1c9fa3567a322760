"""Withdrawing, reinstating and moving: recorded, reversible, and never by halves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.collect.acts import Wanted, move, order, reinstate, withdraw
from pipeline.collect.reader.lexicon import build_lexicon
from pipeline.collect.receipts import Archive
from pipeline.errors import DataError, UsageError
from pipeline.workspace import Workspace
from tests.collect.desk import acts, collect, staged
from tests.collect.mini import (
    CATALOGUE,
    HENGZHOU,
    LEXICON,
    LIUZHOU,
    NANNING,
    TODAY,
    drop,
    events,
    figures,
    narrative,
    one,
    workbook,
)

BECAUSE = order("重复报送", TODAY)


@pytest.fixture
def workspace(tmp_path):
    """Nanning's form in two revisions."""
    workspace = Workspace(tmp_path)
    for number, form in enumerate((figures(), one("419"))):
        drop(workspace, f"2024/450100/{number}.csv", form)
        collect(workspace)
    return workspace


def wanted(revision=None, area=NANNING, form="mt2", year=2024):
    return Wanted(year, LEXICON.units[area], LEXICON.forms[form], revision)


def archive(workspace):
    return Archive(workspace.received)


def standing(workspace):
    """What is staged: area, revision and the figure of line 201."""
    with staged(workspace) as warehouse:
        rows = warehouse.rows(
            "select submission.area, revision, raw_text from staged.submission as submission"
            " inner join staged.observation using (submission_id)"
            " where indicator = '201' and role = 'this' order by submission.area, revision"
        )
    return [tuple(row.values()) for row in rows]


def test_the_newest_revision_is_withdrawn_and_the_one_before_stands_again(workspace):
    receipt = withdraw(archive(workspace), wanted(), BECAUSE)
    assert (receipt.revision, receipt.withdrawn) == (2, True)
    assert standing(workspace) == [(NANNING, 1, "418")]


def test_an_earlier_revision_may_be_withdrawn_and_the_newest_keeps_its_number(workspace):
    withdraw(archive(workspace), wanted(1), BECAUSE)
    assert standing(workspace) == [(NANNING, 2, "419")]


def test_an_act_is_recorded_with_reason_and_day_and_nothing_is_deleted(workspace):
    before = sorted(workspace.received.glob("objects/*/*"))
    withdraw(archive(workspace), wanted(), BECAUSE)
    act = acts(workspace)[-1]
    assert (act.act, act.refers_to, act.reason, act.acted_on) == ("withdrawn", 2, "重复报送", TODAY)
    assert sorted(workspace.received.glob("objects/*/*")) == before


def test_what_was_withdrawn_is_not_received_again_because_it_still_lies_there(workspace):
    withdraw(archive(workspace), wanted(), BECAUSE)
    again = collect(workspace)
    assert (again.fresh, again.repeated, again.known) == ((), (), 2)


def test_the_same_content_in_a_new_file_is_received_anew_after_a_withdrawal(workspace):
    withdraw(archive(workspace), wanted(), BECAUSE)
    drop(workspace, "2024/450100/again.csv", one("419").encode("gb18030"))
    collect(workspace)
    assert standing(workspace) == [(NANNING, 1, "418"), (NANNING, 3, "419")]


def test_a_withdrawal_is_undone(workspace):
    withdraw(archive(workspace), wanted(), BECAUSE)
    assert reinstate(archive(workspace), wanted(), BECAUSE).revision == 2
    assert standing(workspace) == [(NANNING, 1, "418"), (NANNING, 2, "419")]


def test_a_whole_form_may_be_withdrawn(workspace):
    for _ in range(2):
        withdraw(archive(workspace), wanted(), BECAUSE)
    assert standing(workspace) == []


def test_a_form_of_a_workbook_is_withdrawn_alone(workspace):
    book = workbook(民统2表=one("420"), 民统附1表=narrative(), 民统附2表=events())
    drop(workspace, "2024/450100/b.xlsx", book)
    collect(workspace)
    withdraw(archive(workspace), wanted(form="mtn"), BECAUSE)
    with staged(workspace) as warehouse:
        forms = warehouse.rows(
            "select form from staged.submission where file_name like '%.xlsx' order by form"
        )
        assert warehouse.rows("select * from staged.narrative") == []
    assert [row["form"] for row in forms] == ["MT2", "MTE"]


def test_a_submission_moves_to_another_city_and_stays_as_it_was_sent(workspace):
    former, receipt = move(archive(workspace), wanted(), LEXICON.units[LIUZHOU], BECAUSE, LEXICON)
    assert (former.area, former.revision) == (NANNING, 2)
    assert (receipt.area, receipt.revision, receipt.sha256) == (LIUZHOU, 1, former.sha256)
    assert standing(workspace) == [(NANNING, 1, "418"), (LIUZHOU, 1, "419")]
    with staged(workspace) as warehouse:
        notes = warehouse.rows("select area from staged.reading_finding where rule = 'D71'")
    assert notes == [{"area": LIUZHOU}]


def test_a_moved_file_is_known_in_the_old_folder_and_in_the_new(workspace):
    move(archive(workspace), wanted(), LEXICON.units[LIUZHOU], BECAUSE, LEXICON)
    drop(workspace, "2024/450200/1.csv", one("419"))
    again = collect(workspace)
    assert (again.fresh, again.known, again.rejections) == ((), 3, ())


def test_a_form_of_a_workbook_moves_alone(workspace):
    book = workbook(民统附1表=narrative(), 民统附2表=events(), 草稿="随手记,1")
    drop(workspace, "2024/450100/b.xlsx", book)
    collect(workspace)
    move(archive(workspace), wanted(form="mtn"), LEXICON.units[LIUZHOU], BECAUSE, LEXICON)
    with staged(workspace) as warehouse:
        rows = warehouse.rows(
            "select area, form from staged.submission where form <> 'MT2' order by form"
        )
        notes = warehouse.rows(
            "select rule from staged.reading_finding where rule in ('D69', 'D71') order by rule"
        )
    assert [tuple(row.values()) for row in rows] == [(NANNING, "MTE"), (LIUZHOU, "MTN")]
    assert [row["rule"] for row in notes] == ["D69", "D71"]


def test_a_move_is_undone_by_another(workspace):
    nanning, liuzhou = LEXICON.units[NANNING], LEXICON.units[LIUZHOU]
    move(archive(workspace), wanted(), liuzhou, BECAUSE, LEXICON)
    move(archive(workspace), wanted(area=LIUZHOU), nanning, BECAUSE, LEXICON)
    assert standing(workspace) == [(NANNING, 1, "418"), (NANNING, 3, "419")]


@pytest.mark.parametrize(
    "asked",
    [wanted(3), wanted(area=LIUZHOU), wanted(form="mte"), wanted(year=2023)],
    ids=["no such revision", "another city", "another form", "another year"],
)
def test_what_was_never_received_cannot_be_withdrawn_or_moved(workspace, asked):
    before = acts(workspace)
    with pytest.raises(UsageError):
        withdraw(archive(workspace), asked, BECAUSE)
    with pytest.raises(UsageError):
        reinstate(archive(workspace), asked, BECAUSE)
    with pytest.raises(UsageError):
        move(archive(workspace), asked, LEXICON.units["450000"], BECAUSE, LEXICON)
    assert acts(workspace) == before


def test_what_stands_cannot_be_put_back_nor_what_is_withdrawn_be_withdrawn(workspace):
    with pytest.raises(UsageError, match="reinstate"):
        reinstate(archive(workspace), wanted(), BECAUSE)
    withdraw(archive(workspace), wanted(2), BECAUSE)
    with pytest.raises(UsageError, match="withdraw") as raised:
        withdraw(archive(workspace), wanted(2), BECAUSE)
    assert raised.value.remedy_zh == "现有：第 1 版、第 2 版（已撤回）。"


def test_a_submission_cannot_move_to_where_it_is(workspace):
    with pytest.raises(UsageError):
        move(archive(workspace), wanted(), LEXICON.units[NANNING], BECAUSE, LEXICON)


def test_a_submission_cannot_move_to_a_city_that_was_no_more(workspace):
    before = acts(workspace)
    with pytest.raises(UsageError, match="in 2024"):
        move(archive(workspace), wanted(), LEXICON.units[HENGZHOU], BECAUSE, LEXICON)
    assert acts(workspace) == before


def test_a_move_that_would_make_it_unreadable_is_not_recorded(workspace):
    """The catalogue has lost a line of the form since."""
    fewer = build_lexicon(replace(CATALOGUE, indicators=CATALOGUE.indicators[1:]))
    before = acts(workspace)
    with pytest.raises(DataError):
        move(archive(workspace), wanted(), LEXICON.units[LIUZHOU], BECAUSE, fewer)
    assert acts(workspace) == before


@pytest.mark.parametrize("reason", ["", "  \n ", "字" * 501, "报错了\x1b[31m"])
def test_an_act_needs_a_reason_in_plain_words(reason):
    with pytest.raises(UsageError):
        order(reason, TODAY)


def test_a_reason_may_not_name_a_person_by_number():
    with pytest.raises(UsageError) as raised:
        order("请联系 13800138000", TODAY)
    assert "13800138000" not in raised.value.told("zh") + raised.value.told("en")


def test_a_reason_stands_on_one_line():
    assert order(" 重复报送，\n以第1版为准 ", TODAY).reason == "重复报送， 以第1版为准"
