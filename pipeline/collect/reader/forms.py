"""One sheet, read: its header, its titles, the rows of the form that it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.catalogue.model import Form
from pipeline.collect.reader.events import Event, read_events
from pipeline.collect.reader.furniture import is_signature, stated_day
from pipeline.collect.reader.header import (
    CODE,
    LAYOUTS,
    Header,
    Layout,
    check_header,
    find_header,
    with_years,
)
from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.narrative import Paragraph, read_paragraphs
from pipeline.collect.reader.observations import (
    NO_CORRECTIONS,
    Observation,
    read_observations,
)
from pipeline.collect.reader.prose.figures import Setting
from pipeline.collect.reader.prose.told import Prose, Told, read_prose
from pipeline.collect.reader.replies.reply import Corrections
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.rows import Table, rows_under
from pipeline.collect.reader.source.delimited import Record
from pipeline.collect.reader.titles.preamble import (
    MEASURE,
    STATED,
    Preamble,
    Title,
    is_title,
    read_preamble,
)
from pipeline.collect.reader.titles.sender import Place
from pipeline.collect.reader.titles.stated import Titles, read_form, read_titles
from pipeline.collect.reader.totals import check_totals
from pipeline.collect.reader.unseen import without_unseen
from pipeline.collect.reader.wording import folded, trimmed, undressed
from pipeline.vocabulary import Role, Text

_COLON = re.compile("[:：]")
_MAGNITUDE = re.compile("[百千万亿]")
_LISTED = re.compile("[、，,/;； ]+")
_UNITS_OF_LINES = Text("各行“计量单位”列所写的单位", "the units that the lines give")
_ERROR_SIGN = re.compile(r"#{3,}|#(?:NAME\?|REF!|DIV/0!|VALUE!|N/A|NULL!|NUM!|SPILL!|CALC!)")


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of a form; only the kind that the form has is filled."""

    header: Header
    observations: list[Observation] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    remark: str = ""  # the notes under the table
    told: Told = field(default_factory=Told)  # what stands in its words

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in: last year's column comes with the template."""
        this_year = (seen for seen in self.observations if seen.role is Role.THIS)
        said = any(seen.raw_text.strip() or seen.remark or seen.is_declared for seen in this_year)
        return not (said or self.paragraphs or self.events)


@dataclass(slots=True)
class Draft:
    """What is known of a sheet so far."""

    report: Report
    form: Form | None = None
    titles: Titles | None = None
    content: Content | None = None


def read_form_sheet(
    records: Sequence[Record],
    place: Place,
    lexicon: Lexicon,
    report: Report,
    corrections: Corrections = NO_CORRECTIONS,
) -> Draft | None:
    """Reads one sheet; none when it has no header, so that it is no form."""
    if (found := find_header(records)) is None:
        return None
    header = found
    _check_errors(records, header, report)
    records = without_unseen(records, header, report)
    draft = Draft(report)
    preamble = _preamble(records, header, lexicon, report)
    draft.form = read_form(preamble, lambda: _guessed(records, header, lexicon), lexicon, report)
    draft.titles = read_titles(preamble, draft.form, lexicon, place, report)
    year = draft.titles.year if draft.titles else place.year
    header = header if year is None else with_years(header, year)
    report.column_no = header.number
    if draft.form is not None:
        layout = LAYOUTS[draft.form.kind]
        if check_header(header, layout, report):
            _check_measure(preamble, draft.form, lexicon, report)
            table = rows_under(header, layout, records, report)
            source = _Source(header, table, corrections)
            content = _read_rows(source, draft.form, lexicon, report)
            draft.content = _with_told(content, draft, lexicon)
    return draft


def _with_told(content: Content, draft: Draft, lexicon: Lexicon) -> Content:
    """The content with what its words tell, unless the file is refused anyway."""
    if draft.titles is None or draft.report.rejects:
        return content
    prose = Prose(content.observations, content.paragraphs, content.events)
    setting = Setting(draft.titles.area, draft.titles.year, is_event=bool(content.events))
    return replace(content, told=read_prose(prose, setting, lexicon.usages, lexicon.naming))


