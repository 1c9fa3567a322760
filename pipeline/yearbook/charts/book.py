"""The charts of a part and of a city, numbered, titled and ready for the page.

They are drawn when they are printed, by vl-convert; it must not be used before a process forks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.catalogue.imprint import Part
from pipeline.catalogue.model import Area
from pipeline.vocabulary import PartRole, Text
from pipeline.yearbook.charts.kinds import KINDS
from pipeline.yearbook.charts.model import Chart
from pipeline.yearbook.charts.palette import Palette
from pipeline.yearbook.charts.plot import Plot, Scene
from pipeline.yearbook.charts.program import ChartSpec, programme
from pipeline.yearbook.commentary.facts import Facts
from pipeline.yearbook.commentary.headlines import chosen, of_chart
from pipeline.yearbook.edition import EditionModel

TILES = "tiles"


def charts_for_part(model: EditionModel, part: Part) -> tuple[Chart, ...]:
    """The charts of a part in the order of the programme, without the tile grid of the overview.

    Numbered by position among those drawn; one that would show fewer than three areas or years is
    left out.
    """
    specs = programme(model.catalogue, "part", part.number)
    shift = sum(spec.kind == TILES for spec in specs[:1]) if part.role is PartRole.SURVEY else 0
    scenes = (Scene(model, spec, Palette(part.ink)) for spec in specs[shift:])
    return tuple(_headed(model, part, _numbered(scenes, str(part.number), 1 + shift)))


def tile_chart(model: EditionModel) -> Chart | None:
    """The tile grid of the overview, 82 mm wide; none when too few cities can be shown."""
    part = model.part_for(PartRole.SURVEY)
    for spec in programme(model.catalogue, "part", part.number)[:1]:
        if spec.kind == TILES:
            scene = Scene(model, spec, Palette(part.ink))
            return next((chart for _, chart in _numbered([scene], str(part.number), 1)), None)
    return None


def charts_for_city(model: EditionModel, area: Area) -> tuple[Chart, ...]:
    """The charts of one city's chapter; fewer, or none, for a city with little data."""
    part = model.part_for(PartRole.CITIES)
    specs = programme(model.catalogue, "city", part.number)
    scenes = (Scene(model, _named(spec, area), Palette(part.ink), area) for spec in specs)
    return tuple(chart for _, chart in _numbered(scenes, model.chapter_number(area), 1))


def _named(spec: ChartSpec, area: Area) -> ChartSpec:
    """The programme's row with the city in its title."""
    title = Text(f"{area.name.zh}{spec.title.zh}", f"{spec.title.en}, {area.short.en}")
    return replace(spec, title=title)


def _headed(
    model: EditionModel, part: Part, charts: Iterable[tuple[ChartSpec, Chart]]
) -> Iterator[Chart]:
    """Charts, every other row of them (a page) with a finding that the part has not told yet."""
    facts = Facts(model)
    said = {line.finding for line in chosen(facts, part.number).values()}
    row, halves = 0, 0
    for spec, chart in charts:
        halves = halves + 1 if chart.width == "half" else 0
        row += halves % 2 if halves else 1  # the second half stands in the row of the first
        line = of_chart(facts, spec.kind, spec.indicators, spec.whole, said) if row % 2 else None
        if line is not None:
            said.add(line.finding)
        yield replace(chart, headline=line)


def _numbered(
    scenes: Iterable[Scene], prefix: str, first: int
) -> Iterator[tuple[ChartSpec, Chart]]:
    plots = ((scene, KINDS[scene.spec.kind](scene)) for scene in scenes)
    drawn = ((scene, plot) for scene, plot in plots if plot is not None)
    for number, (scene, plot) in enumerate(drawn, first):
        yield scene.spec, _chart(scene, plot, f"{prefix}-{number}")


def _chart(scene: Scene, plot: Plot, number: str) -> Chart:
    return Chart(
        number=number,
        title=_dated(scene.spec.title, plot.years or (scene.model.year,)),
        drawing=plot.drawing,
        alt=plot.alt,
        note=_joined([scene.spec.note, *plot.notes]),
        figures=tuple(scene.used),
    )


def _dated(title: Text, years: tuple[int, ...]) -> Text:
    """The title with the year, or the years, that the chart shows."""
    first, last = years[0], years[-1]
    if first == last:
        return Text(f"{title.zh}（{last}年）", f"{title.en}, {last}")
    return Text(f"{title.zh}（{first}—{last}年）", f"{title.en}, {first}–{last}")


def _joined(notes: Iterable[Text]) -> Text:
    told = [note for note in notes if note.zh]
    return Text("".join(note.zh for note in told), " ".join(note.en for note in told))
