"""The sheet of findings is found by its heads; its rows become replies, each bound to a finding."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.replies.columns import (
    AREA,
    BINDING,
    CODE,
    COLUMN,
    DIFFERENCE,
    EXPECTED,
    FINDINGS,
    HEADS,
    ISSUED,
    LEVEL,
    LEVELS,
    LINE,
    NEEDED,
    OBSERVED,
    PERIOD,
    REASON,
    REPLIED,
    RULE,
    TABLE,
    TARGET,
    TEXT,
    TREATMENT,
    TREATMENTS,
    TYPED,
    VALUE,
)
from pipeline.collect.reader.replies.reply import Reply
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.source.delimited import Record
from pipeline.collect.reader.source.workbook import Sheet
from pipeline.collect.reader.titles.sender import Place
from pipeline.collect.reader.unseen import refusal_of, seen_of
from pipeline.collect.reader.wording import folded, trimmed
from pipeline.rules.finding import Finding
from pipeline.vocabulary import NOTHING

_MARKS = frozenset((*REPLIED, BINDING))
_FEWEST = 3  # of these heads in one row
_LONGEST_NUMBER = 6  # digits of a year or a row
_TOUCHED = (TREATMENT, REASON, TEXT, VALUE)  # 更正指标 is filled in beforehand
_SEVERITIES = {word: severity for severity, word in LEVELS.items()}
_WORDS = frozenset((TREATMENT, REASON, TEXT, TARGET))


@dataclass(frozen=True, slots=True)
class Head:
    """The row of heads, and the column of each by its number from 1.

    ``figure_columns`` are indices, as of a form's header: the scan for personal numbers takes what
    stands there for figures, since the house itself wrote it.
    """

    line: int
    columns: dict[str, int]
    twice: tuple[tuple[str, int], ...] = ()  # heads that stand there a second time

    @property
    def last_line(self) -> int:
        return self.line

    @property
    def figure_columns(self) -> frozenset[int]:
        return frozenset(i - 1 for name, i in self.columns.items() if name not in _WORDS)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        return trimmed(self.cells[column])

    @property
    def is_touched(self) -> bool:
        return any(self.text(column) for column in _TOUCHED)


def find_head(sheet: Sheet) -> Head | None:
    """The heads of the sheet of findings, wherever they stand; none where it is another sheet."""
    for record in sheet.records:
        names = [folded(cell) for cell in record.cells]
        if len(_MARKS.intersection(names)) >= _FEWEST:
            return _head(record.line, names)
    if sheet.records and sheet.name.startswith(FINDINGS):
        return Head(sheet.records[0].line, {})  # without its heads it must not pass unseen
    return None


def _head(line: int, names: Sequence[str]) -> Head:
    numbered = [(name, i) for i, name in enumerate(names, 1) if name in HEADS]
    first = dict(reversed(numbered))
    return Head(line, first, tuple(pair for pair in numbered if first[pair[0]] != pair[1]))


def without_bindings(records: Sequence[Record], head: Head) -> list[Record]:
    """The records without 编号: its digits may look like anybody's number by chance."""
    index = head.columns.get(BINDING, 0) - 1
    if index < 0:
        return [*records]
    return [_without(record, index) if record.line > head.line else record for record in records]


def read_replies(
    sheet: Sheet, head: Head, place: Place, lexicon: Lexicon, report: Report
) -> list[Reply]:
    """The replies in the order of the sheet; rows in which nothing was typed say nothing."""
    report.column_no = head.columns.get
    missing = [name for name in NEEDED if name not in head.columns]
    for name in missing:
        report.add("D14", line=head.line, column=name)
    for name, number in head.twice:
        report.add("D16", line=head.line, column=name, column_no=number)
    if report.rejects:
        return []
    replies = (_read(row, place, lexicon, report) for row in _rows(sheet, head) if row.is_touched)
    return [reply for reply in replies if reply is not None]


