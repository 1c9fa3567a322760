"""How wide a column must be, in mm, and how the columns of a table are parted into 续表."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain, groupby, pairwise

from pipeline.bilingual import CHINESE_FIRST, Languages
from pipeline.tables.draft import DraftColumn, DraftRow
from pipeline.tables.model import Cell, Row

MM_PER_PT = 25.4 / 72
_DIGIT, _LATIN, _SPACE, _NARROW = 0.555, 0.54, 0.224, 0.3
_FOLLOW_PT, _HEAD_FOLLOW_PT = 6.6, 6.2  # labels and heads of the second language
_HEAD_LINES = 4  # the leading head takes at most so many lines
_AIR, _FLAG, _BAR = 2.0, 1.2, 17.0
_WIDEST_STUB = 56.0  # longer labels take two lines
_UNITS = 12.0
# Orientation -> (width of the page's text, pt of figures, pt of heads, most columns in a part).
_PAGES = {"portrait": (168.0, 8.2, 7.4, 12), "landscape": (240.0, 7.2, 7.2, 18)}
_WIDE = re.compile("[\u2e80-\uffef]")


def ems(text: str) -> float:
    """The width of a text in em, near enough to choose columns by."""
    return sum(_em(char) for char in text)


def column_mm(
    column: DraftColumn,
    cells: Iterable[Cell],
    orientation: str,
    languages: Languages = CHINESE_FIRST,
) -> float:
    """The least width of a column: its widest number, or its head broken into lines."""
    _, figures_pt, head_pt, _ = _PAGES[orientation]
    widest = max((_cell_ems(cell) for cell in cells), default=0.0)
    lead = languages.lead(column.head) + languages.lead(column.unit)
    head = ems(lead) / _HEAD_LINES + 0.5
    word = max((ems(word) for word in column.head.en.split()), default=0.0)
    english_pt = head_pt if languages.leading == "en" else _HEAD_FOLLOW_PT
    least = max(max(head, 2.0) * head_pt, min(word, 6.0) * english_pt) * MM_PER_PT
    bar = _BAR if column.bars else 0.0
    return _AIR + bar + max(widest * figures_pt * MM_PER_PT + _FLAG, least)


def room_mm(
    rows: Iterable[DraftRow | Row],
    orientation: str,
    languages: Languages = CHINESE_FIRST,
    *,
    units: bool,
) -> float:
    """What the page leaves for columns of figures beside the labels in both languages."""
    wide, body_pt, *_ = _PAGES[orientation]
    labelled = [row for row in rows if row.kind != "heading"]
    pairs = [languages.pair(row.label) for row in labelled]
    leads = (
        row.indent * 3.0 + ems(lead) * body_pt * MM_PER_PT
        for row, (lead, _) in zip(labelled, pairs, strict=True)
    )
    follows = (ems(follow) * _FOLLOW_PT * MM_PER_PT for _, follow in pairs)
    taken = max(leads, default=0.0) + max(follows, default=0.0) + 6.0
    return wide - min(taken, _WIDEST_STUB) - (_UNITS if units else 0.0)


def parted(
    columns: Sequence[DraftColumn], widths: Sequence[float], room: float, orientation: str
) -> tuple[tuple[int, ...], ...]:
    """The indices of the columns of each part: as asked for, and further where they do not fit.

    Blocks are never parted; where a part must be, its blocks are shared out evenly.
    """
    most = _PAGES[orientation][3]

    def fits(part: Sequence[int]) -> bool:
        return len(part) <= most and sum(widths[at] for at in part) <= room

    parts: list[tuple[int, ...]] = []
    for _, asked in groupby(range(len(columns)), key=lambda at: columns[at].part):
        blocks = [tuple(g) for _, g in groupby(asked, key=lambda at: columns[at].block)]
        greedy = _packed(blocks, fits)
        even = _even(blocks, len(greedy))
        parts += even if all(map(fits, even)) else greedy
    return tuple(parts)


def _packed(
    blocks: Iterable[tuple[int, ...]], fits: Callable[[Sequence[int]], bool]
) -> list[tuple[int, ...]]:
    """Blocks one after another, a new part where the next block does not fit."""
    parts: list[tuple[int, ...]] = []
    for block in blocks:
        if parts and fits((*parts[-1], *block)):
            parts[-1] = (*parts[-1], *block)
        else:
            parts.append(block)
    return parts


def _even(blocks: Sequence[tuple[int, ...]], count: int) -> list[tuple[int, ...]]:
    """The blocks in ``count`` parts of nearly the same number of blocks, the larger ones first."""
    size, more = divmod(len(blocks), count)
    ends = [0, *accumulate(size + (at < more) for at in range(count))]
    return [tuple(chain(*blocks[start:end])) for start, end in pairwise(ends)]


def _cell_ems(cell: Cell) -> float:
    if cell.kind == "text":
        return min(max(ems(cell.text), ems(cell.english) * 0.8), 40.0)
    return ems(cell.prefix + cell.text)


def _em(char: str) -> float:
    if char.isdigit() or char in "−><≥≤≈":
        return _DIGIT
    if char in " \u00a0":
        return _SPACE
    if char in ".,-()/":
        return _NARROW
    return 1.0 if _WIDE.match(char) or char in "—…×“”" else _LATIN
