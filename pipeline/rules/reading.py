"""The registry of reading rules: number, severity and messages, kept in ``reading.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.rules.finding import Finding
from pipeline.vocabulary import RuleClass, Severity, Text

_REGISTRY = Path(__file__).with_suffix(".toml")
_BLANK = Text("空白", "blank")
_LONGEST = 60  # characters of a cell that a message repeats


@dataclass(frozen=True, slots=True)
class ReadingRule:
    """One way in which a file can fail to be the form it should be."""

    code: str
    rule_class: RuleClass
    severity: Severity
    message: Text
    remedy: Text


@cache
def reading_rules() -> dict[str, ReadingRule]:
    """All reading rules by number."""
    with _REGISTRY.open("rb") as handle:
        entries = tomllib.load(handle)
    return {code: _rule(code, entry) for code, entry in entries.items()}


def reading_finding(
    code: str,
    *,
    line: int | None = None,
    column_name: str = "",
    indicator: str = "",
    observed: str | Text = "",
    expected: str | Text = "",
) -> Finding:
    """What the rule ``code`` says of one place; whose file it is, is filled in later.

    ``observed`` and ``expected`` are Texts where they are our words and not the clerk's; the
    finding itself then keeps the Chinese.
    """
    rule = reading_rules()[code]
    seen, wanted = _both(observed), _both(expected)
    shown = seen if seen.zh else _BLANK

    def told(text: Text) -> Text:
        facts = {"line": line, "column_name": column_name, "indicator": indicator}
        return Text(
            text.zh.format(**facts, observed=shown.zh, expected=wanted.zh),
            text.en.format(**facts, observed=shown.en, expected=wanted.en),
        )

    return Finding(
        rule=code,
        severity=rule.severity,
        message=told(rule.message),
        remedy=told(rule.remedy),
        line=line,
        column_name=column_name,
        indicator=indicator,
        observed=seen.zh,
        expected=wanted.zh,
    )


def _rule(code: str, entry: dict[str, str]) -> ReadingRule:
    message = Text(entry["message_zh"], entry["message_en"])
    remedy = Text(entry["remedy_zh"], entry["remedy_en"])
    rule_class = RuleClass(entry.get("class", RuleClass.STRUCTURAL))
    return ReadingRule(code, rule_class, Severity(entry["severity"]), message, remedy)


def _both(words: str | Text) -> Text:
    """A clerk's own words stand in both languages, cut where they are too long for a message."""
    if isinstance(words, Text):
        return words
    short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return Text(short, short)
