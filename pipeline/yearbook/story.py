"""The 典型经验 and 大事记 of a city: how large they are set, so that they end with a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from pipeline.yearbook.commentary.model import Run
from pipeline.yearbook.edition import ISOLATES, Event, Narrative, Section
from pipeline.yearbook.pacing import ACROSS_MM, PAGE_MM, lines

SIZES_PT = (9.6, 9.2, 8.8, 8.4, 8.0)
LEAST_START_MM = 45.0  # with less room left, the story begins on a new page
_LEADING, _ENGLISH, _ENGLISH_LEADING = 0.625, 0.833, 0.458  # mm and pt for each pt of the size
_TITLE_MM, _HEADING_MM, _EVENTS_MM = 12.0, 21.0, 58.0


@dataclass(frozen=True, slots=True)
class Story:
    """What a city tells of a year; ``fresh`` begins it on a new page."""

    narrative: Narrative | None
    events: tuple[Event, ...]
    size_pt: float
    fresh: bool


def story(
    narrative: Narrative | None, events: Sequence[Event], left_mm: float | None
) -> Story | None:
    """The story in the largest type that needs no more pages than the smallest.

    ``left_mm`` is the room under what stands above it, none when that is not known.
    """
    if not narrative and not events:
        return None
    fresh = left_mm is not None and left_mm < LEAST_START_MM
    room = PAGE_MM if fresh or left_mm is None else left_mm
    least = _pages(height_mm(narrative, events, SIZES_PT[-1]), room)
    size = next(s for s in SIZES_PT if _pages(height_mm(narrative, events, s), room) == least)
    return Story(narrative, tuple(events), size, fresh)


def runs(text: str) -> tuple[Run, ...]:
    """A text of a narrative or chronicle as runs: what stands between isolates is a figure."""
    before, *marked = text.split(ISOLATES[0])
    pieces = [Run(before)]
    for piece in marked:
        figure, _, after = piece.partition(ISOLATES[1])
        pieces += [Run(figure, figure=True), Run(after)]
    return tuple(run for run in pieces if run.text)


def _pages(height: float, room: float) -> int:
    """How many pages follow the one on which it begins."""
    return max(0, ceil((height - room) / PAGE_MM))


def height_mm(narrative: Narrative | None, events: Sequence[Event], size: float) -> float:
    """The height of the story in type of this size."""
    across = ACROSS_MM - (_EVENTS_MM if events else 0.0)
    told = sum(_section_mm(s, across, size) for s in narrative.sections) if narrative else 0.0
    return _TITLE_MM + max(told, _events_mm(events, wide=narrative is None))


def _section_mm(section: Section, across: float, size: float) -> float:
    lead = section.number == 0
    room = across if lead else across - _HEADING_MM
    zh = lines(section.text.zh, size, room) * size * _LEADING
    en = lines(section.text.en, size * _ENGLISH * 1.04, room) * size * _ENGLISH_LEADING
    return zh + en + (4.0 if lead else 6.2)


def _events_mm(events: Sequence[Event], *, wide: bool) -> float:
    """The height of the chronicle: a narrow column beside the narrative, else two columns."""
    heights = [
        3.4 + 4.2 * lines(e.text.zh, 7.6, 38.0) + 3.5 * lines(e.text.en, 6.8, 38.0) for e in events
    ]
    return sum(heights) / (2 if wide else 1)
