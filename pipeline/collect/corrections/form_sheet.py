"""A form as it was sent, in its own layout: what was found stands out, all of it can be changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.collect.corrections.drawing_up import FormToCorrect, Typed
from pipeline.collect.corrections.figures import as_number
from pipeline.collect.corrections.marks import Cell, Mark
from pipeline.collect.reader.header import LAST, NAME, NATURE, REMARK, THIS
from pipeline.collect.templates.drawing_up import Line, Template
from pipeline.collect.templates.form_sheet import (
    WIDTHS,
    explain_remarks,
    limits,
    offer_natures,
    watch,
)
from pipeline.collect.templates.page import Page, open_page, write_note
from pipeline.collect.templates.places import (
    NAME_COLUMN,
    NATURE_COLUMN,
    REMARK_COLUMN,
    THIS_COLUMN,
    columns_of,
    header_row,
    rows_of,
)
from pipeline.collect.templates.styles import Styles, n_lines, number_format
from pipeline.collect.templates.text_sheet import Written, write_text
from pipeline.collect.templates.wording import note

_LINE, _SPACE, _LEAST = 15, 6, 26  # points
_TYPED = (THIS, LAST, NATURE, REMARK)


def write_form(
    book: Any, styles: Styles, template: Template, form: FormToCorrect, marks: Mapping[Cell, Mark]
) -> None:
    """Adds the sheet of one form, named after its 表号."""
    if form.sheet.form.kind != "table":
        _write_texts(book, styles, template, form, marks)
        return
    sheet = form.sheet
    page = open_page(book, styles, template, sheet, tuple(WIDTHS.values()))
    for line, row in zip(sheet.lines, rows_of(sheet).values(), strict=True):
        _write_line(page, template, form, line, row, marks)
    first, last = header_row(sheet) + 1, header_row(sheet) + len(sheet.lines)
    offer_natures(page, f"{NATURE_COLUMN}{first}:{NATURE_COLUMN}{last}")
    explain_remarks(page, f"{REMARK_COLUMN}{first}:{REMARK_COLUMN}{last}")
    watch(page, sheet)
    write_note(page, last, sum(WIDTHS.values()), form.note)
    page.close(f"{THIS_COLUMN}{first}", last + bool(form.note))


def _write_line(
    page: Page,
    template: Template,
    form: FormToCorrect,
    line: Line,
    row: int,
    marks: Mapping[Cell, Mark],
) -> None:
    indicator, typed = line.indicator, form.stood(line.indicator.code)
    foot = ("foot",) if line is form.sheet.lines[-1] else ()
    put, style = page.worksheet, page.styles
    put.set_row(row - 1, _height(indicator.name.zh, typed))
    put.write_string(row - 1, 0, indicator.code, style("grid", *foot, "centre"))
    name = style("grid", *foot, "wrap", indent=1 + line.depth)
    put.write_string(row - 1, 1, indicator.name.zh, name)
    put.write_string(row - 1, 2, indicator.unit.zh, style("grid", *foot, "centre"))
    for column, text in zip(_TYPED, typed, strict=True):
        _write_cell(page, (row, column), text, line, foot, marks.get((indicator.code, column)))
    page.note(f"{NAME_COLUMN}{row}", note(line, form.sheet.relations))
    if line.is_asked:
        put.data_validation(f"{THIS_COLUMN}{row}", limits(line, form.sheet, template.unit))


def _write_cell(
    page: Page,
    place: tuple[int, str],
    text: str,
    line: Line,
    foot: tuple[str, ...],
    mark: Mark | None,
) -> None:
    row, column = place
    is_figure = column in (THIS, LAST)
    shown = number_format(line.indicator.decimals, is_rate=not line.indicator.is_counted)
    fill = {"bg_color": mark.fill} if mark else {}
    more = {"num_format": shown, **fill} if is_figure else fill
    style = page.styles("grid", *foot, "figure" if is_figure else "wrap", "open", **more)
    index = list(WIDTHS).index(column)
    number = as_number(text, line) if is_figure else None
    if number is not None:
        page.worksheet.write_number(row - 1, index, float(number), style)
    elif text:
        page.worksheet.write_string(row - 1, index, text, style)
    else:
        page.worksheet.write_blank(row - 1, index, "", style)
    if mark:
        page.note(f"{chr(ord('A') + index)}{row}", "\n\n".join(mark.texts))


def _height(name: str, typed: Typed) -> float:
    lines = max(n_lines(name, WIDTHS[NAME] - 4), n_lines(typed[3], WIDTHS[REMARK] - 2))
    return max(_LEAST, lines * _LINE + _SPACE)


def _write_texts(
    book: Any, styles: Styles, template: Template, form: FormToCorrect, marks: Mapping[Cell, Mark]
) -> None:
    rows = [
        Written(
            cells,
            {name: m.fill for name in cells if (m := marks.get((str(line), name)))},
        )
        for line, cells in form.texts
    ]
    page = write_text(book, styles, template, form.sheet, rows, form.note)
    for at, (line, cells) in enumerate(form.texts, page.header + 1):
        for name in cells:
            if mark := marks.get((str(line), name)):
                letter = chr(ord("A") + _index(form, name))
                page.note(f"{letter}{at}", "\n\n".join(mark.texts))


def _index(form: FormToCorrect, name: str) -> int:
    return columns_of(form.sheet).index(name)
