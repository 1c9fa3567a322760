"""One file, read: bytes to text to records to titles and rows, with everything found on the way."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from pipeline.catalogue.model import Form
from pipeline.collect.reader.decoding import decode
from pipeline.collect.reader.delimited import Record, read_records
from pipeline.collect.reader.events import Event, read_events
from pipeline.collect.reader.header import (
    LAYOUTS,
    Header,
    Row,
    check_header,
    find_header,
    rows_under,
)
from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.narrative import Paragraph, read_paragraphs
from pipeline.collect.reader.observations import Observation, read_observations
from pipeline.collect.reader.privacy import scan
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.titles import Place, Titles, read_form, read_titles, title_lines
from pipeline.collect.reader.wording import trimmed
from pipeline.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of a form; only the kind that the form has is filled."""

    header: Header
    observations: list[Observation] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    remark: str = ""  # the notes under the table


@dataclass(frozen=True, slots=True)
class FormReading:
    """One form, read whole. ``digest`` is the hash of what was typed, whatever the file around it.

    ``sheet`` is blank but in a workbook. ``submission_id`` is made of area, form, year and the
    beginning of the file's sha256.
    """

    submission_id: str
    sheet: str
    digest: str
    titles: Titles
    content: Content


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file turned out to be: the forms that it holds, or none, and findings say why.

    A file is read whole or not at all: with any finding to reject there are no forms. A finding
    belongs to a form where it has its submission_id; blank, it is about the file.
    """

    sha256: str
    encoding: str
    forms: tuple[FormReading, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Draft:
    """What is known of a form so far, while it is read."""

    records: list[Record]
    form: Form | None = None
    titles: Titles | None = None
    content: Content | None = None


def read_file(content: bytes, place: Place, lexicon: Lexicon) -> FileReading:
    """Reads a file that lay at ``place``; with any finding to reject no forms are kept."""
    digest, report = sha256(content).hexdigest(), Report()
    encoding, draft = _read(content, place, lexicon, report)
    forms = () if report.rejects or draft is None else _kept(draft, digest)
    findings = report.findings(
        file_name=place.file_name,
        area=place.area.code if place.area else "",
        form=draft.form.code if draft and draft.form else "",
        period=place.year,
        submission_id=forms[0].submission_id if forms else "",
    )
    return FileReading(digest, encoding, forms, findings)


def _kept(draft: _Draft, digest: str) -> tuple[FormReading, ...]:
    titles, content = draft.titles, draft.content
    if titles is None or content is None:
        return ()
    whose = f"{titles.area.code}-{titles.form.code}-{titles.year}-{digest[:8]}"
    return (FormReading(whose, "", _digest(draft.records), titles, content),)


def _digest(records: Iterable[Record]) -> str:
    typed = [[trimmed(cell) for cell in cells] for _, cells in records]
    return sha256(json.dumps(typed, ensure_ascii=False).encode()).hexdigest()


def _read(
    content: bytes, place: Place, lexicon: Lexicon, report: Report
) -> tuple[str, _Draft | None]:
    if (decoded := decode(content, report)) is None:
        return "", None
    if (records := read_records(decoded.text, report)) is None:
        scan(_lines(decoded.text), None, report)
        return decoded.encoding, None
    draft = _Draft(records)
    header = find_header(records)
    if scan(records, header, report):  # then nothing else of the file is repeated anywhere
        return decoded.encoding, draft
    above = [record for record in records if header is None or record.line < header.line]
    titles = title_lines(above, report, all_titles=header is not None)
    draft.form = read_form(titles, lexicon, report)
    draft.titles = read_titles(titles, draft.form, lexicon, place, report)
    layout = LAYOUTS[draft.form.kind if draft.form else "table"]
    if header is None:
        report.add("D09", expected=",".join(layout.required))
    elif draft.form is not None and check_header(header, layout, report):
        rows = rows_under(header, layout, records, report)
        draft.content = _read_rows(draft.form, header, rows, lexicon, report)
    return decoded.encoding, draft


def _read_rows(
    form: Form, header: Header, rows: Iterable[Row], lexicon: Lexicon, report: Report
) -> Content:
    if form.kind == "narrative":
        return Content(header, paragraphs=read_paragraphs(rows, lexicon.indicators, report))
    if form.kind == "events":
        return Content(header, events=read_events(rows, report))
    return Content(header, observations=read_observations(rows, lexicon.lines[form.code], report))


def _lines(text: str) -> list[Record]:
    """A text that is no table, line by line, so that it can still be searched."""
    return [Record(number, (line,)) for number, line in enumerate(text.split("\n"), 1)]
