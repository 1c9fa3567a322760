"""What is told to the clerk is a suspicion in one plain sentence, never a claim."""

from __future__ import annotations

import pytest

from pipeline.validate.suspects import Localisation, localise, suspicion
from tests.validate.suspects.given import cells, edits

MT2 = "201=202+216 216=203+204 205<=203"
TRANSPOSED = "201=418/410 202=84/46 216=370/364 203=220/215 204=150/149 205=20/20"


def told(figures: str, relations: str, names=None, names_en=None):
    return suspicion(localise(cells(figures), edits(relations)), names or {}, names_en or {})


@pytest.mark.parametrize(
    ("figures", "relations", "zh", "en"),
    [
        (
            TRANSPOSED,
            MT2,
            "疑为 202 有误：填 84，似应为 48（两位数字颠倒）。",
            "202 may be wrong: stated 84, perhaps 48 (two digits swapped).",
        ),
        (
            "201=418/410 202=480000/46 216=370/364",
            "201=202+216",
            "疑为 202 有误：填 480000，似应为 48（多乘了 10000）。",
            "202 may be wrong: stated 480000, perhaps 48 (10000 times too large).",
        ),
        (
            "201=418/410 202=220/46 216=370/364 203=48/215 204=150/149 205=20/20",
            MT2,
            "疑为 202 与 203 两行填反：现填 220、48，似应为 48、220。",
            "202 and 203 may have been exchanged: stated 220, 48, perhaps 48, 220.",
        ),
        (
            "201=500 202=130 216=320",
            "201=202+216",
            "疑为 216 或 202 有误。",
            "It may be that 216 or 202 is wrong.",
        ),
        (
            "1=500 2=130 3=120 4=110 5=90",
            "1=2+3+4+5",
            "疑为 2、3 或 4 有误。",
            "It may be that 2, 3 or 4 is wrong.",
        ),
        (
            "1=550 2=130 3=120 4=110 5=140",
            "1=2+3+4+5",
            "疑为 1、5、2 等项中有一项有误。",
            "It may be that one of 1, 5, 2 and others is wrong.",
        ),
        (
            "311=7100/6000 311@-1=60000 307=1100",
            "311=311@-1+307",
            "疑为上年 311 有误：填 60000，似应为 6000（多乘了 10）。",
            "Last year's 311 may be wrong: stated 60000, perhaps 6000 (10 times too large).",
        ),
    ],
)
def test_a_suspicion_is_one_sentence(figures, relations, zh, en):
    sentence = told(figures, relations)
    assert (sentence.zh, sentence.en) == (zh, en)


def test_names_stand_before_the_codes():
    sentence = told(TRANSPOSED, MT2, {"202": "服务中心"}, {"202": "Centres"})
    assert sentence.zh.startswith("疑为服务中心（202）有误：填 84")
    assert sentence.en.startswith("Centres (202) may be wrong")


def test_two_errors_at_once_are_told_together():
    sentence = told(
        "1=418/410 2=480000/46 3=370/364 4=52000/51 5=40/41 6=92/92",
        "1=2+3 6=4+5 2<=4",
    )
    assert sentence.zh == (
        "疑为 2 与 4 同时有误：2 填 480000，似应为 48（多乘了 10000）；"
        "4 填 52000，似应为 52（多乘了 1000）。"
    )
    assert sentence.en.startswith("2 and 4 may be wrong together: 2 stated 480000, perhaps 48")


def test_alternatives_of_several_cells_are_clauses_and_only_a_few():
    sentence = told("1=50 2=21 3=33 4=91 5=40 6=62", "1=2+3 4=5+6 2<=5")
    assert sentence.zh == (
        "疑为 1 与 5 同时有误，也可能是 1 与 6 同时有误，也可能是 1 与 4 同时有误。"
    )
    assert sentence.en == (
        "It may be that 1 and 5 are wrong, or that 1 and 6 are wrong, or that 1 and 4 are wrong."
    )


def test_errors_that_have_nothing_to_do_with_each_other_get_a_sentence_each():
    sentence = told("1=50/50 2=20/20 3=3000/30 7=90/90 8=4/40 9=50/50", "1=2+3 7=8+9")
    assert sentence.zh == (
        "疑为 3 有误：填 3000，似应为 30（多乘了 100）。疑为 8 有误：填 4，似应为 40（少乘了 10）。"
    )


def test_what_could_not_be_told_is_said(monkeypatch):
    monkeypatch.setattr("pipeline.validate.suspects.search._MOST_ROUNDS", 0)
    lost = localise(cells("1=5 2=3 3=1"), edits("1=2+3"))
    assert suspicion(lost, {}, {}).zh == "未能判断是哪一项有误，请核对 1、2、3。"
    assert suspicion(lost, {}, {}).en.startswith("Which figure is wrong could not be told")


def test_without_suspects_nothing_is_said():
    assert suspicion(Localisation(), {}, {}).zh == ""
    assert told("201=418 202=48 216=370", "201=202+216").en == ""
