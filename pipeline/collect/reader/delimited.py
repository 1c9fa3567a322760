"""From text to records of cells, each knowing its physical line in the file."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

from pipeline.collect.reader.report import Report
from pipeline.collect.reader.wording import trimmed

_OTHER_DELIMITERS = {"\t": "Tab", ";": ";", "，": "，", "；": "；", "|": "|"}


class Record(NamedTuple):
    """One record of the CSV; ``line`` is the physical line on which it begins, from 1."""

    line: int
    cells: tuple[str, ...]


def read_records(text: str, report: Report) -> list[Record] | None:
    """All records that are not blank; none when the text is not comma-separated.

    Quoting is RFC 4180, strictly: a quote that is not closed, or followed by anything but a comma,
    makes the file unreadable.
    """
    if (delimiter := _other_delimiter(text)) is not None:
        report.add("D06", line=1, observed=delimiter)
        return None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, line = [], 1
    try:
        for cells in reader:
            if any(map(trimmed, cells)):
                records.append(Record(line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error:
        report.add("D66", line=line)
        return None
    return records


def _other_delimiter(text: str) -> str | None:
    """What separates the cells of the first line, if it is not a comma."""
    first = text.lstrip().partition("\n")[0]
    if "," in first:
        return None
    return next((name for sign, name in _OTHER_DELIMITERS.items() if sign in first), None)
