"""How a chapter falls on its pages: row heights that end a long table at the foot of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from pipeline.vocabulary import Text
from pipeline.yearbook import measure
from pipeline.yearbook.charts.model import Chart
from pipeline.yearbook.setting import GAP_MM, HEADING_MM, SetRow, SetTable

PAGE_MM = 239.0  # of the page area, a millimetre less
ACROSS_MM = 168.0
_CAPTION_MM = 15.5
_WRAPPED_MM = 7.1  # a row whose label takes two lines
CHARTS_AIR_MM = 6.0
_CAP_MM, _NOTE_MM, _ROW_AIR_MM = 10.5, 5.6, 6.0  # round charts
_DOUBT_MM = 6.0  # what the heights reckoned here may be wrong by
_SHIFT_MM = 0.28  # what a row gains where Chinese and English share a baseline
_ROWS_MM = tuple(n / 50 for n in range(205, 296))  # 4.1 … 5.9


def row_mm(table: SetTable, above_mm: float, next_mm: float) -> float:
    """The tallest row with which a table below ``above_mm`` needs as few pages as it can.

    Where a lower row leaves room under the table for what comes next (``next_mm``), that one.
    """
    least = pages(table, above_mm, _ROWS_MM[0])
    fair = [mm for mm in _ROWS_MM if pages(table, above_mm, mm) == least]
    roomy = [mm for mm in fair if left_mm(table, above_mm, mm) >= next_mm + _DOUBT_MM]
    return max(roomy or fair)


def pages(table: SetTable, above_mm: float, height: float) -> int:
    """How many pages a table with rows of this height stands on, its notes with its last row."""
    return len(list(_filled(table, above_mm, height)))


def left_mm(table: SetTable, above_mm: float, height: float) -> float:
    """The room under the table on its last page."""
    return list(_filled(table, above_mm, height))[-1]


def _filled(table: SetTable, above_mm: float, height: float) -> Iterator[float]:
    """The room left on each page of the table."""
    head = _CAPTION_MM + table.head_mm
    heights = [_row(row, height) for row in table.rows]
    heights[-1] += notes_mm(table.notes)
    room = PAGE_MM - above_mm - head
    for row in heights:
        if row > room:
            yield room
            room = PAGE_MM - head
        room -= row
    yield room


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One chart across, or two beside each other; ``fresh`` begins a new page."""

    charts: tuple[Chart, ...]
    fresh: bool = False


def placed(rows: Sequence[Sequence[Chart]], left: float) -> tuple[tuple[ChartRow, ...], float]:
    """Rows of charts from where ``left`` is still free, and the room left under the last."""
    found, room = [], left - CHARTS_AIR_MM - _DOUBT_MM
    for row in rows:
        fresh = chart_mm(row) > room
        room = (PAGE_MM if fresh else room) - chart_mm(row) - _ROW_AIR_MM
        found.append(ChartRow(tuple(row), fresh))
    return tuple(found), room if rows else left


def chart_mm(row: Sequence[Chart]) -> float:
    """The height of charts beside each other with their titles and notes."""
    return max(c.height_mm + (_NOTE_MM if c.note.zh else 0.0) for c in row) + _CAP_MM


def _row(row: SetRow, height: float) -> float:
    own = max(height + _SHIFT_MM, _WRAPPED_MM) if row.wraps else height + _SHIFT_MM
    gap = GAP_MM if row.css.endswith(" gap") else 0.0
    return own + (HEADING_MM if row.css.startswith("heading") else 0.0) + gap


def notes_mm(notes: Sequence[Text]) -> float:
    """The height of notes that run on in one paragraph a language."""
    if not notes:
        return 0.0
    zh = lines("".join(note.zh for note in notes), 7.0, ACROSS_MM, 4.0 + 2 * len(notes))
    en = lines(" ".join(note.en for note in notes), 6.6, ACROSS_MM, 6.0 + 2 * len(notes))
    return 3.2 + 3.8 * zh + 3.5 * en


def lines(text: str, size_pt: float, across_mm: float, more_em: float = 0.0) -> int:
    """How many lines a text takes, a ragged line losing an em; ``more_em`` stands before it."""
    room = across_mm / (size_pt * measure.MM_PER_PT) - 1.0
    return max(1, ceil((measure.ems(text) + more_em) / room))
