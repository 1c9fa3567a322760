"""One file, read: bytes to text to records to titles and rows, with everything found on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from pipeline.catalogue.model import Form
from pipeline.collect.decoding import decode
from pipeline.collect.events import Event, read_events
from pipeline.collect.header import (
    LAYOUTS,
    Header,
    Row,
    check_header,
    find_header,
    rows_under,
)
from pipeline.collect.lexicon import Lexicon
from pipeline.collect.narrative import Paragraph, read_paragraphs
from pipeline.collect.observations import Observation, read_observations
from pipeline.collect.privacy import scan
from pipeline.collect.report import Report
from pipeline.collect.table import Record, read_records
from pipeline.collect.titles import Place, Titles, read_form, read_titles, title_lines
from pipeline.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of a form; only the kind that the form has is filled."""

    header: Header | None = None
    observations: list[Observation] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file turned out to be. Without titles it could not be read, and findings say why."""

    sha256: str
    encoding: str
    titles: Titles | None
    content: Content
    findings: tuple[Finding, ...]

    @property
    def submission_id(self) -> str:
        """Area, form, year and the beginning of the content's hash; blank if unreadable."""
        return _submission_id(self.titles, self.sha256)


@dataclass(slots=True)
class _Draft:
    """What is known of a file so far, while it is read."""

    encoding: str = ""
    form: Form | None = None
    titles: Titles | None = None
    content: Content = field(default_factory=Content)


def read_file(content: bytes, place: Place, lexicon: Lexicon) -> FileReading:
    """Reads a file that lay at ``place``; with any finding to reject no titles or rows are kept."""
    digest, report = sha256(content).hexdigest(), Report()
    draft = _read(content, place, lexicon, report)
    if report.rejects:
        draft.titles, draft.content = None, Content()
    findings = report.findings(
        file_name=place.file_name,
        area=place.area.code,
        form=draft.form.code if draft.form else "",
        period=place.year,
        submission_id=_submission_id(draft.titles, digest),
    )
    return FileReading(digest, draft.encoding, draft.titles, draft.content, findings)


def _read(content: bytes, place: Place, lexicon: Lexicon, report: Report) -> _Draft:
    draft = _Draft()
    if (decoded := decode(content, report)) is None:
        return draft
    draft.encoding = decoded.encoding
    if (records := read_records(decoded.text, report)) is None:
        scan(_lines(decoded.text), None, report)
        return draft
    header = find_header(records)
    if scan(records, header, report):  # then nothing else of the file is repeated anywhere
        return draft
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
    return draft


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


def _submission_id(titles: Titles | None, digest: str) -> str:
    if titles is None:
        return ""
    return f"{titles.area.code}-{titles.form.code}-{titles.year}-{digest[:8]}"
