"""What is answered of one form, or of one file that could not be read: verdict, findings, cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.catalogue.model import Form
from pipeline.rules.finding import Finding
from pipeline.rules.messages import figure
from pipeline.rules.places import cell_name
from pipeline.vocabulary import Severity, Text, Verdict
from pipeline.warehouse import Warehouse

Row = dict[str, Any]

_UNCOMPARED = {  # by kind of form: what is missing
    "table": Text(
        "没有收到过该单位上年的本表，所以没有与上年比较。",
        "Last year's form of this unit was not received, so nothing was compared with last year.",
    ),
    "narrative": Text(
        "没有收到过该单位的数据表，所以没有核对文中引用的数。",
        "No figures of this unit were received, so those that the text refers to were not checked.",
    ),
}

_TEXTS = """
    select line, heading_zh as head, text_zh as body
    from staged.narrative where submission_id = $submission_id
    union all
    select line, concat_ws(' ', date, place_zh) as head, text_zh as body
    from staged.event where submission_id = $submission_id
    order by line
"""
_CELLS = """
    select * from staged.observation where submission_id = $submission_id order by line, role desc
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """One form of a file; of a file that was rejected one answer stands for all of it.

    ``form``, ``area`` and ``year`` are blank where a rejected file does not say them. ``findings``
    stand in the order of the sheet. ``cells`` are rows of ``staged.observation``, this year's cell
    before last year's; ``texts`` the paragraphs or events (line, head, body). ``remark`` says what
    it could not be compared with, if that matters.
    """

    file: str
    sha256: str
    verdict: Verdict
    form: str = ""
    area: str = ""
    year: int | None = None
    sheet: str = ""
    submission_id: str = ""  # blank for a rejected file
    findings: tuple[Finding, ...] = ()
    cells: tuple[Row, ...] = ()
    texts: tuple[Row, ...] = ()
    remark: Text | None = None

    def of(self, *severities: Severity) -> tuple[Finding, ...]:
        """The findings of these severities."""
        return tuple(found for found in self.findings if found.severity in severities)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In the order of the sheet; what is about the file as a whole comes first."""
    return tuple(sorted(findings, key=lambda f: (f.sheet, f.line or 0, f.column_no or 0, f.rule)))


def rejected_answer(file: str, sha256: str, findings: Iterable[Finding]) -> Answer:
    """A rejected file; its findings tell whose it is, as far as that is known."""
    found = in_order(findings)
    return Answer(
        file=file,
        sha256=sha256,
        verdict=Verdict.REJECTED,
        form=next((f.form for f in found if f.form), ""),
        area=next((f.area for f in found if f.area), ""),
        year=next((f.period for f in found if f.period), None),
        findings=found,
    )


def uncompared(form: Form) -> Text | None:
    """What to remark of a form that there was nothing to compare with."""
    return _UNCOMPARED.get(form.kind)


def cells_of(warehouse: Warehouse, submission_id: str) -> tuple[Row, ...]:
    """What was read on the lines of a form."""
    return tuple(warehouse.rows(_CELLS, submission_id=submission_id))


def texts_of(warehouse: Warehouse, submission_id: str) -> tuple[Row, ...]:
    """The paragraphs or events of a form, by line."""
    return tuple(warehouse.rows(_TEXTS, submission_id=submission_id))


def as_json(answer: Answer, *, with_cells: bool) -> Row:
    """The answer as ``pipeline check --format json`` gives it; what is not known is null."""
    return {
        "file": answer.file,
        "sha256": answer.sha256 or None,
        "verdict": answer.verdict,
        "form": answer.form or None,
        "area": answer.area or None,
        "year": answer.year,
        "sheet": answer.sheet or None,
        "compared": answer.verdict is not Verdict.REJECTED and answer.remark is None,
        "observations": [_cell(row) for row in answer.cells] if with_cells else [],
        "findings": [_finding(found) for found in answer.findings],
    }


def _cell(row: Row) -> Row:
    """Figures are text in plain digits without trailing zeros; a blank or unknown one is null."""
    return {
        "line": row["line"],
        "column": row["column_no"],
        "cell": cell_name(row["line"], row["column_no"]) or None,
        "indicator": row["indicator"],
        "period": row["period"],
        "role": row["role"],
        "typed": row["raw_text"] or "",
        **{name: figure(row[name]) or None for name in ("value", "lower", "upper")},
        "status": row["obs_status"],
        "qualifier": row["qualifier"],
    }


def _finding(found: Finding) -> Row:
    return {
        "rule": found.rule,
        "severity": found.severity,
        "outcome": found.outcome,
        "sheet": found.sheet or None,
        "line": found.line,
        "column": found.column_no,
        "cell": cell_name(found.line, found.column_no) or None,
        "field": found.column_name or None,
        "indicator": found.indicator or None,
        "observed": found.observed,
        "expected": found.expected,
        "difference": found.difference,
        "message_zh": found.message.zh,
        "message_en": found.message.en,
        "remedy_zh": found.remedy.zh,
        "remedy_en": found.remedy.en,
    }
