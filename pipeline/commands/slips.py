"""Answers as a page for a clerk: how it stands, what to correct and where, what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.catalogue.model import Catalogue
from pipeline.commands.answers import Answer
from pipeline.commands.pages import page
from pipeline.commands.telling import VERDICTS, title
from pipeline.errors import UsageError
from pipeline.rules.finding import Finding
from pipeline.rules.messages import figure, signed
from pipeline.rules.places import cell_name
from pipeline.vocabulary import ObsStatus, Outcome, Qualifier, Role, Severity, Verdict
from pipeline.workspace import write_whole

_GROUPS = (  # severity, word, head of its list
    (Severity.REJECT, "必须改正", "先改好以下各处，文件才能读入"),
    (Severity.ERROR, "必须改正", "以下各处必须改正"),
    (Severity.QUERY, "请核实", "以下各处请核实：有误的改正；属实的不必改数，报送时附说明"),
)
_STATUSES = {
    ObsStatus.PROVISIONAL: "初步",
    ObsStatus.ESTIMATED: "估计",
    ObsStatus.NOT_APPLICABLE: "不适用",
    ObsStatus.UNKNOWN: "不详",
}
_QUALIFIERS = {
    Qualifier.MORE_THAN: "多于",
    Qualifier.AT_LEAST: "不少于",
    Qualifier.ABOUT: "约",
    Qualifier.STATED: "转述",
}


@dataclass(frozen=True, slots=True)
class Slip:
    """The words around the answers: heading, the facts under it, the line at the foot.

    ``accepted`` is what an accepted form is told.
    """

    heading: str
    facts: tuple[tuple[str, str], ...]
    foot: str
    accepted: str = "可以报送"


def write_check_page(
    answers: Sequence[Answer], catalogue: Catalogue, day: date, target: Path
) -> None:
    """Writes the page of a self-check, whole or not at all. Raises UsageError if it cannot."""
    slip = Slip(
        "报表自查结果",
        (("自查日期", day.isoformat()), ("文件", f"{len({a.file for a in answers})} 个")),
        "本页只是自查结果，不等于已经报送；自查不留存任何数据。",
    )
    content = slip_page(answers, catalogue, slip)
    if not target.parent.is_dir():
        raise _unwritable(target, "没有这个文件夹", "there is no such folder")
    try:
        write_whole(target, content)
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        raise _unwritable(target, f"系统提示“{why}”", why) from None


def _unwritable(target: Path, why_zh: str, why_en: str) -> UsageError:
    return UsageError(
        f"网页写不到 {target}：{why_zh}",
        f"the page cannot be written to {target}: {why_en}",
        where="--html",
        remedy_zh="换一个可以写入的文件夹。",
        remedy_en="choose a folder that may be written to",
    )


def slip_page(answers: Sequence[Answer], catalogue: Catalogue, slip: Slip) -> bytes:
    """The page with all answers, as the bytes of an HTML file."""
    return page(
        "check",
        slip=slip,
        standing=_standing(answers),
        sentence=_sentence(answers, slip),
        counts=_counts(answers),
        forms=[_form(answer, catalogue, slip) for answer in answers],
    )


def _standing(answers: Iterable[Answer]) -> Verdict:
    """The worst verdict of all."""
    verdicts = {answer.verdict for answer in answers}
    worst_first = (Verdict.REJECTED, Verdict.RETURNED)
    return next((v for v in worst_first if v in verdicts), Verdict.ACCEPTED)


def _sentence(answers: Sequence[Answer], slip: Slip) -> str:
    """How it stands, in one sentence."""
    n_query = sum(len(answer.of(Severity.QUERY)) for answer in answers)
    standing = _standing(answers)
    if standing is Verdict.ACCEPTED and n_query:
        return f"可以报送：没有必须改正的错误；有 {n_query} 处请先核实，属实的附上说明。"
    if standing is Verdict.ACCEPTED:
        return "可以报送：没有发现问题。"
    if len(answers) > 1:
        return f"请改正后再报：{_tally(answers, slip)}。"
    if standing is Verdict.REJECTED:
        return "无法读取：请按下面的说明改好，再查一遍。"
    return "请改正后再报：标“必须改正”的各处改好，再查一遍。"


def _tally(answers: Sequence[Answer], slip: Slip) -> str:
    words = {
        Verdict.REJECTED: "无法读取",
        Verdict.RETURNED: "有错误须改正",
        Verdict.ACCEPTED: slip.accepted,
    }
    verdicts = [answer.verdict for answer in answers]
    named = (f"{verdicts.count(v)} 份{word}" for v, word in words.items() if v in verdicts)
    return f"共 {len(answers)} 份，{'，'.join(named)}"


def _counts(answers: Iterable[Answer]) -> dict[str, int]:
    found = [finding for answer in answers for finding in _shown(answer)]
    n = {severity: sum(f.severity is severity for f in found) for severity in Severity}
    return {
        "must": n[Severity.REJECT] + n[Severity.ERROR],
        "ask": n[Severity.QUERY],
        "note": n[Severity.NOTE],
    }


def _form(answer: Answer, catalogue: Catalogue, slip: Slip) -> dict[str, Any]:
    """One form as the template shows it."""
    shown = _shown(answer)
    return {
        "title": title(answer, catalogue).zh or answer.file,
        "name": next((f.name.zh for f in catalogue.forms if f.code == answer.form), ""),
        "file": answer.file,
        "sheet": answer.sheet,
        "verdict": answer.verdict,
        "word": _word(answer, slip),
        "counts": _counts([answer]),
        "remark": answer.remark.zh if answer.remark else "",
        "groups": [
            {"severity": severity, "word": word, "head": head, "findings": found}
            for severity, word, head in _GROUPS
            if (found := [_finding(f) for f in shown if f.severity is severity])
        ],
        "notes": [_finding(f) for f in shown if f.severity is Severity.NOTE],
        "lines": list(_lines(answer, catalogue)),
        "texts": answer.texts,
    }


def _word(answer: Answer, slip: Slip) -> str:
    accepted = answer.verdict is Verdict.ACCEPTED
    return f"✓ {slip.accepted}" if accepted else VERDICTS[answer.verdict].zh


def _shown(answer: Answer) -> list[Finding]:
    return [found for found in answer.findings if found.outcome is Outcome.FAILS]


def _finding(found: Finding) -> dict[str, Any]:
    return {
        "cell": cell_name(found.line, found.column_no),
        "line": found.line,
        "column": found.column_name,
        "sheet": found.sheet,
        "rule": found.rule,
        "observed": found.observed,
        "expected": found.expected,
        "difference": signed(found.difference),
        "message": found.message.zh,
        "remedy": found.remedy.zh,
    }


def _lines(answer: Answer, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """What was read, line by line, this year's figure beside last year's."""
    indicators = {indicator.code: indicator for indicator in catalogue.indicators}
    marked: dict[int | None, Severity] = {}
    for severity in (Severity.QUERY, Severity.ERROR):  # the graver one overrides
        marked |= {found.line: severity for found in answer.of(severity)}
    for line, cells in groupby(answer.cells, key=lambda cell: cell["line"]):
        by_role = {cell["role"]: cell for cell in cells}
        this, last = by_role.get(Role.THIS), by_role.get(Role.LAST)
        some = this or last or {}
        indicator = indicators[some["indicator"]]
        yield {
            "line": line,
            "code": indicator.code,
            "name": indicator.name.zh,
            "unit": indicator.unit.zh,
            "this": _value(this),
            "last": _value(last),
            "status": _status(this),
            "mark": marked.get(line),
        }


def _value(cell: dict[str, Any] | None) -> dict[str, str]:
    """A figure with separators, and what was typed where that looks otherwise."""
    if cell is None:
        return {"figure": "", "typed": ""}
    value, typed = cell["value"], (cell["raw_text"] or "").strip()
    told = _grouped(value)
    same = typed.replace(",", "") in (figure(value), "" if value is None else format(value, "f"))
    return {"figure": told, "typed": "" if same or typed == told else typed}


def _grouped(value: Decimal | None) -> str:
    if value is None:
        return ""
    whole, dot, rest = figure(value).partition(".")
    return f"{int(whole):,}{dot}{rest}"


def _status(cell: dict[str, Any] | None) -> str:
    """How exact a figure is, and what a blank means, in the words of the form."""
    if cell is None:
        return ""
    words = [_QUALIFIERS.get(cell["qualifier"], ""), _STATUSES.get(cell["obs_status"], "")]
    if cell["value"] is None and cell["obs_status"] == ObsStatus.NOT_REPORTED:
        words.append("未填")
    if cell["precision"] and cell["lower"] != cell["upper"]:
        words.append(f"精确到{figure(cell['precision'])}")
    return "；".join(filter(None, words))
