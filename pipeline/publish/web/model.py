"""The pages of the HTML edition and the whole of it, as frozen values; templates see no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.bilingual import CHINESE_FIRST, Languages
from pipeline.publish.web.pieces import (
    Definition,
    Event,
    Finding,
    Large,
    Link,
    Piece,
    Section,
    SiteChart,
    SiteTable,
    Words,
)
from pipeline.vocabulary import NOTHING, Text


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
    tab: Text = NOTHING
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
    survey_title: Text
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
    languages: Languages = CHINESE_FIRST

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
