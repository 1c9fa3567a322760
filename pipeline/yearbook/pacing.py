"""How high a long table, charts and lines of text stand, and where they break over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from pipeline.bilingual import CHINESE_FIRST, Languages
from pipeline.vocabulary import Text
from pipeline.yearbook import measure
from pipeline.yearbook.charts.model import Chart
from pipeline.yearbook.setting import GAP_MM, HEADING_MM, SetRow, SetTable

PAGE_MM = 239.0  # of the page area, a millimetre less
ACROSS_MM, NOTES_MM = 168.0, 82.0
_CAPTION_MM = 15.5
_LINE_MM = 2.9  # a line of a label that wraps
_CHARTS_AIR_MM = 6.0
_CAP_MM, _NOTE_MM, _ROW_AIR_MM = 10.5, 5.6, 6.0  # round charts
_TAIL = 3  # rows that stay together at the end
_DOUBT_MM = 6.0  # what the heights reckoned here may be wrong by
_SHIFT_MM = 0.31  # what a row gains where Chinese and English share a baseline


def table_left_mm(table: SetTable, above_mm: float, height: float) -> tuple[float, ...]:
    """The room left on each page of a table below ``above_mm`` with rows of this height.

    The notes stand with the last row.
    """
    head = _CAPTION_MM + table.head_mm
    blocks = _blocks(table.rows, height)
    blocks[-1] += notes_mm(table.notes, table.languages)
    left = [PAGE_MM - above_mm - head]
    for block in blocks:
        if block > left[-1]:
            left.append(PAGE_MM - head)
        left[-1] -= block
    return tuple(left)


def _blocks(rows: Sequence[SetRow], height: float) -> list[float]:
    """The heights of what is never parted: a heading and its first row, the last three rows."""
    blocks, whole = [0.0], False
    for at, row in enumerate(rows):
        if not whole and blocks[-1]:
            blocks.append(0.0)
        blocks[-1] += _row(row, height)
        whole = row.css.startswith("heading") or at >= len(rows) - _TAIL
    return blocks


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One chart across, or two beside each other; ``fresh`` begins a new page."""

    charts: tuple[Chart, ...]
    fresh: bool = False


def placed(
    rows: Sequence[Sequence[Chart]], left: float, languages: Languages = CHINESE_FIRST
) -> tuple[tuple[ChartRow, ...], float]:
    """Rows of charts from where ``left`` is still free, and the room left under the last."""
    found, room = [], left - _CHARTS_AIR_MM - _DOUBT_MM
    for row in rows:
        tall = chart_mm(row, languages)
        fresh = tall > room
        room = (PAGE_MM if fresh else room) - tall - _ROW_AIR_MM
        found.append(ChartRow(tuple(row), fresh))
    return tuple(found), room if rows else left


def chart_mm(row: Sequence[Chart], languages: Languages = CHINESE_FIRST) -> float:
    """The height of charts beside each other with their titles and notes."""
    more = max(chart.more_mm(languages) for chart in row)
    return max(c.height_mm + (_NOTE_MM if c.note.zh else 0.0) for c in row) + _CAP_MM + more


def _row(row: SetRow, height: float) -> float:
    own = max(height + _SHIFT_MM, row.lines * _LINE_MM + 1.3 if row.lines > 1 else 0.0)
    gap = GAP_MM if "gap" in row.css.split() else 0.0
    return own + (HEADING_MM if row.css.startswith("heading") else 0.0) + gap


def notes_mm(notes: Sequence[Text], languages: Languages) -> float:
    """The height of notes that run on in one paragraph a language, side by side."""
    if not notes:
        return 0.0
    told = [languages.pair(note) for note in notes]
    lead = _listed([left for left, _ in told], 7.0, NOTES_MM)
    follow = _listed([right for _, right in told], 6.6, NOTES_MM - 2.0)
    return 2.4 + max(3.8 * lead, 3.5 * follow) + 1.0


def _listed(notes: Sequence[str], size_pt: float, across_mm: float) -> int:
    """How many lines numbered notes take that run on behind a word that says what they are."""
    if measure.is_latin("".join(notes)):
        return lines(" 1. ".join(("Note:", *notes)), size_pt, across_mm)
    return lines("".join(notes), size_pt, across_mm, 2.0 + 2 * len(notes))


def lines(text: str, size_pt: float, across_mm: float, more_em: float = 0.0) -> int:
    """How many lines a text takes; of a Chinese one each loses half an em to what may not begin it.

    ``more_em`` is what it has besides its characters.
    """
    room = across_mm / (size_pt * measure.MM_PER_PT)
    if measure.is_latin(text):
        return measure.latin_lines(text, room)
    return max(1, ceil((measure.ems(text) + more_em) / (room - 0.5)))
