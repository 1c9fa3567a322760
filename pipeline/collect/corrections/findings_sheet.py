"""The sheet 审核发现: a row a finding, and beside it the columns in which it is answered."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.catalogue.model import Catalogue
from pipeline.collect.corrections.drawing_up import Correction
from pipeline.collect.corrections.marks import ASKED, WRONG, lines_of
from pipeline.collect.reader.replies import columns as c
from pipeline.collect.templates.page import set_up_print
from pipeline.collect.templates.styles import AMBER, RED, Styles, n_lines
from pipeline.rules.finding import Finding
from pipeline.rules.places import column_letters
from pipeline.vocabulary import Severity

_WIDTHS = {
    c.NUMBER: 4, c.LEVEL: 7, c.TABLE: 8, c.CODE: 6, c.NAME: 11, c.COLUMN: 5, c.OBSERVED: 8,
    c.EXPECTED: 9, c.DIFFERENCE: 7, c.BEFORE: 8, c.MESSAGE: 25, c.REMEDY: 17, c.SUSPICION: 13,
    c.TREATMENT: 7, c.REASON: 10, c.TEXT: 16, c.TARGET: 11, c.VALUE: 8, c.BINDING: 4,
}  # fmt: skip
_RIGHT = (c.OBSERVED, c.EXPECTED, c.DIFFERENCE, c.BEFORE, c.VALUE)
_CENTRE = (c.NUMBER, c.TABLE, c.CODE, c.COLUMN)
_GROUNDS = {Severity.ERROR: WRONG, Severity.QUERY: ASKED}
# Small letters: eighteen columns go on one sheet of A4, which is all that a bureau can print.
_SMALL, _FITS = {"font_size": 9}, 11 / 9
_LINE, _SPACE, _HEAD, _HIGHEST = 12.5, 8, 30, 400  # points
_LONGEST_HELD = 15_000  # characters; the reader refuses cells that are much longer
_LONGEST_LIST = 255  # characters of a drop-down's choices
_HINTS = {
    c.TREATMENT: "已更正：填更正值，或在该表中直接改。属实：选原因代码并写说明。其他：写说明。",
    c.REASON: "处理选“属实”或“其他”时必选。",
    c.TEXT: "一两句话说明缘由。不写姓名、证件号码和电话。",
    c.TARGET: "要更正哪一行；疑似有误的已选好，可以改选。",
    c.VALUE: "只填正确的数，不带单位。在该表中直接改了的不必再填。",
}


def write_findings(book: Any, styles: Styles, correction: Correction, catalogue: Catalogue) -> None:
    """Adds the sheet; rows that are left alone come back without a word."""
    worksheet = book.add_worksheet(c.FINDINGS)
    for index, name in enumerate(c.HEADS):
        hidden = {"hidden": True} if name not in _WIDTHS else {}
        worksheet.set_column(index, index, _WIDTHS.get(name, 10), None, hidden)
    worksheet.set_row(0, _HEAD)
    for index, name in enumerate(c.HEADS):
        more = {"bg_color": "#DDEBF7"} if name in c.REPLIED else {}
        worksheet.write_string(0, index, name, styles("head", **_SMALL, **more))
    for row, finding in enumerate(correction.findings, 1):
        _Row(worksheet, styles, correction, catalogue, finding, row).write()
    _watch(worksheet, styles, len(correction.findings))
    _set_up(worksheet, correction)
    worksheet.ignore_errors({"number_stored_as_text": "A1:Z2000"})
    worksheet.protect(
        "", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
    )
    first = c.HEADS.index(c.TREATMENT)
    worksheet.set_selection(1, first, 1, first)


def _set_up(worksheet: Any, correction: Correction) -> None:
    """On A4 across, with what was found and what is answered; not what only the reader needs."""
    worksheet.freeze_panes(1, c.HEADS.index(c.NAME))
    set_up_print(worksheet, correction.template, c.FINDINGS, landscape=True)
    worksheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.6)
    worksheet.repeat_rows(0)
    last = c.HEADS.index(c.VALUE)
    worksheet.print_area(0, 0, max(len(correction.findings), 1), last)


def _watch(worksheet: Any, styles: Styles, n_rows: int) -> None:
    """Answers that will not be taken stand out while they are typed."""
    if not n_rows:
        return
    at = {name: column_letters(number) for number, name in enumerate(c.HEADS, 1)}
    treatment, level = f"${at[c.TREATMENT]}2", f"${at[c.LEVEL]}2"
    justified = f'OR({treatment}="{c.TRUE}",{treatment}="{c.OTHER}")'
    excused = f'AND({treatment}="{c.TRUE}",{level}="{c.LEVELS[Severity.ERROR]}")'
    rules = [(c.TREATMENT, f"={excused}", RED)] + [
        (name, f'=AND({justified},{level}="{c.LEVELS[Severity.QUERY]}",{at[name]}2="")', AMBER)
        for name in (c.REASON, c.TEXT)
    ]
    for name, criteria, look in rules:
        worksheet.conditional_format(
            f"{at[name]}2:{at[name]}{n_rows + 1}",
            {"type": "formula", "criteria": criteria, "format": styles.alarm(look)},
        )


class _Row:
    """One finding on its row."""

    def __init__(
        self,
        worksheet: Any,
        styles: Styles,
        correction: Correction,
        catalogue: Catalogue,
        finding: Finding,
        row: int,
    ) -> None:
        self._sheet, self._styles, self._row = worksheet, styles, row
        self._correction, self._finding = correction, finding
        self._names = {i.code: i.name.zh for i in catalogue.indicators}
        forms = (form.table_no for form in catalogue.forms if form.code == finding.form)
        self._table = next(forms, "")
        self._form = correction.form_of(finding)
        lines = lines_of(finding, correction, catalogue.relations)
        self._lines, self._typed = _held(lines, correction)

    def write(self) -> None:
        cells = self._told() | self._bound()
        lines = max(
            n_lines(cells.get(name, ""), (width - 1) * _FITS)
            for name, width in _WIDTHS.items()
            if name != c.BINDING
        )
        self._sheet.set_row(self._row, min(lines * _LINE + _SPACE, _HIGHEST))
        for index, name in enumerate(c.HEADS):
            if name in c.REPLIED:
                self._reply(index, name)
            else:
                self._sheet.write_string(self._row, index, cells.get(name, ""), self._style(name))

    def _style(self, name: str, *names: str) -> Any:
        fill = {"bg_color": _GROUNDS[self._finding.severity]} if name == c.LEVEL else {}
        place = "figure" if name in _RIGHT else "centre" if name in _CENTRE else "left"
        binding = {"text_wrap": False, "font_color": "#A6A6A6"} if name == c.BINDING else {}
        return self._styles("grid", *names, place, "wrap", "top", **_SMALL, **fill, **binding)

    def _told(self) -> dict[str, str]:
        found = self._finding
        code = found.indicator.split("+")[0]
        return {
            c.NUMBER: str(self._row),
            c.LEVEL: c.LEVELS[found.severity],
            c.TABLE: self._table,
            c.CODE: found.indicator,
            c.NAME: self._names.get(code, ""),
            c.COLUMN: found.column_name,
            c.OBSERVED: found.observed,
            c.EXPECTED: found.expected,
            c.DIFFERENCE: found.difference,
            c.BEFORE: self._correction.before.get(code, ""),
            c.MESSAGE: found.message.zh,
            c.REMEDY: found.remedy.zh,
            c.SUSPICION: found.suspicion.zh,
        }

    def _bound(self) -> dict[str, str]:
        found = self._finding
        return {
            c.BINDING: f"{found.finding_id}-{found.values_hash}",
            c.RULE: found.rule,
            c.AREA: found.area,
            c.PERIOD: str(found.period or ""),
            c.LINE: str(found.line or ""),
            c.TYPED: self._typed,
            c.ISSUED: self._form.issued if self._form else "",
        }

    def _reply(self, index: int, name: str) -> None:
        filled = self._choices()[0] if name == c.TARGET and self._lines else ""
        is_closed = name in (c.TARGET, c.VALUE) and not self._lines
        style = self._style(name, "closed" if is_closed else "open")
        if filled:
            self._sheet.write_string(self._row, index, filled, style)
        else:
            self._sheet.write_blank(self._row, index, "", style)
        offered = self._offered(name)
        rule: dict[str, Any] = {"validate": "any"}
        if offered and _fits(offered):
            rule = {
                "validate": "list",
                "source": offered,
                "error_title": "不在列表中",
                "error_message": "请从列表中选择。",
            }
        hint = {"input_title": name, "input_message": _HINTS[name]}
        self._sheet.data_validation(self._row, index, self._row, index, rule | hint)

    def _offered(self, name: str) -> list[str]:
        reasons = [f"{reason.code} {reason.name.zh}" for reason in self._correction.reasons]
        offers: Mapping[str, list[str]] = {
            c.TREATMENT: [*c.TREATMENTS],
            c.REASON: reasons,
            c.TARGET: self._choices(),
        }
        return offers.get(name, [])

    def _choices(self) -> list[str]:
        """The lines to choose from; bare codes where with names they are too many for a list."""
        named = [f"{code} {self._short(code)}" for code in self._lines]
        return named if _fits(named) else [*self._lines]

    def _short(self, code: str) -> str:
        """The name, without the comma that would part it in a list of choices."""
        return self._names[code].replace(",", "，")[:12]


def _held(lines: Sequence[str], correction: Correction) -> tuple[Sequence[str], str]:
    """The lines, as many as a cell can hold with what stands on them, and that as text."""
    known = correction.lines
    for n in range(len(lines), 0, -1):
        stood = {code: known[code][0].as_read(known[code][1]) for code in lines[:n]}
        if len(text := json.dumps(stood, ensure_ascii=False)) <= _LONGEST_HELD:
            return lines[:n], text
    return (), ""


def _fits(choices: Sequence[str]) -> bool:
    return sum(map(len, choices)) + len(choices) <= _LONGEST_LIST
