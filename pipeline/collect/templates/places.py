"""Where things stand on a form sheet: its columns by letter, its rows by number from 1."""

from __future__ import annotations

from pipeline.collect.reader.header import LAST, LAYOUTS, NAME, NATURE, REMARK, THIS
from pipeline.collect.templates.drawing_up import Sheet

FIGURE_COLUMNS = LAYOUTS["table"].required
_LETTERS = dict(zip(FIGURE_COLUMNS, "ABCDEFG", strict=True))
NAME_COLUMN, THIS_COLUMN, LAST_COLUMN = _LETTERS[NAME], _LETTERS[THIS], _LETTERS[LAST]
NATURE_COLUMN, REMARK_COLUMN = _LETTERS[NATURE], _LETTERS[REMARK]


def header_row(sheet: Sheet) -> int:
    """The row of the column names, under the title lines."""
    return len(sheet.titles) + 1


def rows_of(sheet: Sheet) -> dict[str, int]:
    """Indicator → its row."""
    first = header_row(sheet) + 1
    return {line.indicator.code: row for row, line in enumerate(sheet.lines, first)}


def columns_of(sheet: Sheet) -> tuple[str, ...]:
    """All column names of the form, the optional ones as well."""
    layout = LAYOUTS[sheet.form.kind]
    return (*layout.required, *layout.optional)
