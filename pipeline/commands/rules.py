"""`pipeline rules`: the list of all rules, one of them taught, and how the rules themselves do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.catalogue.model import Catalogue
from pipeline.commands.report import WORDS, Grid, Report
from pipeline.commands.season import open_season
from pipeline.commands.steps import Steps
from pipeline.errors import Exit, UsageError
from pipeline.rules.book import READING, Rule, rule_book
from pipeline.rules.examples import example_of
from pipeline.vocabulary import CLASS_NAMES, Severity, Text

_LISTED = {"zh": "、", "en": ", "}
_ANSWERS = {
    Severity.REJECT: Text(
        "文件不予收件，改好后重新报送。",
        "The file is not received: mend it and send it again.",
    ),
    Severity.ERROR: Text(
        "必须更正后重新报送，不能以说明代替。",
        "It must be corrected; an explanation does not do.",
    ),
    Severity.QUERY: Text(
        "有误的更正；属实的写明原因和说明，数值不变就不再询问。",
        "Correct it, or explain it once: as long as the figure stays it is not asked again.",
    ),
    Severity.NOTE: Text("仅供参考，不必回复。", "For information; no answer is asked for."),
}


def rules(data: Path, lang: str, *, of_class: str) -> Report:
    """Every rule with its class and severity; ``of_class`` lists one class only."""
    catalogue = open_season(data, 0, Steps(lang, quiet=True)).catalogue
    known = [rule for rule in rule_book(catalogue) if of_class in ("", rule.rule_class)]
    if not known:
        listed = ", ".join(CLASS_NAMES)
        raise UsageError(
            f"没有“{of_class}”这一类规则",
            f"there is no class of rules called “{of_class}”",
            where="--class",
            remedy_zh=f"可用：{listed}",
            remedy_en=f"one of: {listed}",
        )
    heads = (
        Text("规则", "rule"),
        Text("类别", "class"),
        Text("级别", "severity"),
        Text("内容", "what it is about"),
    )
    rows = tuple(
        (
            rule.code,
            CLASS_NAMES[rule.rule_class].told(lang),
            rule.severity,
            rule.summary.told(lang),
        )
        for rule in known
    )
    count = ("count", Text("共", "rules"), len(rows))
    return Report(Exit.DONE, (count,), (Grid("rules", heads, rows),))


def explain(data: Path, lang: str, code: str) -> Report:
    """One rule as a teacher tells it, with an example. Raises UsageError for an unknown one."""
    catalogue = open_season(data, 0, Steps(lang, quiet=True)).catalogue
    rule = next((r for r in rule_book(catalogue) if r.code.lower() == code.lower()), None)
    if rule is None:
        raise UsageError(
            f"没有规则 {code}",
            f"there is no rule {code}",
            remedy_zh="用 pipeline rules 列出全部规则。",
            remedy_en="list them all with pipeline rules",
        )
    facts = tuple(
        (key, label, value.told(lang) if isinstance(value, Text) else value)
        for key, label, value in _taught(rule, catalogue, lang)
        if value and (not isinstance(value, Text) or value.zh)
    )
    return Report(Exit.DONE, facts)


def _taught(rule: Rule, catalogue: Catalogue, lang: str) -> list[tuple[str, Text, Any]]:
    lines = _LISTED[lang].join(f"{c} {catalogue.indicator(c).name.told(lang)}" for c in rule.lines)
    years = f"{rule.valid_from or ''}–{rule.valid_to or ''}".strip("–")
    return [
        ("rule", Text("规则", "rule"), rule.code),
        ("title", Text("名称", "title"), rule.title),
        ("message", Text("用语", "message"), rule.message if rule.group == READING else None),
        ("class", Text("类别", "class"), CLASS_NAMES[rule.rule_class]),
        ("severity", Text("级别", "severity"), WORDS[rule.severity]),
        ("statement", Text("要求", "statement"), rule.statement),
        ("expects", Text("应为", "expected"), rule.expects),
        ("columns", Text("涉及栏", "columns"), "、".join(rule.columns)),
        ("lines", Text("涉及指标", "lines"), lines),
        ("years", Text("适用年份", "valid for"), years),
        ("example", Text("举例", "example"), example_of(rule.code, catalogue)),
        ("remedy", Text("怎样处理", "what to do"), rule.remedy if not rule.lines else None),
        ("answer", Text("怎样答复", "how to answer"), _ANSWERS[rule.severity]),
        ("source", Text("出处", "kept in"), rule.source),
    ]
