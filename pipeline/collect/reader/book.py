"""A workbook, read: its sheets that are forms, and what was answered to findings beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.collect.reader.forms import Draft, read_form_sheet, required_columns
from pipeline.collect.reader.header import FIGURE_COLUMNS, find_header
from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.observations import NO_CORRECTIONS
from pipeline.collect.reader.privacy import scan, scan_text
from pipeline.collect.reader.replies.answers import check_answers, check_placed
from pipeline.collect.reader.replies.columns import REPLIED, VALUE
from pipeline.collect.reader.replies.corrections import corrections_of
from pipeline.collect.reader.replies.reply import Corrections, Reply
from pipeline.collect.reader.replies.sheet import (
    Head,
    find_head,
    read_issued,
    read_replies,
    without_bindings,
)
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.source.workbook import Sheet, marginalia, read_sheets
from pipeline.collect.reader.titles.preamble import is_title
from pipeline.collect.reader.titles.sender import Place
from pipeline.collect.reader.wording import folded

_SEVERAL = 3  # codes of indicators; one alone may be any number
# sheets that come with a template or a correction workbook
_ASIDE = ("填表说明", "填写说明", "说明", "代码", "目录", "核对", "审核")


@dataclass(frozen=True, slots=True)
class Book:
    """What was read of each sheet; ``returned``: one of them is the sheet of findings.

    ``issued`` is, by form, the hash of what it said when such a workbook was made.
    """

    drafts: list[Draft] = field(default_factory=list)
    replies: tuple[Reply, ...] = ()
    returned: bool = False
    issued: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Answers:
    """A sheet of findings: what was answered on it, and what is to be said of that."""

    report: Report
    replies: tuple[Reply, ...]
    corrections: Corrections
    issued: Mapping[str, str]


def read_workbook(content: bytes, place: Place, lexicon: Lexicon, report: Report) -> Book:
    """The sheets that are forms; personal data on any sheet, or beside it, refuse the whole."""
    if (sheets := read_sheets(content, report)) is None:
        return Book()
    for text in marginalia(content):
        scan_text(text, report)
    heads = {sheet.name: head for sheet in sheets if (head := find_head(sheet))}
    privates = [p for s in sheets if (p := _private(s, heads.get(s.name))).rejects]
    if privates or report.rejects:
        return Book([Draft(private) for private in privates])
    forms = [sheet for sheet in sheets if sheet.name not in heads]
    if not heads:
        drafts = _read_forms(forms, place, lexicon, report)
        _tell_the_sound(drafts)
        return Book(drafts)
    place = replace(place, returned=True)
    answers = [_answers(s, heads[s.name], place, lexicon) for s in sheets if s.name in heads]
    for other in answers[1:]:
        report.add("D73", observed=other.report.sheet, expected=answers[0].report.sheet)
    return _read_returned(forms, answers, (place, lexicon, report))


def _read_returned(
    sheets: Sequence[Sheet], answers: Sequence[_Answers], about: tuple[Place, Lexicon, Report]
) -> Book:
    """The forms with what the first sheet of findings corrects on them."""
    first = answers[0]
    forms = _read_forms(sheets, *about, first)
    check_placed(first.corrections, forms, first.report)
    check_answers(first.replies, forms, first.report)
    refused = [one.report.sheet for one in answers if one.report.rejects]
    _tell_the_sound(forms, refused)
    drafts = [*forms, *(Draft(one.report) for one in answers)]
    return Book(drafts, first.replies, returned=True, issued=first.issued)


def _answers(sheet: Sheet, head: Head, place: Place, lexicon: Lexicon) -> _Answers:
    report = Report(sheet.name)
    replies = read_replies(sheet, head, place, lexicon, report)
    answered = {reply.line: reply.finding.indicator for reply in replies}
    columns = {number: name for name, number in head.columns.items() if name in REPLIED}
    for cell in _formulas(sheet):
        if cell.line in answered and cell.column_no in columns:
            _tell_formula(cell, columns[cell.column_no], answered[cell.line], report)
    issued = read_issued(sheet, head, lexicon)
    return _Answers(report, tuple(replies), corrections_of(replies, report), issued)


def _read_forms(
    sheets: Sequence[Sheet],
    place: Place,
    lexicon: Lexicon,
    report: Report,
    answers: _Answers | None = None,
) -> list[Draft]:
    """The forms that were filled in; explanations alone may come without any."""
    corrections = answers.corrections if answers else NO_CORRECTIONS
    read = (_read_sheet(sheet, (place, lexicon), report, corrections) for sheet in sheets)
    drafts = [*filter(None, read)]
    found = [draft for draft in drafts if not _is_blank(draft)]
    blank = [draft.report.sheet for draft in drafts if _is_blank(draft)]
    explained = answers is not None and any(reply.explains for reply in answers.replies)
    if blank and (found or explained):
        report.add("D70", observed="、".join(blank))
    elif blank:
        report.add("D53")
    elif not found and not explained:
        report.add("D09", expected=required_columns())
    _tell_twins(found, report)
    return found


def _is_blank(draft: Draft) -> bool:
    """Whether a sheet is a form that nobody has filled in."""
    return draft.content is not None and draft.content.is_blank and not draft.report.rejects


def _private(sheet: Sheet, head: Head | None) -> Report:
    report = Report(sheet.name)
    if head is None:
        scan(sheet.records, find_header(sheet.records), report)
    else:
        scan(without_bindings(sheet.records, head), head, report)
    return report


def _read_sheet(
    sheet: Sheet, known: tuple[Place, Lexicon], whole: Report, corrections: Corrections
) -> Draft | None:
    """A form that was filled in; others are told of and left."""
    report = Report(sheet.name)
    draft = read_form_sheet(sheet.records, *known, report, corrections)
    if draft is None and _should_be_form(sheet, known[1]):
        report.add("D09", expected=required_columns())
        return Draft(report)
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


class _Formula(NamedTuple):
    """A cell that is a formula, and the result that was stored with it, if any."""

    line: int
    column_no: int
    typed: str
    result: str


def _formulas(sheet: Sheet) -> Iterator[_Formula]:
    cells = {record.line: record.cells for record in sheet.records}
    for (line, column_no), formula in sheet.formulas.items():
        (result,) = cells.get(line, ())[column_no - 1 : column_no] or ("",)
        yield _Formula(line, column_no, formula, result)


def _tell_formulas(sheet: Sheet, draft: Draft) -> None:
    header = draft.content.header if draft.content else None
    observations = draft.content.observations if draft.content else ()
    indicators = {
        (o.line, o.column): o.indicator for o in observations if o.sheet == draft.report.sheet
    }
    for cell in _formulas(sheet):
        named = header.columns if header and cell.line > header.last_line else ()
        column = named[cell.column_no - 1] if cell.column_no <= len(named) else ""
        _tell_formula(cell, column, indicators.get((cell.line, column), ""), draft.report)


def _tell_formula(cell: _Formula, column: str, indicator: str, report: Report) -> None:
    """Tells of a cell that was read as the result of a formula, which may be out of date.

    A text whose result was not stored would be the formula itself; figures see to that themselves.
    """
    lost = cell.result == cell.typed and column not in (*FIGURE_COLUMNS, VALUE)
    if lost or (cell.result not in ("", cell.typed) and not cell.result.startswith("#")):
        report.add(
            "D29" if lost else "D29N",
            line=cell.line,
            column=column,
            column_no=cell.column_no,
            indicator=indicator,
            observed=cell.typed,
            expected="" if lost else cell.result,
        )


def _tell_twins(drafts: Sequence[Draft], report: Report) -> None:
    seen: dict[str, str] = {}
    for draft in drafts:
        if draft.form is not None:
            first = seen.setdefault(draft.form.code, draft.report.sheet)
            if first != draft.report.sheet:
                report.add("D73", observed=draft.report.sheet, expected=first)


def _tell_the_sound(drafts: Sequence[Draft], others: Sequence[str] = ()) -> None:
    """Forms with nothing against them stay out where another sheet refuses the workbook."""
    refused = [draft.report.sheet for draft in drafts if draft.report.rejects] + [*others]
    for draft in drafts if refused else ():
        if not draft.report.rejects:
            draft.report.add("D76", observed="、".join(refused))
