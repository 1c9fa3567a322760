"""The heads of a table: Chinese broken between words, units on their own line, English below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from pipeline.tables.model import Cell, Column, TablePart
from pipeline.vocabulary import Text
from pipeline.yearbook import measure
from pipeline.yearbook.measure import MM_PER_PT, Breaker

_ZH_MM, _EN_MM = 3.5, 2.75  # leading
_FIXED_MM = 6.9  # air of the two rows of heads, and the row of numbers
_SPANNER_MM = 2.6  # air and rule of a head over several columns
_PADDING_MM, _SPANNER_PADDING_MM = 1.0, 3.0
_UNBROKEN, _TWO_LINES = 4.0, 8.0  # em: heads that stay on one line, that take two
_ROUND = "（）"  # these are half as wide in heads (palt)


@dataclass(frozen=True, slots=True)
class SetHead:
    """The head over one column: Chinese lines, English, whether a stroke stands before it."""

    lines: tuple[str, ...]
    en: str
    number: int
    css: str
    has_bar: bool


@dataclass(frozen=True, slots=True)
class SetSpan:
    """A head over several columns, or (blank) the air beside one."""

    head: Text
    span: int
    stacked: bool = False


def least_em(column: Column, breaker: Breaker) -> float:
    """How wide the Chinese head needs its column: short heads stay whole, long ones fold."""
    whole = _em(column.head.zh)
    lines = 1 if whole <= _UNBROKEN else 2 if whole <= _TWO_LINES else 3
    room = ceil(whole / lines) + (lines > 1)
    folded = max(_em(line) for line in breaker.lines(column.head.zh, room))
    return max(folded, _em(f"（{column.unit.zh}）") if column.unit.zh else 0.0)


def set_head(
    column: Column, width: float, cells: Sequence[Cell], size_pt: float, breaker: Breaker
) -> SetHead:
    """The head of one column ``width`` mm wide."""
    room = (width - _PADDING_MM) / (size_pt * MM_PER_PT)
    words = any(cell.kind in ("text", "page") for cell in cells)
    css = " ".join(w for w, true in (("v", column.bar_before), ("l", words)) if true)
    english = f"{column.head.en} ({column.unit.en})" if column.unit.en else column.head.en
    bars = any(cell.bar is not None for cell in cells)
    return SetHead(_lines(column, room, breaker), english, column.number, css, bars)


def set_spans(
    part: TablePart, widths: Sequence[float], zh_pt: float, en_pt: float
) -> tuple[SetSpan, ...]:
    """The heads over heads with the air between them; English below where the line is full."""
    spans: list[SetSpan] = []
    at = 0
    for spanner in sorted(part.spanners, key=lambda s: s.start):
        spans += [SetSpan(Text("", ""), 1)] * (spanner.start - at)
        room = _span_mm(widths, spanner.start, spanner.span)
        flat = measure.mm(spanner.head.zh, zh_pt) + measure.mm(spanner.head.en, en_pt)
        spans.append(SetSpan(spanner.head, spanner.span, stacked=flat + 2 > room))
        at = spanner.start + spanner.span
    blank = [SetSpan(Text("", ""), 1)] * (len(part.columns) - at)
    return (*spans, *blank) if spans else ()


def height_mm(
    heads: Sequence[SetHead], spans: Sequence[SetSpan], widths: Sequence[float], en_pt: float
) -> float:
    """The height of all heads of a table, from the rule above to the rule below."""
    zh = max((len(head.lines) for head in heads), default=1)
    en = max(
        (
            measure.latin_lines(head.en, (width - _PADDING_MM) / (en_pt * MM_PER_PT))
            for head, width in zip(heads, widths, strict=True)
        ),
        default=1,
    )
    return zh * _ZH_MM + en * _EN_MM + _FIXED_MM + _spans_mm(spans, widths, en_pt)


def _spans_mm(spans: Sequence[SetSpan], widths: Sequence[float], en_pt: float) -> float:
    tallest, at = 0.0, 0
    for span in spans:
        room = _span_mm(widths, at, span.span)
        en = measure.latin_lines(span.head.en, room / (en_pt * MM_PER_PT))
        zh = ceil(measure.mm(span.head.zh, en_pt + 1) / room) if room > 0 else 1
        lines = zh + en if span.stacked else 1
        tallest = max(tallest, lines * _ZH_MM + _SPANNER_MM if span.head.zh else 0.0)
        at += span.span
    return tallest


def _span_mm(widths: Sequence[float], start: int, span: int) -> float:
    return sum(widths[start : start + span]) - _SPANNER_PADDING_MM


def _lines(column: Column, room: float, breaker: Breaker) -> tuple[str, ...]:
    """The Chinese head; its unit goes on where there is room, otherwise on a line of its own."""
    unit = f"（{column.unit.zh}）" if column.unit.zh else ""
    if _em(column.head.zh + unit) <= room:
        return (column.head.zh + unit,)
    head = breaker.lines(column.head.zh, room)
    return (*head, unit) if unit else head


def _em(text: str) -> float:
    return measure.ems(text) - sum(text.count(sign) for sign in _ROUND) / 2
