"""A figures form as a sheet: what is known stands there and is locked, what is asked is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.catalogue.model import Area, Indicator
from pipeline.collect.reader.header import CODE, LAST, NAME, NATURE, REMARK, THIS, UNIT
from pipeline.collect.templates.checks import checks_of
from pipeline.collect.templates.drawing_up import Line, Sheet, Template
from pipeline.collect.templates.page import Page, open_page
from pipeline.collect.templates.places import (
    LAST_COLUMN,
    NAME_COLUMN,
    NATURE_COLUMN,
    REMARK_COLUMN,
    THIS_COLUMN,
    header_row,
    rows_of,
)
from pipeline.collect.templates.styles import AMBER, RED, Styles, number_format
from pipeline.collect.templates.wording import (
    last_year_head,
    last_year_note,
    message,
    message_title,
    note,
    refusal,
)
from pipeline.collect.templates.words import OFFERED
from pipeline.vocabulary import Severity

WIDTHS = {CODE: 11, NAME: 40, UNIT: 9, THIS: 15, LAST: 15, NATURE: 16, REMARK: 26}
_ROW_HEIGHT = 26  # points
_PER_CENT = 100


def write_form(book: Any, styles: Styles, template: Template, sheet: Sheet) -> None:
    """Adds the sheet of one figures form, named after its 表号."""
    page = open_page(book, styles, template, sheet, tuple(WIDTHS.values()))
    for line, row in zip(sheet.lines, rows_of(sheet).values(), strict=True):
        page.worksheet.set_row(row - 1, _ROW_HEIGHT)
        _Row(page, template, sheet, line, row).write()
    first, last = header_row(sheet) + 1, header_row(sheet) + len(sheet.lines)
    offer_natures(page, f"{NATURE_COLUMN}{first}:{NATURE_COLUMN}{last}")
    explain_remarks(page, f"{REMARK_COLUMN}{first}:{REMARK_COLUMN}{last}")
    page.note(f"{LAST_COLUMN}{page.header}", last_year_head(sheet.lines, template.year))
    watch(page, sheet)
    page.close(f"{THIS_COLUMN}{first}", last)


@dataclass(frozen=True, slots=True)
class _Row:
    """One line on its row."""

    page: Page
    template: Template
    sheet: Sheet
    line: Line
    row: int

    def write(self) -> None:
        indicator = self.line.indicator
        self._put(CODE, indicator.code, self._style("centre"))
        self._put(NAME, indicator.name.zh, self._style("wrap", indent=1 + self.line.depth))
        self._put(UNIT, indicator.unit.zh, self._style("centre"))
        self._put(LAST, *self._last())
        shown = number_format(indicator.decimals, is_rate=not indicator.is_counted)
        self._put(THIS, "", self._entry("figure", num_format=shown))
        self._put(NATURE, "", self._entry("wrap"))
        self._put(REMARK, "", self._entry("wrap"))
        self.page.note(f"{NAME_COLUMN}{self.row}", note(self.line, self.sheet.relations))
        if told := last_year_note(self.line, self.template.year):
            self.page.note(f"{LAST_COLUMN}{self.row}", told)
        if self.line.is_asked:
            taken = limits(self.line, self.sheet, self.template.unit)
            self.page.worksheet.data_validation(f"{THIS_COLUMN}{self.row}", taken)

    def _put(self, name: str, content: str | float, style: Any) -> None:
        place = self.row - 1, list(WIDTHS).index(name)
        if not isinstance(content, str):
            self.page.worksheet.write_number(*place, content, style)
        elif content:
            self.page.worksheet.write_string(*place, content, style)
        else:
            self.page.worksheet.write_blank(*place, "", style)

    def _style(self, *names: str, **more: Any) -> Any:
        """A cell of the table; its last row closes it with a rule."""
        foot = ("foot",) if self.line is self.sheet.lines[-1] else ()
        return self.page.styles("grid", *foot, *names, **more)

    def _entry(self, *names: str, **more: Any) -> Any:
        """A cell to fill in, or one that this unit is not asked for."""
        return self._style(*names, "open" if self.line.is_asked else "closed", **more)

    def _last(self) -> tuple[str | float, Any]:
        """Last year's figure as it was accepted, with the decimals it was given with."""
        before = self.line.before
        if before is None or before.value is None:
            return "", self._style("last")
        shown = "0." + "0" * before.decimals if before.decimals else "0"
        return _as_number(before.value, before.text), self._style("last", num_format=shown)


