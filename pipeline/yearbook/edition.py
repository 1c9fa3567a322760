"""Everything that one edition of the book is made of, as frozen values; nothing else is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.bilingual import Languages
from pipeline.catalogue.imprint import Part
from pipeline.catalogue.model import Area, Catalogue, Indicator
from pipeline.rules.methods import Method, method_of
from pipeline.tables.figures import Address, Figures
from pipeline.vocabulary import ObsStatus, PartRole, RuleClass, Text

ISOLATES = ("\u2068", "\u2069")  # Unicode's marks round what was put into a text; never printed


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph of a narrative: 0 is title and lead of the whole, 1 … its sections.

    ``text`` is final: every ``[[201]]`` has become the printed figure, between ``ISOLATES``.
    """

    number: int
    heading: Text
    text: Text
    figures: tuple[Address, ...] = ()  # those that it cites


@dataclass(frozen=True, slots=True)
class Narrative:
    """The 典型经验 that one area told of one year (form MTN)."""

    area: str
    period: int
    sections: tuple[Section, ...]
    is_sample: bool

    @property
    def method(self) -> Method | None:
        """The method that its title names, if any."""
        first = next(iter(self.sections), None)
        return method_of(first.heading) if first and first.number == 0 else None

    @property
    def parts(self) -> tuple[Section, ...]:
        """The sections that are the parts of its method; none without one."""
        numbered = [section for section in self.sections if section.number]
        if (method := self.method) is None:
            return ()
        places = method.parts_of([section.heading.zh for section in numbered])
        return tuple(numbered[at] for at in places)


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the 大事记 (form MTE)."""

    area: str
    day: date
    place: Text
    text: Text
    is_sample: bool
    figures: tuple[Address, ...] = ()  # those that it cites

    @property
    def on(self) -> Text:
        """9月3日 / 3 Sep."""
        return Text(f"{self.day.month}月{self.day.day}日", f"{self.day:%-d %b}")


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """What became of one form of one area: ``state`` is accepted, returned, rejected or missing.

    ``revision`` counts the files received (1 = the first one stood), ``late_days`` the days after
    the deadline (0 = on time); both are none when nothing arrived.
    """

    area: str
    form: str
    state: str
    revision: int | None
    late_days: int | None
    n_query: int = 0
    n_explained: int = 0
    n_error: int = 0  # errors found in revisions before the one in force
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of one area: how many cells were asked for, and what stands in them."""

    area: str
    n_expected: int
    n_reported: int
    by_status: dict[ObsStatus, int]
    n_withheld: int
    n_bounded: int  # printed with > < or ≈


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How often one rule found something in the files of this edition (no city is named)."""

    rule: str
    title: Text
    rule_class: RuleClass
    severity: str
    n_found: int
    n_corrected: int
    n_explained: int
    n_open: int


@dataclass(frozen=True, slots=True)
class CityFindings:
    """How many findings some city had; which one is not said."""

    n_found: int
    n_open: int


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure that its own edition printed differently; ``before`` and ``now`` as printed."""

    area: str
    indicator: str
    period: int  # the reference year of that edition, too
    before: str
    now: str
    reason: Text
    difference: str = ""


@dataclass(frozen=True, slots=True)
class PrintedExplanation:
    """Why a figure that was asked about is right, in words that are fit for print."""

    area: str
    indicator: str
    period: int
    text: Text


@dataclass(frozen=True, slots=True)
class Quality:
    """The quality of the data of one edition, as far as it may leave the house."""

    board: tuple[BoardEntry, ...] = ()
    completeness: tuple[Completeness, ...] = ()
    findings: tuple[FindingCount, ...] = ()
    spread: tuple[CityFindings, ...] = ()  # a city each, from most findings to fewest
    revisions: tuple[Revision, ...] = ()
    explanations: tuple[PrintedExplanation, ...] = ()

    def entry(self, area: str, form: str) -> BoardEntry | None:
        return next((e for e in self.board if (e.area, e.form) == (area, form)), None)

    @property
    def n_expected(self) -> int:
        return len(self.board)

    @property
    def n_received(self) -> int:
        return sum(entry.state != "missing" for entry in self.board)

    @property
    def n_on_time(self) -> int:
        return sum(entry.late_days == 0 for entry in self.board)


@dataclass(frozen=True, slots=True)
class EditionModel:
    """One edition: the reference year, what is published of it, and how it is marked.

    ``figures`` are those of ``disseminated.figure`` for all years up to ``year``; ``editorial``
    maps the name of a file under ``data/editorial`` (imprint, editors_notes, foreword) to its text.
    ``sample_years`` are the years whose figures are (partly) sample.
    """

    year: int
    catalogue: Catalogue
    figures: Figures
    narratives: tuple[Narrative, ...]
    events: tuple[Event, ...]
    quality: Quality
    editorial: dict[str, str]
    is_sample: bool
    stamp: Text  # what an unfinished book says on every page: draft, or the number of a proof
    sample_years: frozenset[int] = frozenset()

    @property
    def edition_year(self) -> int:
        """The year on the cover: 2025年版 holds the data of 2024."""
        return self.year + 1

    @property
    def years(self) -> tuple[int, ...]:
        """The years printed, ascending, up to the reference year."""
        return tuple(y for y in self.figures.years() if y <= self.year)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of which the edition prints anything, in the catalogue's order."""
        printed = {f.indicator for f in self.figures if f.value is not None or f.withheld}
        return tuple(i for i in self.catalogue.indicators if i.code in printed)

    @property
    def reporting_cities(self) -> tuple[Area, ...]:
        """The cities that have a chapter: those with a figure, narrative or event of the year."""
        told = {f.area for f in self.figures if f.period == self.year and f.value is not None}
        told |= {n.area for n in self.narratives if n.period == self.year}
        told |= {e.area for e in self.events if e.day.year == self.year}
        return tuple(city for city in self.catalogue.cities if city.code in told)

    def narrative(self, area: str) -> Narrative | None:
        here = (n for n in self.narratives if (n.area, n.period) == (area, self.year))
        return next(here, None)

    def events_of(self, area: str) -> tuple[Event, ...]:
        """The events of the reference year in one area, by date."""
        here = (e for e in self.events if e.area == area and e.day.year == self.year)
        return tuple(sorted(here, key=lambda event: event.day))

    def part_for(self, role: PartRole) -> Part:
        return self.catalogue.edition.part_for(role)

    @property
    def languages(self) -> Languages:
        """Which of the two languages leads in this book."""
        return self.catalogue.edition.languages

    @property
    def closed_on(self) -> date:
        """The day on which the edition closed; without one, the end of the year it appears in."""
        closings = self.catalogue.edition.closings
        return closings.get(self.year, date(self.edition_year, 12, 31))

    @property
    def survey_title(self) -> Text:
        """全区概览: the page with which the survey begins."""
        zh = self.catalogue.edition.unit_of_region.zh
        return Text(f"{zh}概览", "The Region at a Glance")

    def chapter_number(self, area: Area) -> str:
        """9-1: the part of the cities, and the city's place in the order of codes."""
        ordinal = self.catalogue.cities.index(area) + 1
        return f"{self.part_for(PartRole.CITIES).number}-{ordinal}"

    def part(self, number: int) -> Part:
        return next(p for p in self.catalogue.edition.parts if p.number == number)
