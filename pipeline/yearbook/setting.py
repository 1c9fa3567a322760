"""A table made ready for the page: lines of heads, padded cells, rows of known height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipeline.bilingual import CHINESE_FIRST, Languages
from pipeline.tables.model import Row, Table, TablePart
from pipeline.vocabulary import Text
from pipeline.yearbook import grid, heads, measure
from pipeline.yearbook.cells import Pad, SetCell
from pipeline.yearbook.grid import Widths
from pipeline.yearbook.heads import SetHead, SetSpan
from pipeline.yearbook.measure import MM_PER_PT, Breaker
from pipeline.yearbook.sizes import LANDSCAPE, PORTRAIT, Sizes

GAP_MM, HEADING_MM = 1.6, 2.2  # air above every fifth city, above a heading
_CAPTION_MM = 15.8
_TITLE_PT, _TITLE_MM = 11.5, 6.0  # size and leading of a title
_LABEL_MM = 2.9  # a line of a label that wraps
_LABEL_AIR_MM = 1.2  # round it; a unit with its English sits low
_STYLED = ("region", "reporting", "own_level", "class", "heading")
_SHIFT_MM = 0.31  # what a row gains where Chinese and English share a baseline


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row of a table; ``css`` names its kind."""

    css: str
    label: Text
    lead: tuple[str, ...]  # the leading label in lines
    mark: str  # the # before a main item
    indent: int
    unit: Text
    cells: tuple[SetCell, ...]
    lines: int  # that its label takes

    @property
    def wraps(self) -> bool:
        return self.lines > 1


@dataclass(frozen=True, slots=True)
class SetTable:
    """One part of a table, ready to be set; ``row_mm`` is chosen by the page it stands on."""

    id: str
    number: str
    title: Text
    unit: Text
    stub: Text
    orientation: str
    continued: bool
    widths: Widths
    spans: tuple[SetSpan, ...]
    heads: tuple[SetHead, ...]
    rows: tuple[SetRow, ...]
    notes: tuple[Text, ...]
    languages: Languages
    head_mm: float
    extra_mm: float = field(default=0.0)

    @property
    def measured(self) -> Text:
        """单位：… / Unit: …"""
        return Text(f"单位：{self.unit.zh}", f"Unit: {self.unit.en}")

    @property
    def columns(self) -> int:
        """How many columns the HTML table has."""
        return len(self.widths.all)

    @property
    def caption_mm(self) -> float:
        """The height of the caption; a long title takes a second line."""
        title = f"{self.number} {self.languages.lead(self.title)}"
        return (
            _CAPTION_MM + (measure.title_lines(title, self.measure_mm, _TITLE_PT) - 1) * _TITLE_MM
        )

    @property
    def fixed_mm(self) -> float:
        """The height of everything but the rows: caption, head, air, notes."""
        notes = notes_mm(self.notes, self.measure_mm, self.languages)
        return self.caption_mm + self.head_mm + self.extra_mm + notes

    @property
    def repeated_mm(self) -> float:
        """The height of what is repeated on every page of a long table."""
        return self.caption_mm + self.head_mm

    @property
    def measure_mm(self) -> float:
        return grid.PORTRAIT_MM if self.orientation == "portrait" else grid.LANDSCAPE_MM

    def height_mm(self, row_mm: float) -> float:
        """The height of the whole table, its rows ``row_mm`` high where their labels allow."""
        return self.fixed_mm + sum(_row_mm(row, row_mm) for row in self.rows)


def _row_mm(row: SetRow, asked: float) -> float:
    """A row is as tall as asked, or as its label needs."""
    return max(asked + _SHIFT_MM, row.lines * _LABEL_MM + _LABEL_AIR_MM if row.lines > 1 else 0.0)


def set_table(
    table: Table,
    breaker: Breaker,
    languages: Languages = CHINESE_FIRST,
    sizes: Sizes | None = None,
) -> tuple[SetTable, ...]:
    """All parts of a table; the notes stand under the last. ``sizes`` other than the usual ones
    must be those of the style sheet.
    """
    last = len(table.parts) - 1
    usual = PORTRAIT if table.orientation == "portrait" else LANDSCAPE
    chosen = replace(sizes or usual, languages=languages)
    return tuple(
        _set_part(table, at, table.notes if at == last else (), breaker, chosen)
        for at in range(len(table.parts))
    )


