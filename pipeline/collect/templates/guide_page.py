"""A guide as a sheet: headings, numbered points, pairs of key and value, one below the other."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.collect.templates.drawing_up import Template
from pipeline.collect.templates.page import set_up_print
from pipeline.collect.templates.styles import Styles, n_lines

WIDTHS = (5, 11, 28, 26, 9, 9, 9, 9)  # of A to H; keys stand in A and B together
LAST = "H"
_ACROSS = sum(WIDTHS[1:])  # of a text beside its number
LINE, SPACE = 16, 3  # points


class Guide:
    """Writes downwards; ``row`` is the next one, from 1. ``words`` are those of its toml."""

    def __init__(
        self, worksheet: Any, styles: Styles, template: Template, words: dict[str, Any]
    ) -> None:
        self.worksheet, self.styles, self.template = worksheet, styles, template
        self.words = words
        self.row = 1

    def told(self, text: str) -> str:
        template = self.template
        return text.format(
            year=template.year,
            last=template.year - 1,
            unit=template.unit.name.zh,
            book=template.edition.title.zh,
            approval=f"批准文号：{template.sheets[0].form.approval.zh}" if template.sheets else "",
        )

    def across(self, text: str, *names: str, height: float, first: str = "A") -> None:
        """A text that runs from column ``first`` to the last one."""
        self.worksheet.set_row(self.row - 1, height)
        self.worksheet.merge_range(f"{first}{self.row}:{LAST}{self.row}", text, self.styles(*names))
        self.row += 1

    def head(self, key: str) -> None:
        self.worksheet.set_row(self.row - 1, 8)
        self.row += 1
        self.across(self.words["heads"][key], "section", height=22)

    def points(self, key: str) -> None:
        for number, text in enumerate(self.words["text"][key], 1):
            told = self.told(text)
            mark = self.styles("centre", "top")
            self.worksheet.write_string(self.row - 1, 0, str(number), mark)
            height = n_lines(told, _ACROSS) * LINE + SPACE
            self.across(told, "wrap", "top", height=height, first="B")

    def pair(self, key: str, value: str, *names: str) -> None:
        self.key(key, "key")
        self.across(value, "grid", "wrap", *names, height=20, first="C")

    def key(self, text: str, *names: str) -> None:
        """What stands at the head of a row, in the first two columns."""
        self.worksheet.merge_range(
            f"A{self.row}:B{self.row}", text, self.styles("grid", "left", *names, indent=1)
        )

    def close(self, name: str) -> None:
        """Says how it is printed, on one page, and locks it."""
        set_up_print(self.worksheet, self.template, name, n_pages=1)
        self.worksheet.print_area(f"A1:{LAST}{self.row - 1}")
        self.worksheet.hide_gridlines(2)
        self.worksheet.protect("", {"format_columns": True, "format_rows": True})


def open_guide(
    book: Any, styles: Styles, template: Template, name: str, words: dict[str, Any]
) -> Guide:
    """Adds a sheet with the title and subtitle of ``words``."""
    worksheet = book.add_worksheet(name)
    for index, width in enumerate(WIDTHS):
        worksheet.set_column(index, index, width)
    guide = Guide(worksheet, styles, template, words)
    guide.across(guide.told(words["title"]), "title", height=34)
    guide.across(guide.told(words["subtitle"]), "subtitle", height=18)
    guide.row += 1
    return guide


@cache
def guide_words(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))
