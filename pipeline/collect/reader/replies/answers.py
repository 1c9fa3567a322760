"""Replies held against the forms as read: what was said to be corrected, was it? And explained?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.collect.reader.forms import Draft
from pipeline.collect.reader.replies.columns import (
    CORRECTED,
    REASON,
    TEXT,
    TREATMENT,
)
from pipeline.collect.reader.replies.corrections import LINE_COLUMNS, tell_unplaced
from pipeline.collect.reader.replies.reply import Corrections, Reply
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.saying import digest
from pipeline.collect.reader.wording import trimmed
from pipeline.vocabulary import Role, Severity

ON_REPLIES = ("D79", "D80", "D81", "D83")  # what check_answers has to say
_Cells = Mapping[str, tuple[str, ...]]
_BLANK = ("",) * len(LINE_COLUMNS)


def check_placed(corrections: Corrections, drafts: Iterable[Draft], report: Report) -> None:
    """Tells of figures whose line is nowhere in the workbook, so that they correct nothing."""
    done, unsure = set(), False
    for draft in drafts:
        unsure |= draft.report.rejects
        seen = draft.content.observations if draft.content else ()
        done |= {(o.indicator, o.column) for o in seen if o.sheet == report.sheet}
    for cell, corrected in corrections.items():
        if cell not in done and not unsure:
            tell_unplaced(corrected.text, cell[0], corrected.line, report)


def check_answers(replies: Iterable[Reply], drafts: Iterable[Draft], report: Report) -> None:
    """Tells of replies that do not settle what they answer; each with the form that it is about.

    Only of forms that can be read: what a refused form says is not known.
    """
    by_form = {draft.form.code: draft for draft in drafts if draft.form}
    cells = _cells(by_form.values())
    for reply in replies:
        draft = by_form.get(reply.form)
        if draft is None or not draft.report.rejects:
            is_changed = _is_changed(reply, draft, cells)
            _check(reply, is_changed, _Desk(draft.report if draft else report, report))


class _Desk:
    """Where findings on a reply are noted: with its form, at their place on the findings' sheet."""

    def __init__(self, target: Report, sheet: Report) -> None:
        self._target, self._sheet = target, sheet

    def add(self, rule: str, reply: Reply, column: str, **facts: str) -> None:
        self._target.add(
            rule,
            line=reply.line,
            column=column,
            column_no=self._sheet.column_no(column),
            indicator=reply.finding.indicator,
            sheet=self._sheet.sheet,
            **facts,
        )


def _check(reply: Reply, is_changed: bool, desk: _Desk) -> None:
    for column, typed in reply.unknown:
        desk.add("D83", reply, column, observed=typed)
    if reply.treatment == CORRECTED and not is_changed:
        desk.add("D79", reply, TREATMENT, observed=reply.treatment)
    if not reply.justifies or is_changed or reply.unknown:
        return
    if reply.finding.severity is Severity.ERROR:
        desk.add("D81", reply, TREATMENT, observed=reply.treatment)
    elif not reply.explains:
        missing = [
            column
            for column, given in ((REASON, reply.reason_code), (TEXT, reply.text))
            if not given
        ]
        desk.add("D80", reply, TREATMENT, observed=reply.treatment, expected="、".join(missing))


def _is_changed(reply: Reply, draft: Draft | None, cells: _Cells) -> bool:
    """Whether anything on the lines concerned, or without any on the whole form, is another now."""
    if reply.typed:
        return any(cells.get(code, _BLANK) != stood for code, stood in reply.typed.items())
    if draft is None or draft.titles is None or draft.content is None:
        return False
    return not draft.content.is_blank and digest(draft.titles, draft.content) != reply.issued


def _cells(drafts: Iterable[Draft]) -> _Cells:
    """By indicator what stands on its line now: this year, last year, nature and remark."""
    found: dict[str, tuple[str, ...]] = {}
    for draft in drafts:
        seen = draft.content.observations if draft.content else ()
        last = {o.indicator: trimmed(o.raw_text) for o in seen if o.role is Role.LAST}
        for o in seen:
            if o.role is Role.THIS:
                before = last.get(o.indicator, "")
                found[o.indicator] = (trimmed(o.raw_text), before, o.given_nature, o.remark)
    return found
