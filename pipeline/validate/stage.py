"""The stage: reading findings, rules on what was sent, verdicts, rules on what is in force."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from pipeline.catalogue.model import Catalogue
from pipeline.queries import needed_for
from pipeline.rules.finding import FINDING_COLUMNS, Finding
from pipeline.rules.registry import EditRule, edit_rules
from pipeline.validate.evaluation import Evaluation
from pipeline.warehouse import Warehouse

Rows = Sequence[Mapping[str, str | None]]


def validate(warehouse: Warehouse, catalogue: Catalogue) -> None:
    """Fills ``validated.finding``, ``.submission``, ``.standing`` and ``.observation``.

    For all years at once, from ``staged`` and ``codelist``. Rules on the files as sent decide the
    verdicts; the verdicts decide which figures are in force; rules on those may only ask, so no
    verdict changes again.
    """
    evaluation = Evaluation(warehouse, catalogue)
    sent, in_force = _in_turn(edit_rules())
    rows = [*_read(warehouse), *(finding.row() for finding in evaluation.findings(sent))]
    _record(warehouse, rows)
    warehouse.build("validated.observation")

    rows += [finding.row() for finding in evaluation.findings(in_force)]
    _record(warehouse, rows)


def judge(warehouse: Warehouse, catalogue: Catalogue, read: Rows) -> list[Finding]:
    """What the rules find in a few files, as :func:`validate` does in all; fills the verdicts.

    ``read`` is what the reader found in them, as rows under ``FINDING_COLUMNS``. Of ``codelist``
    and ``staged`` it needs the tables named by :func:`judging_needs`. Rules that
    hold areas against each other are left out: they have nothing to say of a file. So are those on
    figures in force where a form stands alone, with nothing to compare it with.
    """
    evaluation = Evaluation(warehouse, catalogue)
    sent, in_force = _in_turn(_that_can_speak(evaluation.forms, catalogue))
    found = evaluation.findings(sent)
    _keep(warehouse, [*read, *(finding.row() for finding in found)])
    for table in ("finding", "submission"):
        warehouse.build(f"validated.{table}")
    if evaluation.n_submissions > 1:
        warehouse.build("validated.observation")
        found += evaluation.findings(in_force)
    return found


@cache
def judging_needs() -> frozenset[str]:
    """The tables that :func:`judge` reads, be it by way of others."""
    return needed_for(rule.query for rule in _rules_on_files())


def _rules_on_files() -> list[EditRule]:
    return [rule for rule in edit_rules() if not rule.looks_across_areas]


def _that_can_speak(codes: Collection[str], catalogue: Catalogue) -> Iterator[EditRule]:
    """The rules on files that are about these forms, or about relations between their lines."""
    forms = {form.kind for form in catalogue.forms if form.code in codes}
    lines = {i.code for i in catalogue.indicators if i.on_form and i.form in codes}
    relations = {
        relation.kind
        for relation in catalogue.relations
        if any(term.indicator in lines for term in relation.terms)
    }
    return (rule for rule in _rules_on_files() if rule.can_speak(forms, relations))


def _in_turn(rules: Iterable[EditRule]) -> tuple[list[EditRule], list[EditRule]]:
    """The rules on files as sent, and those on the figures in force."""
    turns: tuple[list[EditRule], list[EditRule]] = ([], [])
    for rule in rules:
        turns[rule.needs_in_force].append(rule)
    return turns


def _read(warehouse: Warehouse) -> list[dict[str, str | None]]:
    """What the reader found."""
    found = warehouse.rows("select * from staged.reading_finding")
    return [{name: _text(row[name]) for name in FINDING_COLUMNS} for row in found]


def _record(warehouse: Warehouse, rows: Rows) -> None:
    """Keeps the findings, and with their count the verdict on every submission."""
    _keep(warehouse, rows)
    for table in ("finding", "submission", "standing"):
        warehouse.build(f"validated.{table}")


def _keep(warehouse: Warehouse, rows: Rows) -> None:
    warehouse.load("validated.found", FINDING_COLUMNS, rows)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