def read_issued(sheet: Sheet, head: Head, lexicon: Lexicon) -> dict[str, str]:
    """By form, the hash of what it said when the workbook was made; of every row that tells it."""
    if not {TABLE, ISSUED} <= head.columns.keys():
        return {}
    rows = [row for row in _rows(sheet, head) if row.text(ISSUED)]
    forms = ((lexicon.form(row.text(TABLE)), row.text(ISSUED)) for row in rows)
    return {form.code: issued for form, issued in forms if form is not None}


def _rows(sheet: Sheet, head: Head) -> Iterator[_Row]:
    for line, cells in sheet.records:
        if line > head.line:
            yield _Row(line, {name: cells[i - 1] for name, i in head.columns.items()})


def _read(row: _Row, place: Place, lexicon: Lexicon, report: Report) -> Reply | None:
    """The reply of one row; none, and told of, where it cannot be told which finding it answers."""
    finding, typed = _finding(row, lexicon), _typed(row.text(TYPED))
    if finding is None or typed is None or not _is_ours(finding, place):
        report.add("D82", line=row.line, column=BINDING, observed=row.text(BINDING))
        return None
    code, _, _ = row.text(TARGET).partition(" ")
    if wrong := refusal_of(row.text(TEXT)):
        report.add(wrong.rule, line=row.line, column=TEXT, observed=wrong.observed)
    return Reply(
        finding,
        treatment=row.text(TREATMENT) if row.text(TREATMENT) in TREATMENTS else "",
        reason_code=lexicon.reasons.get(folded(row.text(REASON)), ""),
        text=seen_of(row.text(TEXT)),
        target=code,
        corrected=row.text(VALUE),
        line=row.line,
        typed=typed,
        issued=row.text(ISSUED),
        unknown=_unknown(row, lexicon),
    )


def _unknown(row: _Row, lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """What was typed where only certain words are taken: column and text.

    That nothing was chosen under 处理 goes without saying where a figure was corrected.
    """
    treatment, reason = row.text(TREATMENT), row.text(REASON)
    wrong = []
    if treatment not in TREATMENTS and (treatment or not row.text(VALUE)):
        wrong.append((TREATMENT, treatment))
    if reason and folded(reason) not in lexicon.reasons:
        wrong.append((REASON, reason))
    return tuple(wrong)


def _finding(row: _Row, lexicon: Lexicon) -> Finding | None:
    """The finding that a row repeats; none where 编号 is not that of these very words."""
    form = lexicon.form(row.text(TABLE))
    severity = _SEVERITIES.get(row.text(LEVEL))
    period, line = _number(row.text(PERIOD)), _number(row.text(LINE))
    if severity is None or period is None:
        return None
    found = Finding(
        rule=row.text(RULE),
        severity=severity,
        message=NOTHING,
        remedy=NOTHING,
        area=row.text(AREA),
        form=form.code if form else "",
        period=period,
        line=line,
        column_name=row.text(COLUMN),
        indicator=row.text(CODE),
        observed=row.cells[OBSERVED],
        expected=row.cells[EXPECTED],
        difference=row.cells[DIFFERENCE],
    )
    return found if row.text(BINDING) == f"{found.finding_id}-{found.values_hash}" else None


def _typed(text: str) -> dict[str, tuple[str, ...]] | None:
    try:
        held = json.loads(text or "{}")
        return {str(code): tuple(map(str, cells)) for code, cells in held.items()}
    except (ValueError, AttributeError, TypeError, RecursionError):
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else None


def _is_ours(finding: Finding, place: Place) -> bool:
    """Whether a finding is of the area and year that the file was sent for, as far as is known."""
    area = place.area.code if place.area and not place.moved else finding.area
    return (finding.area, finding.period) == (area, place.year or finding.period)


def _without(record: Record, index: int) -> Record:
    return Record(record.line, (*record.cells[:index], "", *record.cells[index + 1 :]))
