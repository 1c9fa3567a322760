"""On which page of the printed book a table begins, by its bookmarks."""

from __future__ import annotations

import re
from pathlib import Path

_NUMBER = re.compile(r"(?:表)?(\d{1,2}(?:-\d{1,2}){1,2})\b")


def table_pages(book: Path) -> dict[str, int]:
    """By the number of a table, its first page, counted from 1."""
    import pypdfium2

    document = pypdfium2.PdfDocument(book)
    try:
        pages: dict[str, int] = {}
        for mark in document.get_toc():
            found, place = _NUMBER.match(mark.get_title()), mark.get_dest()
            if found and place is not None:
                pages.setdefault(found[1], place.get_index() + 1)
        return pages
    finally:
        document.close()
