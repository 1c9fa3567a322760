"""The header row: which columns a table has, by their names or by words that mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.collect.reader.report import Report
from pipeline.collect.reader.source.delimited import Record
from pipeline.collect.reader.wording import folded, trimmed
from pipeline.vocabulary import Text

CODE, NAME, UNIT, THIS, LAST, NATURE, REMARK = (
    "指标代码",
    "指标名称",
    "计量单位",
    "本年",
    "上年",
    "数据性质",
    "备注",
)
NUMBER, HEADING, BODY, HEADING_EN, BODY_EN = "序号", "标题", "正文", "英文标题", "英文正文"
DAY, PLACE, MATTER, PLACE_EN, MATTER_EN = "日期", "地点", "事项", "英文地点", "英文事项"

FIGURE_COLUMNS = frozenset((THIS, LAST))


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one kind of form, and other words by which they go."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    breaks: frozenset[str] = frozenset()  # columns whose text may run over several lines
    synonyms: Mapping[str, str] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.required, *self.optional)

    def named(self, word: str) -> str:
        """The column that goes by ``word``; the word itself where none does."""
        return (self.synonyms or {}).get(word, word)


def _synonyms(**words: str) -> dict[str, str]:
    return {word: column for column, listed in words.items() for word in listed.split()}


LAYOUTS = {
    "table": Layout(
        (CODE, NAME, UNIT, THIS, LAST, NATURE, REMARK),
        synonyms=_synonyms(
            指标代码="代码 编码 指标编码 指标编号",
            指标名称="指标 项目 名称 项目名称",
            计量单位="单位",
            本年="本年数 本年度 本年实际 本期 本期数 当年",
            上年="上年数 上年度 上年实际 上年同期 上年同期数 去年",
            数据性质="性质 数据属性",
            备注="说明 备注说明",
        ),
    ),
    "narrative": Layout(
        (NUMBER, HEADING, BODY),
        (HEADING_EN, BODY_EN),
        frozenset((BODY, BODY_EN)),
        _synonyms(序号="编号", 标题="题目 小标题", 正文="内容 文字"),
    ),
    "events": Layout(
        (DAY, PLACE, MATTER),
        (PLACE_EN, MATTER_EN),
        synonyms=_synonyms(日期="时间", 事项="事件 内容"),
    ),
}
_FEWEST = 3  # known names that make a row the header
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:年)?(?:数|度)?")


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table by their canonical names.

    It stands on ``line``, and if its names were on two lines on ``last_line`` as well; ``width``
    also counts blank cells behind the names. ``typed`` are the names as found.
    """

    line: int
    columns: tuple[str, ...]
    width: int
    last_line: int
    typed: tuple[str, ...]
    kind: str  # of form: table | narrative | events

    @property
    def figure_columns(self) -> frozenset[int]:
        return frozenset(i for i, name in enumerate(self.columns) if name in FIGURE_COLUMNS)

    def number(self, column: str) -> int | None:
        """The column's number as a spreadsheet counts it, from 1; none if there is no such."""
        return self.columns.index(column) + 1 if column in self.columns else None


def find_header(records: Sequence[Record]) -> Header | None:
    """The first row that names three columns of a kind of form."""
    for index, record in enumerate(records):
        for kind, layout in LAYOUTS.items():
            if _n_known(_names(record, layout), layout) >= _FEWEST:
                below = records[index + 1] if index + 1 < len(records) else None
                return _header(record, below, kind)
    return None


def with_years(header: Header, year: int) -> Header:
    """The header with 2024年 as this year and 2023年 as last year, where those are not named."""
    meant = {year: THIS, year - 1: LAST}
    columns = [_year_meant(name, meant) for name in header.columns]
    return replace(header, columns=tuple(columns))


def check_header(header: Header, layout: Layout, report: Report) -> bool:
    """Whether every required column is there; columns may stand in any order, but no others."""
    missing = [name for name in layout.required if name not in header.columns]
    for name in missing:
        report.add("D14", line=header.line, column=name)
    for index, name in enumerate(header.columns):
        if name not in layout.columns or name in header.columns[:index]:
            shown = header.typed[index] or f"第{index + 1}列"
            report.add("D16", line=header.line, column=shown, column_no=index + 1)
    if header.last_line != header.line:
        both = Text(
            f"第 {header.line}、{header.last_line} 两行",
            f"lines {header.line} and {header.last_line}",
        )
        report.add("D09N", line=header.line, observed=both, expected="、".join(header.columns))
    elif not report.rejects and header.typed != header.columns:
        _tell_other_words(header, report)
    return not missing


def _tell_other_words(header: Header, report: Report) -> None:
    pairs = zip(header.typed, header.columns, strict=True)
    changed = [(typed, name) for typed, name in pairs if typed != name]
    report.add(
        "D09N",
        line=header.line,
        observed="、".join(typed for typed, _ in changed),
        expected="、".join(name for _, name in changed),
    )


def _header(record: Record, below: Record | None, kind: str) -> Header:
    """The header, with the names of a second line under it where they make it more complete."""
    layout = LAYOUTS[kind]
    typed, last_line = [trimmed(cell) for cell in record.cells], record.line
    if below is not None and _continues(record, below, layout):
        typed, last_line = _joined(typed, [trimmed(cell) for cell in below.cells]), below.line
    typed = _without_tail(typed)
    columns = tuple(layout.named(folded(name)) for name in typed)
    return Header(record.line, columns, len(record.cells), last_line, tuple(typed), kind)


def _continues(record: Record, below: Record, layout: Layout) -> bool:
    """Whether the next row holds the lower names of a head on two lines: names and blanks only."""
    if len(below.cells) != len(record.cells):
        return False
    words = [folded(cell) for cell in below.cells if trimmed(cell)]
    if not words or not all(_is_name(word, layout) for word in words):
        return False
    joined = _joined(list(record.cells), list(below.cells))
    together = _n_known([layout.named(folded(name)) for name in joined], layout)
    return together > _n_known(_names(record, layout), layout)


def _is_name(word: str, layout: Layout) -> bool:
    return layout.named(word) in layout.columns or _YEAR.fullmatch(word) is not None


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    """The lower name where there is one: the upper one then only groups several columns."""
    return [below or above for above, below in zip(upper, map(trimmed, lower), strict=True)]


def _names(record: Record, layout: Layout) -> list[str]:
    return [layout.named(folded(cell)) for cell in record.cells]


def _n_known(names: Iterable[str], layout: Layout) -> int:
    """How many columns of the layout are named; years may stand for figures."""
    found = {name for name in names if name in layout.columns}
    years = {
        name for name in names if {*layout.columns} >= FIGURE_COLUMNS and _YEAR.fullmatch(name)
    }
    return len(found) + len(years)


def _year_meant(name: str, meant: Mapping[int, str]) -> str:
    found = _YEAR.fullmatch(name)
    return meant.get(int(found.group(1)), name) if found else name


def _without_tail(names: list[str]) -> list[str]:
    while names and not names[-1]:
        names.pop()
    return names
