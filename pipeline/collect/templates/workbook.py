"""The template as a workbook: the guide, the checks, and a sheet for every form."""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import UTC, datetime

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


def workbook(template: Template) -> bytes:
    """The bytes of the XLSX; the same template always gives the same."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, deepcopy(_OPTIONS)) as book:
        book.set_properties(
            {
                "title": f"{template.unit.name.zh} {template.year} 年民族工作统计报表",
                "company": template.edition.publisher.zh,
                "created": datetime(template.year + 1, 1, 1, tzinfo=UTC),
            }
        )
        styles = Styles(book)
        write_guide(book, styles, template)
        write_checks(book, styles, template)
        for sheet in template.sheets:
            write = write_form if sheet.form.kind == "table" else write_text
            write(book, styles, template, sheet)
    return content.getvalue()
