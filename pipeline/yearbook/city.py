"""The chapter of a city: profile, emblem, summary, all its figures, charts, experience, events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from pipeline.catalogue.model import Area
from pipeline.tables.figures import Figure
from pipeline.tables.model import Table
from pipeline.vocabulary import Text
from pipeline.yearbook import setting
from pipeline.yearbook.charts.model import Chart
from pipeline.yearbook.commentary.model import Sentence
from pipeline.yearbook.display import Display, display
from pipeline.yearbook.edition import EditionModel, Event, Narrative
from pipeline.yearbook.emblem import Emblem, emblem, locator
from pipeline.yearbook.measure import Breaker
from pipeline.yearbook.setting import SetTable

PAGE_MM = 240.0
HEAD_MM, SENTENCE_MM, PROFILE_MM = 40.0, 17.0, 26.0
LEAST_ROW_MM, MOST_ROW_MM = 4.9, 5.9
PART = 9


@dataclass(frozen=True, slots=True)
class City:
    """Everything in the chapter of one city; ``number`` counts the cities in the order of codes."""

    area: Area
    number: int
    ink: str
    profile: tuple[Display, ...]
    emblem: Emblem | None
    locator: str
    summary: tuple[Sentence, ...]
    table: SetTable | None
    row_mm: float
    charts: tuple[tuple[Chart, ...], ...]  # in rows: one across, or two beside each other
    narrative: Narrative | None
    events: tuple[Event, ...]

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
    ink = model.part(PART).ink
    set_table = setting.set_table(table, breaker)[0] if table else None
    profile = tuple(_profile(model, area))
    return City(
        area=area,
        number=model.catalogue.cities.index(area) + 1,
        ink=ink,
        profile=profile,
        emblem=emblem(model, area),
        locator=locator(model.catalogue.cities, area, ink),
        summary=tuple(summary),
        table=set_table,
        row_mm=_row_mm(set_table, HEAD_MM + PROFILE_MM + SENTENCE_MM * len(summary)),
        charts=tuple(_rows(charts)),
        narrative=model.narrative(area.code),
        events=model.events_of(area.code),
    )


def _profile(model: EditionModel, area: Area) -> Iterator[Display]:
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
            shown = figure and display(figure, indicator, _label(figure, indicator.short, model))
            if shown:
                return shown
    return None


def _label(figure: Figure, name: Text, model: EditionModel) -> Text:
    if figure.period == model.year:
        return name
    return Text(f"{name.zh}（{figure.period}年）", f"{name.en}, {figure.period}")


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


def _row_mm(table: SetTable | None, above_mm: float) -> float:
    """A row height with which a table below ``above_mm`` ends at the foot of a page, if it can."""
    if table is None:
        return LEAST_ROW_MM
    notes = setting.notes_mm(table.notes, table.measure_mm)
    head = table.fixed_mm - notes - table.extra_mm
    rows = len(table.rows)
    spent = above_mm + head + notes + table.extra_mm
    least = max(LEAST_ROW_MM, 0.0)
    further = max(0, ceil((spent + rows * least - PAGE_MM) / (PAGE_MM - head)))
    room = PAGE_MM - spent + further * (PAGE_MM - head)
    # half a row is lost at the foot of every page
    fair = (room - (further + 1) * least) / rows
    return round(max(least, fair if fair <= MOST_ROW_MM else least), 2)
