"""Reads the catalogue's CSV files strictly: exact columns, no guessing, every row with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.catalogue.faults import broken
from pipeline.catalogue.rows import Row


def read_rows(folder: Path, name: str, columns: Sequence[str]) -> tuple[Row, ...]:
    """All records of ``folder/name``, whose header must be exactly these columns in this order.

    As strict as the queries of ``sql/codelist``, which read the same files by position.
    """
    records = list(_records(decoded(folder / name), name))
    header = records[0][1] if records else []
    _check_header(name, header, columns)
    return tuple(_row(name, line, header, cells) for line, cells in records[1:])


def decoded(path: Path) -> str:
    """The text of a catalogue file, which must exist and be UTF-8."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise broken(
            path.name,
            ("目录中缺少该文件", "The file is missing from the catalogue"),
            (f"请将 {path.name} 放入 {path.parent}", f"Put {path.name} into {path.parent}"),
        ) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise broken(
            f"{path.name}:{line}",
            ("文件不是 UTF-8 编码", "The file is not encoded in UTF-8"),
            ("请以“CSV UTF-8”格式另存", "Save it as “CSV UTF-8”"),
        ) from None


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The records, each with the line on which it begins; empty lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            if cells:
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        raise broken(
            f"{name}:{begins}",
            ("英文双引号不配对，无法读取", "The double quotes do not match; it cannot be read"),
            ("请检查该行的英文双引号", "Check the double quotes from this line on"),
        ) from None


def _check_header(name: str, header: list[str], columns: Sequence[str]) -> None:
    if missing := [column for column in columns if column not in header]:
        raise broken(
            f"{name}:1",
            (f"缺少列 {'、'.join(missing)}", f"Missing column {', '.join(missing)}"),
            ("请在表头补上该列", "Add the column to the header"),
        )
    if unknown := [c for c in header if c not in columns or header.count(c) > 1]:
        raise broken(
            f"{name}:1",
            (f"未定义或重复的列 {'、'.join(unknown)}", f"Unknown or repeated {', '.join(unknown)}"),
            ("请删除该列或改正列名", "Delete the column or correct its name"),
        )
    if header != list(columns):
        raise broken(
            f"{name}:1",
            ("列的顺序不对", "The columns are not in their order"),
            (f"列的顺序应为：{','.join(columns)}", f"The order is: {','.join(columns)}"),
        )


def _row(name: str, line: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        have, want = len(cells), len(header)
        raise broken(
            f"{name}:{line}",
            (f"该行有{have}列，应为{want}列", f"The line has {have} fields instead of {want}"),
            ("含英文逗号的内容请加英文双引号", "Put double quotes around texts that hold a comma"),
        )
    row = Row(name, line, dict(zip(header, cells, strict=True)))
    if cells != [cell.strip() for cell in cells]:
        padded = next(column for column, cell in row.values.items() if cell != cell.strip())
        raise broken(
            row.at(padded),
            ("内容前后有空格或换行", "The cell begins or ends with a blank"),
            ("请删除多余的空格", "Delete the surplus blank"),
        )
    return row
