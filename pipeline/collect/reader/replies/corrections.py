"""Which cells of the forms the replies correct; each may be corrected to one figure only."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.collect.reader.header import LAST, NATURE, REMARK, THIS
from pipeline.collect.reader.replies.columns import TARGET, TRUE, VALUE
from pipeline.collect.reader.replies.reply import Corrected, Corrections, Reply
from pipeline.collect.reader.report import Report
from pipeline.vocabulary import Text

LINE_COLUMNS = (THIS, LAST, NATURE, REMARK)  # of which a reply holds what stood there
_FIGURES = (THIS, LAST)


def corrections_of(replies: Iterable[Reply], report: Report) -> Corrections:
    """The corrected figures by indicator and column, of the rows that say so without contradiction.

    What cannot be placed, says that the figure is true, or differs from an earlier row is told of.
    """
    found: dict[tuple[str, str], Corrected] = {}
    for reply in replies:
        if reply.corrected and _is_placed(reply, report):
            _enter(reply, found, report)
    return found


def tell_unplaced(text: str, target: str, line: int, report: Report) -> None:
    """Tells of a corrected figure for which there is no cell."""
    report.add(
        "D85", line=line, column=VALUE, indicator=target, observed=text, expected=target or TARGET
    )


def _is_placed(reply: Reply, report: Report) -> bool:
    if reply.target not in reply.typed or len(reply.typed[reply.target]) != len(LINE_COLUMNS):
        tell_unplaced(reply.corrected, reply.target, reply.line, report)
        return False
    stood = _stood(reply)
    if reply.treatment == TRUE and reply.corrected != stood:
        report.add(
            "D84",
            line=reply.line,
            column=VALUE,
            indicator=reply.target,
            observed=reply.corrected,
            expected=stood,
        )
        return False
    return True


def _enter(reply: Reply, found: dict[tuple[str, str], Corrected], report: Report) -> None:
    number = report.column_no(VALUE) or 0
    new = Corrected(reply.corrected, report.sheet, reply.line, number, _stood(reply))
    first = found.setdefault((reply.target, _column(reply)), new)
    if first.text != new.text:
        told = (
            f"第 {first.line} 行的“{first.text}”",
            f"“{first.text}” on line {first.line}",
        )
        report.add(
            "D78",
            line=reply.line,
            column=VALUE,
            indicator=reply.target,
            observed=reply.corrected,
            expected=Text(*told),
        )


def _column(reply: Reply) -> str:
    """The column of the form that a figure is meant for; this year's where the finding has none."""
    return reply.column if reply.column in _FIGURES else THIS


def _stood(reply: Reply) -> str:
    return reply.typed[reply.target][LINE_COLUMNS.index(_column(reply))]
