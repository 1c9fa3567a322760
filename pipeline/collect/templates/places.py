"""Where things stand on a form sheet: its columns by letter, its rows by number from 1."""

from __future__ import annotations

import re

from pipeline.catalogue.model import Form
from pipeline.collect.reader.header import LAST, LAYOUTS, NAME, NATURE, REMARK, THIS
from pipeline.collect.templates.drawing_up import Sheet

_FORBIDDEN, _LONGEST_NAME = re.compile(r"[\[\]:*?/\\']"), 31
FIGURE_COLUMNS = LAYOUTS["table"].required
_LETTERS = dict(zip(FIGURE_COLUMNS, "ABCDEFG", strict=True))
NAME_COLUMN, THIS_COLUMN, LAST_COLUMN = _LETTERS[NAME], _LETTERS[THIS], _LETTERS[LAST]
NATURE_COLUMN, REMARK_COLUMN = _LETTERS[NATURE], _LETTERS[REMARK]


def sheet_name(form: Form) -> str:
    """The form's 表号, without the signs that no sheet may have in its name."""
    return _FORBIDDEN.sub("-", form.table_no)[:_LONGEST_NAME]


def on_sheet(form: Form) -> str:
    """What stands before a cell of the form in a formula of another sheet."""
    return f"'{sheet_name(form)}'!"


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
