"""Index lines: every city in the tile grid against all others, and one city against the region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.vocabulary import Text
from pipeline.yearbook.charts.drawing import draw
from pipeline.yearbook.charts.grids import SCHEMATIC
from pipeline.yearbook.charts.marks import State
from pipeline.yearbook.charts.palette import MADDER, SYMBOL, TEXT
from pipeline.yearbook.charts.plot import FULL, LEAST, Plot, Row, Scene, head, hover, sentence
from pipeline.yearbook.commentary.facts import comparable
from pipeline.yearbook.commentary.grammar import MINUS
from pipeline.yearbook.measure import ems

BASE = 100
_FEWEST_YEARS = 3
_TILE, _LEADERS = 50.0, 3
_SOLID = [1, 0]
DATASETS = ("frames", "others", "bases", "lines", "points", "ends", "ticks", "heads")


@dataclass(frozen=True, slots=True)
class Index:
    """A series with its first year as 100; years and values run together."""

    years: tuple[int, ...]
    values: tuple[float, ...]

    @property
    def growth(self) -> str:
        """+30%, rounded to the unit: what the end of the line says."""
        change = round(self.values[-1] - BASE)
        sign = "+" if change > 0 else MINUS if change < 0 else ""
        return f"{sign}{abs(change)}%"


def index(scene: Scene, area: str, code: str, since: int | None = None) -> Index | None:
    """The years up to the edition's that can be compared with each other, from ``since`` on.

    The last unbroken run counts; none when this year is missing or fewer than three years are left.
    """
    run: list[tuple[int, float]] = []
    last = None
    for year in reversed(scene.model.years):
        figure, show = scene.figure(area, code, year), scene.shown(area, code, year)
        alike = last is None or (figure is not None and comparable(last, figure))
        expected = scene.model.year - len(run)
        if show.state is not State.VALUE or not show.value or not alike or year != expected:
            break
        run, last = [*run, (year, show.value)], figure
    run = [(year, value) for year, value in reversed(run) if since is None or year >= since]
    if len(run) < _FEWEST_YEARS or (since is not None and run[0][0] != since):
        return None
    base = run[0][1]
    return Index(tuple(y for y, _ in run), tuple(v * BASE / base for _, v in run))


def trends(scene: Scene) -> Plot | None:
    """Small multiples on the tile grid with one scale; the three that grew most are highlighted."""
    (code,) = scene.spec.indicators
    placed = [area for area in scene.model.catalogue.cities if area.tile_row and area.tile_col]
    found = {a.code: i for a in placed if (i := index(scene, a.code, code))}
    if len(found) < LEAST:
        return None
    since = max(i.years[0] for i in found.values())
    found = {a: i for a in found if (i := index(scene, a, code, since))}
    leaders = sorted(found, key=lambda a: found[a].values[-1], reverse=True)[:_LEADERS]
    data: dict[str, list[Row]] = {name: [] for name in DATASETS}
    for area in placed:
        cell = {"col": area.tile_col, "row": area.tile_row}
        series = found.get(area.code)
        why = "" if series else scene.shown(area.code, code).label
        why = why or scene.languages.joined(Text("数据不足", "too few years"))
        data["frames"].append(cell | frame(scene, area.short, "" if series else why))
        if series is None:
            continue
        ink = MADDER if area.code in leaders and scene.palette.ink != MADDER else scene.palette.ink
        for other, line in found.items():
            name = f"{area.code}{other}"
            data["others"] += [cell | point | {"line": name} for point in points(line)]
        add_line(data, cell, series, ink, area.code)
        data["points"][-1]["told"] = hover(area.short, series.growth)
    return _on_grid(scene, data, found, since)


def frame(scene: Scene, name: Text, why: str) -> Row:
    beside = ems(scene.languages.lead(name)) * 7.2 + 5
    return {"zh": name.zh, "en": name.en, "follow_dx": beside, "why": why}


def points(series: Index) -> list[Row]:
    return [{"year": y, "value": v} for y, v in zip(series.years, series.values, strict=True)]


def add_line(data: dict[str, list[Row]], cell: Row, series: Index, ink: str, line: str) -> None:
    """A city's line with its base, its end point and what it says."""
    path = [cell | p | {"line": line, "ink": ink, "dash": _SOLID} for p in points(series)]
    data["lines"] += path
    data["bases"] += [p | {"value": BASE} for p in path]
    data["points"].append(path[-1] | {"fill": ink})
    data["ends"].append(path[-1] | {"label": series.growth, "dy": 0})


def add_ticks(data: dict[str, list[Row]], cells: Sequence[Row], since: int, year: int) -> None:
    """The first and the last year under some cells of the grid."""
    for cell in cells:
        data["ticks"].append(cell | {"year": since, "label": str(since), "align": "left"})
        data["ticks"].append(cell | {"year": year, "label": str(year), "align": "center"})


def _on_grid(scene: Scene, data: dict[str, list[Row]], found: dict[str, Index], since: int) -> Plot:
    year = scene.model.year
    lines = {row["row"] for row in data["frames"]}
    data["heads"] = _legend(scene, since, data["frames"])
    add_ticks(data, _lowest(data["frames"]), since, year)
    params = extent(list(found.values())) | {
        "first": since,
        "last": year,
        "reach": 78,
        "floor": 38,
        "top": 0,
    }
    drawing = draw("trends", data, params, (FULL, _TILE * len(lines)), scene.languages)
    area = scene.model.catalogue.area
    ranked = sorted(found, key=lambda a: found[a].values[-1], reverse=True)
    told = Text(
        "，".join(f"{area(a).short.zh} {found[a].growth}" for a in ranked),
        ", ".join(f"{area(a).short.en} {found[a].growth}" for a in ranked),
    )
    span = Text(f"{since} 年至 {year} 年变动", f"change from {since} to {year}")
    alt = sentence(scene.spec.title, Text(f"{span.zh}：{told.zh}", f"{span.en}: {told.en}"))
    return Plot(drawing, alt, (SCHEMATIC,), tuple(range(since, year + 1)))


def extent(series: Sequence[Index]) -> Row:
    """The common scale of all lines, with the base always on it."""
    values = [value for line in series for value in line.values]
    low, high = min(BASE, *values), max(BASE, *values)
    air = max((high - low) * 0.04, 1)
    return {"low": low - air, "high": high + air}


def _legend(scene: Scene, since: int, frames: Sequence[Row]) -> list[Row]:
    """What the lines are, in the upper left corner of the grid where no tile stands."""
    if any(row["row"] == 1 and row["col"] < LEAST for row in frames):
        return []
    name = scene.indicator(scene.spec.indicators[0]).short
    texts = [
        (
            0.0,
            8,
            f"{name.zh}指数（{since}年=100）",
            f"Index of {name.en.lower()}, {since} = 100",
            TEXT,
        ),
        (0.0, 30, "本市", "this city", scene.palette.ink),
        (64.0, 30, "增幅前三", "top three", MADDER),
        (128.0, 30, "其他市", "other cities", SYMBOL),
    ]
    return [head(x, zh, en, ink) | {"y": y} for x, y, zh, en, ink in texts]


def _lowest(frames: Sequence[Row]) -> list[Row]:
    """The lowest frame of every column: under it stand the years."""
    last = {row["col"]: row for row in sorted(frames, key=lambda row: row["row"])}
    return [{"col": row["col"], "row": row["row"]} for row in last.values()]
