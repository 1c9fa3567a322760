"""A table made ready for the page: lines of heads, padded cells, rows of known height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.tables.model import Cell, Column, Row, Table, TablePart
from pipeline.vocabulary import Text
from pipeline.yearbook import grid, measure
from pipeline.yearbook.grid import Sizes, Widths
from pipeline.yearbook.measure import MM_PER_PT, Breaker

GAP_MM, HEADING_MM = 1.6, 2.2  # air above every fifth city, above a heading
_CAPTION_MM, _NUMBERS_MM, _SPANNER_MM = 15.5, 3.4, 5.0
_ZH_LINE_MM, _EN_LINE_MM, _NOTE_LINE_MM = 3.5, 2.75, 3.8
_MOST_MM, _LEAST_MM = 8.4, 5.2  # the tallest and the lowest row
_CSS = {kind: kind for kind in ("region", "reporting", "own_level", "class", "heading")}
_SHIFT_MM = 0.28  # what a row gains where Chinese and English share a baseline


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell as it is printed: its text, the class that pads it, the flag that hangs behind.

    Cells of words may have English and take several lines; the text of a ``page`` cell is the
    anchor whose page is printed.
    """

    text: str
    css: str
    flag: str = ""
    bar: float | None = None
    english: str = ""
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row of a table; ``css`` names its kind, ``wraps`` says that its label takes two lines."""

    css: str
    label: Text
    mark: str  # the # before a main item
    indent: int
    unit: Text
    cells: tuple[SetCell, ...]
    wraps: bool


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
    head_mm: float
    extra_mm: float = field(default=0.0)

    @property
    def columns(self) -> int:
        """How many columns the HTML table has."""
        return len(self.widths.all)

    @property
    def fixed_mm(self) -> float:
        """The height of everything but the rows: caption, head, air, notes."""
        return _CAPTION_MM + self.head_mm + self.extra_mm + notes_mm(self.notes, self.measure_mm)

    @property
    def measure_mm(self) -> float:
        return grid.PORTRAIT_MM if self.orientation == "portrait" else grid.LANDSCAPE_MM

    @property
    def least_row_mm(self) -> float:
        return 6.2 if any(row.wraps for row in self.rows) else _LEAST_MM

    def height_mm(self, row_mm: float) -> float:
        """The height of the whole table, its rows ``row_mm`` high."""
        return self.fixed_mm + len(self.rows) * (row_mm + _SHIFT_MM)

    def row_mm(self, room: float) -> float:
        """The height of a row that fills ``room``, within what looks well."""
        fair = (room - self.fixed_mm) / max(len(self.rows), 1) - _SHIFT_MM
        return round(max(self.least_row_mm, min(fair, _MOST_MM)), 2)


def set_table(table: Table, breaker: Breaker, sizes: Sizes | None = None) -> tuple[SetTable, ...]:
    """All parts of a table; the notes stand under the last. ``sizes`` other than the usual ones
    must be those of the style sheet.
    """
    last = len(table.parts) - 1
    usual = grid.PORTRAIT if table.orientation == "portrait" else grid.LANDSCAPE
    return tuple(
        _set_part(table, at, table.notes if at == last else (), breaker, sizes or usual)
        for at in range(len(table.parts))
    )


def _set_part(
    table: Table, at: int, notes: tuple[Text, ...], breaker: Breaker, sizes: Sizes
) -> SetTable:
    part = table.parts[at]
    room = grid.PORTRAIT_MM if table.orientation == "portrait" else grid.LANDSCAPE_MM
    wide = grid.widths(part, sizes, room, units=table.has_units_column)
    heads = tuple(
        _head(column, width, grid.cells_of(part, index), sizes, breaker)
        for index, (column, width) in enumerate(zip(part.columns, wide.figures, strict=True))
    )
    return SetTable(
        id=f"t-{table.number}" + (f"-{at + 1}" if at else ""),
        number=table.number,
        title=table.title,
        unit=table.unit,
        stub=table.stub,
        orientation=table.orientation,
        continued=at > 0,
        widths=wide,
        spans=_spans(part, wide.figures, sizes),
        heads=heads,
        rows=_rows(part, wide, sizes),
        notes=notes,
        head_mm=_head_mm(part, heads, wide.figures, sizes),
        extra_mm=sum(GAP_MM for row in part.rows if row.gap)
        + sum(HEADING_MM for row in part.rows if row.kind == "heading"),
    )


def _head(
    column: Column, width: float, cells: Sequence[Cell], sizes: Sizes, breaker: Breaker
) -> SetHead:
    room = (width - 1.0) / (sizes.head * MM_PER_PT)
    lines = breaker.lines(_with_unit(column.head.zh, column.unit.zh, "（{}）"), room)
    css = " ".join(
        word for word, true in (("v", column.bar_before), ("l", _is_text(cells))) if true
    )
    english = _with_unit(column.head.en, column.unit.en, " ({})")
    return SetHead(lines, english, column.number, css, any(c.bar is not None for c in cells))


def _with_unit(head: str, unit: str, pattern: str) -> str:
    return head + pattern.format(unit) if unit else head


def _is_text(cells: Sequence[Cell]) -> bool:
    return any(cell.kind == "text" for cell in cells)


def _spans(part: TablePart, widths: Sequence[float], sizes: Sizes) -> tuple[SetSpan, ...]:
    if not part.spanners:
        return ()
    spans, at = [], 0
    for spanner in sorted(part.spanners, key=lambda s: s.start):
        spans += [SetSpan(Text("", ""), 1)] * (spanner.start - at)
        wide = sum(widths[spanner.start : spanner.start + spanner.span]) - 3
        flat = measure.mm(spanner.head.zh, sizes.head) + measure.mm(spanner.head.en, sizes.head_en)
        spans.append(SetSpan(spanner.head, spanner.span, stacked=flat + 2 > wide))
        at = spanner.start + spanner.span
    return (*spans, *[SetSpan(Text("", ""), 1)] * (len(part.columns) - at))


def _head_mm(
    part: TablePart, heads: Sequence[SetHead], widths: Sequence[float], sizes: Sizes
) -> float:
    zh = max((len(head.lines) for head in heads), default=1)
    en = max(
        (
            measure.latin_lines(head.en, (width - 1.0) / (sizes.head_en * MM_PER_PT))
            for head, width in zip(heads, widths, strict=True)
        ),
        default=1,
    )
    spanner = _SPANNER_MM + _EN_LINE_MM if part.spanners else 0.0
    return zh * _ZH_LINE_MM + en * _EN_LINE_MM + _NUMBERS_MM + spanner + 3.0


def _rows(part: TablePart, widths: Widths, sizes: Sizes) -> tuple[SetRow, ...]:
    pads = tuple(
        _Pad.of(grid.cells_of(part, at), width, column, sizes)
        for at, (column, width) in enumerate(zip(part.columns, widths.figures, strict=True))
    )
    return tuple(_row(row, pads, widths, sizes) for row in part.rows)


def _row(row: Row, pads: Sequence[_Pad], widths: Widths, sizes: Sizes) -> SetRow:
    wraps = row.kind != "heading" and (
        grid.label_mm(row, sizes) > widths.stub - 0.5
        or measure.mm(row.label.en, sizes.stub_en) > widths.stub_en - 0.5
        or measure.mm(row.unit.en, sizes.head_en) > (widths.unit or 99.0)
    )
    return SetRow(
        css=" ".join(word for word in (_CSS.get(row.kind, ""), "gap" if row.gap else "") if word),
        label=row.label,
        mark="#" if row.hashed else "",
        indent=row.indent,
        unit=row.unit,
        cells=tuple(pad.cell(cell) for pad, cell in zip(pads, row.cells, strict=False)),
        wraps=wraps,
    )


@dataclass(frozen=True, slots=True)
class _Pad:
    """How the figures of one column stand in it: the widest is centred, the points align."""

    right: float
    decimals: int | None
    sizes: Sizes
    css: str
    left: bool
    width: float

    @classmethod
    def of(cls, cells: Sequence[Cell], width: float, column: Column, sizes: Sizes) -> _Pad:
        most = max(map(grid.decimals, cells), default=0) if sizes.points else None
        widest = max(
            (grid.cell_mm(c, sizes.body) + grid.lacking_mm(c, most, sizes.body) for c in cells),
            default=0.0,
        )
        css = (" v" if column.bar_before else "") + (" b" if column.strong else "")
        return cls(max((width - widest) / 2, 0.8), most, sizes, css, _is_text(cells), width)

    def cell(self, cell: Cell) -> SetCell:
        if cell.kind == "page":
            return SetCell(cell.text, "page")
        if self.left:
            wraps = grid.words_mm(cell, self.sizes) > self.width
            css = ("l" + self.css).strip()
            return SetCell(cell.text, css, cell.flag, english=cell.english, wraps=wraps)
        pad = self.right + grid.lacking_mm(cell, self.decimals, self.sizes.body)
        kind = " s" if cell.kind == "symbol" else ""
        css = f"p{min(round(pad * 10), 159)}{kind}" if cell.text else ""
        return SetCell(cell.prefix + cell.text, (css + self.css).strip(), cell.flag, cell.bar)


def notes_mm(notes: Sequence[Text], measure_mm: float) -> float:
    """The height of the notes under a table: Chinese over the full measure, then English."""
    if not notes:
        return 0.0
    room = measure_mm / MM_PER_PT - 20
    lines = sum(
        -(-measure.ems(note.zh) * 7 // room) + -(-measure.ems(note.en) * 6.6 // room)
        for note in notes
    )
    return 2.4 + lines * _NOTE_LINE_MM
