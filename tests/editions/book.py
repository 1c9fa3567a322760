"""A finished edition, read back as a reader would: pages, bookmarks, links and the data file."""

from __future__ import annotations

import csv
from functools import cached_property
from pathlib import Path

import pypdfium2 as pdfium

NBSP = "\u00a0"


class Book:
    """The outputs of one build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "yearbook.pdf"

    @cached_property
    def pages(self) -> list[str]:
        """The text of every page; grouping spaces are plain, line ends are spaces."""
        document = pdfium.PdfDocument(self.path)
        texts = [page.get_textpage().get_text_range() for page in document]
        document.close()
        return [" ".join(text.replace(NBSP, " ").split()) for text in texts]

    @cached_property
    def bookmarks(self) -> list[tuple[int, str, int]]:
        """Level, title and page index of every bookmark."""
        document = pdfium.PdfDocument(self.path)
        marks = [
            (mark.level, mark.get_title(), mark.get_dest().get_index())
            for mark in document.get_toc()
        ]
        document.close()
        return marks

    @cached_property
    def observations(self) -> list[dict[str, str]]:
        path = self.folder / "public" / "data" / "observations.csv"
        with path.open(encoding="utf-8-sig", newline="") as handle:
            return list(csv.DictReader(handle))

    def chapter(self, title: str) -> str:
        """The text from the bookmark ``title`` to the next one of the same level or above."""
        at = next(i for i, mark in enumerate(self.bookmarks) if mark[1] == title)
        level, _, first = self.bookmarks[at]
        ends = [page for lv, _, page in self.bookmarks[at + 1 :] if lv <= level and page > first]
        return " ".join(self.pages[first : min(ends, default=len(self.pages))])
