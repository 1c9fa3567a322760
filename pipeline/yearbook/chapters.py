"""The chapters of the book in their order: which template sets which content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline.catalogue.imprint import Part
from pipeline.catalogue.model import Area
from pipeline.tables.model import Table
from pipeline.tables.program import program
from pipeline.vocabulary import NOTHING, PartRole, Text
from pipeline.yearbook import contents, front
from pipeline.yearbook.appendix import appendix, explained_in
from pipeline.yearbook.charts import charts_for_city
from pipeline.yearbook.city import City, city
from pipeline.yearbook.commentary.cities import city_summary
from pipeline.yearbook.cover import Cover, cover
from pipeline.yearbook.opener import Entry, opener
from pipeline.yearbook.overview import overview
from pipeline.yearbook.parts import PartPages, heads_breaker, part_pages
from pipeline.yearbook.places import city_table
from pipeline.yearbook.quality import quality

if TYPE_CHECKING:
    from pipeline.yearbook.edition import EditionModel

_NOTES = Text("主要统计指标解释", "Explanatory notes on main indicators")
_QUALITY = Entry(NOTHING, Text("数据质量报告", "Report on data quality"), "quality")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A piece of the book: the template ``templates/chapters/<template>.html.j2`` is included with
    ``chapter`` = ``content``; ``model`` (the edition) stands in every template.
    """

    template: str
    content: Any


@dataclass(frozen=True, slots=True)
class Binding:
    """What a book is made of: its chapters, and the tables that stand in them."""

    chapters: tuple[Chapter, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class _Bound:
    """A part with its chapters and what opener and contents list of it."""

    part: Part
    chapters: tuple[Chapter, ...]
    entries: tuple[Entry, ...]


def of_edition(model: EditionModel) -> tuple[Chapter, ...]:
    """All chapters of one edition, from the cover to the appendix."""
    return binding(model).chapters


def binding(model: EditionModel) -> Binding:
    """The chapters of one edition with the tables of its parts and cities."""
    press = _Press(model)
    return Binding(_chapters(model, press), tuple(press.printed))


def _chapters(model: EditionModel, press: _Press) -> tuple[Chapter, ...]:
    bound = [press.bind(part) for part in model.catalogue.edition.parts]
    texts = front.front(model)
    blocks = (
        contents.block(b.part, b.entries, model.languages, tight=b.part.role is PartRole.CITIES)
        for b in bound
    )
    outside = cover(model)
    return (
        Chapter("cover", outside),
        *(Chapter(text.template, text) for text in texts),
        Chapter("contents", contents.contents(front.entries(texts), blocks)),
        *(chapter for b in bound for chapter in b.chapters),
        Chapter("back", outside),
    )


@dataclass(frozen=True, slots=True)
class Extract:
    """The cover of a city's extract."""

    area: Area
    cover: Cover


def of_city(model: EditionModel, area: Area) -> tuple[Chapter, ...]:
    """A city's chapter as a book of its own: cover, the chapter, the editors' notes, back."""
    outside = cover(model)
    notes = (text for text in front.front(model) if text.template == "editors_notes")
    return (
        Chapter("extract_cover", Extract(area, outside)),
        Chapter("city", _Press(model).city(area)),
        *(Chapter(text.template, text) for text in notes),
        Chapter("back", outside),
    )


class _Press:
    """Makes the chapters of one edition; what all parts need is made once."""

    def __init__(self, model: EditionModel) -> None:
        self._model = model
        self.printed: list[Table] = []  # those of the parts and cities that were bound
        self._breaker = heads_breaker(model.catalogue)

    def bind(self, part: Part) -> _Bound:
        """A part: its opener, then its pages."""
        if part.role is PartRole.CITIES:
            inside, entries = self._cities()
        elif part.role is PartRole.APPENDIX:
            inside, entries = self._appendix()
        else:
            inside, entries = self._part(part)
        first = Chapter("opener", opener(self._model, part, entries))
        return _Bound(part, (first, *inside), entries)

    def _part(self, part: Part) -> tuple[tuple[Chapter, ...], tuple[Entry, ...]]:
        tables = self._tables_of(part)
        self.printed += tables
        pages = part_pages(self._model, part, tables, self._breaker)
        survey = (
            (Entry(NOTHING, self._model.survey_title, "overview"),)
            if part.role is PartRole.SURVEY
            else ()
        )
        notes = (Entry(NOTHING, _NOTES, f"notes-{part.number}"),) if pages.explanatory else ()
        return tuple(self._pages(pages)), (*survey, *pages.entries, *notes)

    @cached_property
    def _tables(self) -> tuple[Table, ...]:
        return program(self._model.catalogue, self._model.figures, self._model.year)

    def _tables_of(self, part: Part) -> tuple[Table, ...]:
        return tuple(t for t in self._tables if t.number.split("-")[0] == str(part.number))

    def _pages(self, pages: PartPages) -> Iterator[Chapter]:
        if pages.part.role is PartRole.SURVEY:
            yield Chapter("overview", overview(self._model))
        if pages.sheets:
            yield Chapter("part", pages)
        if pages.explanatory:
            yield Chapter("explanatory", pages.explanatory)

    def _cities(self) -> tuple[tuple[Chapter, ...], tuple[Entry, ...]]:
        cities = [self.city(area) for area in self._model.reporting_cities]
        return (
            tuple(Chapter("city", each) for each in cities),
            tuple(
                Entry(Text(each.number, each.number), each.area.name, each.anchor)
                for each in cities
            ),
        )

    def city(self, area: Area) -> City:
        """The chapter of one city."""
        model = self._model
        table = city_table(model, area)
        if table:
            self.printed.append(table)
        return city(
            model,
            area,
            summary=city_summary(model, area),
            table=table,
            charts=charts_for_city(model, area),
            breaker=self._breaker,
        )

    def _appendix(self) -> tuple[tuple[Chapter, ...], tuple[Entry, ...]]:
        last = appendix(self._model)
        report = quality(self._model, explained_in(self._model))
        chapters = (Chapter("quality", report), Chapter("appendix", last))
        return chapters, (_QUALITY, *last.entries)
