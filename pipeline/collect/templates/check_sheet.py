"""The sheet 核对: every relation that can be watched, with its state and how far it is off."""

from __future__ import annotations

from typing import Any

from pipeline.collect.templates.checks import Check, checks_of
from pipeline.collect.templates.drawing_up import Sheet, Template
from pipeline.collect.templates.page import set_up_print
from pipeline.collect.templates.places import on_sheet
from pipeline.collect.templates.styles import AMBER, GREEN, RED, Styles, n_lines
from pipeline.vocabulary import Severity

CHECKS = "核对"
HOLDS, FAILED, WAITING, INEXACT = "✓", "✗", "未填齐", "含约数"
_HEADS = ("表号", "结果", "相差", "性质", "核对关系")
_WIDTHS = (13, 9, 15, 9, 74)
_LINE, _SPACE = 15, 6  # points
_STATE = "B"
KINDS = {True: "必须", False: "核实"}


def write_checks(book: Any, styles: Styles, template: Template) -> None:
    """Adds the list of checks; a template without any has no such sheet."""
    listed = [
        (sheet, check)
        for sheet in template.sheets
        for check in checks_of(sheet, on_sheet(sheet.form))
    ]
    if not listed:
        return
    worksheet = book.add_worksheet(CHECKS)
    for index, width in enumerate(_WIDTHS):
        worksheet.set_column(index, index, width)
    for column, head in enumerate(_HEADS):
        worksheet.write_string(0, column, head, styles("head"))
    for row, (sheet, check) in enumerate(listed, 1):
        _write_check(worksheet, styles, row, sheet, check)
    _colour(worksheet, styles, len(listed) + 1)
    worksheet.freeze_panes(1, 0)
    set_up_print(worksheet, template, CHECKS)
    worksheet.repeat_rows(0)
    worksheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})


def failures(sheet: Sheet, *, is_error: bool) -> str:
    """How many checks of a form fail, errors or queries, as a formula for another sheet."""
    wanted = {"A": sheet.form.table_no, _STATE: FAILED, "D": KINDS[is_error]}
    criteria = (f"'{CHECKS}'!${column}:${column},\"{word}\"" for column, word in wanted.items())
    return f"COUNTIFS({','.join(criteria)})"


def _write_check(worksheet: Any, styles: Styles, row: int, sheet: Sheet, check: Check) -> None:
    state = (
        f'=IF({check.given},IF({check.inexact},"{INEXACT}",'
        f'IF({check.fails},"{FAILED}","{HOLDS}")),"{WAITING}")'
    )
    cell = f"${_STATE}${row + 1}"
    off = f'=IF({cell}="{FAILED}",{check.difference},"")'
    kind = KINDS[check.relation.severity == Severity.ERROR]
    link = f"internal:{on_sheet(sheet.form)}{check.cells[0].replace('$', '').rpartition('!')[2]}"
    told = check.relation.message.zh
    worksheet.set_row(row, n_lines(told, _WIDTHS[-1]) * _LINE + _SPACE)
    worksheet.write_url(row, 0, link, styles("grid", "link"), string=sheet.form.table_no)
    worksheet.write_formula(row, 1, state, styles("grid", "centre"), WAITING)
    worksheet.write_formula(row, 2, off, styles("grid", "right"), "")
    worksheet.write_string(row, 3, kind, styles("grid", "centre"))
    worksheet.write_string(row, 4, told, styles("grid", "wrap"))


def _colour(worksheet: Any, styles: Styles, last: int) -> None:
    """Failures stand out, those that only ask less so."""
    failed = f'${_STATE}2="{FAILED}"'
    looks = (
        (f'=AND({failed},$D2="{KINDS[True]}")', RED),
        (f"={failed}", AMBER),
        (f'=${_STATE}2="{HOLDS}"', GREEN),
    )
    for criteria, look in looks:
        worksheet.conditional_format(
            f"A2:D{last}",
            {"type": "formula", "criteria": criteria, "format": styles.alarm(look)},
        )
