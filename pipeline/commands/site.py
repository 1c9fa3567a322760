"""The HTML edition of a book: gathers what the rooms of the yearbook make, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.catalogue.imprint import Part
from pipeline.catalogue.model import Area
from pipeline.commands.site_parts import definitions, large, piece, site_chart, told
from pipeline.publish.web.model import (
    CityContent,
    NotesContent,
    PartContent,
    Site,
    SitePage,
    Term,
)
from pipeline.publish.web.pieces import (
    Event,
    Finding,
    Large,
    Link,
    Piece,
    Run,
    Section,
    SiteTable,
    Words,
)
from pipeline.tables.model import Table
from pipeline.tables.program import program
from pipeline.vocabulary import NOTHING, PartRole, Text
from pipeline.yearbook import cards, ink, motif, story
from pipeline.yearbook.appendix import numbered_tables, sources
from pipeline.yearbook.charts import charts_for_city, charts_for_part
from pipeline.yearbook.charts.book import tile_chart
from pipeline.yearbook.charts.model import Chart
from pipeline.yearbook.city import profile
from pipeline.yearbook.commentary.cities import city_summary
from pipeline.yearbook.commentary.headlines import headline
from pipeline.yearbook.commentary.model import KeyFigure, Sentence
from pipeline.yearbook.commentary.overview import (
    key_figures,
    overview_headline,
    three_sentences,
)
from pipeline.yearbook.cover import cover
from pipeline.yearbook.edition import EditionModel
from pipeline.yearbook.emblem import emblem, locator
from pipeline.yearbook.front import SYMBOLS, front
from pipeline.yearbook.opener import key_of, ordinal_of
from pipeline.yearbook.overview import ARROWS, CARDS, series_told
from pipeline.yearbook.places import city_table

BAND_MM = (480.0, 24.0)  # brocade for the widest screen
_NOTES = Text("编者说明", "Editor's notes")


def site_of(model: EditionModel) -> Site:
    """Everything that the HTML edition holds, with the numbers and titles of the book."""
    edition = model.catalogue.edition
    parts = tuple(_part_page(model, part, tables) for part, tables in _parted(model))
    cities = tuple(_city_page(model, area) for area in model.reporting_cities)
    pages = (*parts, *cities, _notes_page(model))
    anchors = dict(_anchors(parts))
    outside = cover(model)
    marks = ((edition.sample_mark, model.is_sample), (model.stamp, model.stamp.zh))
    return Site(
        title=edition.title,
        publisher=edition.publisher,
        survey_title=model.survey_title,
        year=model.year,
        edition_year=model.edition_year,
        ink=model.part_for(PartRole.SURVEY).ink,
        marks=tuple(mark for mark, holds in marks if holds),
        headline=told(overview_headline(model)),
        cover=outside.svg,
        cover_words=outside.meaning,
        pages=pages,
        terms=tuple(_terms(model, anchors)),
        anchors=anchors,
        languages=model.languages,
    )


def _parted(model: EditionModel) -> Iterator[tuple[Part, list[Table]]]:
    """Every part with its tables, numbered as in the book."""
    tables = (*program(model.catalogue, model.figures, model.year), *numbered_tables(model))
    for part in model.catalogue.edition.parts:
        prefix = "A" if part.role is PartRole.APPENDIX else str(part.number)
        yield part, [t for t in tables if t.number.split("-")[0] == prefix]


def _part_page(model: EditionModel, part: Part, tables: Sequence[Table]) -> SitePage:
    survey = part.role is PartRole.SURVEY
    shown = key_of(model, part)
    content = PartContent(
        introduction=part.introduction,
        key=large(shown) if shown else None,
        headline=told(overview_headline(model)) if survey else None,
        cards=tuple(_cards(model)) if survey else (),
        sentences=tuple(map(_sentence, three_sentences(model))) if survey else (),
        charts=tuple(site_chart(model, chart) for chart in _charts(model, part)),
        tables=tuple(SiteTable(t, _finding(model, part, t)) for t in tables),
        definitions=definitions(model, part),
        sources=_sources(model) if part.role is PartRole.APPENDIX else None,
        cities=_links(model) if part.role is PartRole.CITIES else (),
    )
    return SitePage(
        kind="part",
        file=f"part-{part.number}.html",
        ordinal=ordinal_of(part, model.languages),
        title=part.title,
        ink=part.ink,
        content=content,
        tab=ink.tab(part),
        part=part.number,
        band=motif.band(part.number, part.ink, *BAND_MM),
    )


def _charts(model: EditionModel, part: Part) -> Iterator[Chart]:
    """The charts of a part, the tile grid of the overview first."""
    if part.role is PartRole.SURVEY and (tiles := tile_chart(model)) is not None:
        yield tiles
    yield from charts_for_part(model, part)


def _finding(model: EditionModel, part: Part, table: Table) -> Finding | None:
    """The line over a table; the lists of the appendix have none."""
    return None if part.role is PartRole.APPENDIX else told(headline(table, model))


def _cards(model: EditionModel) -> Iterator[Large]:
    colour = model.part_for(PartRole.SURVEY).ink
    for figure in key_figures(model)[:CARDS]:
        yield Large(
            figure.value,
            figure.unit,
            figure.name,
            _change(figure),
            cards.drawing(figure, colour),
            series_told(figure),
        )


def _change(figure: KeyFigure) -> Text:
    """▲ 0.13% / on 2023; else who reported it."""
    if not figure.change.zh:
        return figure.qualifier
    return Text(f"{ARROWS[figure.direction]} {figure.change.zh}".strip(), figure.change.en)


def _sentence(sentence: Sentence) -> Words:
    zh, en = (
        tuple(Run(run.text, figure=run.figure) for run in runs)
        for runs in (sentence.zh, sentence.en)
    )
    return Words(zh, en, sentence.tables)


def _words(text: Text) -> Words:
    """A text of a narrative; the figures in it are marked by isolates."""
    zh, en = (
        tuple(Run(run.text, figure=run.figure) for run in story.runs(told))
        for told in (text.zh, text.en)
    )
    return Words(zh, en)


def _sources(model: EditionModel) -> Piece | None:
    found = sources(model)
    return piece(found, "sources") if found else None


def city_file(area: Area) -> str:
    return f"city-{area.code}.html"


def _links(model: EditionModel) -> tuple[Link, ...]:
    """The cities that have a page, with their places on the tile grid."""
    return tuple(Link(area.short, city_file(area), _place(area)) for area in model.reporting_cities)


def _place(area: Area) -> tuple[int, int] | None:
    return (area.tile_row, area.tile_col) if area.tile_row and area.tile_col else None


def _city_page(model: EditionModel, area: Area) -> SitePage:
    number = model.chapter_number(area)
    part = model.part_for(PartRole.CITIES)
    return SitePage(
        kind="city",
        file=city_file(area),
        ordinal=Text(number, part.title.en),
        title=area.name,
        ink=part.ink,
        content=_city(model, area),
        part=part.number,
    )


def _city(model: EditionModel, area: Area) -> CityContent:
    table = city_table(model, area)
    narrative = model.narrative(area.code)
    drawn = emblem(model, area)
    return CityContent(
        code=area.code,
        emblem=drawn.svg
        if drawn
        else locator(model.catalogue.cities, area, model.part_for(PartRole.CITIES).ink),
        profile=tuple(map(large, profile(model, area))),
        summary=tuple(map(_sentence, city_summary(model, area))),
        charts=tuple(site_chart(model, chart) for chart in charts_for_city(model, area)),
        tables=(SiteTable(table),) if table else (),
        narrative=tuple(
            Section(_words(section.heading), _words(section.text))
            for section in (narrative.sections if narrative else ())
        ),
        events=tuple(
            Event(replace(e.on, en=f"{e.day:%-d %B}"), _words(e.text))
            for e in model.events_of(area.code)
        ),
    )


def _notes_page(model: EditionModel) -> SitePage:
    texts = tuple(piece(text.piece, text.name) for text in reversed(front(model)))
    colour = model.part_for(PartRole.SURVEY).ink
    return SitePage("notes", "notes.html", NOTHING, _NOTES, colour, NotesContent(texts, SYMBOLS))


def _anchors(parts: Iterable[SitePage]) -> Iterator[tuple[str, str]]:
    """Where the anchors of the book that tables and sentences refer to stand."""
    for page in parts:
        if isinstance(page.content, PartContent):
            for definition in page.content.definitions:
                yield definition.anchor, f"{page.file}#{definition.anchor}"
            for table in page.content.tables:
                yield table.table.number, f"{page.file}#{table.anchor}"


def _terms(model: EditionModel, anchors: Mapping[str, str]) -> Iterator[Term]:
    """Every printed indicator, at its explanation or at the page of its part."""
    parts = {part.form: part.number for part in model.catalogue.edition.parts if part.form}
    for indicator in model.indicators:
        page = f"part-{parts.get(indicator.form, model.part_for(PartRole.SURVEY).number)}.html"
        url = anchors.get(f"d-{indicator.code}", page)
        yield Term(indicator.code, indicator.name, url)
