"""A printed table as a CSV file: what stands on the page, for a spreadsheet or a program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from pipeline.bilingual import CHINESE_FIRST, LANGUAGES, Languages
from pipeline.tables.joined import Joined, joined
from pipeline.tables.model import Cell, Row, Table
from pipeline.tables.writing import MINUS, NBSP
from pipeline.vocabulary import Text

_BOM = "\ufeff"  # without it Excel takes UTF-8 for the code page of the machine
_BETWEEN = " / "
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # what begins a formula
_UNIT = Text("单位", "Unit")
_FLAG = Text("标志", "flag")


def csv_name(table: Table) -> str:
    """The name of the file: table-3-1.csv."""
    return f"table-{table.number}.csv"


def table_csv(table: Table, languages: Languages = CHINESE_FIRST) -> bytes:
    """All parts of a table side by side, heads in both languages, the leading one first, then rows.

    Figures have no grouping; > < ≈ stay before them, as they are no exact figures; a column with
    flags (p, r, e) is followed by one that holds them. UTF-8 with BOM, CRLF. A text that a
    spreadsheet would take for a formula has an apostrophe before it.
    """
    whole = joined(table)
    figures = (c for at in range(len(whole.heads)) for c in _figures(table, whole, at, languages))
    return written(zip(*_labels(table, languages), *figures, strict=True))


def written(lines: Iterable[Sequence[str]]) -> bytes:
    """Lines of text as CSV that a spreadsheet opens without running anything."""
    into = io.StringIO(newline="")
    out = csv.writer(into, lineterminator="\r\n")
    out.writerows([harmless(text) for text in line] for line in lines)
    return (_BOM + into.getvalue()).encode()


def _labels(table: Table, languages: Languages) -> Iterator[list[str]]:
    """The columns before the figures: labels in both languages, units where rows have them."""
    rows = table.parts[0].rows
    lead, follow = languages.pair(table.stub)
    yield [lead, "", *(languages.lead(row.label) for row in rows)]
    yield ["", follow, *(languages.follow(row.label) for row in rows)]
    if table.has_units_column:
        yield [*languages.pair(_UNIT), *(languages.joined(row.unit, _BETWEEN) for row in rows)]


def _figures(table: Table, whole: Joined, at: int, languages: Languages) -> Iterator[list[str]]:
    """One column of figures, its flags behind it where it has some."""
    head = whole.heads[at]
    unit = head.unit if head.unit.zh else table.unit
    cells = [_cell(row, at) for row in whole.rows]
    told = Text(*(_head([head.over, head.head], unit, lang) for lang in LANGUAGES))
    yield [*languages.pair(told), *(_written(cell, languages) for cell in cells)]
    if any(cell.flag for cell in cells):
        yield [*languages.pair(_FLAG), *(cell.flag for cell in cells)]


def _head(heads: Iterable[Text], unit: Text, lang: str) -> str:
    words = _BETWEEN.join(text for head in heads if (text := head.told(lang)))
    if not (measured := unit.told(lang)):
        return words
    return f"{words}（{measured}）" if lang == "zh" else f"{words} ({measured})"


def _cell(row: Row, at: int) -> Cell:
    """The cell of a column; rows that only head others have none."""
    cells: Sequence[Cell] = row.cells
    return cells[at] if at < len(cells) else Cell()


def _written(cell: Cell, languages: Languages) -> str:
    if cell.kind == "number":
        return cell.prefix + cell.text.replace(NBSP, "").replace(MINUS, "-")
    return languages.joined(Text(cell.text, cell.english), _BETWEEN)


def harmless(text: str) -> str:
    """The text with an apostrophe where a spreadsheet would compute it; true numbers stay."""
    return "'" + text if text.startswith(_ACTIVE) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite() and text[0] == "-" and text.isascii()
    except InvalidOperation:
        return False
