"""The book of one edition, from its figures to the finished PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.tables.csv import csv_name, table_csv
from pipeline.yearbook.archive.enclosure import Enclosure
from pipeline.yearbook.chapters import binding, of_city
from pipeline.yearbook.html import bound_html
from pipeline.yearbook.pdf import write_pdf

if TYPE_CHECKING:
    from pipeline.catalogue.model import Area
    from pipeline.tables.model import Table
    from pipeline.yearbook.edition import EditionModel

Progress = Callable[[int, int], None]
_STEPS = 2  # the text, then its pages


def print_book(model: EditionModel, target: Path, progress: Progress | None = None) -> int:
    """Prints the yearbook with its data to ``target`` and gives the number of its pages.

    ``progress`` is told ``(done, total)``. Raises RenderError when anything is not as it should be.
    """
    told = progress or (lambda _done, _total: None)
    bound = binding(model)
    html = bound_html(model, bound.chapters)
    told(1, _STEPS)
    pages = write_pdf(html, target, enclosures(model, bound.tables))
    told(_STEPS, _STEPS)
    return pages


def print_extract(model: EditionModel, area: Area, target: Path) -> int:
    """Prints the chapter of one city, with cover and notes; gives the number of its pages."""
    return write_pdf(bound_html(model, of_city(model, area)), target)


def enclosures(model: EditionModel, tables: Iterable[Table]) -> tuple[Enclosure, ...]:
    """The data of every table, which the book carries inside; dated by the day it closed."""
    edition = model.catalogue.edition
    day = edition.closings.get(model.year, date(model.year, 12, 31))
    as_of = datetime(day.year, day.month, day.day, tzinfo=UTC)
    said = model.languages.joined
    mark = f" {said(edition.sample_mark)}" if model.is_sample else ""
    return tuple(
        Enclosure(
            csv_name(table),
            table_csv(table, model.languages),
            f"{table.number} {said(table.title)}{mark}",
            as_of,
        )
        for table in tables
    )
