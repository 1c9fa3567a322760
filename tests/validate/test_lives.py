"""The life of a finding over the revisions of its form: by days of receipt, never by the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.validate import validate
from tests.edit_rules.given import NANNING, catalogue, sheet, stage
from tests.validate.test_explaining import answer, found

HOLDS, FAILS = "201=419 202=48 216=371", "201=418 202=48 216=371"


def mt2(figures: str, day: int):
    return sheet(
        NANNING, "MT2", 2024, figures, received=f"2025-02-{day:02}", stated=f"2025-02-{day:02}"
    )


def mt5(figures: str, day: int):
    return sheet(
        NANNING, "MT5", 2024, figures, received=f"2025-02-{day:02}", stated=f"2025-02-{day:02}"
    )


def life(warehouse, *sent, rule: str, given=()) -> tuple[list[str], str]:
    """The events as ``opened 1 02-03``, and the state in the end."""
    stage(warehouse, *sent)
    validate(warehouse, catalogue(), given)
    events = warehouse.rows(
        "select event.* from validated.finding_event as event inner join validated.finding_life"
        " as life on event.finding_id = life.finding_id where life.rule = $rule"
        " order by happened_on, revision, event",
        rule=rule,
    )
    (row,) = warehouse.rows(
        "select state from validated.finding_life where rule = $rule", rule=rule
    )
    return [f"{e['event']} {e['revision']} {e['happened_on']:%m-%d}" for e in events], row["state"]


def test_an_error_opens_and_stays_open(warehouse):
    assert life(warehouse, mt2(FAILS, 3), rule="S201") == (["opened 1 02-03"], "open")


def test_it_is_seen_again_and_then_corrected(warehouse):
    sent = (mt2(FAILS, 3), mt2(FAILS + " 205=1", 5), mt2(HOLDS, 9))
    assert life(warehouse, *sent, rule="S201") == (
        ["opened 1 02-03", "seen 2 02-05", "corrected 3 02-09"],
        "corrected",
    )


def test_it_opens_again_when_it_comes_back(warehouse):
    sent = (mt2(FAILS, 3), mt2(HOLDS, 5), mt2(FAILS, 9))
    assert life(warehouse, *sent, rule="S201") == (
        ["opened 1 02-03", "corrected 2 02-05", "opened 3 02-09"],
        "open",
    )


def test_a_question_on_last_year_lives_over_revisions_that_are_not_in_force_any_more(warehouse):
    sent = (sheet(NANNING, "MT5", 2023, "510=193"), mt5("510=429", 3), mt5("510=200", 6))
    assert life(warehouse, *sent, rule="V12") == (
        ["opened 1 02-03", "corrected 2 02-06"],
        "corrected",
    )


def test_it_is_explained_and_lapses_with_the_revision_that_moves_the_figure(warehouse):
    last = sheet(NANNING, "MT5", 2023, "510=193")
    (asked,) = found(warehouse, last, mt5("510=429", 3))
    given = [replace(answer(asked), given_on=date(2025, 2, 5))]
    assert life(warehouse, last, mt5("510=429", 3), rule="V12", given=given) == (
        ["opened 1 02-03", "explained 1 02-05"],
        "explained",
    )
    assert life(warehouse, last, mt5("510=429", 3), mt5("510=430", 9), rule="V12", given=given) == (
        ["opened 1 02-03", "explained 1 02-05", "lapsed 2 02-09", "seen 2 02-09"],
        "open",
    )


def trend(warehouse) -> list[dict]:
    return warehouse.rows(
        "select day, n_open from validated.finding_trend where period = 2024 and area = $area",
        area=NANNING,
    )


def test_a_form_is_open_from_its_deadline_until_it_comes(warehouse):
    n_forms = len(catalogue().forms)
    late = sheet(NANNING, "MT2", 2024, HOLDS, received="2025-03-05")
    stage(warehouse, late)
    validate(warehouse, catalogue())
    overdue, came = trend(warehouse)
    assert (f"{overdue['day']:%m-%d}", overdue["n_open"]) == ("02-28", n_forms)
    assert f"{came['day']:%m-%d}" == "03-05"


def test_the_trend_tells_how_many_were_open_when(warehouse):
    last = sheet(NANNING, "MT5", 2023, "510=193 511=100")
    stage(
        warehouse,
        last,
        mt5("510=429 511=300", 3),
        mt5("510=429 511=101", 6),
        mt5("510=200 511=101", 9),
    )
    validate(warehouse, catalogue())
    rows = trend(warehouse)[:3]
    blanks = rows[0]["n_open"] - 2  # mandatory lines that none of them fills
    assert [(f"{row['day']:%m-%d}", row["n_open"] - blanks) for row in rows] == [
        ("02-03", 2), ("02-06", 1), ("02-09", 0),
    ]  # fmt: skip


def test_a_note_is_told_and_never_open(warehouse):
    late = sheet(NANNING, "MT2", 2024, HOLDS, received="2025-03-05")
    assert life(warehouse, late, rule="V08")[1] == "noted"
