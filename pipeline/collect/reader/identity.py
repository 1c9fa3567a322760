"""Which line of the form a row is: code, name and unit must agree, each as the catalogue has it.

Codes that have slipped by a row against their names are the commonest error that no figure shows.
"""

from __future__ import annotations

import re

from pipeline.catalogue.model import Indicator
from pipeline.collect.reader.header import CODE, NAME, UNIT
from pipeline.collect.reader.lexicon import FormLines, Lexicon
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.rows import Row
from pipeline.collect.reader.wording import folded
from pipeline.vocabulary import Text

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_A_DATE = re.compile(
    r"[0-9]{1,4}[-/年月.][0-9]{1,2}(?:[-/月日.][0-9]{0,4}日?)?(?:\s.*)?"
    rf"|[0-9]{{1,4}}-(?:{_MONTHS})|(?:{_MONTHS})-[0-9]{{1,4}}",
    re.IGNORECASE,
)
_DRESSED = re.compile(r"'?0*(?P<number>[0-9]{1,4})(?:\.0)?")
_NUMBERING = re.compile(
    r"(?:其中[:：]?|#|[(（]?[一二三四五六七八九十]+[)）、.．]|[0-9]{1,2}[.．、)）]|[—–·•-]+)"
)
_UNIT_BEHIND = re.compile(r"[(（](?P<unit>[^()（）]{1,4})[)）]")
_SAME_UNITS = {"百分比": "%", "百分数": "%", "百分之": "%", "名": "人"}
_QUOTES = str.maketrans(dict.fromkeys("“”‘’「」『』\"'", ""))


def identify(row: Row, lines: FormLines, lexicon: Lexicon, report: Report) -> Indicator | None:
    """The row's line; none, and told of, where its code is not on the form."""
    typed = row.text(CODE)
    indicator = lines.by_code.get(typed) or _plainly(typed, lines)
    if indicator is None:
        _tell_no_code(row, typed, lexicon, report)
        return None
    if typed != indicator.code:
        _tell(report, row, "D39", CODE, indicator, indicator.code)
    _check_name(row, indicator, lines, lexicon, report)
    if _unit(row.text(UNIT)) != _unit(indicator.unit.zh):
        _tell(report, row, "D58", UNIT, indicator, indicator.unit.zh)
    return indicator


def _plainly(typed: str, lines: FormLines) -> Indicator | None:
    """The line of a code that a spreadsheet has dressed: 0201, 201.0, '201, １, or its number."""
    found = _DRESSED.fullmatch(folded(typed))
    if found is None:
        return None
    number = found["number"]
    return lines.by_code.get(number) or lines.by_number.get(int(number))


def _tell_no_code(row: Row, typed: str, lexicon: Lexicon, report: Report) -> None:
    elsewhere = lexicon.forms.get(folded(lexicon.form_of.get(typed, "")))
    if elsewhere is not None:
        its = Text(elsewhere.table_no, elsewhere.code)
        report.add("D56R", line=row.line, column=CODE, observed=typed, expected=its)
    else:
        rule = "D40" if _A_DATE.fullmatch(typed) else "D56"
        report.add(rule, line=row.line, column=CODE, observed=typed)


def _check_name(
    row: Row, indicator: Indicator, lines: FormLines, lexicon: Lexicon, report: Report
) -> None:
    """The name as in the catalogue, in other known words (a note), or another (rejected)."""
    typed = row.text(NAME)
    if _name(typed) == _name(indicator.name.zh):
        return
    if _is_bare_group(typed, indicator, lines):
        return
    code = indicator.code
    if code in (lines.wordings.get(folded(typed)), lines.wordings.get(_bare(typed, indicator))):
        _tell(report, row, "D57N", NAME, indicator, indicator.name.zh)
    elif _name(_modern(typed, lexicon)) == _name(indicator.name.zh):
        _tell(report, row, "D38", NAME, indicator, indicator.name.zh)
    else:
        rule = "D38R" if _is_other_group(_modern(typed, lexicon), indicator, lines) else "D57"
        _tell(report, row, rule, NAME, indicator, indicator.name.zh)


def _is_bare_group(typed: str, indicator: Indicator, lines: FormLines) -> bool:
    """壮, Zhuang, ZH or 08 for the line of the registered Zhuang: codes of GB/T 3304."""
    group = lines.groups.get(indicator.code)
    if group is None:
        return False
    names = (group.name.zh, group.short_zh, group.name.en, group.alpha, group.number)
    return folded(typed) in {*map(folded, names), group.number.lstrip("0")}


def _is_other_group(typed: str, indicator: Indicator, lines: FormLines) -> bool:
    """Whether the line counts an ethnic group and the name differs in that group alone.

    The name of another line is no such thing: the rows have slipped.
    """
    group = lines.groups.get(indicator.code)
    if group is None or "族" not in typed or folded(typed) in lines.wordings:
        return False
    before, _, after = indicator.name.zh.partition(group.name.zh)
    return typed.startswith(before) and typed.endswith(after)


def _modern(typed: str, lexicon: Lexicon) -> str:
    """The name with former names of ethnic groups replaced by those of today."""
    for former, name in lexicon.former_groups.items():
        if former in typed:
            return typed.replace(former, name)
    return typed


def _bare(typed: str, indicator: Indicator) -> str:
    """A name without 其中：, a number before it, and its own unit in brackets behind it."""
    bare = _NUMBERING.sub("", typed, count=1) if _NUMBERING.match(typed) else typed
    behind = [*_UNIT_BEHIND.finditer(bare)]
    if (
        behind
        and behind[-1].end() == len(bare)
        and _unit(behind[-1]["unit"]) == _unit(indicator.unit.zh)
    ):
        bare = bare[: behind[-1].start()]
    return folded(bare)


def _name(text: str) -> str:
    return folded(text).translate(_QUOTES)


def _unit(text: str) -> str:
    plain = folded(text).strip("()")
    return _SAME_UNITS.get(plain, plain)


def _tell(
    report: Report, row: Row, rule: str, column: str, indicator: Indicator, expected: str
) -> None:
    report.add(
        rule,
        line=row.line,
        column=column,
        indicator=indicator.code,
        observed=row.text(column),
        expected=expected,
    )
