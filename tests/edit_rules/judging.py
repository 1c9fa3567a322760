"""Applies one rule to what cities sent, and tells its findings in one line each."""

from __future__ import annotations

from dataclasses import asdict

from pipeline.queries import needed_for
from pipeline.rules.book import kind_of
from pipeline.rules.finding import JUDGED_COLUMNS, Finding
from pipeline.rules.registry import EditRule, edit_rules
from pipeline.validate.evaluation import Evaluation
from pipeline.vocabulary import Outcome
from pipeline.warehouse import Warehouse
from tests.edit_rules.given import Sent, catalogue, stage

_FILES = {"ratio": "relation_ratio", "cumulative": "relation_cross", "cross_form": "relation_cross"}


def found(warehouse: Warehouse, code: str, *sent: Sent) -> list[Finding]:
    """What the rule or relation ``code`` alone finds; nothing else decides what is in force."""
    rule = rule_of(code)
    stage(warehouse, *sent)
    warehouse.load("validated.found", JUDGED_COLUMNS, [])
    warehouse.materialise(
        "validated", needed_for([rule.query]), **asdict(catalogue().edition.edits)
    )
    findings = Evaluation(warehouse, catalogue()).findings([rule])
    return [finding for finding in findings if finding.rule == code]


def told(finding: Finding) -> str:
    """Severity, place and figures; · is a blank, ? at the end an outcome that is not judged."""
    place = (finding.area, finding.form, finding.period, finding.indicator)
    figures = (finding.observed, finding.expected, finding.difference)
    words = [finding.severity.value, *(str(part or "·") for part in (*place, *figures))]
    return " ".join(words + (["?"] if finding.outcome is Outcome.UNJUDGED else []))


def well_put(finding: Finding) -> bool:
    """Whether no placeholder is left and no gap shows where a figure is unknown."""
    texts = (finding.message.zh, finding.message.en, finding.remedy.zh, finding.remedy.en)
    return all(text and not set("{}") & set(text) and "  " not in text for text in texts)


def rule_of(code: str) -> EditRule:
    """The file that judges a rule number or a relation of the catalogue."""
    kinds = {relation.code: kind_of(relation, catalogue()) for relation in catalogue().relations}
    wanted = _FILES.get(kinds[code], "relation") if code in kinds else code
    return next(rule for rule in edit_rules() if rule.code == wanted)
