"""The stage: reading findings, rules on what was sent, verdicts, rules on what is in force."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.catalogue.model import Catalogue
from pipeline.rules.finding import FINDING_COLUMNS, Finding
from pipeline.rules.registry import edit_rules
from pipeline.validate.evaluation import Evaluation
from pipeline.warehouse import Warehouse


def validate(warehouse: Warehouse, catalogue: Catalogue) -> None:
    """Fills ``validated.finding``, ``.submission``, ``.standing`` and ``.observation``.

    For all years at once, from ``staged`` and ``codelist``. Rules on the files as sent decide the
    verdicts; the verdicts decide which figures are in force; rules on those may only ask, so no
    verdict changes again.
    """
    evaluation = Evaluation(warehouse, catalogue)
    read = warehouse.rows("select * from staged.reading_finding")
    sent = [rule for rule in edit_rules() if not rule.needs_in_force]
    in_force = [rule for rule in edit_rules() if rule.needs_in_force]

    found = evaluation.findings(sent)
    _record(warehouse, read, found)
    warehouse.build("validated.observation")

    found += evaluation.findings(in_force)
    _record(warehouse, read, found)


def _record(
    warehouse: Warehouse, read: Iterable[dict[str, object]], found: Iterable[Finding]
) -> None:
    """Keeps the findings, and with their count the verdict on every submission."""
    rows = [{name: _text(row[name]) for name in FINDING_COLUMNS} for row in read]
    rows += [finding.row() for finding in found]
    warehouse.load("validated.found", FINDING_COLUMNS, rows)
    warehouse.build("validated.finding")
    warehouse.build("validated.submission")
    warehouse.build("validated.standing")


def _text(value: object) -> str | None:
    return None if value is None else str(value)
