"""The 典型经验 and 大事记 of a city: how large they are set, so that they end with a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from pipeline.bilingual import CHINESE_FIRST, Languages
from pipeline.yearbook import measure
from pipeline.yearbook.commentary.model import Run, plain
from pipeline.yearbook.edition import ISOLATES, Event, Narrative, Section
from pipeline.yearbook.pacing import ACROSS_MM, PAGE_MM, lines

SIZES_PT = (9.6, 9.2, 8.8, 8.4, 8.0, 7.8)
LEAST_START_MM = 45.0  # with less room left, the story begins on a new page
_LEADING, _FOLLOW, _FOLLOW_LEADING = 0.625, 0.833, 0.458  # mm and pt for each pt of the size
_PRACTICE = "典型经验："  # as wide as what stands there in English
_SERIF = 1.03  # how much wider English runs in the serif than in the sans
_AIR_MM, _EVENTS_MM = 4.0, 58.0
_HEADING_MM, _WIDE_HEADING_MM = 21.0, 38.0  # beside a chronicle, and without one
_LEAST_FILLED_MM = 75.0  # of a last page
_DOUBT_MM, _WIDE_DOUBT_MM = 9.0, 22.0  # what the heights reckoned here may be wrong by


@dataclass(frozen=True, slots=True)
class Story:
    """What a city tells of a year; ``fresh`` begins it on a new page, ``n_pages`` it adds."""

    narrative: Narrative | None
    events: tuple[Event, ...]
    size_pt: float
    fresh: bool
    n_pages: int


def stories(
    narrative: Narrative | None, events: Sequence[Event], languages: Languages = CHINESE_FIRST
) -> Callable[[float], Story]:
    """How the story is set where so much room (in mm) is left under what stands above it.

    In the largest type that needs no more pages than the smallest; it begins on a new page, too,
    where that spares a last page with next to nothing on it.
    """
    blocks = {size: _blocks(narrative, size, languages, beside=bool(events)) for size in SIZES_PT}
    chronicle = _events_mm(events, languages, wide=narrative is None)
    doubt = _DOUBT_MM if events else _WIDE_DOUBT_MM

    def begun(left_mm: float, *, fresh: bool) -> tuple[Story, float]:
        """The story, and how much of its last page it fills."""
        room = (PAGE_MM if fresh else left_mm) - _AIR_MM - doubt
        beside = max(0, ceil((chronicle - room) / PAGE_MM))
        paged = {size: _paged(mm, room) for size, mm in blocks.items()}
        further = {size: max(beside, pages) for size, (pages, _) in paged.items()}
        size = next(s for s in SIZES_PT if further[s] == further[SIZES_PT[-1]])
        story = Story(narrative, tuple(events), size, fresh, further[size] + fresh)
        return story, paged[size][1] if further[size] > beside else PAGE_MM

    def at(left_mm: float) -> Story:
        story, filled = begun(left_mm, fresh=left_mm < LEAST_START_MM)
        if filled >= _LEAST_FILLED_MM or story.fresh:
            return story
        later, _ = begun(left_mm, fresh=True)
        return later if later.n_pages == story.n_pages else story

    return at


def _paged(blocks: Sequence[float], room: float) -> tuple[int, float]:
    """How many pages more than the first it takes to set blocks that are never parted, and how much
    of the last one they fill (of the first alone: all).
    """
    pages, filled = 0, PAGE_MM
    for block in blocks:
        if block > room:
            pages, room, filled = pages + 1, PAGE_MM, 0.0
        room, filled = room - block, filled + block
    return pages, filled


def runs(text: str) -> tuple[Run, ...]:
    """A text of a narrative or chronicle as runs: what stands between isolates is a figure."""
    before, *marked = text.split(ISOLATES[0])
    pieces = [Run(before)]
    for piece in marked:
        figure, _, after = piece.partition(ISOLATES[1])
        pieces += [Run(figure, figure=True), Run(after)]
    return tuple(run for run in pieces if run.text)


def height_mm(
    narrative: Narrative | None,
    events: Sequence[Event],
    size: float,
    languages: Languages = CHINESE_FIRST,
) -> float:
    """The height of the story in type of this size, with its titles and the air above it."""
    told = sum(_blocks(narrative, size, languages, beside=bool(events)))
    return _AIR_MM + _DOUBT_MM + max(told, _events_mm(events, languages, wide=narrative is None))


def _blocks(
    narrative: Narrative | None, size: float, languages: Languages, *, beside: bool
) -> list[float]:
    """The heights of the sections, none of which breaks over pages."""
    sections = narrative.sections if narrative else ()
    return [_section_mm(section, size, languages, beside=beside) for section in sections]


def _section_mm(section: Section, size: float, languages: Languages, *, beside: bool) -> float:
    lead = section.number == 0
    across = ACROSS_MM - (_EVENTS_MM if beside else 0.0)
    heading = _HEADING_MM if beside else _WIDE_HEADING_MM
    room = across if lead else across - heading
    heading_pair = languages.pair(section.heading)
    first, second = languages.pair(section.text)
    told = _told_mm(first, size, room) * _LEADING
    told += _told_mm(second, size * _FOLLOW, room) * _FOLLOW_LEADING / _FOLLOW + 0.8
    if lead:
        return _title_mm(heading_pair, across) + told + 3.0
    return 5.3 + max(told, _heading_mm(heading_pair, heading - 2.0))


def _told_mm(text: str, size: float, room: float) -> float:
    """The size of a text in the serif times its lines."""
    serif = _SERIF if measure.is_latin(text) else 1.0
    return lines(_seen(text), size * serif, room) * size


def _seen(text: str) -> str:
    """A text without its isolates, which take no room."""
    return plain(runs(text))


def _title_mm(heading: tuple[str, str], across: float) -> float:
    """The height of the title over all, with the rule above and the air below."""
    lead, follow = heading
    first = measure.mm(_PRACTICE + lead, 10.5) / (10.5 * measure.MM_PER_PT)
    second = measure.mm(follow, 7.6) / (10.5 * measure.MM_PER_PT) + 2.0
    room = across / (10.5 * measure.MM_PER_PT)
    return 5.0 + 5.0 * ceil((first + second) / room)


def _heading_mm(heading: tuple[str, str], room: float) -> float:
    """The height of a heading in its narrow column."""
    lead, follow = heading
    return 5.0 * lines(lead, 10.0, room + 2.0) + 0.4 + 3.1 * lines(follow, 6.6, room)


def _events_mm(events: Sequence[Event], languages: Languages, *, wide: bool) -> float:
    """The height of the chronicle: a narrow column beside the narrative, else two columns."""
    heights = [
        3.4 + 4.2 * lines(_seen(lead), 7.6, 38.0) + 3.5 * lines(_seen(follow), 6.8, 38.0)
        for lead, follow in (languages.pair(event.text) for event in events)
    ]
    return 10.0 + sum(heights) / (2 if wide else 1)
