"""The 典型经验 and 大事记 of a city: how large they are set, so that they end with a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from pipeline.yearbook import measure
from pipeline.yearbook.commentary.model import Run, plain
from pipeline.yearbook.edition import ISOLATES, Event, Narrative, Section
from pipeline.yearbook.pacing import ACROSS_MM, PAGE_MM, english_lines, lines

SIZES_PT = (9.6, 9.2, 8.8, 8.4, 8.0, 7.8)
LEAST_START_MM = 45.0  # with less room left, the story begins on a new page
_LEADING, _ENGLISH, _ENGLISH_LEADING = 0.625, 0.833, 0.458  # mm and pt for each pt of the size
_SERIF = 1.03  # how much wider English runs in the serif than in the sans
_AIR_MM, _EVENTS_MM = 4.0, 58.0
_HEADING_MM, _WIDE_HEADING_MM = 21.0, 38.0  # beside a chronicle, and without one
_DOUBT_MM = 9.0  # what the heights reckoned here may be wrong by


@dataclass(frozen=True, slots=True)
class Story:
    """What a city tells of a year; ``fresh`` begins it on a new page, ``n_pages`` it adds."""

    narrative: Narrative | None
    events: tuple[Event, ...]
    size_pt: float
    fresh: bool
    n_pages: int


def stories(narrative: Narrative | None, events: Sequence[Event]) -> Callable[[float], Story]:
    """How the story is set where so much room (in mm) is left under what stands above it.

    In the largest type that needs no more pages than the smallest.
    """
    blocks = {size: _blocks(narrative, size, beside=bool(events)) for size in SIZES_PT}
    chronicle = _events_mm(events, wide=narrative is None)

    def at(left_mm: float) -> Story:
        fresh = left_mm < LEAST_START_MM
        room = (PAGE_MM if fresh else left_mm) - _AIR_MM - _DOUBT_MM
        beside = max(0, ceil((chronicle - room) / PAGE_MM))
        further = {size: max(beside, _further(mm, room)) for size, mm in blocks.items()}
        size = next(s for s in SIZES_PT if further[s] == further[SIZES_PT[-1]])
        return Story(narrative, tuple(events), size, fresh, further[size] + fresh)

    return at


def _further(blocks: Sequence[float], room: float) -> int:
    """How many pages more than the first it takes to set blocks that are never parted."""
    pages = 0
    for block in blocks:
        if block > room:
            pages, room = pages + 1, PAGE_MM
        room -= block
    return pages


def runs(text: str) -> tuple[Run, ...]:
    """A text of a narrative or chronicle as runs: what stands between isolates is a figure."""
    before, *marked = text.split(ISOLATES[0])
    pieces = [Run(before)]
    for piece in marked:
        figure, _, after = piece.partition(ISOLATES[1])
        pieces += [Run(figure, figure=True), Run(after)]
    return tuple(run for run in pieces if run.text)


def height_mm(narrative: Narrative | None, events: Sequence[Event], size: float) -> float:
    """The height of the story in type of this size, with its titles and the air above it."""
    told = sum(_blocks(narrative, size, beside=bool(events)))
    return _AIR_MM + _DOUBT_MM + max(told, _events_mm(events, wide=narrative is None))


def _blocks(narrative: Narrative | None, size: float, *, beside: bool) -> list[float]:
    """The heights of the sections, none of which breaks over pages."""
    sections = narrative.sections if narrative else ()
    return [_section_mm(section, size, beside=beside) for section in sections]


def _section_mm(section: Section, size: float, *, beside: bool) -> float:
    lead = section.number == 0
    across = ACROSS_MM - (_EVENTS_MM if beside else 0.0)
    heading = _HEADING_MM if beside else _WIDE_HEADING_MM
    room = across if lead else across - heading
    zh = lines(_seen(section.text.zh), size, room) * size * _LEADING
    english = english_lines(_seen(section.text.en), size * _ENGLISH * _SERIF, room)
    en = english * size * _ENGLISH_LEADING + 0.8
    if lead:
        return _title_mm(section, across) + zh + en + 3.0
    return 5.3 + max(zh + en, _heading_mm(section, heading - 2.0))


def _seen(text: str) -> str:
    """A text without its isolates, which take no room."""
    return plain(runs(text))


def _title_mm(section: Section, across: float) -> float:
    """The height of the title over all, with the rule above and the air below."""
    chinese = measure.mm("典型经验：" + section.heading.zh, 10.5) / (10.5 * measure.MM_PER_PT)
    english = measure.mm(section.heading.en, 7.6) / (10.5 * measure.MM_PER_PT) + 2.0
    room = across / (10.5 * measure.MM_PER_PT)
    return 5.0 + 5.0 * ceil((chinese + english) / room)


def _heading_mm(section: Section, room: float) -> float:
    """The height of a heading in its narrow column."""
    zh = lines(section.heading.zh, 10.0, room + 2.0)
    return 5.0 * zh + 0.4 + 3.1 * english_lines(section.heading.en, 6.6, room)


def _events_mm(events: Sequence[Event], *, wide: bool) -> float:
    """The height of the chronicle: a narrow column beside the narrative, else two columns."""
    heights = [
        3.4
        + 4.2 * lines(_seen(e.text.zh), 7.6, 38.0)
        + 3.5 * english_lines(_seen(e.text.en), 6.8, 38.0)
        for e in events
    ]
    return 10.0 + sum(heights) / (2 if wide else 1)
