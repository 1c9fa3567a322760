"""Answers as a terminal shows them: a line a form, then what was found, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.catalogue.model import Catalogue
from pipeline.commands.answers import Answer
from pipeline.commands.report import WORDS
from pipeline.errors import visible
from pipeline.rules.finding import Finding
from pipeline.rules.places import place
from pipeline.vocabulary import Outcome, Severity, Text, Verdict

VERDICTS = {
    Verdict.ACCEPTED: Text("✓ 可以报送", "✓ accepted"),
    Verdict.RETURNED: Text("✗ 请改正后再报", "✗ returned"),
    Verdict.REJECTED: Text("⊘ 无法读取", "⊘ rejected"),
}
_HEADS = {
    Severity.REJECT: Text(
        "无法读取，改好以下各处再报：", "Cannot be read until this is put right:"
    ),
    Severity.ERROR: Text("必须改正：", "Must be corrected:"),
    Severity.QUERY: Text("请核实，改正或说明：", "To be checked, and corrected or explained:"),
    Severity.NOTE: Text("提示，不必改动：", "For information:"),
}
_FINE = Text("没有发现问题。", "Nothing was found.")
_NOTHING_TO_DO = "无须修改。"
_REMEDY = Text("处理办法：", "Remedy: ")


def told(answers: Iterable[Answer], catalogue: Catalogue, lang: str) -> str:
    """All answers, with an empty line between them."""
    return "\n\n".join("\n".join(_lines(one, catalogue, lang)) for one in answers)


def findings_to_show(answer: Answer) -> tuple[Finding, ...]:
    """Without what could not be judged, which asks for nothing."""
    return tuple(f for f in answer.findings if f.outcome is Outcome.FAILS)


def title(answer: Answer, catalogue: Catalogue) -> Text:
    """Whose form of which year it is, as far as that is known: 南宁市 2024 年民统2表."""
    area = next((a for a in catalogue.areas if a.code == answer.area), None)
    form = next((f for f in catalogue.forms if f.code == answer.form), None)
    who = (area.name.zh, area.name.en) if area else ("", "")
    what = (form.table_no, form.code) if form else ("", "")
    year = str(answer.year or "")
    zh = " ".join(filter(None, (who[0], f"{year} 年{what[0]}" if year else what[0])))
    return Text(zh, " ".join(filter(None, (what[1], who[1], year))))


def _lines(answer: Answer, catalogue: Catalogue, lang: str) -> Iterator[str]:
    shown = findings_to_show(answer)
    sheet = f" {answer.sheet}" if answer.sheet else ""
    head = (
        VERDICTS[answer.verdict].told(lang),
        f"{answer.file}{sheet}",
        title(answer, catalogue).told(lang),
    )
    yield visible("  ".join(filter(None, (*head, _counts(shown, lang)))))
    if not shown:
        yield f"  {_FINE.told(lang)}"
    for severity, words in _HEADS.items():
        found = [one for one in shown if one.severity is severity]
        if found:
            yield f"  {words.told(lang)}"
        for one in found:
            yield from _finding(one, answer, lang)
    if answer.remark is not None:
        yield f"  {answer.remark.told(lang)}"


def _finding(found: Finding, answer: Answer, lang: str) -> Iterator[str]:
    at = place(found, answer.file).told(lang)
    yield visible(f"    {at}  [{found.rule}] {found.message.told(lang)}")
    remedy = found.remedy.told(lang)
    if remedy and found.remedy.zh != _NOTHING_TO_DO:
        yield visible(f"      {_REMEDY.told(lang)}{remedy}")


def _counts(findings: Iterable[Finding], lang: str) -> str:
    severities = [found.severity for found in findings]
    named = (f"{WORDS[s].told(lang)} {severities.count(s)}" for s in Severity if s in severities)
    return "  ".join(named)
