"""Last year and this year of a rate, one line a city."""

from __future__ import annotations

from pipeline.tables.figures import Figure
from pipeline.tables.words import year_head
from pipeline.tables.writing import write
from pipeline.vocabulary import Measure, Text
from pipeline.yearbook.charts.drawing import draw
from pipeline.yearbook.charts.marks import briefly
from pipeline.yearbook.charts.palette import TEXT
from pipeline.yearbook.charts.plot import (
    HALF,
    LEAST,
    Plot,
    Row,
    Scene,
    area_rows,
    extremes,
    head,
    hover,
    lacking,
    named,
    sentence,
    with_unit,
)
from pipeline.yearbook.commentary.facts import comparable

_LINES = 80.0  # where the lines begin


def pairs(scene: Scene) -> Plot | None:
    """Hollow for last year, filled for this year; none with fewer than three cities."""
    (rate,) = scene.spec.indicators
    told = scene.cities(rate)
    if sum(show.drawn for _, show in told) < LEAST:
        return None
    rows, foot = area_rows(scene, [area for area, _ in told], region=scene.has_region(rate))
    rows = [row | _label(scene, row["area"], rate) for row in rows]
    rows, clear = named(scene, rows)
    lines = [line for row in rows for line in _line(scene, row, rate)]
    ends = [line[side] for line in lines for side in ("now", "before") if line[side] is not None]
    air = (max(ends) - min(ends)) * 0.03 or 1
    key = {"x": _LINES + 24, "x2": _LINES + 40, "y": 12}
    data = {"rows": rows, "pairs": lines, "heads": _heads(scene, rate), "key": [key]}
    params = {"low": min(ends) - air, "top": max(ends) + air, "foot": foot} | clear
    drawing = draw("pair", data, params, (HALF, foot + 2), scene.languages)
    names = [(area.short, show) for area, show in told]
    alt = sentence(scene.spec.title, _region(scene, rate), extremes(names), lacking(names))
    return Plot(drawing, alt)


def _label(scene: Scene, area: str, rate: str) -> Row:
    """The figure of this year and its change; only the symbol where it cannot be drawn."""
    show = scene.shown(area, rate)
    label = show.label if show.drawn else briefly(show.state, scene.languages)
    return {"label": label, "label_ink": show.ink, "change": change_text(scene, area, rate)}


def _heads(scene: Scene, rate: str) -> list[Row]:
    name, year = with_unit(scene.indicator(rate)), scene.model.year
    return [
        head(0, name.zh, name.en),
        _beside(_LINES, f"{year - 1}"),
        _beside(_LINES + 46, f"{year}"),
    ]


def _line(scene: Scene, row: Row, rate: str) -> list[Row]:
    now = scene.shown(row["area"], rate)
    if not now.drawn:
        return []
    ink = TEXT if row["kind"] == "region" else scene.palette.ink
    name, year = Text(row["zh"], row["en"]), scene.model.year
    before = scene.shown(row["area"], rate, year - 1)
    return [{
        "told": hover(name, now.label, year_head(year)),
        "told_before": hover(name, before.label, year_head(year - 1)),
        "kind": row["kind"], "y": row["y"], "now": now.value,
        "before": _before(scene, row["area"], rate), "ink": ink,
    }]  # fmt: skip


def _before(scene: Scene, area: str, rate: str) -> float | None:
    """Last year's value, if the two may be compared."""
    year = scene.model.year
    now, before = scene.figure(area, rate, year), scene.figure(area, rate, year - 1)
    if now is None or before is None or not comparable(now, before):
        return None
    return scene.shown(area, rate, year - 1).value


def change_text(scene: Scene, area: str, code: str) -> str:
    """The published change with its sign, as in the tables; blank where there is none."""
    figure = scene.beside(area, code, Measure.CHANGE)
    cell = write(figure)
    return signed(cell.text, figure) if cell.kind == "number" else ""


def signed(text: str, figure: Figure | None) -> str:
    rose = figure is not None and figure.value is not None and figure.value > 0
    return f"+{text}" if rose and text.strip("0.") else text


def _beside(x: float, text: str) -> Row:
    return {"x": x, "y": 12, "zh": text, "en": "", "ink": TEXT}


def _region(scene: Scene, rate: str) -> Text:
    name, show = scene.model.catalogue.edition.unit_of_region, scene.shown(scene.region, rate)
    change = change_text(scene, scene.region, rate)
    if not show.drawn:
        return Text("", "")
    zh = f"{name.zh} {show.label}" + (f"，比上年 {change}" if change else "")
    en = f"{name.en} {show.label}" + (f", {change} on last year" if change else "")
    return Text(zh, en)
