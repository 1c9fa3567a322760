"""The stage: reading findings, rules on what was sent, verdicts, rules on what is in force."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from typing import Any

from pipeline.catalogue.model import Catalogue
from pipeline.queries import needed_for
from pipeline.rules.book import RULE_COLUMNS, rule_book
from pipeline.rules.explanation import EXPLANATION_COLUMNS, Explanation
from pipeline.rules.finding import JUDGED_COLUMNS, Finding
from pipeline.rules.printing import tells_figure
from pipeline.rules.registry import EditRule, edit_rules
from pipeline.validate.evaluation import Evaluation
from pipeline.validate.explaining import by_finding, explained
from pipeline.validate.suspicions import with_suspicions
from pipeline.warehouse import Warehouse

Rows = Iterable[Mapping[str, Any]]
_VERDICTS = ("validated.finding", "validated.submission", "validated.standing")
_LIVES = (
    "validated.finding_event",
    "validated.finding_life",
    "validated.finding_trend",
    "validated.finding_tally",
    "validated.rule_health",
)


def validate(
    warehouse: Warehouse, catalogue: Catalogue, explanations: Iterable[Explanation] = ()
) -> None:
    """Fills ``validated`` up to the life of every finding, for all years at once.

    From ``staged`` and ``codelist``. Rules on the files as sent decide the verdicts; the verdicts
    decide which figures are in force; rules that compare with those may only ask, so no verdict
    changes again. Questions that ``explanations`` answer are no longer open.
    """
    sent, in_force = _in_turn(edit_rules())
    given = tuple(explanations)
    _load_explanations(warehouse, given)
    _load_rules(warehouse, catalogue)
    judging = _Judging(warehouse, catalogue, given)
    judging.find(sent, _read(warehouse.rows("select * from staged.reading_finding")))
    judging.record(_VERDICTS)
    judging.find(in_force)
    judging.suspect()
    judging.record((*_VERDICTS, *_LIVES))


def judge(
    warehouse: Warehouse,
    catalogue: Catalogue,
    read: Rows,
    explanations: Iterable[Explanation] = (),
) -> list[Finding]:
    """What the rules find in a few files, as :func:`validate` does in all; fills the verdicts.

    ``read`` is what the reader found in them, as rows under ``FINDING_COLUMNS``. Of ``codelist``
    and ``staged`` it needs the tables named by :func:`judging_needs`. Rules that
    hold areas against each other are left out: they have nothing to say of a file. So are those on
    figures in force where a form stands alone, with nothing to compare it with.
    """
    judging = _Judging(warehouse, catalogue, explanations)
    sent, in_force = _in_turn(_that_can_speak(judging.evaluation.forms, catalogue))
    told = _read(read)
    judging.find(sent, told)
    judging.record(_VERDICTS[:2])
    if judging.evaluation.n_submissions > 1:
        judging.find(in_force)
    judging.suspect()
    return judging.findings[len(told) :]


class _Judging:
    """Findings on their way: what was found so far in one warehouse."""

    def __init__(
        self, warehouse: Warehouse, catalogue: Catalogue, explanations: Iterable[Explanation]
    ) -> None:
        self._warehouse, self._catalogue = warehouse, catalogue
        self._given = by_finding(explanations)
        self._built: set[str] = set()
        self.evaluation = Evaluation(warehouse, catalogue)
        self.findings: list[Finding] = []

    def find(self, rules: Sequence[EditRule], read: Iterable[Finding] = ()) -> None:
        """Applies the rules, after building what they read; ``read`` comes before it."""
        self._build(rules)
        found = [*read, *self.evaluation.findings(rules)]
        self.findings += (explained(finding, self._given) for finding in found)

    def suspect(self) -> None:
        """Says of failing relations which cell is probably wrong."""
        alone = "validated.reported" not in self._built
        self.findings = with_suspicions(
            self._warehouse, self._catalogue, self.findings, alone=alone
        )

    def record(self, tables: Iterable[str]) -> None:
        """Keeps the findings, and builds what follows from them."""
        rows = [finding.row() for finding in self.findings]
        self._warehouse.load("validated.found", JUDGED_COLUMNS, rows)
        for table in tables:
            self._warehouse.build(table)

    def _build(self, rules: Sequence[EditRule]) -> None:
        needed = needed_for(rule.query for rule in rules) - self._built - {*_VERDICTS}
        self._built |= needed
        limits = asdict(self._catalogue.edition.edits)
        self._warehouse.materialise("validated", needed, **limits)


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


def _read(rows: Rows) -> list[Finding]:
    """What the reader found."""
    return [Finding.of(row) for row in rows]


def _load_explanations(warehouse: Warehouse, given: Iterable[Explanation]) -> None:
    """``validated.explanation``, in the order in which they were given; the last one counts."""
    rows = [
        one.row()
        | {"given_no": str(number), "tells_figure": str(tells_figure(one.printed)).lower()}
        for number, one in enumerate(given)
    ]
    columns = (*EXPLANATION_COLUMNS, "given_no", "tells_figure")
    warehouse.load("validated.explanation", columns, rows)


def _load_rules(warehouse: Warehouse, catalogue: Catalogue) -> None:
    """``validated.rule``: what each rule is counted under."""
    warehouse.load("validated.rule", RULE_COLUMNS, [rule.row for rule in rule_book(catalogue)])
