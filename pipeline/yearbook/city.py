"""The chapter of a city: profile, emblem, summary, all its figures, charts, experience, events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.bilingual import Languages
from pipeline.catalogue.model import Area, Catalogue
from pipeline.tables.figures import Figure
from pipeline.tables.model import Row, Table
from pipeline.vocabulary import PartRole, Text
from pipeline.yearbook import pacing, setting
from pipeline.yearbook.charts.model import Chart
from pipeline.yearbook.commentary.model import Sentence
from pipeline.yearbook.display import Display, display
from pipeline.yearbook.edition import EditionModel
from pipeline.yearbook.emblem import Emblem, emblem, locator
from pipeline.yearbook.flow import Flow, flow
from pipeline.yearbook.measure import Breaker
from pipeline.yearbook.setting import SetTable
from pipeline.yearbook.sizes import DENSE
from pipeline.yearbook.story import stories

HEAD_MM, PROFILE_MM = 40.0, 24.0


@dataclass(frozen=True, slots=True)
class City:
    """Everything in the chapter of one city; its ``number`` counts cities in the order of codes."""

    area: Area
    number: str  # 9-1
    part: int
    ink: str
    profile: tuple[Display, ...]
    emblem: Emblem | None
    locator: str
    summary: tuple[Sentence, ...]
    table: SetTable | None
    flow: Flow

    @property
    def anchor(self) -> str:
        return f"city-{self.area.code}"


def city(
    model: EditionModel,
    area: Area,
    *,
    summary: Sequence[Sentence],
    table: Table | None,
    charts: Sequence[Chart],
    breaker: Breaker,
) -> City:
    """The chapter of a city from what the other rooms made of its figures."""
    ink = model.part_for(PartRole.CITIES).ink
    set_table = _set(table, model.catalogue, breaker) if table else None
    told_first = tuple(profile(model, area))
    above = HEAD_MM + (PROFILE_MM if told_first else 0.0) + _summary_mm(summary, model.languages)
    narrative, events = model.narrative(area.code), model.events_of(area.code)
    told = stories(narrative, events, model.languages) if narrative or events else None
    return City(
        area=area,
        number=model.chapter_number(area),
        part=model.part_for(PartRole.CITIES).number,
        ink=ink,
        profile=told_first,
        emblem=emblem(model, area),
        locator=locator(model.catalogue.cities, area, ink),
        summary=tuple(summary),
        table=set_table,
        flow=flow(above, set_table, tuple(_rows(charts)), told, model.languages),
    )


def _set(table: Table, catalogue: Catalogue, breaker: Breaker) -> SetTable:
    """The table in dense type, so that name, English and figures stand on one line."""
    (part,) = table.parts
    rows = tuple(replace(row, label=_label(row, catalogue)) for row in part.rows)
    dense = replace(table, parts=(replace(part, rows=rows),))
    return setting.set_table(dense, breaker, catalogue.edition.languages, DENSE)[0]


def _label(row: Row, catalogue: Catalogue) -> Text:
    """The full name that leads with the short one that follows; its cells tell the indicator."""
    address = next((cell.address for cell in row.cells if cell.address), "")
    if not address:
        return row.label
    short = catalogue.indicator(address.split("/")[1]).short
    return catalogue.edition.languages.replacing(row.label, short)


def profile(model: EditionModel, area: Area) -> Iterator[Display]:
    """What ``city_profile.csv`` asks for, as far as it is known of this city."""
    for row in model.catalogue.registers.get("city_profile", ()):
        name = Text(row["name_zh"], row["name_en"])
        shown = (
            _fact(model, area, row["fact"], name)
            if row["fact"]
            else _newest(model, area, row["indicators"].split(";"))
        )
        if shown:
            yield shown


def _fact(model: EditionModel, area: Area, column: str, name: Text) -> Display | None:
    """A count from the register of area facts that is valid in the edition's year."""
    for row in model.catalogue.registers.get("area_facts", ()):
        first, last = int(row["from_year"]), int(row["to_year"] or model.year)
        if row["area"] == area.code and first <= model.year <= last:
            return Display(row[column], Text("个", ""), name)
    return None


def _newest(model: EditionModel, area: Area, codes: Sequence[str]) -> Display | None:
    """The newest figure of the first of these indicators that has one; older years are named."""
    for code in codes:
        indicator = model.catalogue.indicator(code)
        for year in sorted(model.years, reverse=True):
            figure = model.figures.get(area.code, code, year)
            words = _dated(figure, indicator.short, model) if figure else indicator.short
            shown = figure and display(figure, indicator, words, model.languages)
            if shown:
                return shown
    return None


def _dated(figure: Figure, name: Text, model: EditionModel) -> Text:
    if figure.period == model.year:
        return name
    return Text(f"{name.zh}（{figure.period}年）", f"{name.en}, {figure.period}")


def _summary_mm(summary: Sequence[Sentence], languages: Languages) -> float:
    """The height of the summary with the air below it."""
    if not summary:
        return 0.0
    whole = Text("".join(s.text.zh for s in summary), " ".join(s.text.en for s in summary))
    lead, follow = languages.pair(whole)
    first, second = (
        pacing.lines(lead, 10.4, pacing.ACROSS_MM),
        pacing.lines(follow, 8.2, pacing.ACROSS_MM),
    )
    return 6.3 * first + 1.0 + 4.1 * second + 5.0


def _rows(charts: Sequence[Chart]) -> Iterator[tuple[Chart, ...]]:
    """Charts in rows: halves in pairs, in their order."""
    waiting: Chart | None = None
    for chart in charts:
        if chart.width == "full":
            yield (chart,)
        elif waiting:
            yield waiting, chart
            waiting = None
        else:
            waiting = chart
    if waiting:
        yield (waiting,)
