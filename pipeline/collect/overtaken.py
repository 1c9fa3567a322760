"""A correction workbook that comes too late: the form it corrects has been sent anew since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.collect.reader.reading import FileReading, FormReading
from pipeline.collect.reader.report import Report
from pipeline.collect.receipts import Receipt, newest_standing
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Text


def unless_overtaken(
    reading: FileReading, receipts: Sequence[Receipt], file_name: str
) -> FileReading:
    """The reading, refused where a form that was corrected is not the newest revision any more.

    Taken as it is, it would put back every other figure that the newer revision has changed. Forms
    that came back untouched change nothing, and what was received before stays as it was.
    """
    if any(receipt.sha256 == reading.sha256 for receipt in receipts):
        return reading
    found = tuple(_findings(reading.forms, receipts, file_name))
    if not found:
        return reading
    findings = (*(replace(f, submission_id="") for f in reading.findings), *found)
    return replace(reading, forms=(), findings=findings, replies=())


def _findings(
    forms: Iterable[FormReading], receipts: Sequence[Receipt], file_name: str
) -> Iterable[Finding]:
    newest = newest_standing(receipts)
    for form in forms:
        titles = form.titles
        standing = newest.get((titles.area.code, titles.form.code, titles.year))
        is_returned = form.issued and not form.is_untouched
        if is_returned and standing and standing.digest not in (form.issued, form.digest):
            report = Report(form.sheet)
            number = standing.revision
            report.add("D86", observed=Text(f"第 {number} 版", f"revision {number}"))
            yield from report.findings(
                file_name=file_name,
                area=titles.area.code,
                form=titles.form.code,
                period=titles.year,
            )
