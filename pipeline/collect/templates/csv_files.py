"""The template as canonical CSV files, one a form: UTF-8 with a byte order mark, CRLF."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from pipeline.collect.templates.drawing_up import Sheet, Template
from pipeline.collect.templates.places import columns_of


def csv_files(template: Template) -> dict[str, bytes]:
    """File name → content; the names begin with the forms' codes, so that they stay in order."""
    return {
        f"{sheet.form.code.lower()}_{sheet.form.table_no}.csv": _content(sheet)
        for sheet in template.sheets
    }


def _content(sheet: Sheet) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(_rows(sheet))
    return text.getvalue().encode("utf-8-sig")


def _rows(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """Title lines, header, lines; texts have no rows, since theirs are as many as there are."""
    for title in sheet.titles:
        yield title.key, title.value
    yield columns_of(sheet)
    for line in sheet.lines:
        before = line.before.text if line.before else ""
        yield (
            line.indicator.code,
            line.indicator.name.zh,
            line.indicator.unit.zh,
            "",
            before,
            "",
            "",
        )
