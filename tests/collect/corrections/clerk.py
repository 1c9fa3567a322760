"""A clerk in a bureau: opens the correction workbook, answers some rows, sends it back."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from pipeline.collect.reader.replies.columns import FINDINGS, RULE, TARGET

Key = tuple[str, str]  # rule, indicator (as the row has it)


class Clerk:
    """Somebody who fills in a correction workbook."""

    def __init__(self, content: bytes) -> None:
        self.book: Any = load_workbook(io.BytesIO(content))

    @property
    def findings(self) -> Any:
        return self.book[FINDINGS]

    @property
    def heads(self) -> dict[str, int]:
        return {cell.value: cell.column for cell in self.findings[1]}

    def rows(self) -> dict[Key, int]:
        """Rule and code of every finding, with its row."""
        heads, sheet = self.heads, self.findings
        return {
            (
                sheet.cell(row, heads[RULE]).value,
                sheet.cell(row, heads["指标代码"]).value or "",
            ): row
            for row in range(2, sheet.max_row + 1)
        }

    def told(self, key: Key, head: str) -> str:
        return self.findings.cell(self.rows()[key], self.heads[head]).value or ""

    def answer(self, key: Key, **cells: str | int) -> None:
        """Fills reply columns of one row: ``answer(("V12", "510"), 处理="属实", …)``."""
        for head, value in cells.items():
            self.findings.cell(self.rows()[key], self.heads[head]).value = value

    def aim(self, key: Key, code: str) -> None:
        """Chooses another line to correct."""
        self.answer(key, **{TARGET: code})

    def row_of(self, table: str, code: str) -> int:
        """The row of a line on a form's own sheet."""
        sheet = self.book[table]
        return next(r for r in range(1, 80) if str(sheet.cell(r, 1).value) == code)

    def on_form(self, table: str, code: str, column: str, value: Any) -> None:
        """Types into a form's own sheet."""
        sheet = self.book[table]
        head = self.row_of(table, "指标代码")
        at = {sheet.cell(head, c).value: c for c in range(1, 8)}[column]
        sheet.cell(self.row_of(table, code), at).value = value

    def swap_rows(self, one: int, other: int) -> None:
        """Sorts two rows of the findings the other way round."""
        for column in range(1, self.findings.max_column + 1):
            cells = self.findings.cell(one, column), self.findings.cell(other, column)
            cells[0].value, cells[1].value = cells[1].value, cells[0].value

    def title(self, table: str, key: str, value: Any) -> None:
        sheet = self.book[table]
        row = next(r for r in range(1, 12) if sheet.cell(r, 1).value == key)
        sheet.cell(row, 2).value = value

    def saved(self) -> bytes:
        """The workbook as it is sent back."""
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()

    def send(self, folder: Path, name: str = "订正表.xlsx") -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        self.book.save(folder / name)
        return folder / name


class Parcel(Clerk):
    """The workbook in the ZIP that went to a city."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            (name,) = (n for n in archive.namelist() if n.endswith(".xlsx"))
            super().__init__(archive.read(name))