def _set_part(
    table: Table, at: int, notes: tuple[Text, ...], breaker: Breaker, sizes: Sizes
) -> SetTable:
    part = table.parts[at]
    room = grid.PORTRAIT_MM if table.orientation == "portrait" else grid.LANDSCAPE_MM
    wide = grid.widths(part, sizes, room, breaker, units=table.has_units_column)
    over = tuple(
        heads.set_head(column, width, grid.cells_of(part, index), sizes, breaker)
        for index, (column, width) in enumerate(zip(part.columns, wide.figures, strict=True))
    )
    spans = heads.set_spans(part, wide.figures, sizes)
    return SetTable(
        id=f"t-{table.number}" + (f"-{at + 1}" if at else ""),
        number=table.number,
        title=table.title,
        unit=table.unit,
        stub=table.stub,
        orientation=table.orientation,
        continued=at > 0,
        widths=wide,
        spans=spans,
        heads=over,
        rows=_rows(part, wide, sizes, breaker),
        notes=notes,
        languages=sizes.languages,
        head_mm=heads.height_mm(over, spans, wide.figures, sizes),
        extra_mm=sum(GAP_MM for row in part.rows if row.gap)
        + sum(HEADING_MM for row in part.rows if row.kind == "heading"),
    )


def _rows(part: TablePart, widths: Widths, sizes: Sizes, breaker: Breaker) -> tuple[SetRow, ...]:
    pads = tuple(
        Pad.of(grid.cells_of(part, at), width, column, sizes)
        for at, (column, width) in enumerate(zip(part.columns, widths.figures, strict=True))
    )
    return tuple(_row(row, pads, widths, sizes, breaker) for row in part.rows)


def _row(row: Row, pads: Sequence[Pad], widths: Widths, sizes: Sizes, breaker: Breaker) -> SetRow:
    lines = 1 if row.kind == "heading" else _label_lines(row, widths, sizes)
    lead = sizes.languages.lead(row.label)
    room = widths.stub - 1.0 - grid.label_mm(row, sizes) + measure.medium_mm(lead, sizes.body)
    return SetRow(
        css=" ".join(
            word
            for word, holds in ((row.kind, row.kind in _STYLED), ("gap", row.gap), ("w", lines > 1))
            if holds
        ),
        label=row.label,
        lead=breaker.lines(lead, room / (sizes.body * MM_PER_PT), balance=0.1),
        mark="#" if row.hashed else "",
        indent=row.indent,
        unit=row.unit,
        cells=tuple(pad.cell(cell) for pad, cell in zip(pads, row.cells, strict=False)),
        lines=lines,
    )


def _label_lines(row: Row, widths: Widths, sizes: Sizes) -> int:
    """How many lines the label, what follows it and its unit take."""
    label = max(grid.label_lines(row, widths.stub, widths.stub_follow, sizes))
    if not widths.unit or not row.unit.zh:
        return label
    lead, follow = sizes.languages.pair(row.unit)
    beside = "" if follow == lead else follow
    flat = measure.mm(lead, 7.4) + measure.mm(beside, sizes.head_follow) + 1.0
    return max(label, 1 if flat <= widths.unit else 2)


@lru_cache
def notes_mm(notes: tuple[Text, ...], measure_mm: float, languages: Languages) -> float:
    """The height of the notes under a table: what leads in the left half, the rest in the right."""
    if not notes:
        return 0.0
    room = ((measure_mm - 4) / 2) / MM_PER_PT
    told = [languages.pair(note) for note in notes]
    lead = sum(measure.lines(left, (room - 26) / 7) for left, _ in told) * 3.8
    follow = sum(measure.lines(right, (room - 30) / 6.6) for _, right in told) * 3.5
    return 2.4 + max(lead, follow)
