"""One file, read: a CSV in whatever encoding, or a workbook, and the forms that it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

from pipeline.collect.reader.forms import Content, Draft, read_form_sheet, required_columns
from pipeline.collect.reader.header import FIGURE_COLUMNS, find_header
from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.privacy import scan, scan_text
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.source.decoding import decode
from pipeline.collect.reader.source.delimited import read_records
from pipeline.collect.reader.source.workbook import Sheet, is_workbook, marginalia, read_sheets
from pipeline.collect.reader.titles.preamble import is_title
from pipeline.collect.reader.titles.sender import Place
from pipeline.collect.reader.titles.stated import Titles
from pipeline.collect.reader.wording import folded
from pipeline.rules.finding import Finding

_WORKBOOK = "xlsx"
_SEVERAL = 3  # codes of indicators; one alone may be any number
_ASIDE = ("填表说明", "说明", "代码", "目录", "核对", "审核")  # sheets that come with the template


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


def read_file(content: bytes, place: Place, lexicon: Lexicon) -> FileReading:
    """Reads a file that lay at ``place``; with any finding to reject no forms are kept."""
    whole = Report()
    if is_workbook(content):
        encoding, drafts = _WORKBOOK, _read_workbook(content, place, lexicon, whole)
    else:
        encoding, drafts = _read_text(content, place, lexicon, whole)
    return _reading(sha256(content).hexdigest(), encoding, drafts, place, whole)


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


def _read_workbook(content: bytes, place: Place, lexicon: Lexicon, report: Report) -> list[Draft]:
    """The sheets that are forms; personal data on any sheet, or beside it, refuse the whole."""
    if (sheets := read_sheets(content, report)) is None:
        return []
    for text in marginalia(content):
        scan_text(text, report)
    privates = [private for sheet in sheets if (private := _private(sheet)).rejects]
    if privates or report.rejects:
        return [Draft(private, "") for private in privates]
    drafts = [*filter(None, (_read_sheet(sheet, place, lexicon, report) for sheet in sheets))]
    found = [draft for draft in drafts if not _is_blank(draft)]
    blank = [draft.report.sheet for draft in drafts if _is_blank(draft)]
    if found and blank:
        report.add("D70", observed="、".join(blank))
    elif blank:
        report.add("D53")
    elif not found:
        report.add("D09", expected=required_columns())
    _tell_twins(found, report)
    _tell_the_sound(found)
    return found


def _is_blank(draft: Draft) -> bool:
    """Whether a sheet is a form that nobody has filled in."""
    return draft.content is not None and draft.content.is_blank and not draft.report.rejects


def _private(sheet: Sheet) -> Report:
    report = Report(sheet.name)
    scan(sheet.records, find_header(sheet.records), report)
    return report


def _read_sheet(sheet: Sheet, place: Place, lexicon: Lexicon, whole: Report) -> Draft | None:
    """A form that was filled in; others are told of and left."""
    report = Report(sheet.name)
    draft = read_form_sheet(sheet.records, place, lexicon, report)
    if draft is None and _should_be_form(sheet, lexicon):
        report.add("D09", expected=required_columns())
        return Draft(report, "")
    if draft is None:
        if sheet.records and not sheet.name.startswith(_ASIDE):
            whole.add("D69", observed=sheet.name)
        return None
    _tell_formulas(sheet, draft)
    return draft


def _should_be_form(sheet: Sheet, lexicon: Lexicon) -> bool:
    """Whether a sheet without a header has a form's name, titles or codes all the same."""
    if not sheet.records or sheet.name.startswith(_ASIDE):
        return False
    codes = {folded(cell) for _, cells in sheet.records for cell in cells} & lexicon.form_of.keys()
    titled = any(is_title(record) for record in sheet.records)
    return titled or lexicon.form(sheet.name) is not None or len(codes) >= _SEVERAL


def _tell_formulas(sheet: Sheet, draft: Draft) -> None:
    """Cells that were read as the results of formulas; as such they may be out of date.

    A text whose result was not stored would be the formula itself; figures see to that themselves.
    """
    cells = {record.line: record.cells for record in sheet.records}
    header = draft.content.header if draft.content else None
    observations = draft.content.observations if draft.content else ()
    indicators = {(seen.line, seen.column): seen.indicator for seen in observations}
    for (line, column_no), formula in sheet.formulas.items():
        (result,) = cells.get(line, ())[column_no - 1 : column_no] or ("",)
        named = header.columns if header and line > header.last_line else ()
        column = named[column_no - 1] if column_no <= len(named) else ""
        lost = result == formula and column not in FIGURE_COLUMNS
        if lost or (result not in ("", formula) and not result.startswith("#")):
            draft.report.add(
                "D29" if lost else "D29N",
                line=line,
                column=column,
                column_no=column_no,
                indicator=indicators.get((line, column), ""),
                observed=formula,
                expected="" if lost else result,
            )


def _tell_twins(drafts: Sequence[Draft], report: Report) -> None:
    seen: dict[str, str] = {}
    for draft in drafts:
        if draft.form is not None:
            first = seen.setdefault(draft.form.code, draft.report.sheet)
            if first != draft.report.sheet:
                report.add("D73", observed=draft.report.sheet, expected=first)


def _tell_the_sound(drafts: Sequence[Draft]) -> None:
    """Forms with nothing against them stay out where another sheet refuses the workbook."""
    refused = [draft.report.sheet for draft in drafts if draft.report.rejects]
    for draft in drafts if refused else ():
        if not draft.report.rejects:
            draft.report.add("D76", observed="、".join(refused))


def _reading(
    digest: str, encoding: str, drafts: Sequence[Draft], place: Place, whole: Report
) -> FileReading:
    rejected = whole.rejects or any(draft.report.rejects for draft in drafts)
    forms = [] if rejected else [*_kept(drafts, digest)]
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
    return FileReading(digest, encoding, tuple(forms), tuple(chain.from_iterable(told)))


def _reports(drafts: Sequence[Draft], whole: Report) -> Iterable[tuple[Report, Draft | None]]:
    """What was found in the file and on each sheet; of a CSV the two are the same."""
    if not any(draft.report is whole for draft in drafts):
        yield whole, None
    yield from ((draft.report, draft) for draft in drafts)


def _kept(drafts: Sequence[Draft], digest: str) -> Iterable[FormReading]:
    for draft in drafts:
        titles, content = draft.titles, draft.content
        if titles is not None and content is not None:
            whose = f"{titles.area.code}-{titles.form.code}-{titles.year}-{digest[:8]}"
            yield FormReading(whose, draft.report.sheet, draft.digest, titles, content)
