"""Every rule finds what it should, and nothing that merely looks like it."""

from __future__ import annotations

import pytest

from pipeline.rules.registry import edit_rules
from tests.edit_rules.given import catalogue
from tests.edit_rules.judging import found, told, well_put
from tests.edit_rules.relation_cases import CASES as RELATION_CASES
from tests.edit_rules.rule_cases import CASES as RULE_CASES
from tests.edit_rules.statistical_cases import CASES as STATISTICAL_CASES
from tests.edit_rules.text_cases import CASES as TEXT_CASES

CASES = (*RULE_CASES, *STATISTICAL_CASES, *TEXT_CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule} {case.why}")
def test_a_rule_finds_exactly(warehouse, case):
    findings = found(warehouse, case.rule, *case.sent)
    assert tuple(told(one) for one in findings) == case.finds
    assert all(well_put(one) for one in findings)


def test_every_rule_and_relation_has_a_tripping_and_a_near_miss_case():
    """X… and R… rows of relations.csv count like rules; those with a row in CASES have both."""
    known = {rule.code for rule in edit_rules() if rule.severity is not None}
    known |= {relation.code for relation in catalogue().relations}
    trips = {case.rule for case in CASES if case.finds} | RELATION_CASES.keys()
    near = {case.rule for case in CASES if not case.finds} | RELATION_CASES.keys()
    assert (known - trips, known - near) == (set(), set())
