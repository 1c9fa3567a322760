"""Gathers what is published beside the book from the model of the edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.commands.listings import listings
from pipeline.publish.publication import Group, Publication
from pipeline.tables.model import Table
from pipeline.tables.program import program
from pipeline.vocabulary import PartRole, Text
from pipeline.yearbook.front import SYMBOLS, front
from pipeline.yearbook.places import city_table

if TYPE_CHECKING:
    from pipeline.yearbook.edition import EditionModel


def publication_of(model: EditionModel) -> Publication:
    """The edition with the tables of its parts and of its cities, numbered as in the book."""
    edition = model.catalogue.edition
    marks = [edition.sample_mark] if model.is_sample else []
    marks += [model.stamp] if model.stamp.zh else []
    return Publication(
        year=model.year,
        title=edition.title,
        edition=str(model.edition_year),
        publisher=edition.publisher,
        day=model.closed_on,
        marks=tuple(marks),
        symbols=SYMBOLS,
        notes=tuple(_notes(model)),
        groups=tuple(_groups(model)),
        listings=listings(model),
        languages=model.languages,
    )


def _groups(model: EditionModel) -> Iterator[Group]:
    tables = program(model.catalogue, model.figures, model.year)
    for part in model.catalogue.edition.parts:
        own = tuple(t for t in tables if t.number.split("-")[0] == str(part.number))
        if part.role is PartRole.CITIES:
            own = tuple(_city_tables(model))
        if own:
            yield Group(str(part.number), part.title, part.ink, own)


def _city_tables(model: EditionModel) -> Iterator[Table]:
    for area in model.reporting_cities:
        if table := city_table(model, area):
            yield table


def _notes(model: EditionModel) -> Iterator[Text]:
    for text in front(model):
        if text.template == "editors_notes":
            for passage in text.piece.passages:
                yield from passage.paragraphs
