"""Says of failing relations which cells are probably wrong: a suspicion, never applied."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.catalogue.model import Catalogue
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Outcome
from pipeline.warehouse import Warehouse


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
    from pipeline.validate.failing_form import FailingForm

    told = {
        whose: FailingForm(warehouse, catalogue, ones, findings, alone=alone).told()
        for whose, ones in failing.items()
    }
    return [told.get(found.submission_id, {}).get(found.rule, found) for found in findings]
