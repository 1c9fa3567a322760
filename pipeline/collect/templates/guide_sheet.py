"""The first sheet, 填表说明: whose forms these are, how they are filled in and returned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.collect.templates.check_sheet import failures
from pipeline.collect.templates.checks import Terms
from pipeline.collect.templates.drawing_up import Line, Sheet, Template, formal_name
from pipeline.collect.templates.guide_page import (
    LAST,
    LINE,
    SPACE,
    WIDTHS,
    Guide,
    guide_words,
    open_guide,
)
from pipeline.collect.templates.places import on_sheet, rows_of
from pipeline.collect.templates.styles import AMBER, RED, Styles, n_lines
from pipeline.vocabulary import CITY_KIND

GUIDE = "填表说明"
_TEXT = Path(__file__).with_name("guide.toml")
_HEADS = ("表号", "表名", "数据提供部门", "必填项", "已填", "须改正", "须核实")


def write_guide(book: Any, styles: Styles, template: Template) -> None:
    """Adds the guide; its words stand in ``guide.toml``."""
    guide = open_guide(book, styles, template, GUIDE, guide_words(_TEXT))
    _write_who(guide)
    _write_forms(guide)
    guide.head("filling")
    guide.points("filling")
    _write_natures(guide)
    for key in ("forbidden", "returning", "english"):
        guide.head(key)
        guide.points(key)
    guide.close(GUIDE)


def _write_who(guide: Guide) -> None:
    template = guide.template
    due = template.deadline
    guide.pair("填报单位", f"{template.unit.code} {formal_name(template.unit)}")
    guide.pair("统计年度", f"{template.year} 年")
    guide.pair("报送截止", f"{due.year} 年 {due.month} 月 {due.day} 日" if due else "另行通知")
    guide.pair("收表单位", template.edition.publisher.zh)


def _write_forms(guide: Guide) -> None:
    """The forms, with what is still to be filled in and what does not balance, live."""
    guide.head("forms")
    guide.key(_HEADS[0], "head")
    for column, head in enumerate(_HEADS[1:], 2):
        guide.worksheet.write_string(guide.row - 1, column, head, guide.styles("head"))
    first = guide.row + 1
    for sheet in guide.template.sheets:
        guide.row += 1
        _write_form(guide, sheet)
    for letter, look in (("G", RED), (LAST, AMBER)):
        above_zero = {"type": "cell", "criteria": ">", "value": 0}
        guide.worksheet.conditional_format(
            f"{letter}{first}:{letter}{guide.row}",
            above_zero | {"format": guide.styles.alarm(look)},
        )
    guide.row += 1


def _write_form(guide: Guide, sheet: Sheet) -> None:
    row, style, put = guide.row - 1, guide.styles, guide.worksheet
    owners = "、".join(_owners(sheet))
    put.set_row(row, n_lines(owners, WIDTHS[3]) * LINE + SPACE)
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


def _write_natures(guide: Guide) -> None:
    guide.head("nature")
    for entry in guide.words["nature"]:
        guide.pair(entry["word"], entry["meaning"])
