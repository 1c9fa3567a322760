"""Where a finding points, as a clerk looks for it: cell D12 of a sheet, or line and column."""

from __future__ import annotations

from pipeline.rules.finding import Finding
from pipeline.vocabulary import Text

_LETTERS = 26


def column_letters(number: int) -> str:
    """The head of a column as a spreadsheet shows it: 1 is A, 27 is AA."""
    rest, letter = divmod(number - 1, _LETTERS)
    return (column_letters(rest) if rest else "") + chr(ord("A") + letter)


def cell_name(line: int | None, column_no: int | None) -> str:
    """The cell as a spreadsheet calls it, D12; blank where line or column is unknown."""
    return f"{column_letters(column_no)}{line}" if line and column_no else ""


def place(finding: Finding, file_name: str) -> Text:
    """``file 民统2表!D12`` in a workbook, ``file:12 本年`` otherwise, as far as it is known."""
    if finding.sheet:
        inside = _in_sheet(finding.line, finding.column_no)
        zh, en = (f"{finding.sheet}!{told}" if told else finding.sheet for told in inside)
        return Text(f"{file_name} {zh}".strip(), f"{file_name} {en}".strip())
    whole = f"{file_name}:{finding.line}" if finding.line else file_name
    told = f"{whole} {finding.column_name}".strip()
    return Text(told, told)


def _in_sheet(line: int | None, column_no: int | None) -> tuple[str, str]:
    if cell := cell_name(line, column_no):
        return cell, cell
    if line:
        return f"第{line}行", f"row {line}"
    if column_no:
        letters = column_letters(column_no)
        return f"{letters}列", f"column {letters}"
    return "", ""
