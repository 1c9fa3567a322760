"""Which cells of a form stand out, how gravely, and what is said beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.collect.corrections.drawing_up import FormToCorrect
from pipeline.collect.reader.header import LAST, THIS
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Severity

WRONG, ASKED, DOUBTED = "#FFC7CE", "#FFE699", "#FCE4D6"  # must be corrected, asked about, suspected
_FILLS = {Severity.ERROR: WRONG, Severity.QUERY: ASKED}
_RANK = (WRONG, ASKED, DOUBTED)
_CODE = re.compile(r"\w+")


@dataclass(slots=True)
class Mark:
    """The ground of a cell, and what is said of it."""

    fill: str
    texts: list[str]


Cell = tuple[str, str]  # indicator (or line of a text), column


def marks_of(form: FormToCorrect, findings: Iterable[Finding]) -> dict[Cell, Mark]:
    """What the findings on one form say of its cells; the gravest of them colours a cell."""
    marks: dict[Cell, Mark] = {}
    for finding in findings:
        if finding.form != form.sheet.form.code:
            continue
        told = f"{finding.message.zh}\n{finding.remedy.zh}"
        _add(marks, _place(finding), _FILLS[finding.severity], told)
        for code in suspected(finding, form):
            if (code, THIS) != _place(finding):
                _add(marks, (code, THIS), DOUBTED, f"疑似：{finding.suspicion.zh or finding.rule}")
    return marks


def suspected(finding: Finding, form: FormToCorrect) -> tuple[str, ...]:
    """The lines of this very form that are probably wrong, the likeliest first."""
    lines = {line.indicator.code for line in form.sheet.lines}
    return tuple(key for key in finding.suspects.split(";") if key in lines)


def lines_of(finding: Finding, form: FormToCorrect) -> tuple[str, ...]:
    """The lines of the form that an answer may correct: suspects, the rule's own, by likelihood."""
    lines = {line.indicator.code for line in form.sheet.lines}
    related = {
        term.indicator
        for relation in form.sheet.relations
        if relation.code == finding.rule
        for term in relation.terms
    }
    own = (*suspected(finding, form), *_CODE.findall(finding.indicator), *sorted(related))
    return tuple(dict.fromkeys(code for code in own if code in lines))


def _place(finding: Finding) -> Cell:
    code = next(iter(_CODE.findall(finding.indicator)), "")
    if finding.column_name in (THIS, LAST):
        return code, finding.column_name
    return str(finding.line or ""), finding.column_name


def _add(marks: dict[Cell, Mark], cell: Cell, fill: str, text: str) -> None:
    mark = marks.setdefault(cell, Mark(fill, []))
    mark.fill = min(mark.fill, fill, key=_RANK.index)
    if text not in mark.texts:
        mark.texts.append(text)
