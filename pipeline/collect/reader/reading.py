"""One file, read: a CSV in whatever encoding, or a workbook, and the forms that it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

from pipeline.collect.reader.book import Book, read_workbook
from pipeline.collect.reader.forms import Content, Draft, read_form_sheet, required_columns
from pipeline.collect.reader.header import find_header
from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.privacy import scan, scan_text
from pipeline.collect.reader.replies.reply import Reply
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.saying import digest
from pipeline.collect.reader.source.decoding import decode
from pipeline.collect.reader.source.delimited import read_records
from pipeline.collect.reader.source.workbook import is_workbook
from pipeline.collect.reader.titles.sender import Place
from pipeline.collect.reader.titles.stated import Titles
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Severity

A_FORM, A_CORRECTION = "form", "correction"  # what a file was: DESIGN, submission.origin
_WORKBOOK = "xlsx"


@dataclass(frozen=True, slots=True)
class FormReading:
    """One form, read whole. ``digest`` is the hash of what it says, whatever its dress.

    ``sheet`` is blank but in a workbook. ``submission_id`` is made of area, form, year and the
    beginning of the file's sha256. ``issued`` is the digest of what it said when it went out in a
    correction workbook, blank where it did not.
    """

    submission_id: str
    sheet: str
    digest: str
    titles: Titles
    content: Content
    issued: str = ""

    @property
    def is_untouched(self) -> bool:
        """Whether it came back in a correction workbook as it had gone out in it."""
        return self.digest == self.issued


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file turned out to be: the forms that it holds, or none, and findings say why.

    A file is read whole or not at all: with any finding to reject there are no forms. A finding
    belongs to a form where it has its submission_id; blank, it is about the file. A correction
    workbook also brings ``replies`` to findings, and may bring nothing but these.
    """

    sha256: str
    encoding: str
    forms: tuple[FormReading, ...]
    findings: tuple[Finding, ...]
    replies: tuple[Reply, ...] = ()
    origin: str = A_FORM

    @property
    def is_rejected(self) -> bool:
        return any(found.severity is Severity.REJECT for found in self.findings)


def read_file(content: bytes, place: Place, lexicon: Lexicon) -> FileReading:
    """Reads a file that lay at ``place``; with any finding to reject no forms are kept."""
    whole = Report()
    if is_workbook(content):
        encoding, book = _WORKBOOK, read_workbook(content, place, lexicon, whole)
    else:
        encoding, drafts = _read_text(content, place, lexicon, whole)
        book = Book(drafts)
    return _reading(sha256(content).hexdigest(), encoding, book, place, whole)


def _read_text(
    content: bytes, place: Place, lexicon: Lexicon, report: Report
) -> tuple[str, list[Draft]]:
    if (decoded := decode(content, report, forced=place.encoding)) is None:
        scan_text(content.replace(b"\0", b"").decode("latin-1"), report)  # digits are in any ASCII
        return "", []
    if (records := read_records(decoded.text, report)) is None:
        scan_text(decoded.text, report)
        return decoded.encoding, []
    if scan(records, find_header(records), report):  # then nothing of the file is repeated
        return decoded.encoding, []
    draft = read_form_sheet(records, place, lexicon, report)
    if draft is None:
        report.add("D09", expected=required_columns())
    return decoded.encoding, [draft] if draft else []


def _reading(sha: str, encoding: str, book: Book, place: Place, whole: Report) -> FileReading:
    drafts = book.drafts
    rejected = whole.rejects or any(draft.report.rejects for draft in drafts)
    forms = [] if rejected else [*_kept(book, sha)]
    ids = {form.sheet: form.submission_id for form in forms}
    told = []
    for report, draft in _reports(drafts, whole):
        titles = draft.titles if draft else None
        form = draft.form if draft else None
        area = titles.area if titles else place.area
        told.append(
            report.findings(
                file_name=place.file_name,
                area=area.code if area else "",
                form=form.code if form else "",
                period=titles.year if titles else place.year,
                submission_id=ids.get(report.sheet, ""),
            )
        )
    return FileReading(
        sha,
        encoding,
        tuple(forms),
        tuple(chain.from_iterable(told)),
        () if rejected else book.replies,
        A_CORRECTION if book.returned else A_FORM,
    )


def _reports(drafts: Sequence[Draft], whole: Report) -> Iterable[tuple[Report, Draft | None]]:
    """What was found in the file and on each sheet; of a CSV the two are the same."""
    if not any(draft.report is whole for draft in drafts):
        yield whole, None
    yield from ((draft.report, draft) for draft in drafts)


def _kept(book: Book, sha: str) -> Iterable[FormReading]:
    for draft in book.drafts:
        titles, content = draft.titles, draft.content
        if titles is not None and content is not None:
            whose = f"{titles.area.code}-{titles.form.code}-{titles.year}-{sha[:8]}"
            said, issued = digest(titles, content), book.issued.get(titles.form.code, "")
            yield FormReading(whose, draft.report.sheet, said, titles, content, issued)
