"""Payloads, and every place of a submission in which somebody could plant one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from pipeline.catalogue import load
from pipeline.collect.reader.lexicon import Lexicon, build_lexicon
from pipeline.collect.reader.reading import FileReading, read_file
from pipeline.collect.reader.titles.sender import Place
from pipeline.workspace import HOUSE
from tests.collect.mutations.grids import book

CITY, YEAR = "450100", 2024
PAYLOADS = Path(__file__).parent / "payloads" / "payloads.jsonl"
Lines = list[list[str]]


class Payload(NamedTuple):
    id: str
    text: str

    @property
    def family(self) -> str:
        return self.id.partition("-")[0]


class Field(NamedTuple):
    """A field of a form: which form, and how a text gets into it."""

    form: str
    plant: Callable[[Lines, str], object]


@cache
def payloads() -> tuple[Payload, ...]:
    lines = PAYLOADS.read_text("ascii").splitlines()
    return tuple(Payload(**json.loads(line)) for line in lines)


@cache
def sound(form: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a form that comes with the project."""
    text = (HOUSE / f"data/raw/{YEAR}/{CITY}/{form}.csv").read_text("utf-8-sig")
    return tuple(map(tuple, csv.reader(io.StringIO(text))))


def _cell(row: int, column: int) -> Callable[[Lines, str], None]:
    """Instead of the cell under the header (row 0 is the header), or above it."""

    def plant(lines: Lines, text: str) -> None:
        lines[5 + row][column] = text

    return plant


FIELDS = {
    "title": Field("mt2", lambda lines, text: lines.insert(0, [text])),
    "key": Field("mt2", lambda lines, text: lines.insert(1, [text, "甲"])),
    "form": Field("mt2", _cell(-5, 1)),
    "sender": Field("mt2", _cell(-4, 1)),
    "year": Field("mt2", _cell(-3, 1)),
    "day of report": Field("mt2", _cell(-2, 1)),
    "nature of data": Field("mt2", _cell(-1, 1)),
    "source": Field("mt2", lambda lines, text: lines.insert(1, ["资料来源", text])),
    "head": Field("mt2", _cell(0, 6)),
    "code": Field("mt2", _cell(1, 0)),
    "name": Field("mt2", _cell(1, 1)),
    "unit": Field("mt2", _cell(1, 2)),
    "figure": Field("mt2", _cell(1, 3)),
    "last year": Field("mt2", _cell(1, 4)),
    "nature": Field("mt2", _cell(1, 5)),
    "remark": Field("mt2", _cell(1, 6)),
    "note": Field("mt2", lambda lines, text: lines.append([f"注：{text}"])),
    "signature": Field("mt2", lambda lines, text: lines.append([f"填表人：{text}"])),
    "number": Field("mtn", _cell(1, 0)),
    "heading": Field("mtn", _cell(2, 1)),
    "body": Field("mtn", _cell(2, 2)),
    "English heading": Field("mtn", _cell(2, 3)),
    "English body": Field("mtn", _cell(2, 4)),
    "date": Field("mte", _cell(1, 0)),
    "place": Field("mte", _cell(1, 1)),
    "event": Field("mte", _cell(1, 2)),
    "English place": Field("mte", _cell(1, 3)),
    "English event": Field("mte", _cell(1, 4)),
}


def planted(field: str, text: str) -> Lines:
    """The rows of a sound form, with a text in one of its fields."""
    form, plant = FIELDS[field]
    lines = [list(row) for row in sound(form)]
    plant(lines, text)
    return lines


def crowded() -> Iterator[tuple[str, Lines]]:
    """Files in which every row has a payload in the same column, until all have been used once.

    Then one for every field above the rows.
    """
    texts = cycle(payload.text for payload in payloads())
    for form, columns, n_rows in (("mt2", 7, 15), ("mtn", 5, 28), ("mte", 5, 28)):
        for column in range(columns):
            lines = [list(row) for row in sound(form)]
            rows = lines[6:] if form == "mt2" else [_row(form, at) for at in range(n_rows)]
            for row in rows:
                row[column] = next(texts)
            yield f"{form}-{column}", [*lines[:6], *rows]
    above = [name for name, field in FIELDS.items() if field.form == "mt2"]
    yield from ((name.replace(" ", "-"), planted(name, next(texts))) for name in above)


def _row(form: str, at: int) -> list[str]:
    if form == "mtn":
        return [str(at), "做法", "内容", "Practice", "Content"]
    return [f"{YEAR}-{at % 12 + 1:02}-{at % 28 + 1:02}", "南宁", "开会", "Nanning", "A meeting"]


def as_csv(lines: Iterable[Iterable[str]]) -> bytes:
    target = io.StringIO()
    csv.writer(target, quoting=csv.QUOTE_ALL).writerows(lines)
    return target.getvalue().encode("utf-8-sig", "surrogatepass")


def as_book(lines: Lines, sheet: str = "表") -> bytes:
    return book({sheet: lines})


@cache
def lexicon() -> Lexicon:
    return build_lexicon(load(HOUSE / "data" / "catalogue"))


def read(content: bytes, name: str = "x.csv") -> FileReading:
    """The file as it is read where the city has dropped it."""
    place = Place(f"raw/{YEAR}/{CITY}/{name}", lexicon().units[CITY], YEAR)
    return read_file(content, place, lexicon())


def accepted_rows(form: str, rows: Iterable[list[str]]) -> tuple[Lines, int]:
    """A form that holds as many of these rows as the reader takes, and how many it refused."""
    head = [list(row) for row in sound(form)[:6]]
    kept, n_all = [*rows], 0
    n_all = len(kept)
    for _ in range(5):
        lines = [*head, *_numbered(form, kept)]
        reading = read(as_book(lines))
        if reading.forms:
            return lines, n_all - len(kept)
        refused = {f.line - len(head) - 1 for f in reading.findings if f.severity == "reject"}
        kept = [row for at, row in enumerate(kept) if at not in refused]
    raise AssertionError(reading.findings)


def _numbered(form: str, rows: Lines) -> Lines:
    return [[str(at), *row] for at, row in enumerate(rows)] if form == "mtn" else rows
