"""What a paper says, and on how many pages."""

from __future__ import annotations

import re

import pypdfium2 as pdfium


def words(pdf: bytes) -> str:
    """The text of all pages, without any space."""
    document = pdfium.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return re.sub(r"\s+", "", "".join(texts))


def sheets(pdf: bytes) -> list[tuple[int, int]]:
    """The size of every page, in mm."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document]
    finally:
        document.close()


def facts(pdf: bytes) -> dict[str, str]:
    document = pdfium.PdfDocument(pdf)
    try:
        return document.get_metadata_dict()
    finally:
        document.close()
