"""Tinted grids: cities by figures as a heat table, and the cities on the tile grid."""

from __future__ import annotations

from pipeline.catalogue.model import Area
from pipeline.vocabulary import Measure, Text
from pipeline.yearbook.charts.classes import Classes, classes
from pipeline.yearbook.charts.drawing import draw
from pipeline.yearbook.charts.marks import Shown, State
from pipeline.yearbook.charts.palette import RULE, SYMBOL, WHITE, on
from pipeline.yearbook.charts.plot import (
    FULL,
    HALF,
    LEAST,
    PITCH,
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
from pipeline.yearbook.measure import ems, halves, is_latin

SCHEMATIC = Text("示意图，非地图。", "Schematic, not a map.")
_HEAT_TOP = 42.0
_LONGEST = 6  # characters of a head that stand on one line
_TILE, _TILES_TOP = 53.0, 34.0
_SHORT = {State.SILENT: "", State.WITHHELD: "×", State.INAPPLICABLE: "—"}


def heat(scene: Scene) -> Plot | None:
    """A heat table, cities in the order of the book; none with fewer than three cities to show."""
    cities = scene.model.catalogue.cities
    codes = [c for c in scene.spec.indicators if any(scene.shown(a.code, c).drawn for a in cities)]
    shows = {(a.code, c): scene.shown(a.code, c) for a in cities for c in codes}
    told = [a for a in cities if any(shows[a.code, c].drawn for c in codes)]
    if len(told) < LEAST or len(codes) < LEAST:
        return None
    scale = classes([s.value for s in shows.values() if s.value is not None], scene.palette)
    rows, foot = area_rows(scene, cities, region=False)
    shift = _HEAT_TOP + PITCH / 2 - rows[0]["y"]
    rows, clear = named(scene, [row | {"y": row["y"] + shift} for row in rows])
    data = {
        "rows": rows,
        "cells": [
            _cell(scene, row, code, shows[row["area"], code], scale)
            for row in rows
            for code in codes
        ],
        "columns": [_column(scene, code) for code in codes],
        "heads": [head(0, *_measured(scene))],
        "key": scale.key(0, 10),
    }
    drawing = draw("heat", data, clear, (FULL, foot + shift), scene.languages)
    return Plot(drawing, sentence(scene.spec.title, *(_column_alt(scene, code) for code in codes)))


def _cell(scene: Scene, row: Row, code: str, show: Shown, scale: Classes) -> Row:
    fill = WHITE if show.value is None else scale.fill(show.value)
    return {
        "column": code, "y": row["y"], "fill": fill,
        "label": show.label if show.drawn else _SHORT[show.state],
        "label_ink": on(fill) if show.drawn else SYMBOL,
        "told": hover(Text(row["zh"], row["en"]), show.label, scene.indicator(code).short),
    }  # fmt: skip


def _column(scene: Scene, code: str) -> Row:
    short = scene.indicator(code).short
    lead, follow = map(_two_lines, scene.languages.pair(short))
    above, below = lead if lead[1] else lead[::-1]
    return {
        "column": code, "lead1": above, "lead2": below, "follow1": follow[0], "follow2": follow[1],
    }  # fmt: skip


def _two_lines(text: str) -> tuple[str, str]:
    """Breaks a text into two lines, one when it is short; English ones of about the same length."""
    if not is_latin(text):
        return (text[:-3], text[-3:]) if len(text) > _LONGEST else (text, "")
    words = text.split()
    if len(words) == 1 or ems(text) < 6:  # noqa: PLR2004 - fits a column of 33 points
        return text, ""
    first, second = halves(text)
    return first, second


def _measured(scene: Scene) -> tuple[str, str]:
    unit = scene.model.catalogue.edition.unit_of_region
    told = scene.languages.alone(Text(f"占{unit.zh}（%）", f"% of {unit.en.lower()}"))
    return (told.zh, told.en) if scene.spec.measure is Measure.SHARE else ("", "")


def _column_alt(scene: Scene, code: str) -> Text:
    told = [(a.short, scene.shown(a.code, code)) for a in scene.model.catalogue.cities]
    name, ends = scene.indicator(code).name, extremes(told)
    if not ends.zh:
        return Text("", "")
    return Text(f"{name.zh}{ends.zh}", f"{name.en}: {ends.en}")


def tiles(scene: Scene) -> Plot | None:
    """The tile grid, tinted by one rate; none with fewer than three cities to show."""
    (rate,) = scene.spec.indicators
    placed = [(a, s) for a, s in scene.cities(rate) if a.tile_row and a.tile_col]
    values = [show.value for _, show in placed if show.value is not None]
    if len(values) < LEAST:
        return None
    scale = classes(values, scene.palette)
    name = with_unit(scene.indicator(rate))
    data = {
        "tiles": [_tile(area, show, scale) for area, show in placed],
        "heads": [head(0, name.zh, name.en)],
        "key": scale.key(0, 19) if not _crowded(placed) else scale.key(122, 2),
    }
    lines = len({area.tile_row for area, _ in placed})
    top = 0.0 if not _crowded(placed) else _TILES_TOP
    drawing = draw("tiles", data, {"top": top}, (HALF, top + _TILE * lines), scene.languages)
    names = [(area.short, show) for area, show in placed]
    alt = sentence(scene.spec.title, extremes(names), lacking(names))
    return Plot(drawing, alt, (SCHEMATIC,))


def _crowded(placed: list[tuple[Area, Shown]]) -> bool:
    """Whether a tile stands where the key would go, in the upper left corner."""
    return any(area.tile_row == 1 and (area.tile_col or 0) < LEAST for area, _ in placed)


def _tile(area: Area, show: Shown, scale: Classes) -> Row:
    fill = WHITE if show.value is None else scale.fill(show.value)
    return {
        "row": area.tile_row, "col": area.tile_col, "zh": area.short.zh, "en": area.short.en,
        "fill": fill, "stroke": WHITE if show.drawn else RULE,
        "told": hover(area.short, show.label),
        "label": show.label if show.drawn else "", "why": "" if show.drawn else show.label,
        "label_ink": on(fill) if show.drawn else SYMBOL,
    }  # fmt: skip
