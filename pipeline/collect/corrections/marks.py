"""Which cells of a form stand out, how gravely, and what is said beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.catalogue.model import Relation
from pipeline.collect.corrections.drawing_up import Correction, FormToCorrect, suspects_of
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
    """What findings say of the cells of one form; the gravest of them colours a cell.

    Its lines may be suspected by what was found in another form.
    """
    marks: dict[Cell, Mark] = {}
    lines = {line.indicator.code for line in form.sheet.lines}
    for finding in findings:
        own = finding.form == form.sheet.form.code
        if own:
            told = f"{finding.message.zh}\n{finding.remedy.zh}"
            _add(marks, _place(finding), _FILLS[finding.severity], told)
        for code in suspects_of(finding):
            if code in lines and not (own and (code, THIS) == _place(finding)):
                told = f"疑似：{finding.suspicion.zh or finding.message.zh}"
                _add(marks, (code, THIS), DOUBTED, told)
    return marks


def lines_of(
    finding: Finding, correction: Correction, relations: Iterable[Relation]
) -> tuple[str, ...]:
    """The lines that an answer may correct: suspects, the finding's own, those of its relation.

    None for a finding that is not about figures.
    """
    if finding.column_name not in ("", THIS, LAST):
        return ()
    related = (term.indicator for r in relations if r.code == finding.rule for term in r.terms)
    own = (*suspects_of(finding), *_CODE.findall(finding.indicator), *sorted(related))
    known = correction.lines
    return tuple(dict.fromkeys(code for code in own if code in known))


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
