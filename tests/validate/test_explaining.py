"""A question that was answered is no longer open; once its figures move, it is asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.rules.explanation import Explanation
from pipeline.rules.finding import Finding
from pipeline.validate import validate
from pipeline.vocabulary import NOTHING
from tests.edit_rules.given import NANNING, catalogue, sheet, stage

LAST, NOW = "510=193", "510=429"


def forms(now: str = NOW, **said):
    return (sheet(NANNING, "MT5", 2023, LAST), sheet(NANNING, "MT5", 2024, now, **said))


def found(warehouse, *sent, rule: str = "V12", given=()) -> list[Finding]:
    stage(warehouse, *sent)
    validate(warehouse, catalogue(), given)
    rows = warehouse.rows(
        "select * from validated.finding where rule = $rule order by submission_id", rule=rule
    )
    return [Finding.of(row) for row in rows]


def answer(finding: Finding, text: str = "活动并入统计") -> Explanation:
    return Explanation(
        finding.finding_id, finding.values_hash, finding.rule, finding.area, finding.form,
        finding.period or 0, finding.indicator, finding.column_name, finding.observed,
        finding.expected, "R1", text, NOTHING, "市级", date(2025, 2, 20),
    )  # fmt: skip


def n_query(warehouse) -> tuple[int, int]:
    (row,) = warehouse.rows(
        "select n_query, n_explained from validated.submission where year = 2024 and is_newest"
    )
    return row["n_query"], row["n_explained"]


def test_an_answered_question_is_no_longer_open(warehouse):
    (asked,) = found(warehouse, *forms())
    open_before, _ = n_query(warehouse)
    (answered,) = found(warehouse, *forms(), given=[answer(asked)])
    assert (answered.reason_code, answered.explanation, answered.explained_on) == (
        "R1", "活动并入统计", "2025-02-20",
    )  # fmt: skip
    assert n_query(warehouse) == (open_before - 1, 1)


def test_it_lapses_when_the_figure_moves_and_says_so(warehouse):
    (asked,) = found(warehouse, *forms())
    (again,) = found(warehouse, *forms("510=430"), given=[answer(asked)])
    assert (again.reason_code, again.has_lapsed) == ("", True)
    assert "2025-02-20 的说明“活动并入统计”因数值变动失效" in again.message.zh
    assert "has lapsed" in again.message.en


def test_it_lapses_when_last_years_figure_moves(warehouse):
    (asked,) = found(warehouse, *forms())
    sent = (sheet(NANNING, "MT5", 2023, "510=190"), sheet(NANNING, "MT5", 2024, NOW))
    (again,) = found(warehouse, *sent, given=[answer(asked)])
    assert again.has_lapsed


def test_it_holds_when_the_figure_comes_back(warehouse):
    (asked,) = found(warehouse, *forms())
    moved, back = found(
        warehouse, *forms("510=430"), sheet(NANNING, "MT5", 2024, NOW), given=[answer(asked)]
    )
    assert (moved.has_lapsed, back.has_lapsed, back.is_explained) == (True, False, True)


def test_it_holds_when_the_figure_is_only_typed_otherwise(warehouse):
    money = (sheet(NANNING, "MT7", 2023, "709=100.50"), sheet(NANNING, "MT7", 2024, "709=300.50"))
    (asked,) = found(warehouse, *money)
    typed = (sheet(NANNING, "MT7", 2023, "709=100.5"), sheet(NANNING, "MT7", 2024, "709=300.5"))
    (same,) = found(warehouse, *typed, given=[answer(asked)])
    assert same.is_explained


def test_a_later_answer_on_the_same_figures_counts(warehouse):
    (asked,) = found(warehouse, *forms())
    given = [answer(asked), answer(asked, "更正说明")]
    (answered,) = found(warehouse, *forms(), given=given)
    assert answered.explanation == "更正说明"


def test_an_error_cannot_be_explained_away(warehouse):
    wrong = sheet(NANNING, "MT2", 2024, "201=418 202=48 216=371")
    (failed,) = found(warehouse, wrong, rule="S201")
    (again,) = found(warehouse, wrong, rule="S201", given=[answer(failed)])
    assert (again.reason_code, again.has_lapsed, again.is_explained) == ("", False, False)
    (row,) = warehouse.rows("select verdict from validated.submission")
    assert row["verdict"] == "returned"


def test_an_answer_to_one_city_answers_no_other(warehouse):
    (asked,) = found(warehouse, *forms())
    other = replace(answer(asked), finding_id="0" * 16)
    (still,) = found(warehouse, *forms(), given=[other])
    assert (still.reason_code, still.has_lapsed) == ("", False)
