"""What was read of a file, fact by fact, so that two readings can be held against each other.

How a figure was typed, on which line and with how many idle zeros is no fact; everything that
goes on into the yearbook is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.collect.reader.observations import Observation
from pipeline.collect.reader.reading import FileReading, FormReading


class Fact(NamedTuple):
    """One thing that a file says: of the titles, of a figure, of a paragraph, of an event.

    ``key`` is the title, the line with its column, the number of the paragraph, or the day of
    the event with its number among those of the day.
    """

    form: str
    kind: str  # title | figure | paragraph | event | notes
    key: tuple[str, ...]
    field: str = ""


Facts = dict[Fact, object]


def facts_of(reading: FileReading) -> Facts:
    """All facts of all forms of a file."""
    return {Fact(*fact): value for form in reading.forms for fact, value in _facts(form)}


def _facts(form: FormReading) -> Iterator[tuple[tuple[object, ...], object]]:
    code, content = form.titles.form.code, form.content
    for key, value in _titles(form):
        yield (code, "title", (key,)), value
    for seen in content.observations:
        for field, value in _figure(seen):
            yield (code, "figure", (seen.indicator, seen.column), field), value
    for told in content.paragraphs:
        whole = (("标题", told.heading.zh), ("正文", told.text.zh))
        for field, value in (*whole, ("英文标题", told.heading.en), ("英文正文", told.text.en)):
            yield (code, "paragraph", (str(told.number),), field), value
    days: Counter[str] = Counter()
    for event in content.events:
        day = event.day.isoformat()
        days[day] += 1
        whole = (("地点", event.place.zh), ("事项", event.text.zh))
        for field, value in (*whole, ("英文地点", event.place.en), ("英文事项", event.text.en)):
            yield (code, "event", (day, str(days[day])), field), value
    yield (code, "notes", ()), content.remark


def _titles(form: FormReading) -> tuple[tuple[str, object], ...]:
    titles = form.titles
    return (
        ("填报单位", titles.area.code),
        ("统计年度", titles.year),
        ("报出日期", titles.stated_on),
        ("数据时点", titles.ref_date),
        ("资料性质", titles.nature),
        ("资料来源", titles.source_note),
    )


def _figure(seen: Observation) -> Iterator[tuple[str, object]]:
    read, declared = seen.reading, seen.declared
    yield "status", read.status.value
    yield "value", read.value
    yield "lower", (read.lower, read.lower_open)
    yield "upper", (read.upper, read.upper_open)
    yield "qualifier", declared.qualifier.value
    yield "declared", (declared.status.value, declared.precision)
    yield "remark", seen.remark
