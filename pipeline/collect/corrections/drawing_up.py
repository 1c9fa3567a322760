"""What stands in the correction workbook of one unit: its newest forms, and the findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pipeline.catalogue.model import Area, Catalogue, Form, Reason
from pipeline.collect.corrections.figures import as_read
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
from pipeline.collect.reader.titles.preamble import NATURE, REF, SOURCE
from pipeline.collect.reader.titles.stated import SENT
from pipeline.collect.reader.wording import trimmed
from pipeline.collect.templates.drawing_up import Line, Sheet, Template, Title, draw_sheet
from pipeline.collect.templates.last_year import Accepted, accepted_figures
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Role, Severity
from pipeline.warehouse import Warehouse

Row = dict[str, Any]
Typed = tuple[str, str, str, str]  # 本年, 上年, 数据性质, 备注
BLANK: Typed = ("", "", "", "")
_LISTED = (Severity.ERROR, Severity.QUERY)
_YEAR_END = (12, 31)
_NEWEST = """
    select * from staged.submission
    where area = $area and form = $form and year = $year
    order by revision desc limit 1
"""
_CELLS = "select * from staged.observation where submission_id = $whose order by line, role desc"
_PARAGRAPHS = "select * from staged.narrative where submission_id = $whose order by paragraph"
_EVENTS = "select * from staged.event where submission_id = $whose order by event_no"


@dataclass(frozen=True, slots=True)
class FormToCorrect:
    """One form as its newest revision has it; blank where none was received.

    ``typed`` holds what was typed on a line, by indicator; ``texts`` the rows of a narrative or
    chronicle by column, each with the line of the file that it stood on. ``issued`` is the hash of
    what the form said, ``note`` what stood under the table.
    """

    sheet: Sheet
    issued: str = ""
    typed: Mapping[str, Typed] = field(default_factory=dict)
    texts: tuple[tuple[int, Mapping[str, str]], ...] = ()
    note: str = ""

    def stood(self, indicator: str) -> Typed:
        return self.typed.get(indicator, BLANK)

    def as_read(self, line: Line) -> Typed:
        """What stands on a line, as it is read back where nobody touches it."""
        this, last, nature, remark = self.stood(line.indicator.code)
        return as_read(this, line), as_read(last, line), trimmed(nature), trimmed(remark)


@dataclass(frozen=True, slots=True)
class Correction:
    """Everything that goes back to one unit: forms, and findings that want an answer.

    ``findings`` stand errors first. ``before`` are last year's figures in force, as written.
    """

    template: Template
    forms: tuple[FormToCorrect, ...]
    findings: tuple[Finding, ...]
    reasons: tuple[Reason, ...]
    before: Mapping[str, str]

    def form_of(self, finding: Finding) -> FormToCorrect | None:
        return next((f for f in self.forms if f.sheet.form.code == finding.form), None)

    @property
    def lines(self) -> dict[str, tuple[FormToCorrect, Line]]:
        """Every line of its forms by indicator."""
        return {line.indicator.code: (f, line) for f in self.forms for line in f.sheet.lines}


def correction_of(
    warehouse: Warehouse, catalogue: Catalogue, unit: Area, year: int, findings: Iterable[Finding]
) -> Correction:
    """The workbook of ``unit`` for ``findings``; notes and what was explained are left out.

    It has every form that a finding is about, or suspects, in the catalogue's order.
    """
    listed = tuple(sorted(filter(_wants_answer, findings), key=_order))
    before = accepted_figures(warehouse, year - 1).get(unit.code, {})
    form_of = {i.code: i.form for i in catalogue.indicators if i.on_form}
    about = {finding.form for finding in listed}
    about |= {form_of.get(code, "") for finding in listed for code in suspects_of(finding)}
    forms = tuple(
        _form(warehouse, catalogue, form, unit, year, before)
        for form in catalogue.forms
        if form.code in about
    )
    sheets = tuple(one.sheet for one in forms)
    template = Template(unit, year, catalogue.edition, sheets)
    texts = {code: figure.text for code, figure in before.items()}
    return Correction(template, forms, listed, catalogue.reasons, texts)


def suspects_of(finding: Finding) -> tuple[str, ...]:
    """The lines that are probably wrong, the likeliest first."""
    return tuple(filter(None, finding.suspects.split(";")))


def _wants_answer(finding: Finding) -> bool:
    return finding.severity in _LISTED and not finding.is_explained


def _order(finding: Finding) -> tuple[int, str, int, str, str]:
    place = _LISTED.index(finding.severity)
    return (place, finding.form, finding.line or 0, finding.indicator, finding.rule)


def _form(
    warehouse: Warehouse,
    catalogue: Catalogue,
    form: Form,
    unit: Area,
    year: int,
    before: Mapping[str, Accepted],
) -> FormToCorrect:
    drawn = draw_sheet(catalogue, form, unit, year, before)
    rows = warehouse.rows(_NEWEST, area=unit.code, form=form.code, year=year)
    if not rows:
        return FormToCorrect(drawn)
    newest = rows[0]
    whose = newest["submission_id"]
    sheet = replace(drawn, titles=tuple(_titles(drawn, newest)))
    return FormToCorrect(
        sheet,
        newest["digest"] or "",
        _typed(warehouse.rows(_CELLS, whose=whose)),
        (*_paragraphs(warehouse, whose), *_events(warehouse, whose)),
        newest["remark"] or "",
    )


def _titles(drawn: Sheet, newest: Row) -> Iterable[Title]:
    """The title lines as drawn up, with what the form said of its day, nature and source."""
    day = newest["ref_date"]
    yield from (title for title in drawn.titles if title.key != REF)
    if drawn.lines or (day.month, day.day) != _YEAR_END:
        yield Title(REF, day.isoformat(), is_open=True)
    if newest["nature"] and newest["nature"] != SENT:
        yield Title(NATURE, newest["nature"])
    if newest["source_note"]:
        yield Title(SOURCE, newest["source_note"])


def _typed(rows: Sequence[Row]) -> dict[str, Typed]:
    last = {r["indicator"]: r["raw_text"] or "" for r in rows if r["role"] == Role.LAST}
    return {
        row["indicator"]: (
            row["raw_text"] or "",
            last.get(row["indicator"], ""),
            row["given_nature"] or "",
            row["remark"] or "",
        )
        for row in rows
        if row["role"] == Role.THIS
    }


def _paragraphs(warehouse: Warehouse, whose: str) -> Iterable[tuple[int, dict[str, str]]]:
    for row in warehouse.rows(_PARAGRAPHS, whose=whose):
        texts = {
            NUMBER: row["paragraph"],
            HEADING: row["heading_zh"],
            BODY: row["text_zh"],
            HEADING_EN: row["heading_en"],
            BODY_EN: row["text_en"],
        }
        yield row["line"], _filled(texts)


def _events(warehouse: Warehouse, whose: str) -> Iterable[tuple[int, dict[str, str]]]:
    for row in warehouse.rows(_EVENTS, whose=whose):
        texts = {
            DAY: row["date"],
            PLACE: row["place_zh"],
            MATTER: row["text_zh"],
            PLACE_EN: row["place_en"],
            MATTER_EN: row["text_en"],
        }
        yield row["line"], _filled(texts)


def _filled(texts: Mapping[str, object]) -> dict[str, str]:
    told = {name: _text(value) for name, value in texts.items()}
    return {name: text for name, text in told.items() if text}


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
