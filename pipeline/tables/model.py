"""A table as it will stand on the page: heads, rows and written cells, without any layout."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Cell:
    """A written cell. ``text`` is final (digits grouped by U+00A0); ``prefix`` is > < ≈ or blank;
    ``flag`` hangs behind (p, r, e, ①); ``kind`` is number, text, blank or symbol (— … ×);
    ``address`` names the figure it was written from (area/indicator/measure/period); ``bar`` is a
    share of the column's maximum; ``english`` is the second language of a text cell.
    """

    text: str = ""
    prefix: str = ""
    flag: str = ""
    kind: str = "number"
    address: str = ""
    bar: float | None = None
    english: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures. ``number`` continues through 续表 (甲 1 2 3); ``bar_before`` sets the
    vertical stroke between real and sample years; ``weight`` is the width in em of the table body,
    derived from its widest cell and head; ``unit`` is blank where spanner or table state it.
    """

    head: Text
    unit: Text
    number: int
    weight: float
    bar_before: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Spanner:
    """A head over ``span`` columns, from column index ``start``."""

    head: Text
    start: int
    span: int


@dataclass(frozen=True, slots=True)
class Row:
    """``kind``: region, reporting, own_level, city, class, heading or item. ``gap`` asks for air
    above (every fifth city). ``unit`` is filled in tables whose rows are indicators.
    """

    kind: str
    label: Text
    cells: tuple[Cell, ...]
    indent: int = 0
    hashed: bool = False
    unit: Text = Text("", "")  # noqa: RUF009 - a frozen value
    gap: bool = False


@dataclass(frozen=True, slots=True)
class TablePart:
    """One part of a table; parts after the first are 续表 by columns."""

    spanners: tuple[Spanner, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A finished table: ``stub`` is the head of the first column (地区 or 指标).

    ``number`` is printed (by position within its part); ``code`` is that of the table programme.
    """

    number: str
    title: Text
    unit: Text
    stub: Text
    orientation: str
    parts: tuple[TablePart, ...]
    notes: tuple[Text, ...]
    has_units_column: bool = False
    code: str = ""
