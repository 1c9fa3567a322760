"""Forms as grids of cells, and the files in which such a grid may come."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

CSV, XLSX = "csv", "xlsx"
FIGURES = ("本年", "上年")
KEYS = ("指标代码", "序号", "日期")  # the first column of each kind of form
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?")
_YEAR = re.compile("(?:本年|上年|去年|(?:19|20)[0-9]{2} ?年).*|(?:19|20)[0-9]{2}")
_CREATED = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Shape:
    """How a grid is written down: container, encoding, delimiter, line end."""

    name: str
    container: str = CSV
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    newline: str = "\r\n"


PLAIN = Shape("UTF-8 with BOM")
SHEET = Shape("XLSX", container=XLSX)
SHAPES = (
    PLAIN,
    Shape("UTF-8, LF", encoding="utf-8", newline="\n"),
    Shape("GB18030", encoding="gb18030"),
    Shape("UTF-16 with tabs", encoding="utf-16", delimiter="\t"),
    Shape("semicolons", delimiter=";"),
)


@dataclass
class Grid:
    """A form as rows of cells: the titles, the header (several rows when damaged), the rows."""

    titles: list[list[str]]
    heads: list[list[str]]
    rows: list[list[str]]

    @property
    def lines(self) -> list[list[str]]:
        return [*self.titles, *self.heads, *self.rows]

    @property
    def head(self) -> list[str]:
        return self.heads[0]

    def column(self, name: str) -> int:
        return self.head.index(name)

    def figures(self) -> list[tuple[int, int]]:
        """Rows and columns of the figures that are not blank."""
        at = [i for i, name in enumerate(self.head) if name in FIGURES]
        return [(y, x) for y, row in enumerate(self.rows) for x in at if row[x]]

    def texts(self) -> list[tuple[int, int]]:
        """Rows and columns of the words that nothing can be held against."""
        at = [
            i
            for i, name in enumerate(self.head)
            if name in ("备注", "标题", "正文", "地点", "事项")
        ]
        return [(y, x) for y, row in enumerate(self.rows) for x in at if row[x]]

    def copy(self) -> Grid:
        return deepcopy(self)


def grid_of(text: str) -> Grid:
    """The grid of a canonical CSV."""
    lines = [row for row in csv.reader(io.StringIO(text)) if row]
    at = next(i for i, row in enumerate(lines) if row[0] in KEYS)
    return Grid(lines[:at], [lines[at]], lines[at + 1 :])


def written(grid: Grid | Iterable[list[str]], shape: Shape = PLAIN) -> bytes:
    """The file that holds the cells of a grid."""
    lines = grid.lines if isinstance(grid, Grid) else [*grid]
    if shape.container == XLSX:
        return book({"表": lines})
    return as_text(lines, shape).encode(shape.encoding)


def as_text(lines: Iterable[list[str]], shape: Shape = PLAIN) -> str:
    """The rows as a spreadsheet would save them, quoted where needed."""
    target = io.StringIO()
    csv.writer(target, delimiter=shape.delimiter, lineterminator=shape.newline).writerows(lines)
    return target.getvalue()


def unquoted(lines: Iterable[list[str]], delimiter: str) -> str:
    """The rows as a program would save them that knows no quotes."""
    return "".join(delimiter.join(row) + "\r\n" for row in lines)


def book(sheets: dict[str, list[list[str]]]) -> bytes:
    """A workbook of these sheets; figures as numbers, everything else as text."""
    target = io.BytesIO()
    with new_book(target) as made:
        for name, lines in sheets.items():
            fill(made.add_worksheet(name), lines)
    return target.getvalue()


def new_book(target: io.BytesIO) -> xlsxwriter.Workbook:
    """A workbook of no particular time, so that the same cells are the same bytes."""
    made = xlsxwriter.Workbook(target, {"in_memory": True})
    made.set_properties({"created": _CREATED})
    return made


def fill(sheet: Worksheet, lines: list[list[str]]) -> None:
    """Writes the cells; figures as numbers, everything else as text."""
    for y, x, cell in _filled(lines):
        if is_figure(lines, x, cell):
            sheet.write_number(y, x, float(cell))
        else:
            sheet.write_string(y, x, cell)


def is_figure(lines: list[list[str]], column: int, cell: str) -> bool:
    """Whether a cell would be a number in a spreadsheet: digits below the name of a year."""
    heads = [row[column] for row in lines if len(row) > column]
    return _NUMBER.fullmatch(cell) is not None and any(map(_YEAR.fullmatch, heads))


def _filled(lines: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    for y, row in enumerate(lines):
        yield from ((y, x, cell) for x, cell in enumerate(row) if cell)
