"""The rows of a chronicle (MTE): day, place, what happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.collect.reader.header import (
    DAY,
    MATTER,
    MATTER_EN,
    PLACE,
    PLACE_EN,
)
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.rows import Row, check_words, stands_already
from pipeline.collect.reader.titles.dates import is_plain_day, read_day
from pipeline.vocabulary import Text

_A_DAY = Text("形如 2024-05-01 的日期", "a day like 2024-05-01")
_A_TEXT = Text("非空的文字", "some text")


@dataclass(frozen=True, slots=True)
class Event:
    """One event, numbered in the order of the file from 1."""

    number: int
    day: date
    place: Text
    text: Text
    line: int


def read_events(rows: Iterable[Row], report: Report) -> list[Event]:
    """Reads the events; whether they lie within the year is judged later."""
    seen: dict[str, Row] = {}
    found: list[Event] = []
    for row in rows:
        key = "\n".join(map(row.text, (DAY, PLACE, MATTER)))
        if stands_already(key, row, seen, report, column=MATTER):
            continue
        if not row.text(MATTER):
            report.add("D65", line=row.line, column=MATTER, expected=_A_TEXT)
        check_words(row, (PLACE, MATTER, PLACE_EN, MATTER_EN), report)
        if (day := _day(row, report)) is not None:
            found.append(_event(row, len(found) + 1, day))
    return found


def _day(row: Row, report: Report) -> date | None:
    """The day, told of if it is not written as asked for."""
    typed = row.text(DAY)
    day = read_day(typed)
    if day is None:
        report.add("D41", line=row.line, column=DAY, observed=typed, expected=_A_DAY)
    elif not is_plain_day(typed):
        told = day.isoformat()
        report.add("D41N", line=row.line, column=DAY, observed=typed, expected=told)
    return day


def _event(row: Row, number: int, day: date) -> Event:
    return Event(
        number,
        day,
        Text(row.text(PLACE), row.text(PLACE_EN)),
        Text(row.text(MATTER), row.text(MATTER_EN)),
        row.line,
    )
