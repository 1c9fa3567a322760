"""Says of failing relations which cells are probably wrong: a suspicion, never applied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from pipeline.catalogue.model import Catalogue
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Outcome
from pipeline.warehouse import Warehouse

Row = dict[str, Any]
Rows = dict[str, list[Row]]  # by submission

_AT_ONCE = 250  # forms whose figures are in memory together
_DOUBTS = frozenset({"V12", "V13", "V18", "V19", "V21", "V22", "V23"})
_OWN = """
    select
        this.submission_id, this.indicator, this.period, this.value, this.lower, this.upper,
        this.decimals, this.obs_status, last.value as before
    from staged.observation as this
    inner join validated.failing_form as failing on this.submission_id = failing.submission_id
    left join staged.observation as last
        on this.submission_id = last.submission_id and this.indicator = last.indicator
        and last.role = 'last'
    where this.role = 'this'
    order by this.submission_id, this.line
"""
_BESIDE = """
    select
        submission.submission_id, figure.indicator, figure.period, figure.value, figure.lower,
        figure.upper, figure.decimals, figure.obs_status,
        coalesce(own.revised, false) as own_revised
    from staged.submission as submission
    inner join validated.failing_form as failing
        on submission.submission_id = failing.submission_id
    inner join validated.reported as figure on submission.area = figure.reporter
    left join validated.reported as own
        on submission.submission_id = own.submission_id and figure.indicator = own.indicator
    where
        figure.in_force
        and figure.period in (submission.year, submission.year - 1)
        and not (figure.period = submission.year and figure.form = submission.form)
    order by submission.submission_id, figure.period, figure.indicator
"""


def with_suspicions(
    warehouse: Warehouse, catalogue: Catalogue, findings: Sequence[Finding], *, alone: bool
) -> list[Finding]:
    """The findings, those on failing relations with the cells that are probably wrong.

    ``alone``: there is nothing in force beside the submissions, only what they say of last year.
    """
    relations = {relation.code: relation for relation in catalogue.relations}
    failing: dict[str, list[Finding]] = {}
    for found in findings:
        if found.rule in relations and found.outcome is Outcome.FAILS and found.submission_id:
            failing.setdefault(found.submission_id, []).append(found)
    if not failing:
        return list(findings)
    told = _told(warehouse, catalogue, failing, _doubted(findings), alone=alone)
    return [told.get((found.submission_id, found.rule), found) for found in findings]


def _told(
    warehouse: Warehouse,
    catalogue: Catalogue,
    failing: dict[str, list[Finding]],
    doubted: dict[str, set[str]],
    *,
    alone: bool,
) -> dict[tuple[str, str], Finding]:
    """The findings with their suspects, by submission and rule."""
    from pipeline.validate.failing_form import FailingForm

    told: dict[tuple[str, str], Finding] = {}
    for some in _in_turn(sorted(failing)):
        warehouse.load(
            "validated.failing_form", ("submission_id",), [{"submission_id": w} for w in some]
        )
        own, beside = _by_form(warehouse, _OWN), {} if alone else _by_form(warehouse, _BESIDE)
        for whose in some:
            form = FailingForm(
                catalogue,
                failing[whose],
                doubted.get(whose, set()),
                own[whose],
                beside.get(whose, []),
            )
            told |= {(whose, rule): found for rule, found in form.told().items()}
    return told


def _doubted(findings: Sequence[Finding]) -> dict[str, set[str]]:
    """By submission, the lines about which another rule asks already."""
    doubted: dict[str, set[str]] = {}
    for found in findings:
        if found.rule in _DOUBTS:
            doubted.setdefault(found.submission_id, set()).add(found.indicator)
    return doubted


def _in_turn(keys: list[str]) -> Iterator[list[str]]:
    return (keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE))


def _by_form(warehouse: Warehouse, sql: str) -> Rows:
    rows = groupby(warehouse.rows(sql), key=lambda row: str(row["submission_id"]))
    return {whose: list(found) for whose, found in rows}
