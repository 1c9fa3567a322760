"""What is published beside the book, gathered for all its forms: titles, notes, numbered tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.bilingual import CHINESE_FIRST, Languages
from pipeline.tables.model import Table
from pipeline.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the book with its tables in their order; the cities' part has one a city."""

    number: str
    title: Text
    ink: str  # a colour such as #1C3D72
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What is published in words: the narratives, the events; lines of text under ``columns``."""

    name: str  # of its file
    title: Text
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """The edition of a reference year as everything but the PDF needs it.

    ``day`` is the one that files are dated with (the edition's, never the clock's), ``marks`` are
    the words that say sample or draft, ``symbols`` pairs of a sign and its meaning, ``notes`` the
    paragraphs of the editors.
    """

    year: int
    title: Text
    edition: str
    publisher: Text
    day: date
    marks: tuple[Text, ...]
    symbols: tuple[tuple[str, Text], ...]
    notes: tuple[Text, ...]
    groups: tuple[Group, ...]
    listings: tuple[Listing, ...] = ()
    languages: Languages = CHINESE_FIRST

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for group in self.groups for table in group.tables)
