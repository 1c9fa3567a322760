"""Which pieces of text are in another language than the book."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pipeline.yearbook.archive.structure import Structure

if TYPE_CHECKING:
    from weasyprint import Document

Marks = list[dict[int, str]]


def listen(document: Document) -> Marks:
    """Notes, while the pages are painted, the language of what is not in that of the book.

    WeasyPrint forgets which box a piece of marked content was as soon as the tags are made.
    """
    noted: Marks = [{} for _ in document.pages]
    usual = document.metadata.lang
    for page, languages in zip(document.pages, noted, strict=True):
        page.paint = _painter(page.paint, languages, usual)
    return noted


def _painter(
    paint: Callable[..., None], languages: dict[int, str], usual: str | None
) -> Callable[..., None]:
    def painted(stream: Any, scale: float = 1) -> None:
        paint(stream, scale)
        for box, mark in stream._tags.items():  # noqa: SLF001 - the pages are ours to hear
            language = box.style["lang"]
            if language and language != usual:
                languages[mark["mcid"]] = language

    return painted


def name_languages(structure: Structure, noted: Marks) -> None:
    """Writes the languages into the structure tree."""
    from pydyf import String

    for page, languages in enumerate(noted):
        owners = structure.owners(page)
        for mark, language in languages.items():
            owner = owners[mark]
            if owner is not None:
                owner["Lang"] = String(language)
