"""The lines above a header: titles as ``key,value`` or ``key：value``, and other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.collect.reader.report import Report
from pipeline.collect.reader.source.delimited import Record
from pipeline.collect.reader.titles.dates import read_year
from pipeline.collect.reader.wording import folded, trimmed
from pipeline.vocabulary import Text

FORM, UNIT, YEAR, STATED, REF, NATURE, SOURCE, MEASURE = (
    "表号",
    "填报单位",
    "统计年度",
    "报出日期",
    "数据时点",
    "资料性质",
    "资料来源",
    "计量单位",
)
_WORDS = {
    FORM: "表号",
    UNIT: "填报单位 报送单位 填报单位名称 单位名称",
    YEAR: "统计年度 统计年份 报告年度 报告期 年度 年份",
    STATED: "报出日期 报送日期 填报日期",
    REF: "数据时点 时点",
    NATURE: "资料性质",
    SOURCE: "资料来源",
    MEASURE: "计量单位",
}
_KEYS = {word: key for key, words in _WORDS.items() for word in words.split()}
_ANY_KEY = "|".join(sorted((r"\s{0,4}".join(word) for word in _KEYS), key=len, reverse=True))
_PAIR = re.compile(rf"(?P<key>{_ANY_KEY})\s?(?:[(（][^)）]{{0,8}}[)）])?\s?[:：]")
_BRACKETS = re.compile(r"[(（][^)）]{0,8}[)）]$")
_ONE_VALUE = Text("一项内容", "one value")


@dataclass(frozen=True, slots=True)
class Title:
    """One title: its physical line and column, and its value without spaces at the ends."""

    key: str
    line: int
    value: str
    column_no: int | None = None


@dataclass(frozen=True, slots=True)
class Preamble:
    """The titles by key, and the other words that stand above the header."""

    titles: dict[str, Title] = field(default_factory=dict)
    words: list[Title] = field(default_factory=list)
    lone_year: Title | None = None  # a line that says 2024年 and nothing of what it is


def is_title(record: Record) -> bool:
    """Whether a record begins with a title, with or without its value."""
    first = next((text for _, text in _filled(record)), "")
    return _BRACKETS.sub("", folded(first)) in _KEYS or _PAIR.match(first) is not None


def read_preamble(records: Iterable[Record], report: Report) -> Preamble:
    """Reads the records above a header. A title that is given twice differently is told of."""
    preamble, skipped, years = Preamble(), 0, []
    for record in records:
        pairs, words = _taken_apart(record)
        for title in pairs:
            _enter(title, preamble, report)
        if pairs and words and trimmed(record.cells[0]) in _KEYS:
            report.add(
                "D55",
                line=record.line,
                column=pairs[0].key,
                observed=words[0].value,
                expected=_ONE_VALUE,
            )
        years += [replace(word, key=YEAR) for word in words if read_year(word.value) is not None]
        preamble.words.extend(words)
        skipped += not (pairs or is_title(record))  # a title may have been left blank
    if skipped:
        report.add("D08", observed=str(skipped))
    lone = years[0] if len({read_year(year.value) for year in years}) == 1 else None
    return Preamble(preamble.titles, preamble.words, lone)


def _enter(title: Title, preamble: Preamble, report: Report) -> None:
    earlier = preamble.titles.setdefault(title.key, title)
    if folded(earlier.value) != folded(title.value):
        report.add(
            "D55",
            line=title.line,
            column=title.key,
            column_no=title.column_no,
            observed=title.value,
            expected=Text(
                f"第 {earlier.line} 行的“{earlier.value}”",
                f"“{earlier.value}” of line {earlier.line}",
            ),
        )


def _taken_apart(record: Record) -> tuple[list[Title], list[Title]]:
    """The titles of a line, blank ones left out, and the cells that belong to none."""
    titles: list[Title] = []
    words: list[Title] = []
    pending = ""
    for number, cell in _filled(record):
        key = _KEYS.get(_BRACKETS.sub("", folded(cell)))
        if key is not None:
            pending = key
        elif pending and not _PAIR.match(cell):
            titles.append(Title(pending, record.line, cell, number))
            pending = ""
        elif found := [*_pairs(cell, record.line, number)]:
            titles += [title for title in found if title.value]
            pending = "" if found[-1].value else found[-1].key
        else:
            words.append(Title("", record.line, cell, number))
    return titles, words


def _pairs(cell: str, line: int, number: int) -> Iterator[Title]:
    """The titles of one cell, of which each may have its value behind a colon."""
    pairs = [*_PAIR.finditer(cell)]
    ends = [pair.start() for pair in pairs[1:]] + [len(cell)]
    for pair, end in zip(pairs, ends, strict=False):
        yield Title(_KEYS[folded(pair["key"])], line, trimmed(cell[pair.end() : end]), number)


def _filled(record: Record) -> Iterator[tuple[int, str]]:
    """The cells that hold something, with their column's number from 1."""
    return ((i, text) for i, cell in enumerate(record.cells, 1) if (text := trimmed(cell)))
