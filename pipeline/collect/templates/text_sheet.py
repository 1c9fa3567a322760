"""The narrative (MTN) and the chronicle (MTE) as sheets: rows to write in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.collect.reader.header import (
    BODY,
    BODY_EN,
    DAY,
    HEADING,
    HEADING_EN,
    MATTER,
    MATTER_EN,
    NUMBER,
    PLACE,
    PLACE_EN,
)
from pipeline.collect.templates.drawing_up import Sheet, Template
from pipeline.collect.templates.page import Page, open_page, write_note
from pipeline.collect.templates.places import columns_of
from pipeline.collect.templates.styles import Styles, n_lines

N_PARAGRAPHS, N_EVENTS = 12, 36  # two printed pages each
_WIDTHS = {
    NUMBER: 11, HEADING: 24, BODY: 62, HEADING_EN: 24, BODY_EN: 50,
    DAY: 13, PLACE: 22, MATTER: 62, PLACE_EN: 22, MATTER_EN: 50,
}  # fmt: skip
_HEIGHTS = {"narrative": 96, "events": 33}  # points
_LINE, _SPACE, _EDGE, _HIGHEST = 15, 6, 2, 400
_SPARE = 3  # blank rows at least
_REFERENCES = (
    "引用数字写 [[指标代码]]，如 [[201]]；上年数写 [[201@{last}]]。"
    "成书时代入已审核的数字，不要直接写数。"
)
_HINTS = {
    NUMBER: "从 0 或 1 起逐段递增。0 是全文的题目和导语，正文可空。",
    HEADING: "每段一个小标题。",
    BODY: _REFERENCES + "一段一格，几百字为宜。",
    HEADING_EN: "可以不填。",
    BODY_EN: "可以不填。引用数字的写法与中文相同。",
    DAY: "如 {year}-05-01，应在 {year} 年内。一事一行。",
    PLACE: "可以不填，如“青秀区”。",
    MATTER: "一两句话，写清做了什么、结果如何。不写个人信息。",
    PLACE_EN: "可以不填。",
    MATTER_EN: "可以不填。",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A row that is written already: its texts by column, and which of its cells stand out."""

    cells: Mapping[str, str]
    fills: Mapping[str, str]


def write_text(
    book: Any,
    styles: Styles,
    template: Template,
    sheet: Sheet,
    rows: Sequence[Written] = (),
    note: str = "",
) -> Page:
    """Adds the sheet of a narrative or a chronicle, named after its 表号: ``rows``, then blanks.

    ``note`` is what stands under the table.
    """
    columns = columns_of(sheet)
    page = open_page(book, styles, template, sheet, tuple(_WIDTHS[name] for name in columns))
    first = page.header + 1
    usual = N_EVENTS if sheet.form.kind == "events" else N_PARAGRAPHS
    blank = [*_numbered(rows, max(usual - len(rows), _SPARE))]
    for row, written in enumerate((*rows, *blank), first):
        page.worksheet.set_row(row - 1, _height(written, sheet.form.kind))
        for index, name in enumerate(columns):
            _write_cell(page, row, index, name, written)
    last = first + len(rows) + len(blank) - 1
    for index, name in enumerate(columns):
        _explain(page, (first, last, index), name, template.year)
    write_note(page, last, sum(_WIDTHS[name] for name in columns), note)
    page.close(f"B{first}" if NUMBER in columns else f"A{first}", last + bool(note))
    return page


def _numbered(rows: Sequence[Written], n: int) -> Iterator[Written]:
    """Blank rows, numbered on from those that are written."""
    after = int(rows[-1].cells.get(NUMBER) or 0) + 1 if rows else 0
    return (Written({NUMBER: str(after + i)}, {}) for i in range(n))


def _height(written: Written, kind: str) -> float:
    lines = (
        sum(n_lines(part, _WIDTHS[name] - _EDGE) for part in text.split("\n"))
        for name, text in written.cells.items()
    )
    return min(max(_HEIGHTS[kind], _LINE * max(lines, default=1) + _SPACE), _HIGHEST)


def _write_cell(page: Page, row: int, column: int, name: str, written: Written) -> None:
    text, sheet = written.cells.get(name, ""), page.worksheet
    fill = {"bg_color": written.fills[name]} if name in written.fills else {}
    if name == NUMBER:
        sheet.write_string(row - 1, column, text, page.styles("grid", "centre", **fill))
        return
    style = page.styles("grid", "open", "top", "date" if name == DAY else "wrap", **fill)
    if name == DAY and text:
        sheet.write_datetime(row - 1, column, date.fromisoformat(text), style)
    elif text:
        sheet.write_string(row - 1, column, text, style)
    else:
        sheet.write_blank(row - 1, column, "", style)


def _explain(page: Page, place: tuple[int, int, int], name: str, year: int) -> None:
    first, last, column = place
    told = _HINTS[name].format(year=year, last=year - 1)
    rule: dict[str, Any] = {"validate": "any"}
    if name == DAY:
        rule = {
            "validate": "date",
            "criteria": "between",
            "minimum": date(year, 1, 1),
            "maximum": date(year, 12, 31),
            "error_type": "warning",
            "error_title": "日期不在本年",
            "error_message": f"请填 {year} 年内的日期，如 {year}-05-01。要保留所填内容吗？",
        }
    page.worksheet.data_validation(
        first - 1, column, last - 1, column, rule | {"input_title": name, "input_message": told}
    )
    page.note(f"{chr(ord('A') + column)}{page.header}", told)
