"""The first sheet, 填表说明: whose forms these are, how they are filled in and returned."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.collect.templates.check_sheet import failures
from pipeline.collect.templates.checks import Terms
from pipeline.collect.templates.drawing_up import Line, Sheet, Template, formal_name
from pipeline.collect.templates.page import set_up_print
from pipeline.collect.templates.places import on_sheet, rows_of
from pipeline.collect.templates.styles import AMBER, RED, Styles, n_lines
from pipeline.vocabulary import CITY_KIND

GUIDE = "填表说明"
_TEXT = Path(__file__).with_name("guide.toml")
_WIDTHS = (5, 11, 28, 26, 9, 9, 9, 9)  # of A to H; keys stand in A and B together
_LAST = "H"
_ACROSS = sum(_WIDTHS[1:])  # of a text beside its number
_LINE, _SPACE = 16, 3  # points
_HEADS = ("表号", "表名", "数据提供部门", "必填项", "已填", "须改正", "须核实")


class _Guide:
    """Writes downwards; ``row`` is the next one, from 1."""

    def __init__(self, worksheet: Any, styles: Styles, template: Template) -> None:
        self.worksheet, self.styles, self.template = worksheet, styles, template
        self.row = 1

    def told(self, text: str) -> str:
        template = self.template
        return text.format(
            year=template.year,
            last=template.year - 1,
            unit=template.unit.name.zh,
            book=template.edition.title.zh,
            approval=f"批准文号：{template.sheets[0].form.approval.zh}" if template.sheets else "",
        )

    def across(self, text: str, *names: str, height: float, first: str = "A") -> None:
        """A text that runs from column ``first`` to the last one."""
        self.worksheet.set_row(self.row - 1, height)
        self.worksheet.merge_range(
            f"{first}{self.row}:{_LAST}{self.row}", text, self.styles(*names)
        )
        self.row += 1

    def head(self, key: str) -> None:
        self.worksheet.set_row(self.row - 1, 8)
        self.row += 1
        self.across(_text()["heads"][key], "section", height=22)

    def points(self, key: str) -> None:
        for number, text in enumerate(_text()["text"][key], 1):
            told = self.told(text)
            mark = self.styles("centre", "top")
            self.worksheet.write_string(self.row - 1, 0, str(number), mark)
            height = n_lines(told, _ACROSS) * _LINE + _SPACE
            self.across(told, "wrap", "top", height=height, first="B")

    def pair(self, key: str, value: str, *names: str) -> None:
        self.key(key, "key")
        self.across(value, "grid", "wrap", *names, height=20, first="C")

    def key(self, text: str, *names: str) -> None:
        """What stands at the head of a row, in the first two columns."""
        self.worksheet.merge_range(
            f"A{self.row}:B{self.row}", text, self.styles("grid", "left", *names, indent=1)
        )


def write_guide(book: Any, styles: Styles, template: Template) -> None:
    """Adds the guide; its words stand in ``guide.toml``."""
    worksheet = book.add_worksheet(GUIDE)
    for index, width in enumerate(_WIDTHS):
        worksheet.set_column(index, index, width)
    guide = _Guide(worksheet, styles, template)
    guide.across(guide.told(_text()["title"]), "title", height=34)
    guide.across(guide.told(_text()["subtitle"]), "subtitle", height=18)
    guide.row += 1
    _write_who(guide)
    _write_forms(guide)
    guide.head("filling")
    guide.points("filling")
    _write_natures(guide)
    for key in ("forbidden", "returning", "english"):
        guide.head(key)
        guide.points(key)
    set_up_print(worksheet, template, GUIDE, n_pages=1)
    worksheet.print_area(f"A1:{_LAST}{guide.row - 1}")
    worksheet.hide_gridlines(2)
    worksheet.protect("", {"format_columns": True, "format_rows": True})


def _write_who(guide: _Guide) -> None:
    template = guide.template
    due = template.deadline
    guide.pair("填报单位", f"{template.unit.code} {formal_name(template.unit)}")
    guide.pair("统计年度", f"{template.year} 年")
    guide.pair("报送截止", f"{due.year} 年 {due.month} 月 {due.day} 日" if due else "另行通知")
    guide.pair("收表单位", template.edition.publisher.zh)


def _write_forms(guide: _Guide) -> None:
    """The forms, with what is still to be filled in and what does not balance, live."""
    guide.head("forms")
    guide.key(_HEADS[0], "head")
    for column, head in enumerate(_HEADS[1:], 2):
        guide.worksheet.write_string(guide.row - 1, column, head, guide.styles("head"))
    first = guide.row + 1
    for sheet in guide.template.sheets:
        guide.row += 1
        _write_form(guide, sheet)
    for letter, look in (("G", RED), (_LAST, AMBER)):
        above_zero = {"type": "cell", "criteria": ">", "value": 0}
        guide.worksheet.conditional_format(
            f"{letter}{first}:{letter}{guide.row}",
            above_zero | {"format": guide.styles.alarm(look)},
        )
    guide.row += 1


def _write_form(guide: _Guide, sheet: Sheet) -> None:
    row, style, put = guide.row - 1, guide.styles, guide.worksheet
    owners = "、".join(_owners(sheet))
    put.set_row(row, n_lines(owners, _WIDTHS[3]) * _LINE + _SPACE)
    guide.key("", "link")
    link = f"internal:{on_sheet(sheet.form)}A1"
    name = style("grid", "left", "link", indent=1)
    put.write_url(row, 0, link, name, string=sheet.form.table_no)
    put.write_string(row, 2, sheet.form.name.zh, style("grid"))
    put.write_string(row, 3, owners, style("grid", "wrap"))
    counts = _counts(sheet, guide.template)
    for column, count in enumerate(counts, 4):
        if count is None:
            put.write_blank(row, column, "", style("grid", "centre"))
        else:
            put.write_formula(row, column, f"={count}", style("grid", "centre"), _reckoned(count))


def _counts(sheet: Sheet, template: Template) -> tuple[str | None, ...]:
    """Lines that must be filled in, those that are, and failing checks, as formulas."""
    rows = rows_of(sheet)
    due = [rows[line.indicator.code] for line in sheet.lines if _is_due(line, template)]
    terms = Terms(tuple(due), on_sheet(sheet.form))
    return (
        str(len(due)) if due else None,
        terms.answered if due else None,
        *((failures(sheet, is_error=e) if sheet.relations else None) for e in (True, False)),
    )


def _reckoned(formula: str) -> int:
    """What the formula gives while nothing is filled in."""
    return int(formula) if formula.isdigit() else 0


def _is_due(line: Line, template: Template) -> bool:
    """Only cities owe their mandatory lines (V05)."""
    return line.is_asked and line.indicator.mandatory and template.unit.kind == CITY_KIND


def _owners(sheet: Sheet) -> tuple[str, ...]:
    """The departments that supply the lines of a form, in their order."""
    return tuple(dict.fromkeys(x.indicator.owner for x in sheet.lines if x.indicator.owner))


def _write_natures(guide: _Guide) -> None:
    guide.head("nature")
    for entry in _text()["nature"]:
        guide.pair(entry["word"], entry["meaning"])


@cache
def _text() -> dict[str, Any]:
    return tomllib.loads(_TEXT.read_text("utf-8"))
