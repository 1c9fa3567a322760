"""What all form sheets have in common: title lines, header, protection, and the printed page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.collect.reader.titles.preamble import REF, STATED
from pipeline.collect.templates.drawing_up import Sheet, Template, Title
from pipeline.collect.templates.places import columns_of, header_row, sheet_name
from pipeline.collect.templates.styles import FONT, Styles, n_lines

A4 = 9
_TITLE_HEIGHT, _HEAD_HEIGHT, _NOTE_LINE = 18, 26, 15  # points
_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.7}  # inches
_CHARACTER, _LINE = 7, 24  # pixels


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet that is being written; ``last_column`` is the letter of its last one."""

    worksheet: Any
    styles: Styles
    header: int
    last_column: str

    def note(self, cell: str, text: str) -> None:
        """A comment as large as its text needs."""
        lines = sum(1 + len(line) // 24 for line in text.split("\n"))
        options = {"x_scale": 2.6, "height": 18 * lines + 12, "font_name": FONT, "font_size": 9}
        self.worksheet.write_comment(cell, text, {**options, "color": "#FFFFE1"})

    def close(self, selected: str, last_row: int) -> None:
        """Locks what is not open, freezes the header and says how the sheet is printed."""
        sheet = self.worksheet
        sheet.set_selection(selected)
        sheet.freeze_panes(self.header, 0)
        sheet.print_area(f"A1:{self.last_column}{last_row}")
        sheet.protect("", {"format_columns": True, "format_rows": True})


def open_page(
    book: Any, styles: Styles, template: Template, sheet: Sheet, widths: tuple[int, ...]
) -> Page:
    """Adds a sheet named after the form's 表号, with its title lines and header."""
    worksheet = book.add_worksheet(sheet_name(sheet.form))
    worksheet.set_tab_color(sheet.ink)
    for index, width in enumerate(widths):
        worksheet.set_column(index, index, width)
    last_column = chr(ord("A") + len(widths) - 1)
    page = Page(worksheet, styles, header_row(sheet), last_column)
    _write_titles(page, template, sheet)
    _write_header(page, sheet)
    _write_name(page, template, sheet, widths)
    set_up_print(worksheet, template, sheet.form.table_no, landscape=sheet.form.kind != "table")
    worksheet.repeat_rows(page.header - 1)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:{last_column}200"})
    return page


def write_note(page: Page, row: int, width: float, text: str) -> None:
    """The note under a table, across all of it, under the row ``row`` (from 1); none if blank."""
    if not text:
        return
    lines = sum(n_lines(line, width - 2) for line in text.split("\n"))
    page.worksheet.set_row(row, lines * _NOTE_LINE + 6)
    cells = f"A{row + 1}:{page.last_column}{row + 1}"
    page.worksheet.merge_range(cells, "", page.styles("wrap", "top", "left"))
    page.worksheet.write_string(row, 0, text, page.styles("wrap", "top", "left"))


def set_up_print(
    worksheet: Any, template: Template, name: str, *, landscape: bool = False, n_pages: int = 0
) -> None:
    """A4, as wide as the paper, with whose sheet it is and its pages at the foot.

    It is made to fit on ``n_pages``; 0 is as many as it needs.
    """
    worksheet.set_paper(A4)
    if landscape:
        worksheet.set_landscape()
    worksheet.set_margins(**_MARGINS)
    worksheet.center_horizontally()
    worksheet.fit_to_pages(1, n_pages)
    whose = f"{name} · {template.unit.name.zh} · {template.year}"
    font = f'&"{FONT},Regular"&9 '  # the space keeps a name that begins with a digit apart
    worksheet.set_footer(f"&L{font}{whose}&R{font}第 &P 页，共 &N 页")


def _write_titles(page: Page, template: Template, sheet: Sheet) -> None:
    for row, title in enumerate(sheet.titles):
        page.worksheet.set_row(row, _TITLE_HEIGHT)
        page.worksheet.write_string(row, 0, title.key, page.styles("key"))
        _write_title(page, row, title, template.year)


def _write_title(page: Page, row: int, title: Title, year: int) -> None:
    style = page.styles("left", *(("open", "grid", "date") if title.is_open else ()))
    if not title.is_open:
        page.worksheet.write_string(row, 1, title.value, style)
        return
    if title.value:
        page.worksheet.write_datetime(row, 1, date.fromisoformat(title.value), style)
    else:
        page.worksheet.write_blank(row, 1, "", style)
    page.worksheet.data_validation(row, 1, row, 1, _days(title.key, year))


def _days(key: str, year: int) -> dict[str, Any]:
    """Which days a title line takes: figures stand for a day of the year, and are sent later."""
    limits: dict[str, Any] = {"criteria": ">=", "value": date(year, 1, 1)}
    if key == REF:
        ends = {"minimum": date(year, 1, 1), "maximum": date(year, 12, 31)}
        limits = {"criteria": "between", **ends}
    asked = {
        STATED: f"填发出本表的日期，如 {year + 1}-02-18。",
        REF: "时点数所属的日期；不是年末数的请改写。",
    }
    return limits | {
        "validate": "date",
        "input_title": key,
        "input_message": asked[key],
        "error_title": "不能填入",
        "error_message": f"请填 {year + 1}-02-18 这样的日期。"
        if key == STATED
        else f"请填 {year} 年内的日期。",
    }


def _write_header(page: Page, sheet: Sheet) -> None:
    row = page.header - 1
    page.worksheet.set_row(row, _HEAD_HEIGHT)
    for index, name in enumerate(columns_of(sheet)):
        page.worksheet.write_string(row, index, name, page.styles("head"))


def _write_name(page: Page, template: Template, sheet: Sheet, widths: tuple[int, ...]) -> None:
    """The form's name, large, in a box beside the title lines: no cell there may hold anything."""
    name = {"size": 18, "bold": True, "color": sheet.ink}
    _write_box(page, 0, 3, widths, sheet.form.name.zh, name)
    _write_box(page, 3, 1, widths, _subtitle(template, sheet), {"size": 9, "color": "#595959"})


def _subtitle(template: Template, sheet: Sheet) -> str:
    named = f"{template.edition.title.zh}报送用表 · 批准文号：{sheet.form.approval.zh}"
    if sheet.form.kind != "narrative":
        return named
    return f"{named} · 引用数字写 [[指标代码]]，如 [[201]]，上年数 [[201@{template.year - 1}]]"


def _write_box(
    page: Page, row: int, n_rows: int, widths: tuple[int, ...], text: str, font: dict[str, Any]
) -> None:
    """Text over some rows, across all columns but the first two."""
    page.worksheet.insert_textbox(
        row,
        2,
        text,
        {
            "width": sum(widths[2:]) * _CHARACTER,
            "height": n_rows * _LINE,
            "font": {"name": FONT, **font},
            "align": {"vertical": "middle", "horizontal": "center"},
            "line": {"none": True},
            "fill": {"none": True},
            "object_position": 2,
        },
    )
