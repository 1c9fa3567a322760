"""Runs edit rules on the warehouse and puts what they return into words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from pipeline.catalogue.model import Catalogue
from pipeline.errors import CatalogueError
from pipeline.rules.facts import Facts
from pipeline.rules.finding import Finding
from pipeline.rules.messages import figure, span
from pipeline.rules.registry import EditRule, Wording, relation_wordings
from pipeline.vocabulary import Outcome, Role, Severity
from pipeline.warehouse import Warehouse

Row = dict[str, Any]
_COLUMN_NAMES = {Role.THIS: "本年", Role.LAST: "上年"}  # as rules name them
_SUBMISSIONS = """
    select submission_id, area, form, year as period, file_name, sheet from staged.submission
"""
_COLUMNS = """
    select cell.submission_id, cell.role, min(cell.column_no) as column_no
    from staged.observation as cell
    inner join staged.submission as given on cell.submission_id = given.submission_id
    where cell.sheet is not distinct from given.sheet
    group by cell.submission_id, cell.role
"""
# a figure that a clerk typed into the list of findings does not stand on the form's own sheet
_ELSEWHERE = """
    select cell.submission_id, cell.indicator, cell.role, cell.sheet, cell.line, cell.column_no
    from staged.observation as cell
    inner join staged.submission as given on cell.submission_id = given.submission_id
    where cell.sheet is distinct from given.sheet
"""


class Evaluation:
    """Rules applied to one warehouse; the staged submissions say whose figures a row is about."""

    def __init__(self, warehouse: Warehouse, catalogue: Catalogue) -> None:
        self._warehouse = warehouse
        self._limits = asdict(catalogue.edition.edits)
        self._facts = Facts(catalogue)
        self._submissions = {row["submission_id"]: row for row in warehouse.rows(_SUBMISSIONS)}
        self._columns = {
            (row["submission_id"], _COLUMN_NAMES[row["role"]]): row["column_no"]
            for row in warehouse.rows(_COLUMNS)
        }
        self._elsewhere = {
            (row["submission_id"], row["indicator"], _COLUMN_NAMES[row["role"]]): row
            for row in warehouse.rows(_ELSEWHERE)
        }

    @property
    def n_submissions(self) -> int:
        return len(self._submissions)

    @property
    def forms(self) -> frozenset[str]:
        """The codes of the forms that were sent."""
        return frozenset(row["form"] for row in self._submissions.values())

    def findings(self, rules: Iterable[EditRule]) -> list[Finding]:
        """What the rules find, in the order of the rules and of their rows."""
        return [
            self._finding(rule, whole)
            for rule in rules
            for whole in map(self._whole, self._warehouse.evaluate(rule.query, **self._limits))
            if rule.holds_in(whole["period"])
        ]

    def _whole(self, row: Row) -> Row:
        """The row with its submission, the place of its figure, and bounds made one text."""
        whole = row | self._submissions.get(row.get("submission_id"), {})
        whose, column = row.get("submission_id", ""), row.get("column_name", "")
        whole["column_no"] = self._columns.get((whose, column))
        if place := self._elsewhere.get((whose, row.get("indicator", ""), column)):
            whole |= {key: place[key] for key in ("sheet", "line", "column_no")}
        if whole.get("expected") is not None and "expected_upper" in whole:
            whole["expected"] = span(whole["expected"], whole["expected_upper"])
        return whole

    def _finding(self, rule: EditRule, row: Row) -> Finding:
        outcome = Outcome(row.get("outcome") or Outcome.FAILS)
        wording = rule.wording or _relation_wording(row, outcome)
        return Finding(
            rule=_code(rule, row),
            severity=_severity(rule, row, outcome),
            message=self._facts.told(wording.message, row),
            remedy=self._facts.told(wording.remedy, row),
            area=row["area"],
            form=row["form"],
            period=row["period"],
            submission_id=row.get("submission_id") or "",
            file_name=row.get("file_name") or "",
            sheet=row.get("sheet") or "",
            line=row.get("line"),
            column_no=row["column_no"],
            column_name=row.get("column_name") or "",
            indicator=row.get("indicator") or "",
            observed=figure(row.get("observed")),
            expected=figure(row.get("expected")),
            difference=figure(row.get("difference")),
            outcome=outcome,
            suspects=row.get("lines") or "",
        )


def _code(rule: EditRule, row: Row) -> str:
    """A relation's own number, where the rule evaluates relations."""
    return str(row["rule"]) if rule.severity is None else rule.code


def _severity(rule: EditRule, row: Row, outcome: Outcome) -> Severity:
    """The severity of the rule or relation; what cannot be judged is never more than a note."""
    if outcome is Outcome.UNJUDGED:
        return Severity.NOTE
    severity = rule.severity or Severity(row["severity"])
    if rule.needs_in_force and severity is Severity.ERROR:
        raise CatalogueError(
            f"关系 {row['rule']} 涉及上年数据，严重程度不能为 error",
            f"relation {row['rule']} reads last year's figures, so its severity cannot be error",
            where="relations.csv",
            remedy_zh="将 severity 改为 query 或 note。",
            remedy_en="set its severity to query or note.",
        )
    return severity


def _relation_wording(row: Row, outcome: Outcome) -> Wording:
    kind = outcome.value if outcome is Outcome.UNJUDGED else row["kind"]
    return relation_wordings()[kind]
