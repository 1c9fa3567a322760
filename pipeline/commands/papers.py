"""Papers to be printed, signed or posted: a page of templates/pages as PDF, set as the book is."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.commands.pages import page

_SIZES = ("", "snug", "tight")  # classes of the body in paper.css, each smaller than the last


def paper(name: str, **facts: Any) -> bytes:
    """The page ``name`` filled with ``facts``, as the bytes of a PDF; equal facts, equal bytes.

    It is set in the largest of three sizes that gives one sheet, and runs on in the smallest where
    none does. Raises RenderError for a missing glyph and whatever else WeasyPrint complains of.
    """
    from pipeline.yearbook.pdf import pdf_bytes

    content = b""
    for size in _SIZES:
        content, pages = pdf_bytes(page(name, size=size, **facts).decode("utf-8"))
        if pages == 1:
            break
    return content


def in_chinese(day: date) -> str:
    """2025年3月10日."""
    return f"{day.year}年{day.month}月{day.day}日"
