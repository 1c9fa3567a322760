"""The contents: a block for every part in its ink, its tables and figures with their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.bilingual import CHINESE_FIRST, Languages
from pipeline.catalogue.imprint import Part
from pipeline.vocabulary import PartRole, Text
from pipeline.yearbook import measure
from pipeline.yearbook.opener import Entry, ordinal_of

COLUMN_MM = 80.0
_TITLE_MM, _DEPTH_MM = 28.0, 236.0  # the title of the first page; a column
_HEAD_MM, _MORE_MM, _AIR_MM = 18.2, 1.8, 6.0  # title of a block, rule of its rest, air below
_LEAD_MM, _FOLLOW_MM, _PADDING_MM = 3.7, 2.9, 0.8
_CITY_ROW_MM = 5.6
_LEAD_EM, _ENTRY_MM = 8.2 * measure.MM_PER_PT, 53.0  # an em; what English fills of a line
_TITLE_EM, _TITLE_LINE_MM = 15.0, 5.4  # the title of a block: how wide it may be, its lines
_NUMBER_MM, _PAGE_MM = 13.0, 9.0
_APPENDIX = "附　录"
_LEAST_FILLED_MM = 130.0  # of the two columns of the last page
_FEWEST = 3  # a block is not broken before or after fewer entries


@dataclass(frozen=True, slots=True)
class Block:
    """A part in the contents; ``more`` continues it in the next column without its title.

    ``tight`` sets both languages of an entry on one line, as for the cities.
    """

    number: int
    ordinal: Text
    title: Text
    anchor: str
    entries: tuple[Entry, ...]
    tight: bool = False
    more: bool = False
    languages: Languages = CHINESE_FIRST

    @property
    def height_mm(self) -> float:
        title = measure.lines(self.languages.lead(self.title), _TITLE_EM)
        head = _MORE_MM if self.more else _HEAD_MM + (title - 1) * _TITLE_LINE_MM
        return head + sum(self.row_mm(entry) for entry in self.entries) + _AIR_MM

    def row_mm(self, entry: Entry) -> float:
        """The height of an entry; long titles take a second line."""
        if self.tight:
            return _CITY_ROW_MM
        room = COLUMN_MM - _NUMBER_MM - _PAGE_MM
        lead, follow = self.languages.pair(entry.title)
        first = measure.lines(lead, (_ENTRY_MM if measure.is_latin(lead) else room) / _LEAD_EM)
        second = measure.lines(follow, room / (6.4 * measure.MM_PER_PT))
        return first * _LEAD_MM + second * _FOLLOW_MM + _PADDING_MM


@dataclass(frozen=True, slots=True)
class Contents:
    """The front matter, then pages of two columns of blocks."""

    front: tuple[Entry, ...]
    pages: tuple[tuple[tuple[Block, ...], tuple[Block, ...]], ...]

    @property
    def filled_mm(self) -> float:
        """How much of both columns of the last page is filled."""
        return sum(block.height_mm for column in self.pages[-1] for block in column)


def contents(front: Sequence[Entry], blocks: Iterable[Block]) -> Contents:
    """Fills columns with blocks, breaking a block only between entries.

    Columns are shorter than the page where otherwise next to nothing would stand on the last one.
    """
    listed = tuple(blocks)
    usual = found = _filled(front, listed, 0.0)
    for spared in range(10, 120, 10):
        if len(found.pages) == 1 or found.filled_mm >= _LEAST_FILLED_MM:
            return found
        found = _filled(front, listed, float(spared))
        if len(found.pages) > len(usual.pages):
            break
    return usual


def _filled(front: Sequence[Entry], blocks: Iterable[Block], spared_mm: float) -> Contents:
    """Columns ``spared_mm`` shorter than they could be."""
    columns: list[list[Block]] = [[]]
    room = _room(0) - spared_mm - len(front) * _CITY_ROW_MM - _AIR_MM
    for block in blocks:
        rest: Block | None = block
        while rest:
            here, rest = _split(rest, room)
            if here:
                columns[-1].append(here)
                room -= here.height_mm
            if rest:
                columns.append([])
                room = _room(len(columns) - 1) - spared_mm
    columns += [[]] * (len(columns) % 2)
    pairs = zip(columns[::2], columns[1::2], strict=True)
    return Contents(tuple(front), tuple((tuple(left), tuple(right)) for left, right in pairs))


def block(
    part: Part,
    entries: Sequence[Entry],
    languages: Languages = CHINESE_FIRST,
    *,
    tight: bool = False,
) -> Block:
    """A part as a block of the contents."""
    anchor, ordinal = f"part-{part.number}", ordinal_of(part, languages)
    if part.role is PartRole.APPENDIX:
        ordinal = replace(ordinal, zh=_APPENDIX)
    return Block(
        part.number, ordinal, part.title, anchor, tuple(entries), tight, languages=languages
    )


def _room(column: int) -> float:
    return _DEPTH_MM - (_TITLE_MM if column < 2 else 0.0)  # noqa: PLR2004 - the first page has two


def _split(whole: Block, room: float) -> tuple[Block | None, Block | None]:
    """What fits into ``room``, and what goes on in the next column."""
    if whole.height_mm - _AIR_MM <= room:
        return whole, None
    fits = [
        at
        for at in range(_FEWEST, len(whole.entries) - _FEWEST + 1)
        if replace(whole, entries=whole.entries[:at]).height_mm - _AIR_MM <= room
    ]
    if not fits:
        return None, whole
    at = fits[-1]
    return (
        replace(whole, entries=whole.entries[:at]),
        replace(whole, entries=whole.entries[at:], more=True),
    )
