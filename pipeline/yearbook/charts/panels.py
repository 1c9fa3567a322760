"""One city against the region: an index line a figure, side by side on one scale."""

from __future__ import annotations

from pipeline.catalogue.model import Area
from pipeline.vocabulary import Text
from pipeline.yearbook.charts.drawing import draw
from pipeline.yearbook.charts.palette import TEXT
from pipeline.yearbook.charts.plot import FULL, Plot, Row, Scene, head, sentence
from pipeline.yearbook.charts.trends import (
    DATASETS,
    Index,
    add_line,
    add_ticks,
    extent,
    frame,
    index,
)

_FEWEST = 2
_HEAD, _HIGH = 26.0, 92.0
_DASHED = [2.3, 2.3]
_APART = 8.0  # between the two labels at the ends of the lines
_FLOOR, _ROOF = 78.0, 18.0


def panels(scene: Scene) -> Plot | None:
    """One panel a figure; none when the city has fewer than two series of three years."""
    area = the_city(scene)
    own = {c: i for c in scene.spec.indicators if (i := index(scene, area.code, c))}
    if len(own) < _FEWEST:
        return None
    since = max(series.years[0] for series in own.values())
    own = {c: i for c in own if (i := index(scene, area.code, c, since))}
    region = {c: i for c in own if (i := index(scene, scene.region, c, since))}
    scale = extent([*own.values(), *region.values()])
    data: dict[str, list[Row]] = {name: [] for name in DATASETS}
    for at, code in enumerate(own, 1):
        cell = {"col": at, "row": 1}
        data["frames"].append(cell | frame(scene, scene.indicator(code).short, ""))
        if code in region:
            add_line(data, cell, region[code], TEXT, f"{code}r")
        add_line(data, cell, own[code], scene.palette.ink, code)
        _part_labels(data["ends"][-2:] if code in region else [], scale)
        add_ticks(data, [cell], since, scene.model.year)
    for row in data["lines"]:
        row["dash"] = _DASHED if row["line"].endswith("r") else row["dash"]
    data["heads"] = _heads(scene, since)
    params = scale | {
        "first": since,
        "last": scene.model.year,
        "reach": 78,
        "floor": _FLOOR,
        "top": _HEAD,
    }
    drawing = draw("trends", data, params, (FULL, _HEAD + _HIGH), scene.languages)
    return Plot(
        drawing, _alt(scene, own, region, since), (), tuple(range(since, scene.model.year + 1))
    )


def the_city(scene: Scene) -> Area:
    """The city whose chapter the chart stands in."""
    if scene.area is None:
        message = f"{scene.spec.code} is a chart of cities"
        raise ValueError(message)
    return scene.area


def _part_labels(ends: list[Row], scale: Row) -> None:
    """Moves two end labels apart when they would overlap."""
    if len(ends) < _FEWEST:
        return
    per_unit = (_FLOOR - _ROOF) / (scale["high"] - scale["low"])
    upper, lower = sorted(ends, key=lambda row: -row["value"])
    gap = (upper["value"] - lower["value"]) * per_unit
    if gap < _APART:
        upper["dy"], lower["dy"] = -(_APART - gap) / 2, (_APART - gap) / 2


def _heads(scene: Scene, since: int) -> list[Row]:
    region = scene.model.catalogue.edition.unit_of_region
    name = the_city(scene).short
    return [
        head(0, f"{since}年=100", f"{since} = 100"),
        head(62, f"━ {name.zh}", name.en, scene.palette.ink),
        head(140, f"┅ {region.zh}", region.en),
    ]


def _alt(scene: Scene, own: dict[str, Index], region: dict[str, Index], since: int) -> Text:
    city, unit = the_city(scene).short, scene.model.catalogue.edition.unit_of_region
    told = [
        Text(
            f"{since} 年至 {scene.model.year} 年变动", f"Change from {since} to {scene.model.year}"
        )
    ]
    for code, series in own.items():
        name = scene.indicator(code).name
        beside = region.get(code)
        zh = f"，{unit.zh} {beside.growth}" if beside else ""
        en = f", {unit.en} {beside.growth}" if beside else ""
        told.append(Text(
            f"{name.zh}：{city.zh} {series.growth}{zh}",
            f"{name.en}: {city.en} {series.growth}{en}",
        ))  # fmt: skip
    return sentence(scene.spec.title, *told)
