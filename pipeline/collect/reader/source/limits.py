"""How much a file may hold before it is certainly no form, so that none can hold up the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.vocabulary import Text

MOST_ROWS = 5_000  # a form has some tens
MOST_COLUMNS = 256
LONGEST_CELL = 20_000  # characters; a paragraph of a narrative has some hundreds
MOST_UNPACKED = 16 * 1024 * 1024  # bytes of a workbook's parts together
MOST_PARTS = 2_000


class Excess(NamedTuple):
    """What was found, and what would be allowed."""

    found: Text
    limit: Text


def beyond(n_rows: int, cells: Sequence[str]) -> Excess | None:
    """Whether a table of so many rows, of which this is the last, is too large."""
    if n_rows > MOST_ROWS:
        return Excess(_rows(n_rows), _rows(MOST_ROWS))
    if len(cells) > MOST_COLUMNS:
        return Excess(_columns(len(cells)), _columns(MOST_COLUMNS))
    if (longest := max(map(len, cells), default=0)) > LONGEST_CELL:
        return Excess(_characters(longest), _characters(LONGEST_CELL))
    return None


def unpacked(n_bytes: int, n_parts: int) -> Excess | None:
    """Whether a workbook would be too large when unpacked."""
    if n_parts > MOST_PARTS:
        return Excess(_parts(n_parts), _parts(MOST_PARTS))
    if n_bytes > MOST_UNPACKED:
        return Excess(_size(n_bytes), _size(MOST_UNPACKED))
    return None


def _rows(n: int) -> Text:
    return Text(f"{n} 行", f"{n} rows")


def _columns(n: int) -> Text:
    return Text(f"{n} 列", f"{n} columns")


def _characters(n: int) -> Text:
    return Text(f"单元格 {n} 个字符", f"{n} characters in a cell")


def _parts(n: int) -> Text:
    return Text(f"工作簿内 {n} 个部件", f"{n} parts in the workbook")


def _size(n: int) -> Text:
    megabytes = n // (1024 * 1024)
    return Text(f"工作簿展开后 {megabytes} MB", f"{megabytes} MB in the workbook when unpacked")
