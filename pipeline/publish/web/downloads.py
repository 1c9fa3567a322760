"""A table as CSV: UTF-8 with a mark for spreadsheets, plain numbers, no cell that is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from pipeline.publish.web.joining import joined
from pipeline.tables.model import Cell, Column, Row, Table, TablePart
from pipeline.tables.writing import read_back
from pipeline.vocabulary import Text

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the start of one
_MARKS = Text("标记", "mark")


def table_csv(table: Table) -> bytes:
    """The table with its parts joined, a column each for both languages of the rows.

    Where a column has signs before or behind its figures (> ≈ p r e), they stand in a column of
    their own after it, so that the figures stay numbers.
    """
    part = joined(table)
    marked = [_is_marked(part, at) for at in range(len(part.columns))]
    text = io.StringIO(newline="")
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow([harmless(head) for head in _heads(table, part, marked)])
    for row in part.rows:
        out.writerow(list(_row(table, row, marked)))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def harmless(text: str) -> str:
    """A text that no spreadsheet reckons with: an apostrophe before what would be a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _is_marked(part: TablePart, at: int) -> bool:
    cells = (row.cells[at] for row in part.rows if row.cells)
    return any(cell.prefix or cell.flag for cell in cells)


def _heads(table: Table, part: TablePart, marked: Sequence[bool]) -> Iterator[str]:
    yield table.stub.zh
    yield table.stub.en
    if table.has_units_column:
        yield from ("单位", "Unit")
    for at, (column, has_marks) in enumerate(zip(part.columns, marked, strict=True)):
        head = _head(part, at, column)
        yield head
        if has_marks:
            yield f"{head} {_MARKS.zh} {_MARKS.en}"


def _head(part: TablePart, at: int, column: Column) -> str:
    """镇 / 小计（个） Town / Subtotal (unit): the whole path of heads over a column."""
    over = [s.head for s in part.spanners if s.start <= at < s.start + s.span]
    zh = " / ".join(head.zh for head in (*over, column.head) if head.zh)
    en = " / ".join(head.en for head in (*over, column.head) if head.en)
    if column.unit.zh:
        zh, en = f"{zh}（{column.unit.zh}）", f"{en} ({column.unit.en})"
    return f"{zh} {en}".strip() if en != zh else zh


def _row(table: Table, row: Row, marked: Sequence[bool]) -> Iterator[str]:
    yield harmless(row.label.zh)
    yield harmless(row.label.en)
    if table.has_units_column:
        yield from (harmless(row.unit.zh), harmless(row.unit.en))
    cells = row.cells or (Cell(kind="blank"),) * len(marked)
    for cell, has_marks in zip(cells, marked, strict=True):
        yield _value(cell)
        if has_marks:
            yield cell.prefix + cell.flag


def _value(cell: Cell) -> str:
    """A figure without its grouping; words and symbols as they stand."""
    number = read_back(cell)
    if number is not None:
        return str(number)
    return harmless(f"{cell.text} {cell.english}" if cell.english else cell.text)
