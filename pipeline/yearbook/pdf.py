"""HTML into PDF by WeasyPrint: own assets only, no warning tolerated, the same bytes every time."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from pipeline.errors import RenderError
from pipeline.workspace import TEMPLATES, replaced
from pipeline.yearbook.archive.enclosure import Enclosure, attached
from pipeline.yearbook.archive.finish import finish
from pipeline.yearbook.archive.identity import VARIANT
from pipeline.yearbook.archive.languages import listen

if TYPE_CHECKING:
    from weasyprint import Attachment, Document
    from weasyprint.urls import URLFetcher

FAMILIES = frozenset({"Noto Sans CJK SC", "Noto Serif CJK SC"})
_OWN = (TEMPLATES / "styles", TEMPLATES / "assets")
_TOLD = 8  # complaints that fit into one message


def write_pdf(html: str, target: Path, enclosures: Iterable[Enclosure] = ()) -> int:
    """Sets ``html`` and writes it whole to ``target``; gives the number of pages.

    The file is written as PDF/A-3a and PDF/UA-1 and carries the ``enclosures``. Raises RenderError
    when WeasyPrint or fontTools complain of anything (an unknown property, a missing glyph, a
    broken link) or when a font is embedded that the styles do not name.
    """
    with replaced(target) as aside:
        return _set(html, aside, enclosures)


def pdf_bytes(html: str) -> tuple[bytes, int]:
    """As :func:`write_pdf`, but the file is handed back, with its number of pages."""
    into = BytesIO()
    pages = _set(html, into, ())
    return into.getvalue(), pages


def _set(html: str, into: Path | BytesIO, enclosures: Iterable[Enclosure]) -> int:
    """Sets and writes; gives the number of pages. Raises RenderError for any flaw."""
    from weasyprint import HTML

    with _listening() as complaints, _without_collector():
        base, fetcher = (TEMPLATES / "yearbook.html").as_uri(), _fetcher()
        document = HTML(string=html, base_url=base, url_fetcher=fetcher).render()
        families = _write(document, into, attached(enclosures, fetcher))
        complaints += [f"font {family} is embedded" for family in sorted(families - FAMILIES)]
        if complaints:
            raise _flawed(complaints)
        return len(document.pages)


def _write(document: Document, into: Path | BytesIO, attachments: list[Attachment]) -> set[str]:
    """Writes the file and gives the font families that it embeds."""
    families: set[str] = set()
    noted = listen(document)

    def last_hand(finished: Document, pdf: Any) -> None:
        families.update(font.family for font in finished.fonts.values())
        finish(pdf, noted)

    document.write_pdf(into, finisher=last_hand, pdf_variant=VARIANT, attachments=attachments)
    return families


def _flawed(complaints: list[str]) -> RenderError:
    each = list(dict.fromkeys(complaints))
    told = "; ".join(each[:_TOLD]) + (" …" if len(each) > _TOLD else "")
    return RenderError(
        f"排版有 {len(each)} 处问题：{told}",
        f"The pages were set with {len(each)} flaws: {told}",
        remedy_zh="缺字时请改正文本或安装所列字体；其他问题请连同日志报告。",
        remedy_en="For a missing glyph correct the text or install the fonts; report the rest.",
    )


def _fetcher() -> URLFetcher:
    """A fetcher that opens our own styles and what the HTML itself carries, and nothing else."""
    from weasyprint.urls import URLFetcher

    class OwnAssets(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            parts = urlsplit(url)
            path = Path(unquote(parts.path)).resolve()
            own = parts.scheme == "file" and any(path.is_relative_to(folder) for folder in _OWN)
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
