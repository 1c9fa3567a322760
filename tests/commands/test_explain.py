"""`pipeline explain`: one question answered, and nothing else."""

from __future__ import annotations

import pytest

from tests.commands.conftest import break_figure, change

SAID = ("--reason", "R7", "--text", "上年栏取自年报初稿")


@pytest.fixture
def asked(collected, run):
    """Two cities' forms of 2024 received; what the region compares with is not there."""
    return collected


def n_queries(ask) -> int:
    return ask("status", "2024")["findings"]["query"]


def blank(collected, run, *codes: str) -> None:
    """Nanning sends MT2 again with mandatory lines left blank."""
    path = collected / "raw/2024/450100/mt2.csv"
    for code in codes:
        break_figure(path, code, "")
    assert run("collect", "2024").exit_code == 0


def test_an_answer_is_kept_in_the_file_of_its_year_and_closes_the_question(asked, run, ask):
    blank(asked, run, "207")
    before = n_queries(ask)
    answer = ask("explain", "2024", "南宁", "V05", "--indicator", "207", *SAID)
    assert (
        answer["explained"]["zh"] if isinstance(answer["explained"], dict) else answer["explained"]
    )
    assert n_queries(ask) == before - 1
    rows = (asked / "explanations/2024.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("V05,450100,MT2,2024,207,本年,")


def test_the_question_comes_back_when_the_form_moves(asked, run, ask):
    blank(asked, run, "207")
    run("explain", "2024", "南宁", "V05", "--indicator", "207", *SAID)
    told = n_queries(ask)
    change(asked / "raw/2024/450100/mt2.csv", "2025-02-13", "2025-02-20")
    blank(asked, run, "208")
    assert n_queries(ask) == told + 1  # 208 is asked about; 207 was explained and is still blank


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("V05", "--reason", "R1", "--text", "x"), "207"),
        (("V05", "--indicator", "999", "--reason", "R1", "--text", "x"), "207"),
        (("V12", "--reason", "R1", "--text", "x"), "pipeline validate"),
        (("V05", "--indicator", "207", "--reason", "Q1", "--text", "x"), "R1 统计口径或范围调整"),
        (("V05", "--indicator", "207", "--reason", "R1", "--text", " "), "一两句"),
        (("V05", "--indicator", "207", "--reason", "R1", "--text", "x🙂"), "印不出来"),
        (("V05", "--indicator", "207", "--reason", "R1", "--text", "x\u202ey"), "印不出来"),
        (
            ("V05", "--indicator", "207", "--reason", "R1", "--text", "问韦某 13978812345"),
            "身份证号或手机号",
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_kept_nowhere(asked, run, arguments, told):
    blank(asked, run, "207", "208")
    ended = run("explain", "2024", "南宁", *arguments)
    assert ended.exit_code == 2
    assert told in ended.stderr
    assert not list(asked.glob("explanations/*.csv"))


def test_an_error_is_corrected_and_not_explained(asked, run):
    break_figure(asked / "raw/2024/450100/mt2.csv", "201", "449")
    run("collect", "2024")
    ended = run("explain", "2024", "南宁", "S201", *SAID)
    assert ended.exit_code == 2
    assert "不是核实性发现" in ended.stderr
