"""The header row and the rows under it, by column name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.collect.reader.delimited import Record
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.wording import trimmed

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
_LEADS = frozenset((CODE, BODY, MATTER))  # a row that holds one of these is the header


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one kind of form."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    breaks: frozenset[str] = frozenset()  # columns whose text may run over several lines


LAYOUTS = {
    "table": Layout((CODE, NAME, UNIT, THIS, LAST, NATURE, REMARK)),
    "narrative": Layout((NUMBER, HEADING, BODY), (HEADING_EN, BODY_EN), frozenset((BODY, BODY_EN))),
    "events": Layout((DAY, PLACE, MATTER), (PLACE_EN, MATTER_EN)),
}


@dataclass(frozen=True, slots=True)
class Header:
    """The column names as found in the file; ``width`` also counts blank cells behind them."""

    line: int
    columns: tuple[str, ...]
    width: int

    @property
    def figure_columns(self) -> frozenset[int]:
        return frozenset(i for i, name in enumerate(self.columns) if name in FIGURE_COLUMNS)

    def number(self, column: str) -> int:
        """The column's number as a spreadsheet counts it, from 1."""
        return self.columns.index(column) + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the header: its physical line and its cells by column name, as typed."""

    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """The cell without spaces at its ends; blank where an optional column is absent."""
        return trimmed(self.cells.get(column, ""))


def find_header(records: Sequence[Record]) -> Header | None:
    """The first record that holds one of the columns by which a form is known."""
    for line, cells in records:
        names = [trimmed(cell) for cell in cells]
        if not _LEADS.isdisjoint(names):
            return Header(line, tuple(_without_tail(names)), len(cells))
    return None


def check_header(header: Header, layout: Layout, report: Report) -> bool:
    """Whether every required column is there; columns may stand in any order, but no others."""
    missing = [name for name in layout.required if name not in header.columns]
    for name in missing:
        report.add("D14", line=header.line, column=name)
    known = (*layout.required, *layout.optional)
    for index, name in enumerate(header.columns):
        if name not in known or name in header.columns[:index]:
            report.add("D16", line=header.line, column=name or f"第{index + 1}列")
    return not missing


def rows_under(
    header: Header, layout: Layout, records: Sequence[Record], report: Report
) -> Iterator[Row]:
    """The rows that fit the header; the others are told of.

    A row has exactly as many cells as the header, since ``1,172`` would otherwise become two
    figures; cells under no column name must be blank.
    """
    for line, cells in records:
        if line <= header.line:
            continue
        if len(cells) != header.width or any(map(trimmed, cells[len(header.columns) :])):
            wanted = len(header.columns) if len(cells) == header.width else header.width
            report.add("D15", line=line, observed=str(len(cells)), expected=str(wanted))
            continue
        row = Row(line, dict(zip(header.columns, cells, strict=False)))
        if _breaks(row, layout):
            report.add("D66", line=line)
        else:
            yield row


def stands_already(
    key: str, row: Row, seen: dict[str, Row], report: Report, *, column: str
) -> bool:
    """Whether an earlier row had the same key: told of as identical, or as contradicting."""
    earlier = seen.setdefault(key, row)
    if earlier is row:
        return False
    same = all(row.text(name) == earlier.text(name) for name in row.cells)
    report.add(
        "D43" if same else "D44",
        line=row.line,
        column=column,
        observed=row.text(column),
        expected=str(earlier.line),
    )
    return True


def _breaks(row: Row, layout: Layout) -> bool:
    """Whether a cell holds a line break where none belongs: two stray quotes can swallow rows."""
    return any("\n" in row.text(name) for name in row.cells if name not in layout.breaks)


def _without_tail(names: list[str]) -> list[str]:
    while names and not names[-1]:
        names.pop()
    return names
