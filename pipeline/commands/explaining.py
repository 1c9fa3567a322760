"""`pipeline explain`: records why a figure that was asked about is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.catalogue.model import Catalogue
from pipeline.collect.reader.lexicon import build_lexicon
from pipeline.collect.reader.privacy import personal_number
from pipeline.commands.current import current_warehouse, rejudge
from pipeline.commands.naming import area_called
from pipeline.commands.report import Report
from pipeline.commands.season import Season, open_season, today
from pipeline.commands.steps import Steps
from pipeline.errors import Exit, UsageError
from pipeline.rules.explanation import Explanation
from pipeline.rules.explanations import add_explanations
from pipeline.rules.finding import Finding
from pipeline.rules.printable import without_glyph
from pipeline.vocabulary import Severity, Text

_LONGEST = 500
_BY = "自治区级"
_OPEN = """
    select * from validated.finding
    where period = $year and area = $area and rule = $rule and is_current and outcome = 'fails'
    order by form, indicator, line
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a finding: the reason's code, the text, and what the book may print of it."""

    reason: str
    text: str
    printed: Text


def worded(reason: str, text: str, print_zh: str, print_en: str) -> Words:
    """The words as the command line takes them."""
    return Words(reason, text, Text(print_zh, print_en))


def _can_be_printed(text: str) -> bool:
    return len(text) <= _LONGEST and text.isprintable() and not without_glyph(text)


def explain(
    data: Path, year: int, area: str, rule: str, lang: str, *, indicator: str, words: Words
) -> Report:
    """Explains the one finding of ``rule`` on ``indicator`` in the newest file of ``area``.

    It is kept in ``explanations/<year>.csv`` and holds as long as the figures stay. Raises
    UsageError where nothing, or more than one thing, fits, for an unknown reason, and for a
    finding that must be corrected.
    """
    season = open_season(data, year, Steps(lang, quiet=True))
    unit = area_called(area, build_lexicon(season.catalogue))
    _check(words, season.catalogue)
    with current_warehouse(season) as warehouse:
        rows = warehouse.rows(_OPEN, year=year, area=unit.code, rule=rule.upper())
    found = _the_one([Finding.of(row) for row in rows], indicator, rule)
    added = add_explanations(season.workspace.explanations, [_explanation(found, words)])
    rejudge(season)
    return _told(season, found, added)


def _check(words: Words, catalogue: Catalogue) -> None:
    known = {reason.code: reason.name.zh for reason in catalogue.reasons}
    if words.reason not in known:
        listed = "；".join(f"{code} {name}" for code, name in known.items())
        raise UsageError(
            f"没有原因代码 {words.reason}",
            f"there is no reason {words.reason}",
            where="--reason",
            remedy_zh=f"可用：{listed}",
            remedy_en="one of " + ", ".join(known),
        )
    texts = (words.text, words.printed.zh, words.printed.en)
    if not words.text.strip() or not all(map(_can_be_printed, texts)):
        raise UsageError(
            "须用一两句话写明说明",
            "the explanation must be a sentence or two",
            where="--text",
            remedy_zh=f"不超过 {_LONGEST} 字，不含换行、表情符号和其他印不出来的字符。",
            remedy_en=f"at most {_LONGEST} characters on one line, all of which can be printed",
        )
    if any(personal_number(text) for text in texts):
        raise UsageError(
            "说明中疑有身份证号或手机号，未予登记",
            "the text seems to hold an identity or telephone number; nothing was recorded",
            where="--text",
            remedy_zh="说明不记个人信息，请改写。",
            remedy_en="it holds no personal data; put it in other words",
        )


def _the_one(found: Sequence[Finding], indicator: str, rule: str) -> Finding:
    fitting = [f for f in found if indicator in ("", f.indicator)]
    if len(fitting) != 1:
        listed = "、".join(sorted({f"{f.form} {f.indicator}".strip() for f in fitting or found}))
        several = bool(fitting)
        raise UsageError(
            f"规则 {rule} 有多处发现" if several else f"没有规则 {rule} 的这处发现",
            f"{rule} was found in several places" if several else f"nothing of {rule} fits",
            where="--indicator",
            remedy_zh=f"请指明指标：{listed}" if listed else "用 pipeline validate 列出发现。",
            remedy_en=f"name one of {listed}" if listed else "list them with pipeline validate",
        )
    if fitting[0].severity is not Severity.QUERY:
        raise UsageError(
            f"{rule} 不是核实性发现，不能用说明了结",
            f"{rule} does not ask, so it cannot be explained",
            remedy_zh="强制性发现须更正后重新报送；提示不必答复。",
            remedy_en="an error is corrected and sent again; a note wants no answer",
        )
    return fitting[0]


def _explanation(found: Finding, words: Words) -> Explanation:
    return Explanation(
        finding_id=found.finding_id,
        values_hash=found.values_hash,
        rule=found.rule,
        area=found.area,
        form=found.form,
        period=found.period or 0,
        indicator=found.indicator,
        column_name=found.column_name,
        observed=found.observed,
        expected=found.expected,
        reason_code=words.reason,
        text=words.text.strip(),
        printed=words.printed,
        given_by=_BY,
        given_on=today(),
    )


def _told(season: Season, found: Finding, added: Sequence[Explanation]) -> Report:
    path = season.workspace.explanations / f"{found.period}.csv"
    new = Text("已登记", "recorded") if added else Text("此前已登记", "recorded before")
    facts: tuple[tuple[str, Text, Any], ...] = (
        ("explained", new, found.message),
        ("paths", Text("文件", "files"), [str(path)]),
    )
    return Report(Exit.DONE, facts)
