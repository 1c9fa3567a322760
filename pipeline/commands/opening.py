"""A new row of ``edition_years.csv``: the deadline of the year before, rolled on."""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from datetime import date
from pathlib import Path

from pipeline.catalogue.imprint import Edition
from pipeline.workspace import write_whole

FILE = "edition_years.csv"
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)?")


def rolled_on(edition: Edition, year: int) -> date | None:
    """The deadline of ``year``: that of the last year before it that has one, in its own year.

    The last day of a month stays the last day. None where no earlier year has a deadline.
    """
    before = [known for known in edition.deadlines if known < year]
    if not before:
        return None
    last = edition.deadlines[max(before)]
    shifted = last.year + year - max(before)
    end, is_end = monthrange(shifted, last.month)[1], last.day == _end_of(last)
    return date(shifted, last.month, end if is_end else min(last.day, end))


def add_year(folder: Path, year: int, deadline: date | None) -> bool:
    """Puts the year into its place among the rows; false where it stands there already.

    Every other byte of the file stays as it is.
    """
    path = folder / FILE
    lines = [line for line in _LINE.findall(path.read_bytes()) if line]
    years = {number: _year(line) for number, line in enumerate(lines)}
    if year in years.values():
        return False
    ending = b"\r\n" if lines[0].endswith(b"\r\n") else b"\n"
    at = max((n for n, known in years.items() if known and known < year), default=0)
    lines[at] = lines[at].rstrip(b"\r\n") + ending
    lines.insert(at + 1, f"{year},{deadline or ''},".encode() + ending)
    write_whole(path, b"".join(lines))
    return True


def _year(line: bytes) -> int | None:
    """The reference year of a line; none of the header and of empty lines."""
    cells = next(csv.reader([line.decode("utf-8-sig")]), [])
    first = cells[0].strip() if cells else ""
    return int(first) if first.isdecimal() else None


def _end_of(day: date) -> int:
    return monthrange(day.year, day.month)[1]
