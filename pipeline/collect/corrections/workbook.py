"""The correction workbook as a file: guide, findings, and the forms that they are about."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from pipeline.catalogue.model import Catalogue
from pipeline.collect.corrections.drawing_up import Correction
from pipeline.collect.corrections.findings_sheet import write_findings
from pipeline.collect.corrections.form_sheet import write_form
from pipeline.collect.corrections.marks import marks_of
from pipeline.collect.templates.guide_page import guide_words, open_guide
from pipeline.collect.templates.styles import Styles
from pipeline.collect.templates.workbook import new_workbook

GUIDE = "填写说明"
_WORDS = Path(__file__).with_name("guide.toml")
_SECTIONS = ("steps", "answers", "after", "english")


def correction_workbook(correction: Correction, catalogue: Catalogue) -> bytes:
    """The bytes of the XLSX; the same correction always gives the same."""
    content = io.BytesIO()
    with new_workbook(correction.template, "报表订正表", content) as book:
        styles = Styles(book)
        _write_guide(book, styles, correction)
        write_findings(book, styles, correction, catalogue)
        for form in correction.forms:
            marks = marks_of(form, correction.findings)
            write_form(book, styles, correction.template, form, marks)
        book.worksheets()[1].activate()
    return content.getvalue()


def _write_guide(book: Any, styles: Styles, correction: Correction) -> None:
    guide = open_guide(book, styles, correction.template, GUIDE, guide_words(_WORDS))
    guide.pair("填报单位", correction.template.unit.name.zh)
    errors = sum(finding.severity == "error" for finding in correction.findings)
    guide.pair("意见", f"必须改正 {errors} 条，请核实 {len(correction.findings) - errors} 条")
    for section in _SECTIONS:
        guide.head(section)
        guide.points(section)
    guide.close(GUIDE)
