"""The registry knows every rule, and which of them may decide a verdict."""

from __future__ import annotations

import pytest

from pipeline.queries import Query
from pipeline.rules import registry
from pipeline.rules.registry import edit_rules, relation_wordings
from pipeline.vocabulary import Severity

RULES = {rule.code: rule for rule in edit_rules()}


def test_every_file_under_edit_rules_is_a_rule():
    assert len(RULES) == len(registry.queries("edit_rules"))


def test_rules_on_figures_in_force_wait_for_the_verdicts():
    waiting = {code for code, rule in RULES.items() if rule.needs_in_force}
    assert waiting == {
        *("V12", "V13", "V14", "V15", "V16", "V18", "V19", "V20", "V21", "V22", "V23"),
        *("V27", "V28"),
        "relation_cross",
    }


def test_only_rules_on_files_as_sent_may_demand_a_correction():
    demanding = {code for code, rule in RULES.items() if rule.severity is Severity.ERROR}
    assert demanding == {"V01", "V03"}


def test_every_kind_of_relation_has_a_wording():
    assert relation_wordings().keys() == {
        "sum", "subset", "implies", "ratio", "cumulative", "cross_form", "unjudged",
    }  # fmt: skip


def test_every_rule_and_kind_of_relation_has_a_title_of_its_own():
    worded = [rule.wording for rule in RULES.values() if rule.wording]
    titles = [wording.title for wording in (*worded, *relation_wordings().values())]
    assert len(set(titles)) == len(titles)
    assert all(title.zh and title.en for title in titles)


def rule_file(code: str, severity: str, table: str) -> Query:
    words = dict.fromkeys(
        f"{part}_{lang}"
        for part in ("title", "message", "remedy", "expects")
        for lang in ("zh", "en")
    )
    fields = {"rule": code, "severity": severity, "class": "domain", **words}
    return Query(f"edit_rules.{code}", f"select * from {table}", fields)


def registered(monkeypatch, *files: Query):
    monkeypatch.setattr(registry, "queries", lambda _: files)
    return edit_rules.__wrapped__()


def test_a_rule_that_would_change_a_verdict_after_the_fact_is_refused(monkeypatch):
    with pytest.raises(ValueError, match="may only ask"):
        registered(monkeypatch, rule_file("Z1", "error", "validated.observation"))


def test_a_query_on_what_is_in_force_is_accepted(monkeypatch):
    (rule,) = registered(monkeypatch, rule_file("Z1", "query", "validated.observation"))
    assert rule.needs_in_force


def test_a_number_is_given_once(monkeypatch):
    twice = rule_file("Z1", "query", "staged.event")
    with pytest.raises(ValueError, match="same rule number"):
        registered(monkeypatch, twice, twice)


def test_a_rule_speaks_of_the_kinds_that_its_header_names_and_otherwise_of_all():
    rules = {rule.query.name.partition(".")[2]: rule for rule in edit_rules()}

    def speaking(forms: set[str], relations: set[str]) -> set[str]:
        return {name for name, rule in rules.items() if rule.can_speak(forms, relations)}

    assert "reference_blank" in speaking({"narrative"}, set())
    assert "reference_blank" not in speaking({"table", "events"}, {"sum"})
    assert {"late", "nothing_reported"} <= speaking({"events"}, set())
    assert {"relation", "year_on_year"} <= speaking({"table"}, {"sum"})
    assert "relation_cross" not in speaking({"table"}, {"sum", "ratio"})
