"""The template as a workbook: the guide, the checks, and a sheet for every form."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from pipeline.collect.templates.check_sheet import write_checks
from pipeline.collect.templates.drawing_up import Template
from pipeline.collect.templates.form_sheet import write_form
from pipeline.collect.templates.guide_sheet import write_guide
from pipeline.collect.templates.styles import FONT, Styles
from pipeline.collect.templates.text_sheet import write_text

# Copied for every workbook, since xlsxwriter adds to what it is given.
_OPTIONS = {
    "in_memory": True,
    "default_format_properties": {"font_name": FONT, "font_size": 11},
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@contextmanager
def new_workbook(template: Template, title: str, content: io.BytesIO) -> Iterator[Any]:
    """A workbook that is written to ``content``; it says nothing of when it was made."""
    import xlsxwriter

    with xlsxwriter.Workbook(content, deepcopy(_OPTIONS)) as book:
        book.set_properties(
            {
                "title": f"{template.unit.name.zh} {template.year} 年民族工作统计{title}",
                "company": template.edition.publisher.zh,
                "created": datetime(template.year + 1, 1, 1, tzinfo=UTC),
            }
        )
        yield book


def workbook(template: Template) -> bytes:
    """The bytes of the XLSX; the same template always gives the same."""
    content = io.BytesIO()
    with new_workbook(template, "报表", content) as book:
        styles = Styles(book)
        write_guide(book, styles, template)
        write_checks(book, styles, template)
        for sheet in template.sheets:
            if sheet.form.kind == "table":
                write_form(book, styles, template, sheet)
            else:
                write_text(book, styles, template, sheet)
    return content.getvalue()
