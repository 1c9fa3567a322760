"""HTML into pages by WeasyPrint: own assets only, every warning told, the same bytes every time."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from pipeline.workspace import TEMPLATES
from pipeline.yearbook.archive.enclosure import Enclosure, attached
from pipeline.yearbook.archive.finish import finish
from pipeline.yearbook.archive.identity import VARIANT
from pipeline.yearbook.archive.languages import listen
from pipeline.yearbook.swift import swifter

if TYPE_CHECKING:
    from weasyprint import Document
    from weasyprint.urls import URLFetcher

FAMILIES = frozenset({"Noto Sans CJK SC", "Noto Serif CJK SC"})
_OWN = (TEMPLATES / "styles", TEMPLATES / "assets")
_PT = 0.75  # of a CSS pixel


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its level from 1, the page from 0, and the place on it in points."""

    level: int
    title: str
    page: int
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Typeset:
    """Pages as a PDF, what it complained of, and where anchors (page from 0) and bookmarks stand.

    A sound one has no ``flaws``: an unknown property, a missing glyph, a broken link, or a font
    that the styles do not name.
    """

    content: bytes
    n_pages: int
    flaws: tuple[str, ...]
    anchors: dict[str, int]
    bookmarks: tuple[Bookmark, ...]


def typeset(html: str, enclosures: Iterable[Enclosure] = (), first_page: int = 1) -> Typeset:
    """Sets ``html`` as PDF/A-3a and PDF/UA-1, with the ``enclosures`` inside.

    ``first_page`` is the number of the first page; odd ones are right pages.
    """
    from pipeline.yearbook.engine import HTML

    with _listening() as complaints, _without_collector(), swifter():
        base, fetcher = (TEMPLATES / "yearbook.html").as_uri(), _fetcher()
        begun = html.replace("</head>", f"{_beginning(first_page)}</head>", 1)
        document = HTML(string=begun, base_url=base, url_fetcher=fetcher).render()
        into, families = BytesIO(), set[str]()
        noted = listen(document)

        def last_hand(finished: Document, pdf: Any) -> None:
            families.update(font.family for font in finished.fonts.values())
            finish(pdf, noted, first_page)

        document.write_pdf(
            into,
            finisher=last_hand,
            pdf_variant=VARIANT,
            attachments=attached(enclosures, fetcher),
        )
        foreign = (f"font {family} is embedded" for family in sorted(families - FAMILIES))
        return Typeset(
            into.getvalue(),
            len(document.pages),
            tuple(dict.fromkeys((*complaints, *foreign))),
            _anchors(document),
            tuple(_bookmarks(document)),
        )


def _beginning(first_page: int) -> str:
    """The style that counts pages from a number other than 1."""
    if first_page == 1:
        return ""
    side = "right" if first_page % 2 else "left"
    return (
        f"<style>@page :first {{ counter-reset: page {first_page} }}"
        f"html {{ break-before: {side} }}</style>"
    )


def _anchors(document: Document) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for name in page.anchors:
            found.setdefault(name, number)
    return found


def _bookmarks(document: Document) -> Iterator[Bookmark]:
    for number, page in enumerate(document.pages):
        for level, title, (left, top), _state in page.bookmarks:
            yield Bookmark(level, title, number, left * _PT, (page.height - top) * _PT)


def _fetcher() -> URLFetcher:
    """A fetcher that opens our own styles and what the HTML itself carries, and nothing else."""
    from pipeline.yearbook.engine import URLFetcher

    class OwnAssets(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            parts = urlsplit(url)
            path = Path(unquote(parts.path)).resolve()
            is_here = parts.scheme == "file" and not parts.netloc
            own = is_here and any(path.is_relative_to(folder) for folder in _OWN)
            if parts.scheme != "data" and not own:
                raise ValueError(f"not an asset of the book: {url}")
            return super().fetch(url, headers)

    return OwnAssets(allowed_protocols={"file", "data"}, allow_redirects=False)


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collects whatever WeasyPrint and fontTools log at warning level or above."""
    complaints: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            complaints.append(record.getMessage())

    ear = Ear(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(ear)
    try:
        yield complaints
    finally:
        for logger in loggers:
            logger.removeHandler(ear)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Layout makes millions of boxes that live to the end: collecting garbage costs a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
