"""The rows under a header, by column name, and what else stands among them on real forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.collect.reader.furniture import (
    hides_row,
    is_column_numbers,
    is_note,
    is_section,
    is_signature,
    is_total,
)
from pipeline.collect.reader.header import CODE, Header, Layout
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.source.delimited import Record
from pipeline.collect.reader.wording import folded, trimmed
from pipeline.vocabulary import Text

_NEXT_ROW = re.compile(r"\n[0-9]{1,3}[,\t;，；|]")  # a numbered paragraph, swallowed whole
_WORDS = Text("文字", "words")
_DELIMITERS = frozenset(",\t;，；|")


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the header: its physical line and its cells by column name, as typed."""

    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """The cell without spaces at its ends; blank where an optional column is absent."""
        return trimmed(self.cells.get(column, ""))


@dataclass(frozen=True, slots=True)
class Table:
    """What stands under a header: the rows, the total rows, and the notes as one text."""

    rows: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def remark(self) -> str:
        return "\n".join(self.notes)


def rows_under(header: Header, layout: Layout, records: Sequence[Record], report: Report) -> Table:
    """The rows that fit the header; the others are told of.

    Column numbers (甲 乙 1 2) and repeated headers are passed over in silence, signature lines,
    notes, totals and section headings with a note. A row has exactly as many cells as the header,
    since ``1,172`` would otherwise become two figures; cells under no column name must be blank.
    """
    table = Table()
    for record in _passing(header, records):
        row = Row(record.line, dict(zip(header.columns, record.cells, strict=False)))
        hidden = hides_row(record, header.kind)
        if is_signature(record) and not hidden:
            report.add("D11", line=record.line)
        elif not hidden and is_note(record, after_note=bool(table.notes)):
            table.notes.append("，".join(filter(None, map(trimmed, record.cells))))
            report.add("D12", line=record.line)
        elif not _fits(header, record, report):
            continue
        elif _breaks(row, layout):
            report.add("D66", line=record.line)
        elif CODE in header.columns and is_total(row.cells):
            table.totals.append(row)
        elif CODE in header.columns and is_section(row.cells):
            report.add("D74", line=record.line, observed=_first(record))
        else:
            table.rows.append(row)
    return table


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


def check_words(row: Row, columns: Iterable[str], report: Report) -> None:
    """Tells of texts that hold no word: a number in their place is the trace of some damage."""
    for column in columns:
        text = row.text(column)
        if text and not any(map(str.isalpha, text)):
            report.add("D65", line=row.line, column=column, observed=text, expected=_WORDS)


def _passing(header: Header, records: Sequence[Record]) -> Iterator[Record]:
    """The records under the header, without column numbers and the header once more."""
    names = [folded(name) for name in header.typed]
    is_under_head = True
    for record in records:
        if record.line <= header.last_line:
            continue
        if _is_again(record, names):
            is_under_head = True
        elif not (is_under_head and is_column_numbers(record)):
            is_under_head = False
            yield record


def _is_again(record: Record, names: list[str]) -> bool:
    """Whether a record is the header once more, as at the top of a printed page."""
    return (
        folded(record.cells[0]) == names[0] and [*map(folded, record.cells)][: len(names)] == names
    )


def _fits(header: Header, record: Record, report: Report) -> bool:
    cells = record.cells
    if len(cells) != header.width:
        n, wanted = str(len(cells)), str(header.width)
        report.add("D15", line=record.line, observed=n, expected=wanted)
        return False
    beyond = [i for i, cell in enumerate(cells, 1) if i > len(header.columns) and trimmed(cell)]
    if beyond:
        name = f"第{beyond[0]}列"
        report.add("D16", line=record.line, column=name, column_no=beyond[0])
    return not beyond


def _breaks(row: Row, layout: Layout) -> bool:
    """Whether a cell holds a line break where none belongs: two stray quotes can swallow rows.

    A break at its end means nothing, unless there are the cells of another row before it.
    """
    return any(
        _NEXT_ROW.search(cell) is not None
        if name in layout.breaks
        else "\n" in row.text(name) or ("\n" in cell and not _DELIMITERS.isdisjoint(cell))
        for name, cell in row.cells.items()
    )


def _first(record: Record) -> str:
    return next(filter(None, map(trimmed, record.cells)))
