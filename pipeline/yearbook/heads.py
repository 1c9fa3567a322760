"""The heads of a table: broken between words, units on their own line, the other language below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from pipeline.bilingual import Languages
from pipeline.tables.model import Cell, Column, TablePart
from pipeline.vocabulary import NOTHING, Text
from pipeline.yearbook import measure
from pipeline.yearbook.measure import MM_PER_PT, Breaker
from pipeline.yearbook.sizes import Sizes

_LEAD_MM, _FOLLOW_MM = 3.5, 2.75  # from line to line
_FIXED_MM = 6.9  # air of the two rows of heads, and the row of numbers
_SPANNER_MM = 2.6  # air and rule of a head over several columns
_PADDING_MM, _SPANNER_PADDING_MM = 1.0, 3.0
_UNBROKEN, _TWO_LINES = 4.0, 8.0  # em: heads that stay on one line, that take two
_ROUND = "（）"  # these are half as wide in heads (palt)


@dataclass(frozen=True, slots=True)
class SetHead:
    """The head over one column: leading lines, what follows, whether a stroke stands before it."""

    lines: tuple[str, ...]
    follow: str
    number: int
    css: str
    has_bar: bool


@dataclass(frozen=True, slots=True)
class SetSpan:
    """A head over several columns, or (blank) the air beside one."""

    head: Text
    span: int
    stacked: bool = False


def least_em(column: Column, breaker: Breaker, languages: Languages) -> float:
    """How wide the leading head needs its column: short heads stay whole, long ones fold."""
    head, unit = languages.lead(column.head), _bracketed(column.unit, languages)[0]
    whole = _em(head)
    lines = 1 if whole <= _UNBROKEN else 2 if whole <= _TWO_LINES else 3
    room = ceil(whole / lines) + (lines > 1)
    folded = max(_em(line) for line in breaker.lines(head, room))
    return max(folded, _em(unit))


def set_head(
    column: Column, width: float, cells: Sequence[Cell], sizes: Sizes, breaker: Breaker
) -> SetHead:
    """The head of one column ``width`` mm wide."""
    room = (width - _PADDING_MM) / (sizes.head * MM_PER_PT)
    words = any(cell.kind in ("text", "page") for cell in cells)
    css = " ".join(w for w, true in (("v", column.bar_before), ("l", words)) if true)
    (lead, follow), (unit, below) = (
        sizes.languages.pair(column.head),
        _bracketed(column.unit, sizes.languages),
    )
    bars = any(cell.bar is not None for cell in cells)
    return SetHead(_lines(lead, unit, room, breaker), follow + below, column.number, css, bars)


def set_spans(part: TablePart, widths: Sequence[float], sizes: Sizes) -> tuple[SetSpan, ...]:
    """The heads over heads with the air between them; stacked where the line is full."""
    spans: list[SetSpan] = []
    at = 0
    for spanner in sorted(part.spanners, key=lambda s: s.start):
        spans += [SetSpan(Text("", ""), 1)] * (spanner.start - at)
        room = _span_mm(widths, spanner.start, spanner.span)
        lead, follow = sizes.languages.pair(spanner.head)
        flat = measure.mm(lead, sizes.head) + measure.mm(follow, sizes.head_follow)
        spans.append(SetSpan(spanner.head, spanner.span, stacked=flat + 2 > room))
        at = spanner.start + spanner.span
    blank = [SetSpan(Text("", ""), 1)] * (len(part.columns) - at)
    return (*spans, *blank) if spans else ()


def height_mm(
    heads: Sequence[SetHead], spans: Sequence[SetSpan], widths: Sequence[float], sizes: Sizes
) -> float:
    """The height of all heads of a table, from the rule above to the rule below."""
    lead = max((len(head.lines) for head in heads), default=1)
    follow = max(
        (
            measure.lines(head.follow, (width - _PADDING_MM) / (sizes.head_follow * MM_PER_PT))
            for head, width in zip(heads, widths, strict=True)
        ),
        default=1,
    )
    return lead * _LEAD_MM + follow * _FOLLOW_MM + _FIXED_MM + _spans_mm(spans, widths, sizes)


def _spans_mm(spans: Sequence[SetSpan], widths: Sequence[float], sizes: Sizes) -> float:
    tallest, at = 0.0, 0
    for span in spans:
        room = _span_mm(widths, at, span.span)
        lead, follow = sizes.languages.pair(span.head)
        below = measure.lines(follow, room / (sizes.head_follow * MM_PER_PT))
        above = measure.lines(lead, room / ((sizes.head_follow + 1) * MM_PER_PT))
        lines = above + below if span.stacked else 1
        tallest = max(tallest, lines * _LEAD_MM + _SPANNER_MM if lead else 0.0)
        at += span.span
    return tallest


def _span_mm(widths: Sequence[float], start: int, span: int) -> float:
    return sum(widths[start : start + span]) - _SPANNER_PADDING_MM


def _lines(lead: str, unit: str, room: float, breaker: Breaker) -> tuple[str, ...]:
    """The leading head; its unit goes on where there is room, otherwise on a line of its own."""
    if _em(lead + unit) <= room:
        return (lead + unit,)
    head = breaker.lines(lead, room)
    return (*head, unit.strip()) if unit else head


def _bracketed(unit: Text, languages: Languages) -> tuple[str, str]:
    """A unit behind its head in both languages, each in brackets of its own."""
    return languages.pair(Text(f"（{unit.zh}）", f" ({unit.en})") if unit.zh else NOTHING)


def _em(text: str) -> float:
    return measure.ems(text) - sum(text.count(sign) for sign in _ROUND) / 2
