"""Where a finding points, as a clerk looks for it: ``民统2表!D12`` in a workbook, else line, column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.vocabulary import Text

_LETTERS = 26


def column_letters(number: int) -> str:
    """The head of a column as a spreadsheet shows it: 1 is A, 27 is AA."""
    rest, letter = divmod(number - 1, _LETTERS)
    return (column_letters(rest) if rest else "") + chr(ord("A") + letter)


def cell_name(line: int | None, column_no: int | None) -> str:
    """The cell as a spreadsheet calls it, D12; blank where line or column is unknown."""
    return f"{column_letters(column_no)}{line}" if line and column_no else ""


def place(finding: Mapping[str, Any], file_name: str) -> Text:
    """``file 民统2表!D12`` in a workbook, ``file:12 本年`` otherwise, as far as it is known.

    ``finding`` has the columns of ``validated.finding``.
    """
    line, column, name = finding["line"], finding["column_no"], finding["column_name"]
    if sheet := finding["sheet"]:
        inside = _in_sheet(line, column)
        zh, en = (f"{sheet}!{told}" if told else sheet for told in (inside.zh, inside.en))
        return Text(f"{file_name} {zh}".strip(), f"{file_name} {en}".strip())
    whole = f"{file_name}:{line}" if line else file_name
    return Text(*(f"{whole} {name}" if name else whole,) * 2)


def _in_sheet(line: int | None, column_no: int | None) -> Text:
    if cell := cell_name(line, column_no):
        return Text(cell, cell)
    if line:
        return Text(f"第{line}行", f"row {line}")
    if column_no:
        letters = column_letters(column_no)
        return Text(f"{letters}列", f"column {letters}")
    return Text("", "")
