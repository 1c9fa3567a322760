"""The grid of a table: how wide each column is, from what stands in it; all widths in mm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from pipeline.bilingual import Languages
from pipeline.tables.model import Cell, Column, Row, TablePart
from pipeline.vocabulary import Text
from pipeline.yearbook import heads, measure
from pipeline.yearbook.measure import DIGIT, MM_PER_PT, POINT, Breaker
from pipeline.yearbook.sizes import Sizes

PORTRAIT_MM, LANDSCAPE_MM = 168.0, 240.0
_LONGEST_WORD = 6.0  # em: a longer word of an English head is hyphenated
_ROOMIEST, _FAIR = 27.0, 16.0  # a column of figures is never wider, and likes to be so wide
_AIR, _HEAD_AIR = 2.0, 1.3  # between neighbouring columns of figures, between heads
_CROWDED = 0.15  # lines a label that crowded figures cost
_UNIT_GAP = 1.0  # between the languages of a unit
_FLAG = 1.2  # room for a flag that hangs behind the figure
BAR_MM = 17.0  # a bar as long as the column's maximum, with air


@dataclass(frozen=True, slots=True)
class Widths:
    """The columns of one set table; ``unit`` is none where units stand elsewhere."""

    stub: float
    stub_follow: float
    unit: float | None
    figures: tuple[float, ...]
    bars: tuple[bool, ...]  # whether a column of bars follows the figures

    @property
    def all(self) -> tuple[float, ...]:
        """The columns of the HTML table, one after another."""
        unit = () if self.unit is None else (self.unit,)
        pairs = zip(self.figures, self.bars, strict=True)
        figures = (w for width, bar in pairs for w in ((width, BAR_MM) if bar else (width,)))
        return (self.stub, self.stub_follow, *unit, *figures)


def widths(part: TablePart, sizes: Sizes, room: float, breaker: Breaker, *, units: bool) -> Widths:
    """Columns as wide as their figures and heads need; what is left goes to the figures first."""
    columns = range(len(part.columns))
    least = [_least(part.columns[at], cells_of(part, at), sizes, breaker) for at in columns]
    bars = tuple(any(cell.bar is not None for cell in cells_of(part, at)) for at in columns)
    unit = _unit_width(part.rows, sizes) if units else None
    free = room - (unit or 0.0) - BAR_MM * sum(bars)
    fair = [max(width, min(width * sizes.ease, _FAIR)) for width in least]
    stub, stub_follow = _stub(part.rows, sizes, free - sum(least), free - sum(fair))
    figures = _shared(least, part.columns, free - stub - stub_follow - sum(least))
    left = (free - stub - stub_follow - sum(figures)) / 2
    return Widths(round(stub + left, 2), round(stub_follow + left, 2), unit, figures, bars)


def cells_of(part: TablePart, at: int) -> list[Cell]:
    """The cells of one column."""
    return [row.cells[at] for row in part.rows if at < len(row.cells)]


def _shared(least: Sequence[float], columns: Sequence[Column], spare: float) -> tuple[float, ...]:
    if spare <= 0:  # too many figures for the page: they stand closer, the labels stay whole
        return tuple(round(width + spare * width / sum(least), 2) for width in least)
    weights = [max(column.weight, 0.1) for column in columns]
    grown = [w + spare * weight / sum(weights) for w, weight in zip(least, weights, strict=True)]
    return tuple(
        round(max(lowest, min(width, _ROOMIEST)), 2)
        for lowest, width in zip(least, grown, strict=True)
    )


def _least(column: Column, cells: Sequence[Cell], sizes: Sizes, breaker: Breaker) -> float:
    body = max((_cell_least(cell, column, sizes) for cell in cells), default=0.0) + _FLAG
    head = heads.least_em(column, breaker, sizes.languages) * sizes.head
    lead, follow = sizes.languages.pair(column.head)
    word = max(_word(lead) * sizes.head, _word(follow) * sizes.head_follow)
    return max(body + _AIR, max(head, word) * MM_PER_PT + _HEAD_AIR)


def _word(text: str) -> float:
    """The longest word in em, as far as a head does not hyphenate it; Chinese breaks anywhere."""
    return min(measure.widest_word(text), _LONGEST_WORD) if measure.is_latin(text) else 0.0


def _cell_least(cell: Cell, column: Column, sizes: Sizes) -> float:
    """A figure takes the room it needs; words wrap in the width that their column asks for."""
    if cell.kind != "text":
        return cell_mm(cell, sizes.body)
    return min(words_mm(cell, sizes), column.weight * sizes.body * MM_PER_PT)


def words_mm(cell: Cell, sizes: Sizes) -> float:
    """The width of a cell of words in both languages on one line."""
    lead, follow = told(cell, sizes.languages)
    beside = measure.mm(follow, sizes.stub_follow) + 1.5 if follow else 0.0
    return measure.mm(cell.prefix + lead, sizes.body) + beside + 1.5


def told(cell: Cell, languages: Languages) -> tuple[str, str]:
    """What leads in a cell and what follows; a figure is the same in both languages."""
    return languages.pair(Text(cell.text, cell.english)) if cell.english else (cell.text, "")


def cell_mm(cell: Cell, size: float) -> float:
    return measure.mm(cell.prefix + cell.text, size)


def decimals(cell: Cell) -> int:
    """How many decimals a written number shows."""
    return len(cell.text.partition(".")[2]) if cell.kind == "number" else 0


def lacking_mm(cell: Cell, most: int | None, size: float) -> float:
    """How far a number with fewer decimals stands from the right, so that the points align."""
    own = decimals(cell)
    if cell.kind != "number" or most is None or own == most:
        return 0.0
    return ((most - own) * DIGIT + (0 if own else POINT)) * size * MM_PER_PT


def _unit_width(rows: Sequence[Row], sizes: Sizes) -> float:
    """Both languages of a unit on one line where that asks for no more than a fair column."""
    units = [sizes.languages.pair(row.unit) for row in rows]
    wide = [(measure.ems(u) * 7.4, measure.ems(v) * sizes.head_follow) for u, v in units]
    least = max(map(max, wide), default=0.0)
    lines = [sum(both) * MM_PER_PT + _UNIT_GAP for both in wide]
    fair = max((line for line in lines if line <= _FAIR), default=0.0)
    return round(max(least * MM_PER_PT, fair) + _AIR, 2)


def _stub(rows: Sequence[Row], sizes: Sizes, most: float, fair: float) -> tuple[float, float]:
    """Natural widths where the figures still stand in ease; otherwise those that wrap least."""
    labels = [row for row in rows if row.kind != "heading"]
    follows = [sizes.languages.follow(row.label) for row in labels]
    lead = max((label_mm(row, sizes) for row in labels), default=0.0) + 3.0
    follow = max((measure.mm(text, sizes.stub_follow) for text in follows), default=0.0) + 3.0
    if lead + follow <= fair:
        return lead, follow
    word = max(map(measure.unbroken, follows), default=0.0)
    narrowest = max((_unbroken_mm(row, sizes) for row in labels), default=0.0)
    least = word * sizes.stub_follow * MM_PER_PT + 2.0
    tries = [
        (wide, min(follow, room - wide), crowded)
        for room, crowded in ((fair, 0.0), (most, _CROWDED * len(labels)))
        for wide in (lead * tenths / 10 for tenths in range(10, 4, -1))
        if room - wide >= least and wide >= narrowest
    ]
    if not tries:
        return max(most - least, narrowest, 12.0), least
    costs = [sum(_wraps(row, w, half, sizes) for row in labels) + c for w, half, c in tries]
    wide, half, _ = tries[costs.index(min(costs))]
    return wide, half


def _unbroken_mm(row: Row, sizes: Sizes) -> float:
    """How wide the longest word of an English label stands; a Chinese one breaks anywhere."""
    lead = sizes.languages.lead(row.label)
    if not measure.is_words(lead):
        return 0.0
    before = label_mm(row, sizes) - measure.medium_mm(lead, sizes.body)
    return before + measure.medium_mm(max(lead.split(), key=measure.ems), sizes.body) + 1.5


def _wraps(row: Row, stub: float, stub_follow: float, sizes: Sizes) -> float:
    """What the label of a row costs in lines; it reads worse where the leading one wraps."""
    lead, follow = label_lines(row, stub, stub_follow, sizes)
    return max(lead, follow) + (lead - 1)


def label_lines(row: Row, stub: float, stub_follow: float, sizes: Sizes) -> tuple[int, int]:
    """How many lines the leading label of a row takes, and the one that follows."""
    lead, follow = sizes.languages.pair(row.label)
    first = ceil(label_mm(row, sizes) / (stub - 1.0))
    if measure.is_words(lead):
        free = stub - 1.0 - label_mm(row, sizes) + measure.medium_mm(lead, sizes.body)
        first = measure.latin_lines(lead, free / (sizes.body * MM_PER_PT))
    room = (stub_follow - 1.5) / (sizes.stub_follow * MM_PER_PT)
    return first, measure.lines(follow, room)


def label_mm(row: Row, sizes: Sizes) -> float:
    """The leading label of a row with its indent and #."""
    indent = 3.0 if row.kind == "class" else row.indent * 3.0
    bold = 1.6 if row.kind in ("region", "reporting") else 0.0
    words = ("#" if row.hashed else "") + sizes.languages.lead(row.label)
    return indent + bold + measure.medium_mm(words, sizes.body)
