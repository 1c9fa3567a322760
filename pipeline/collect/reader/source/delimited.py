"""From text to records of cells, each knowing its physical line in the file."""

from __future__ import annotations

import csv
import io
import re
from typing import NamedTuple

from pipeline.collect.reader.report import Report
from pipeline.collect.reader.source.limits import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, beyond
from pipeline.collect.reader.wording import trimmed

_COMMA = ","
_DELIMITERS = {_COMMA: _COMMA, "\t": "Tab", ";": ";", "，": "，", "；": "；", "|": "|"}
# A line that holds several of these is the header, whatever separates them.
_HEADER_WORDS = re.compile(
    "指标代码|指标名称|计量单位|数据性质|备注|本年|上年|序号|标题|正文|日期|地点|事项|代码|单位|项目"
)
_FEWEST_WORDS = 3
csv.field_size_limit(2**25)  # more than a file may hold: limits.py says what is too long, and why
_HINT = re.compile(r"sep=(.)\n", re.IGNORECASE)  # what Excel takes for a hint on the delimiter


class Record(NamedTuple):
    """One row of cells; ``line`` is the physical line (or row) on which it begins, from 1."""

    line: int
    cells: tuple[str, ...]


def read_records(text: str, report: Report) -> list[Record] | None:
    """All records that are not blank; none when the text cannot be taken apart.

    The delimiter is the one that separates the words of the header. Quoting is RFC 4180, strictly:
    a quote that is not closed, or followed by anything but a delimiter, makes the file unreadable.
    """
    delimiter = _delimiter(text)
    if delimiter != _COMMA:
        report.add("D06", line=1, observed=_DELIMITERS[delimiter])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[Record] = []
    line = 1
    try:
        for cells in reader:
            if any(map(trimmed, cells)):
                records.append(Record(line, tuple(cells)))
            if (excess := beyond(len(records), cells)) is not None:
                report.add("D68", line=line, observed=excess.found, expected=excess.limit)
                return None
            line = reader.line_num + 1
    except csv.Error:
        report.add("D66", line=line)
        return None
    return _without_hint(records, text)


def _delimiter(text: str) -> str:
    """What separates the words of the header; a comma where there is no header."""
    for line in text.split("\n", MOST_ROWS):
        if len(set(_HEADER_WORDS.findall(line[:LONGEST_CELL]))) >= _FEWEST_WORDS:
            return max(_DELIMITERS, key=lambda sign: _n_names(line[:LONGEST_CELL], sign))
    return _COMMA


def _n_names(line: str, sign: str) -> int:
    """How many cells begin and end as words do, when ``sign`` is what separates them."""
    cells = line.split(sign, MOST_COLUMNS)
    return sum(_HEADER_WORDS.fullmatch(trimmed(c).strip('"')) is not None for c in cells)


def _without_hint(records: list[Record], text: str) -> list[Record]:
    return records[1:] if records and records[0].line == 1 and _HINT.match(text) else records
