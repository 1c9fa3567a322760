"""The book of one edition, from its figures to the finished PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.yearbook.html import render_extract, render_html
from pipeline.yearbook.pdf import write_pdf

if TYPE_CHECKING:
    from pipeline.catalogue.model import Area
    from pipeline.yearbook.edition import EditionModel

Progress = Callable[[int, int], None]
_STEPS = 2  # the text, then its pages


def print_book(model: EditionModel, target: Path, progress: Progress | None = None) -> int:
    """Prints the yearbook to ``target`` and gives the number of its pages.

    ``progress`` is told ``(done, total)``. Raises RenderError when anything is not as it should be.
    """
    told = progress or (lambda _done, _total: None)
    html = render_html(model)
    told(1, _STEPS)
    pages = write_pdf(html, target)
    told(_STEPS, _STEPS)
    return pages


def print_extract(model: EditionModel, area: Area, target: Path) -> int:
    """Prints the chapter of one city, with cover and notes; gives the number of its pages."""
    return write_pdf(render_extract(model, area), target)
