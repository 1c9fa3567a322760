"""What stands on the pages of the HTML edition: sentences, tables, charts, texts, links."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.tables.model import Table
from pipeline.vocabulary import NOTHING, Text


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence; ``figure`` is set in the ink of its part."""

    text: str
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in both languages as runs; ``tables`` are the numbers of those it tells of."""

    zh: tuple[Run, ...]
    en: tuple[Run, ...] = ()
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The line over a table or chart: lead and finding read on as one sentence."""

    lead: Text
    finding: Text


@dataclass(frozen=True, slots=True)
class Large:
    """A figure set large with its unit and words; ``change`` and ``svg`` on the cards alone.

    ``svg`` is a drawing of ours, ``alt`` what it shows.
    """

    value: str
    unit: Text
    label: Text
    change: Text = NOTHING
    svg: str = ""
    alt: Text = NOTHING


@dataclass(frozen=True, slots=True)
class SiteTable:
    """A table of the book, in as many parts as it has there, with the finding over it."""

    table: Table
    finding: Finding | None = None

    @property
    def anchor(self) -> str:
        return f"t{self.table.number}"

    @property
    def called(self) -> Text:
        return Text(f"表{self.table.number}", f"Table {self.table.number}")

    @property
    def download(self) -> str:
        """Where its figures lie, from the pages."""
        return f"tables/{self.table.number}.csv"


@dataclass(frozen=True, slots=True)
class SiteChart:
    """A chart of the book: ``svg`` is our own drawing, ``data`` the figures it was drawn from.

    ``wide`` ones take the measure of the page, the others stand in pairs.
    """

    number: str
    title: Text
    svg: str
    alt: Text
    note: Text
    wide: bool
    data: Table
    finding: Finding | None = None

    @property
    def called(self) -> Text:
        return Text(f"图{self.number}", f"Fig. {self.number}")

    @property
    def anchor(self) -> str:
        return f"f{self.number}"


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator explained; its anchor is that of the book."""

    code: str
    name: Text
    text: Text

    @property
    def anchor(self) -> str:
        return f"d-{self.code}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading (may be blank) over paragraphs."""

    heading: Text
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of the editors: its title, its passages, where it stands on its page."""

    title: Text
    passages: tuple[Passage, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Link:
    """A city and its page; ``place`` (row, column from 1) is its tile on the schematic grid."""

    name: Text
    file: str
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a narrative under its heading; the first is title and lead of the whole."""

    heading: Words
    text: Words


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a chronicle."""

    day: Text
    text: Words
