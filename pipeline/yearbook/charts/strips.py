"""Rates on one scale: every city a dot, the region a stroke; in a city's chapter its own dot."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.bilingual import Languages
from pipeline.tables.writing import write
from pipeline.vocabulary import Measure, Text
from pipeline.yearbook.charts import plot
from pipeline.yearbook.charts.drawing import draw
from pipeline.yearbook.charts.marks import State
from pipeline.yearbook.charts.palette import FAINT, TEXT
from pipeline.yearbook.charts.plot import (
    FULL,
    LEAST,
    Plot,
    Row,
    Scene,
    extremes,
    hover,
    sentence,
)
from pipeline.yearbook.measure import ems

_TOP, _ROW = 30.0, 22.0
_BEGIN, _BEFORE = 96.0, 36.0  # where the lines begin; the air before the figures
_TYPE, _AIR = 7.2, 8.0  # of the figures behind: points, air before a column
_COLUMNS = ((-1, FULL - 414.0), (-2, 62.0))  # the last two columns and their least width
_TENS = 10


def strip(scene: Scene) -> Plot | None:
    """One line a rate; none when fewer than three rates have three cities (and the own) to show."""
    rates = [code for code in scene.spec.indicators if _tellable(scene, code)]
    if len(rates) < LEAST:
        return None
    values = [v for code in rates for v in _values(scene, code)]
    low, high = min(values) // _TENS * _TENS, min(-(-max(values) // _TENS) * _TENS, 100)
    ticks = [low, (low + high) / 2, high]
    figures = {code: _figures(scene, code) for code in rates}
    ends = _columns(list(figures.values()))
    data = {
        "grid": [{"value": tick, "label": f"{tick:g}%"} for tick in ticks],
        "spans": [_span(scene, code) for code in rates],
        "dots": [dot for code in rates for dot in _dots(scene, code)],
        "regions": [_region(scene, code) for code in rates if scene.has_region(code)],
        "rates": [_name(scene, code) for code in rates],
        "figures": [cell for code in rates for cell in _placed(code, ends, figures[code])],
        "tops": _tops(scene, ends),
        "heads": [],
    }
    params = {"low": low, "high": high, "begin": _BEGIN, "end": ends[0] - _BEFORE, "top": _TOP}
    drawing = draw("strip", data, params, (FULL, _TOP + _ROW * len(rates)), scene.languages)
    return Plot(drawing, sentence(scene.spec.title, *(_told(scene, code) for code in rates)))


def _tellable(scene: Scene, code: str) -> bool:
    own = scene.area is None or scene.shown(scene.area.code, code).state is State.VALUE
    return own and len(_values(scene, code)) >= LEAST


def _values(scene: Scene, code: str) -> list[float]:
    shows = [show for _, show in scene.cities(code)]
    return [s.value for s in shows if s.state is State.VALUE and s.value is not None]


def _region(scene: Scene, code: str) -> Row:
    return {"row": code, "value": scene.shown(scene.region, code).value}


def _name(scene: Scene, code: str) -> Row:
    short = scene.indicator(code).short
    return {"row": code, "zh": short.zh, "en": short.en}


def _span(scene: Scene, code: str) -> Row:
    values = _values(scene, code)
    return {"row": code, "value": min(values), "to": max(values)}


def _dots(scene: Scene, code: str) -> list[Row]:
    """The own city last, so that it lies on top."""
    own = scene.area.code if scene.area else ""
    dots = [
        {"row": code, "value": show.value, "fill": FAINT if own else scene.palette.ink, "size": 18}
        | {"told": hover(area.short, show.label)}
        for area, show in scene.cities(code)
        if area.code != own and show.state is State.VALUE
    ]
    if own:
        show = scene.shown(own, code)
        dot = {"row": code, "value": show.value, "fill": scene.palette.ink, "size": 56}
        dots.append(dot | {"told": hover(scene.model.catalogue.area(own).short, show.label)})
    return dots


def _tops(scene: Scene, ends: Sequence[float]) -> list[Row]:
    """What stands over the three columns of figures."""
    unit = scene.model.catalogue.edition.unit_of_region
    region = (f"{unit.zh} ｜", unit.en, TEXT)
    if scene.area is None:
        words = [region, ("最高", "highest", TEXT), ("最低", "lowest", TEXT)]
    else:
        name = scene.area.short
        words = [(f"{name.zh} ●", name.en, scene.palette.ink), region, ("位次", "rank", TEXT)]
    return [
        {"x": x, "zh": zh, "en": en, "ink": ink}
        for x, (zh, en, ink) in zip(ends, words, strict=True)
    ]


def _figures(scene: Scene, code: str) -> list[str]:
    """What stands in the three columns behind a line."""
    show = scene.shown(scene.region, code)
    region = show.label if show.drawn else ""
    if scene.area is not None:
        rank = scene.beside(scene.area.code, code, Measure.RANK)
        place = write(rank).text if rank is not None else ""
        return [scene.shown(scene.area.code, code).label, region, place]
    told = [(area.short, s) for area, s in scene.cities(code)]
    return [
        region,
        *(f"{_who(names, scene.languages)} {label}" for names, label in plot.ends(told)),
    ]


def _columns(lines: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Where the three columns end, each as wide as its figures need."""
    ends = [FULL]
    for at, least in _COLUMNS:
        texts = (line[at] for line in lines if len(line) >= -at)
        widest = max((ems(text) * _TYPE for text in texts), default=0.0)
        ends.insert(0, round(ends[0] - max(least, widest + _AIR), 2))
    return tuple(ends)


def _placed(code: str, ends: Sequence[float], texts: Sequence[str]) -> list[Row]:
    return [
        {"row": code, "x": x, "text": text, "ink": TEXT}
        for x, text in zip(ends, texts, strict=True)
    ]


def _who(names: Sequence[Text], languages: Languages) -> str:
    tied = Text(f"{len(names)} 市并列", f"{len(names)} cities")
    return languages.lead(names[0] if len(names) == 1 else tied)


def _told(scene: Scene, code: str) -> Text:
    """One rate in words: own and regional figure, then the ends of the range."""
    name, unit = scene.indicator(code).name, scene.model.catalogue.edition.unit_of_region
    pairs = [(unit, scene.shown(scene.region, code))]
    if scene.area is not None:
        pairs.insert(0, (scene.area.short, scene.shown(scene.area.code, code)))
    told = [(n, s) for n, s in pairs if s.drawn]
    reach = extremes([(a.short, s) for a, s in scene.cities(code)])
    zh = "，".join([*(f"{n.zh} {s.label}" for n, s in told), reach.zh])
    en = ", ".join([*(f"{n.en} {s.label}" for n, s in told), reach.en])
    return Text(f"{name.zh}：{zh}", f"{name.en}: {en}")
