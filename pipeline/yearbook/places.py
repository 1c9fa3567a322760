"""Where every figure of a book stands: the tables, charts and sentences that contain it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.catalogue.model import Area
from pipeline.tables.assembly import addresses
from pipeline.tables.figures import Address
from pipeline.tables.model import Table
from pipeline.tables.program import build_city_table, program
from pipeline.vocabulary import NOTHING, Measure, Text
from pipeline.yearbook.charts import charts_for_city, charts_for_part
from pipeline.yearbook.charts.book import tile_chart
from pipeline.yearbook.charts.model import Chart
from pipeline.yearbook.city import profile
from pipeline.yearbook.commentary.cities import city_summary
from pipeline.yearbook.commentary.headlines import headline
from pipeline.yearbook.commentary.model import Headline
from pipeline.yearbook.commentary.overview import (
    key_figures,
    overview_headline,
    three_sentences,
)
from pipeline.yearbook.display import Display, key_figure
from pipeline.yearbook.edition import EditionModel
from pipeline.yearbook.overview import ARROWS

_SHOWN = 40  # characters of a sentence, enough to find it by
_OPENER = Text("篇首", "Opening page")
_PROFILE = Text("概况", "Profile")


class Kind(StrEnum):
    """What a figure stands in."""

    TABLE = "table"
    CHART = "chart"
    SENTENCE = "sentence"  # computed, cited in a narrative, or set large with its words


_KINDS = {Kind.TABLE: Text("表", "table "), Kind.CHART: Text("图", "figure ")}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the book: the number of a table or chart (blank for a sentence), what it is
    called, and of a sentence its text.
    """

    kind: Kind
    number: str
    title: Text
    text: Text = NOTHING

    def told(self, lang: str) -> str:
        """表3-1, 图3-2, 全区概览“…” / table 3-1, figure 3-2, The region at a glance “…”."""
        if self.kind is Kind.SENTENCE:
            text = self.text.told(lang)
            shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
            return f"{self.title.told(lang)}“{shown}”"
        kind = _KINDS[self.kind].told(lang)
        return f"{kind}{self.number}"


Found = Iterator[tuple[Place, Iterable[Address]]]


def places(model: EditionModel) -> Mapping[Address, list[Place]]:
    """For every figure that is printed anywhere, where; in the order of the book."""
    index: defaultdict[Address, list[Place]] = defaultdict(list)
    for place, shown in _every_place(model):
        for address in dict.fromkeys(shown):
            index[address].append(place)
    return index


def _every_place(model: EditionModel) -> Found:
    yield from _overview(model)
    for part in model.catalogue.edition.parts:
        if (shown := key_figure(model, part)) is not None:
            yield _shown(shown, Text(f"{part.title.zh}{_OPENER.zh}", f"{part.title.en}, opening"))
        yield from _charts(charts_for_part(model, part))
    for table in program(model.catalogue, model.figures, model.year):
        yield from _table(table, headline(table, model))
    for area in model.reporting_cities:
        yield from _city(model, area)


def parsed(address: str) -> Address:
    """The address that a cell carries, as a value."""
    area, indicator, measure, period = address.split("/")
    return area, indicator, Measure(measure), int(period)


def city_table(model: EditionModel, area: Area) -> Table | None:
    """The table of a city's chapter under its printed number; none where it has no figures."""
    number = f"{model.chapter_number(area)}-1"
    return build_city_table(area, model.catalogue, model.figures, model.year, number)


def _overview(model: EditionModel) -> Found:
    if (finding := overview_headline(model)) is not None:
        yield _headline(finding, model.survey_title)
    for figure in key_figures(model):
        arrow = ARROWS[figure.direction]
        words = Text(
            f"{figure.name.zh} {figure.value} {arrow}{figure.change.zh}".rstrip(),
            f"{figure.name.en} {figure.value} {arrow}{figure.change.en}".rstrip(),
        )
        yield Place(Kind.SENTENCE, "", model.survey_title, words), figure.figures
    for sentence in three_sentences(model):
        yield Place(Kind.SENTENCE, "", model.survey_title, sentence.text), sentence.figures
    if (tiles := tile_chart(model)) is not None:
        yield from _charts([tiles])


def _table(table: Table, finding: Headline | None) -> Found:
    found = (parsed(address) for address, _ in addresses(table))
    yield Place(Kind.TABLE, table.number, table.title), found
    if finding is not None:
        over = Text(f"表{table.number} 题旨", f"over Table {table.number}")
        yield _headline(finding, over)


def _charts(charts: Iterable[Chart]) -> Found:
    for chart in charts:
        yield Place(Kind.CHART, chart.number, chart.title), chart.figures
        if chart.headline is not None:
            over = Text(f"图{chart.number} 题旨", f"over Figure {chart.number}")
            yield _headline(chart.headline, over)


def _city(model: EditionModel, area: Area) -> Found:
    table = city_table(model, area)
    if table is not None:
        yield from _table(table, None)
    yield from _charts(charts_for_city(model, area))
    for sentence in city_summary(model, area):
        yield Place(Kind.SENTENCE, "", area.name, sentence.text), sentence.figures
    for shown in profile(model, area):
        yield _shown(shown, Text(f"{area.name.zh}{_PROFILE.zh}", f"{area.name.en}, profile"))
    narrative = model.narrative(area.code)
    for section in narrative.sections if narrative else ():
        yield Place(Kind.SENTENCE, "", area.name, section.text), section.figures
    for event in model.events_of(area.code):
        yield Place(Kind.SENTENCE, "", area.name, event.text), event.figures


def _headline(finding: Headline, where: Text) -> tuple[Place, Iterable[Address]]:
    return Place(Kind.SENTENCE, "", where, finding.text), finding.figures


def _shown(shown: Display, where: Text) -> tuple[Place, Iterable[Address]]:
    words = Text(
        f"{shown.label.zh} {shown.value} {shown.unit.zh}".strip(),
        f"{shown.label.en} {shown.value} {shown.unit.en}".strip(),
    )
    return Place(Kind.SENTENCE, "", where, words), shown.figures