def _check_errors(records: Sequence[Record], header: Header, report: Report) -> None:
    """Tells of signs like #REF! and ##### where words should stand; figures see to themselves."""
    for line, cells in records:
        for index, cell in enumerate(cells):
            if not cell.isascii() and _is_misread(cell):
                report.add("D04", line=line)
            is_figure = line > header.last_line and index in header.figure_columns
            if cell[:1] == "#" and not is_figure and _ERROR_SIGN.fullmatch(trimmed(cell)):
                name = f"第{index + 1}列"
                report.add("D75", line=line, column=name, column_no=index + 1, observed=cell)


def _is_misread(cell: str) -> bool:
    """Whether a cell is UTF-8 that was once taken for another encoding: 鍗楀畞 for 南宁."""
    return any(_holds_chinese(cell, encoding) for encoding in ("gb18030", "cp1252"))


def _holds_chinese(cell: str, encoding: str) -> bool:
    try:
        meant = cell.encode(encoding).decode("utf-8")
    except UnicodeError:
        return False
    return any("\u4e00" <= character <= "\u9fff" for character in meant)


def _preamble(
    records: Sequence[Record], header: Header, lexicon: Lexicon, report: Report
) -> Preamble:
    """The titles above the header; the day of report may stand with the signatures below."""
    kept = []
    for record in (record for record in records if record.line < header.line):
        if _is_row(record, header, lexicon):
            report.add("D09R", line=record.line)
        elif is_signature(record) and not is_title(record) and not stated_day(record):
            report.add("D11", line=record.line)
        else:
            kept.append(record)
    preamble = read_preamble(kept, report)
    if STATED not in preamble.titles:
        signed = (r for r in records if r.line > header.line and is_signature(r))
        for record, day in ((record, stated_day(record)) for record in signed):
            if day:
                preamble.titles[STATED] = Title(STATED, record.line, day)
    return preamble


def _check_measure(preamble: Preamble, form: Form, lexicon: Lexicon, report: Report) -> None:
    """Tells of a unit over the whole table that counts in 万 or 亿 what the lines do not."""
    title = preamble.titles.get(MEASURE)
    if title is None or not _MAGNITUDE.match(title.value):
        return
    units = {line.unit.zh for line in lexicon.lines[form.code].by_code.values()}
    if not set(_LISTED.split(title.value)) <= units:
        report.add(
            "D55",
            line=title.line,
            column=MEASURE,
            column_no=title.column_no,
            observed=title.value,
            expected=_UNITS_OF_LINES,
        )


def _is_row(record: Record, header: Header, lexicon: Lexicon) -> bool:
    """Whether a record above the header is a row of the form: a sort may have put it there."""
    filled = [undressed(cell) for cell in record.cells if trimmed(cell)]
    if header.kind == "table":
        return any(cell in lexicon.form_of for cell in filled)
    named = is_title(record) or all(_COLON.search(cell) for cell in filled)
    stands_in = len(filled) > 1 or not trimmed(record.cells[0])  # a big title stands in the first
    return stands_in and not named and not is_signature(record)


def _guessed(records: Sequence[Record], header: Header, lexicon: Lexicon) -> Form | None:
    """The form to which all codes belong, or the only one of its kind."""
    forms = {form.code: form for form in lexicon.forms.values()}
    if header.kind != "table":
        of_kind = [form for form in forms.values() if form.kind == header.kind]
        return of_kind[0] if len(of_kind) == 1 else None
    column = header.columns.index(CODE) if CODE in header.columns else 0
    codes = (
        folded(r.cells[column]) for r in records if r.line > header.line and len(r.cells) > column
    )
    counted = Counter(lexicon.form_of[code] for code in codes if code in lexicon.form_of)
    return forms[next(iter(counted))] if len(counted) == 1 else None


class _Source(NamedTuple):
    """What stands under a header, and what stands elsewhere in its place."""

    header: Header
    table: Table
    corrections: Corrections


def _read_rows(source: _Source, form: Form, lexicon: Lexicon, report: Report) -> Content:
    header, table, corrections = source
    if form.kind == "narrative":
        paragraphs = read_paragraphs(table.rows, lexicon.indicators, report)
        return Content(header, paragraphs=paragraphs, remark=table.remark)
    if form.kind == "events":
        return Content(header, events=read_events(table.rows, report), remark=table.remark)
    observations = read_observations(table.rows, form.code, lexicon, report, corrections)
    check_totals(table.totals, observations, report)
    return Content(header, observations=observations, remark=table.remark)


def required_columns(kind: str = "table") -> str:
    """The header to restore, as a clerk would type it."""
    layout: Layout = LAYOUTS[kind]
    return ",".join(layout.required)
