"""The sheet 审核发现: a row a finding, and beside it the columns in which it is answered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.catalogue.model import Catalogue
from pipeline.collect.corrections.drawing_up import Correction
from pipeline.collect.corrections.form_sheet import as_read
from pipeline.collect.corrections.marks import ASKED, WRONG, lines_of
from pipeline.collect.reader.replies import columns as c
from pipeline.collect.templates.page import set_up_print
from pipeline.collect.templates.styles import Styles, n_lines
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Severity

_WIDTHS = {
    c.NUMBER: 5, c.LEVEL: 9, c.TABLE: 10, c.CODE: 8, c.NAME: 20, c.COLUMN: 6, c.OBSERVED: 12,
    c.EXPECTED: 12, c.DIFFERENCE: 9, c.BEFORE: 11, c.MESSAGE: 40, c.REMEDY: 26, c.SUSPICION: 24,
    c.TREATMENT: 9, c.REASON: 17, c.TEXT: 28, c.TARGET: 17, c.VALUE: 12, c.BINDING: 6,
}  # fmt: skip
_RIGHT = (c.OBSERVED, c.EXPECTED, c.DIFFERENCE, c.BEFORE)
_GROUNDS = {Severity.ERROR: WRONG, Severity.QUERY: ASKED}
_LINE, _SPACE, _HEAD, _HIGHEST = 15, 8, 32, 400  # points
_A3 = 8
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
        worksheet.write_string(0, index, name, styles("head", **more))
    for row, finding in enumerate(correction.findings, 1):
        _Row(worksheet, styles, correction, catalogue, finding, row).write()
    worksheet.freeze_panes(1, 2)
    set_up_print(worksheet, correction.template, c.FINDINGS, landscape=True)
    worksheet.set_paper(_A3)
    worksheet.repeat_rows(0)
    last = c.HEADS.index(c.BINDING)
    worksheet.print_area(0, 0, len(correction.findings), last)
    worksheet.ignore_errors({"number_stored_as_text": "A1:Z2000"})
    worksheet.protect(
        "", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
    )
    worksheet.set_selection(1, c.HEADS.index(c.TREATMENT), 1, c.HEADS.index(c.TREATMENT))


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
        self._table = catalogue.form(finding.form).table_no
        self._form = correction.form_of(finding)
        self._lines = lines_of(finding, self._form) if self._form else ()

    def write(self) -> None:
        cells = self._told() | self._bound()
        wrapped = (
            (name, cells.get(name, "")) for name in (c.NAME, c.MESSAGE, c.REMEDY, c.SUSPICION)
        )
        lines = max(n_lines(text, _WIDTHS[name] - 1) for name, text in wrapped)
        self._sheet.set_row(self._row, min(lines * _LINE + _SPACE, _HIGHEST))
        for index, name in enumerate(c.HEADS):
            if name in c.REPLIED:
                self._reply(index, name)
            else:
                self._sheet.write_string(self._row, index, cells.get(name, ""), self._style(name))

    def _style(self, name: str) -> Any:
        place = "right" if name in _RIGHT else "wrap"
        fill = {"bg_color": _GROUNDS[self._finding.severity]} if name == c.LEVEL else {}
        return self._styles("grid", place, "top", **fill)

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
            c.TYPED: json.dumps(dict(self._typed()), ensure_ascii=False) if self._lines else "",
            c.ISSUED: self._form.issued if self._form else "",
        }

    def _typed(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What stands on each line concerned, as it will be read back where nobody touches it."""
        if self._form is None:
            return
        lines = {line.indicator.code: line for line in self._form.sheet.lines}
        for code in self._lines:
            this, last, *said = self._form.stood(code)
            line = lines[code]
            yield code, (as_read(this, line), as_read(last, line), *(text.strip() for text in said))

    def _reply(self, index: int, name: str) -> None:
        filled = self._choices()[0] if name == c.TARGET and self._lines else ""
        style = self._styles("grid", "open", "wrap", "top")
        if filled:
            self._sheet.write_string(self._row, index, filled, style)
        else:
            self._sheet.write_blank(self._row, index, "", style)
        offered = self._offered(name)
        rule: dict[str, Any] = {"validate": "any"}
        if offered and sum(map(len, offered)) + len(offered) <= _LONGEST_LIST:
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
        return [f"{code} {self._short(code)}" for code in self._lines]

    def _short(self, code: str) -> str:
        """The name, without the comma that would part it in a list of choices."""
        return self._names[code].replace(",", "，")[:12]
