"""Every rule is listed, taught and documented, from one place."""

from __future__ import annotations

import pytest

from pipeline.catalogue import load
from pipeline.rules.book import rule_book
from pipeline.rules.examples import example_of
from pipeline.workspace import HOUSE
from tools.rulebook import PAGE, rulebook

CATALOGUE = load(HOUSE / "data" / "catalogue")
RULES = {rule.code: rule for rule in rule_book(CATALOGUE)}
JUDGING = [code for code, rule in RULES.items() if not code.startswith("D")]


def test_the_page_is_what_the_rules_say_today():
    assert PAGE.read_text(encoding="utf-8") == rulebook(CATALOGUE), "run python -m tools.rulebook"


def test_rules_relations_and_the_readers_rules_stand_in_one_list():
    assert {"V12", "S201", "C311", "F406", "R312", "D04"} <= RULES.keys()
    assert len(RULES) == len(rule_book(CATALOGUE))


@pytest.mark.parametrize("code", JUDGING)
def test_a_rule_has_an_example_without_gaps_in_both_languages(code):
    told = example_of(code, CATALOGUE)
    assert told is not None
    for text in (told.zh, told.en):
        assert text
        assert not set("{}") & set(text)
        assert "  " not in text


@pytest.mark.parametrize("code", RULES)
def test_a_rule_says_class_expectation_and_remedy_in_both_languages(code):
    rule = RULES[code]
    texts = (rule.title, rule.expects, rule.remedy)
    assert all(text.zh and text.en for text in texts)
    assert rule.source


def test_a_relation_between_forms_has_a_class_of_its_own():
    assert (RULES["F406"].rule_class, RULES["F406"].group) == ("cross-form", "cross_form")
    assert (RULES["P408"].rule_class, RULES["P408"].group) == ("subset", "subset")


def test_the_example_of_a_weighted_relation_shows_the_weight():
    told = example_of("F406", CATALOGUE)
    assert told is not None
    assert "406≤0.25×101" in told.zh
