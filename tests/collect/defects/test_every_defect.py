"""The catalogue of defects has no number without a case, and no treatment but the one it names."""

from __future__ import annotations

import pytest

from pipeline.rules.reading import reading_rules
from pipeline.rules.registry import edit_rules
from tests.collect.defects import (
    test_codes,
    test_dates,
    test_encoding,
    test_format,
    test_head,
    test_judged,
    test_missing,
    test_number,
    test_personal,
    test_workbooks,
)

MODULES = (
    test_codes, test_dates, test_encoding, test_format, test_head, test_judged, test_missing,
    test_number, test_personal, test_workbooks,
)  # fmt: skip
CASES = [case for module in MODULES for case in module.CASES]
WITH_OWN_TESTS = {"D45"}  # which is about two files
SILENT = {"D02", "D05", "D10", "D31", "D35"}
NUMBERS = [f"D{number:02}" for number in range(1, 51)]

# What the catalogue of defects prescribes: the gravest treatment of each number.
SEVERITIES = {
    "note": "D01 D03 D06 D08 D09N D11 D12 D13 D17 D18 D19 D20 D21 D23N D24 D25 D26 D29N D32 D34 D36N"
            " D38 D39 D41N D43 D54N D57N D63 D69 D70 D71 D72",
    "query": "D13Q D33 D34Q D54Q",
    "reject": "D04 D07 D09 D09R D14 D15 D16 D18R D19R D20R D21R D23 D24R D26R D28 D29 D36 D36R D37 D38R D40"
              " D41 D42 D44 D50 D51 D52 D53 D54 D55 D56 D57 D58 D59 D60 D61 D62 D64 D65 D66 D67 D68 D73",
}  # fmt: skip


@pytest.mark.parametrize("number", sorted(set(NUMBERS) - WITH_OWN_TESTS))
def test_every_defect_has_a_case_and_a_near_miss(number):
    cases = [case for case in CASES if case.defect == number]
    assert any(case.finds for case in cases) or number in SILENT
    assert any(not case.finds for case in cases)


@pytest.mark.parametrize("severity", SEVERITIES)
def test_every_treatment_is_the_one_prescribed(severity):
    found = {code: reading_rules()[code].severity.value for code in SEVERITIES[severity].split()}
    assert set(found.values()) == {severity}, found


def test_no_two_cases_are_the_same():
    forms = [
        (case.form, case.name, case.year) for case in CASES if hasattr(case, "form") and case.finds
    ]
    assert len(forms) == len(set(forms))


def test_the_rules_that_judge_are_those_of_the_registry():
    known = {rule.code for rule in edit_rules()} | {"S201", "P205"}
    assert {case.rule for case in test_judged.CASES} <= known


def test_every_case_says_what_it_is_about():
    assert not [case for case in CASES if not case.why]