def limits(line: Line, sheet: Sheet, unit: Area) -> dict[str, Any]:
    """What a figure's cell takes; it stops what could not be read, or the rules never pass."""
    indicator = line.indicator
    kind = "integer" if indicator.decimals == 0 else "decimal"
    within: dict[str, Any] = {"criteria": ">=", "value": 0}
    if _is_part_in_whole(indicator, sheet):
        within = {"criteria": "between", "minimum": 0, "maximum": _PER_CENT}
    return within | {
        "validate": kind,
        "input_title": message_title(indicator),
        "input_message": message(line, unit),
        "error_title": "不能填入",
        "error_message": refusal(indicator),
    }


def _is_part_in_whole(indicator: Indicator, sheet: Sheet) -> bool:
    """A rate in per cent of a part in its whole, which cannot exceed 100 (V03)."""
    ratio = indicator.ratio
    if ratio is None or ratio.factor != _PER_CENT:
        return False
    parents = {line.indicator.code: line.indicator.parent for line in sheet.lines}
    return parents.get(ratio.numerator) == ratio.denominator


def _as_number(value: Decimal, text: str) -> str | float:
    """A number where a spreadsheet can hold it to the last digit, else its digits as text."""
    number = float(value)
    return number if Decimal(format(number, ".15g")) == value else text


def offer_natures(page: Page, cells: str) -> None:
    """A list to choose from; two words together may be typed, so what is not listed is asked."""
    page.worksheet.data_validation(
        cells,
        {
            "validate": "list",
            "source": list(OFFERED),
            "error_type": "warning",
            "input_title": NATURE,
            "input_message": "数字准确的留空。约数须写精确到几，如“约；精确到100”。"
            "本年留空的，注明“不详”或“不适用”。两项并用的用“；”隔开，如“初步；多于”。",
            "error_title": "不在列表中",
            "error_message": "两项并用的请用“；”隔开，如“初步；多于”。要保留所填内容吗？",
        },
    )


def explain_remarks(page: Page, cells: str) -> None:
    """What belongs under 备注, and what does not."""
    page.worksheet.data_validation(
        cells,
        {
            "validate": "any",
            "input_title": REMARK,
            "input_message": "口径有变、增减较大等需要说明的写在这里。不写姓名、证件号码和电话。",
        },
    )


def watch(page: Page, sheet: Sheet) -> None:
    """Cells turn red where a relation cannot pass, amber where it will be asked about."""
    formats = {True: page.styles.alarm(RED), False: page.styles.alarm(AMBER)}
    checks = sorted(checks_of(sheet), key=lambda check: check.relation.severity != Severity.ERROR)
    for check in checks:
        cells = [cell.replace("$", "") for cell in check.cells]
        is_error = check.relation.severity == Severity.ERROR
        page.worksheet.conditional_format(
            cells[0],
            {
                "type": "formula",
                "criteria": f"={check.alarm}",
                "format": formats[is_error],
                "multi_range": " ".join(cells),
            },
        )
    for cell, decimals in _with_decimals(sheet):
        page.worksheet.conditional_format(
            cell,
            {
                "type": "formula",
                "criteria": f"=AND(ISNUMBER({cell}),ROUND({cell},{decimals})<>{cell})",
                "format": formats[False],
            },
        )


def _with_decimals(sheet: Sheet) -> Iterator[tuple[str, int]]:
    """Lines that are not whole numbers: more decimals than these are asked about (V02)."""
    rows = rows_of(sheet)
    return (
        (f"{THIS_COLUMN}{rows[line.indicator.code]}", line.indicator.decimals)
        for line in sheet.lines
        if line.is_asked and line.indicator.decimals
    )
