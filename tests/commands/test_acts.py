"""`pipeline withdraw` and `pipeline move`: what they take, what they answer, what they refuse."""

from __future__ import annotations

import pytest


def test_a_withdrawal_answers_with_what_changed_on_the_board(collected, ask):
    answer = ask("withdraw", "2024", "450100", "MT4", "--reason", "重复报送")
    assert answer["recorded"]["zh"].startswith("南宁市 2024 年民统4表第 1 版")
    (changed,) = [c for c in answer["changes"] if c["form"] == "MT4"]
    assert (changed["area"], changed["before"]) == ("450100", "✓")
    assert changed["after"].startswith("·")


@pytest.mark.parametrize(
    "area", ["450100", "南宁", "南宁市", "450100_南宁市", "Nanning", "南宁市民宗委"]
)
@pytest.mark.parametrize("form", ["MT4", "mt4", "民统4表", "ｍｔ４"])
def test_units_and_forms_go_by_any_of_their_names(collected, run, area, form):
    assert run("withdraw", "2024", area, form, "--reason", "试验").exit_code == 0


def test_a_withdrawal_is_undone(collected, ask):
    ask("withdraw", "2024", "450100", "MT4", "--reason", "试验")
    answer = ask("withdraw", "2024", "450100", "MT4", "--undo", "--reason", "查实无误")
    assert "恢复" in answer["recorded"]["zh"]
    (changed,) = [c for c in answer["changes"] if c["form"] == "MT4"]
    assert changed["after"] == "✓"


def test_a_move_answers_with_both_cities(collected, ask):
    answer = ask("move", "2024", "南宁", "MT4", "--to", "柳州", "--reason", "放错目录")
    changed = {(c["area"], c["form"]): c["after"] for c in answer["changes"]}
    assert changed["450200", "MT4"] == "✓2 核实 1"  # Nanning's pupils beside Liuzhou's population
    assert changed["450100", "MT4"].startswith("·")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("withdraw", "2024", "广州", "MT4", "--reason", "x"), "450100 南宁市"),
        (("withdraw", "2024", "南宁", "MT9", "--reason", "x"), "MT4 民统4表"),
        (("withdraw", "2024", "桂林", "MT4", "--reason", "x"), "还没有收到过"),
        (("withdraw", "2023", "南宁", "MT4", "--reason", "x"), "还没有收到过"),
        (("withdraw", "2024", "南宁", "MT4", "--revision", "2", "--reason", "x"), "第 1 版"),
        (("withdraw", "2024", "南宁", "MT4", "--undo", "--reason", "x"), "没有可恢复"),
        (("withdraw", "2024", "南宁", "MT4", "--reason", " "), "理由"),
        (("withdraw", "2024", "南宁", "MT4"), "--reason"),
        (("move", "2024", "南宁", "MT4", "--to", "南宁", "--reason", "x"), "已在"),
        (("move", "2024", "南宁", "MT4", "--to", "459900", "--reason", "x"), "没有这个填报单位"),
        (("move", "2024", "南宁", "MT4", "--to", "C11", "--reason", "x"), "没有这个填报单位"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_recorded_nowhere(collected, run, arguments, told):
    ledger = collected / "received/ledger.csv"
    before = ledger.read_bytes()
    ended = run(*arguments)
    assert ended.exit_code == 2
    assert told in ended.stderr
    assert ledger.read_bytes() == before


def test_acts_before_anything_was_received_are_refused(data, run):
    assert run("withdraw", "2024", "南宁", "MT4", "--reason", "x").exit_code == 2
    assert not (data / "received/ledger.csv").exists()


def test_the_book_follows_the_acts(collected, ask, run):
    ask("withdraw", "2024", "450100", "MT4", "--reason", "试验")
    told = ask("validate", "2024")
    assert told["submissions"] == {"accepted": 17, "returned": 1}
