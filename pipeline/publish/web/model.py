"""What the HTML edition is made of, as frozen values; templates see nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

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
    """The line over a table or chart: lead and finding read on as one Chinese sentence."""

    lead: str
    finding: str
    en: str


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
    alt: str = ""


@dataclass(frozen=True, slots=True)
class SiteTable:
    """A table of the book, in as many parts as it has there, with the finding over it."""

    table: Table
    finding: Finding | None = None

    @property
    def anchor(self) -> str:
        return f"t{self.table.number}"

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
class PartContent:
    """A part: introduction, key figure, charts, tables, the indicators explained.

    ``cards`` and ``sentences`` are those of the overview and stand in the first part alone, the
    ``cities`` in theirs, ``sources`` in the appendix.
    """

    introduction: tuple[Text, ...] = ()
    key: Large | None = None
    headline: Finding | None = None
    cards: tuple[Large, ...] = ()
    sentences: tuple[Words, ...] = ()
    charts: tuple[SiteChart, ...] = ()
    tables: tuple[SiteTable, ...] = ()
    definitions: tuple[Definition, ...] = ()
    sources: Piece | None = None
    cities: tuple[Link, ...] = ()


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


@dataclass(frozen=True, slots=True)
class CityContent:
    """A city: profile, summary, charts, all its figures, experience, chronicle."""

    code: str
    emblem: str
    profile: tuple[Large, ...]
    summary: tuple[Words, ...]
    charts: tuple[SiteChart, ...]
    tables: tuple[SiteTable, ...]
    narrative: tuple[Section, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class NotesContent:
    """What the editors say, and the symbols: sign, meaning."""

    pieces: tuple[Piece, ...]
    symbols: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page: ``kind`` (part, city, notes) names its template, ``ordinal`` stands over its title.

    ``ink`` (#RRGGBB) is the colour of its part, ``tab`` what stands on the thumb index (blank for
    a page that has no tab), ``band`` the brocade of the part as SVG (may be blank).
    """

    kind: str
    file: str
    ordinal: Text
    title: Text
    ink: str
    content: PartContent | CityContent | NotesContent
    tab: str = ""
    part: int = 0
    band: str = ""

    @property
    def tables(self) -> tuple[SiteTable, ...]:
        return () if isinstance(self.content, NotesContent) else self.content.tables

    @property
    def charts(self) -> tuple[SiteChart, ...]:
        return () if isinstance(self.content, NotesContent) else self.content.charts


@dataclass(frozen=True, slots=True)
class Term:
    """An indicator as the search finds it, with the page (and anchor) that tells most of it."""

    code: str
    name: Text
    url: str


@dataclass(frozen=True, slots=True)
class Site:
    """The HTML edition. ``marks`` (示例数据, 征求意见稿) stand on every page; ``cover`` is the
    cloth of the cover as SVG, ``anchors`` say on which page an anchor of the book stands.
    """

    title: Text
    publisher: Text
    year: int
    edition_year: int
    ink: str
    marks: tuple[Text, ...]
    headline: Finding | None
    cover: str
    cover_words: Text
    pages: tuple[SitePage, ...]
    terms: tuple[Term, ...] = ()
    anchors: Mapping[str, str] = field(default_factory=dict)

    @property
    def parts(self) -> tuple[SitePage, ...]:
        return self.of_kind("part")

    @property
    def cities(self) -> tuple[SitePage, ...]:
        return self.of_kind("city")

    def of_kind(self, kind: str) -> tuple[SitePage, ...]:
        return tuple(page for page in self.pages if page.kind == kind)

    def tables(self) -> Iterator[SiteTable]:
        """Every table with a number, in the order of the pages."""
        for page in self.pages:
            yield from page.tables

    def around(self, page: SitePage) -> Sequence[SitePage | None]:
        """The pages before and after one, none at the ends."""
        at = self.pages.index(page)
        before = self.pages[at - 1] if at else None
        return before, self.pages[at + 1] if at + 1 < len(self.pages) else None
