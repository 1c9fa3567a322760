"""The canonical submission file: title lines, a header, rows; UTF-8 with BOM, CRLF."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

TABLE = ("指标代码", "指标名称", "计量单位", "本年", "上年", "数据性质", "备注")
NARRATIVE = ("序号", "标题", "正文", "英文标题", "英文正文")
EVENTS = ("日期", "地点", "事项", "英文地点", "英文事项")


def written(
    titles: Mapping[str, str], header: Sequence[str], rows: Iterable[Sequence[str]]
) -> bytes:
    """The bytes of one submission file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows(titles.items())
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def read_titles(path: Path) -> dict[str, str]:
    """The title lines above the header."""
    return {line[0]: line[1] for line in _lines(path)[: _header_at(path)]}


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows under the header, by column name."""
    lines, at = _lines(path), _header_at(path)
    return [dict(zip(lines[at], line, strict=True)) for line in lines[at + 1 :]]


def _lines(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def _header_at(path: Path) -> int:
    firsts = {TABLE[0], NARRATIVE[0], EVENTS[0]}
    return next(n for n, line in enumerate(_lines(path)) if line[0] in firsts)
