"""Bars by area: a rate ranked with the region as a line, and the parts of a whole beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.catalogue.model import Area
from pipeline.vocabulary import Text
from pipeline.yearbook.charts.drawing import draw
from pipeline.yearbook.charts.marks import Shown, State
from pipeline.yearbook.charts.palette import RULE, SYMBOL, TEXT, WHITE, on, readable
from pipeline.yearbook.charts.plot import (
    FULL,
    HALF,
    LABELS,
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
from pipeline.yearbook.charts.wholes import Slice, slices, titles
from pipeline.yearbook.measure import ems

_TYPE = 7.2  # points, of the figures
_GAP = 6.0  # between the longest bar with its figure and what follows
_BESIDE = 248.0  # where the parts begin when they stand beside ranked bars
_NARROW = 11.0  # a slice narrower than this (in points) carries no figure


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where something is drawn, in points from the left, and the value at its end."""

    begin: float
    end: float
    top: float

    def at(self, value: float) -> float:
        return self.begin + (self.end - self.begin) * value / self.top


def bars(scene: Scene) -> Plot | None:
    """Ranked bars, parts, or both; none when fewer than three cities have anything to show."""
    rate = next(iter(scene.spec.indicators), None)
    areas = _ordered(scene, rate)
    told = [(a.short, scene.shown(a.code, rate)) for a in areas] if rate else []
    cut = {a.code: slices(scene, a.code) for a in areas} if scene.spec.parts else {}
    n_drawn = sum(show.drawn for _, show in told) if rate else sum(map(bool, cut.values()))
    if n_drawn < LEAST:
        return None
    region = scene.has_region(rate) if rate else bool(slices(scene, scene.region))
    rows, foot = area_rows(scene, areas, region=region)
    rows, clear = named(scene, rows)
    ranked, parts = _panels(scene, rate, [show for _, show in told])
    data = {
        "rows": rows,
        "bars": _ranked(scene, rate, rows, ranked) if rate else [],
        "parts": [s for row in rows for s in _stack(scene, row, parts)] if scene.spec.parts else [],
        "heads": [*_rate_head(scene, rate), *_part_heads(scene, parts)],
        "axis": [{"x": LABELS, "y": 19, "y2": foot}] if rate else [],
    }
    params = {
        "top": ranked.top,
        "foot": foot,
        "bar_from": ranked.begin,
        "bar_to": ranked.end,
        "part_from": parts.begin,
        "part_to": parts.end,
    } | clear
    width = FULL if scene.spec.parts else HALF
    drawing = draw("bars", data, params, (width, foot + 2), scene.languages)
    return Plot(drawing, _alt(scene, rate, told))


def _panels(scene: Scene, rate: str | None, shows: Sequence[Shown]) -> tuple[_Panel, _Panel]:
    """Where the ranked bars and the parts are drawn, with room for the figures behind the bars."""
    region = [scene.shown(scene.region, rate)] if rate else []
    top = max((s.value or 0 for s in (*shows, *region)), default=0) or 1
    room = _GAP + _TYPE * max((ems(show.label) for show in shows if show.drawn), default=0)
    end = _BESIDE - _GAP if scene.spec.parts else HALF
    return _Panel(LABELS, end - room, top), _Panel(_BESIDE if rate else LABELS, FULL, 1)


def _ordered(scene: Scene, rate: str | None) -> list[Area]:
    """By the rate, or by the share of the first part."""
    if rate:
        return [area for area, _ in scene.cities(rate)]

    def first_share(code: str) -> float:
        cut = slices(scene, code)
        return -cut[0].share if cut else 1.0

    return sorted(scene.model.catalogue.cities, key=lambda city: first_share(city.code))


def _ranked(scene: Scene, rate: str, rows: Sequence[Row], panel: _Panel) -> list[Row]:
    region = scene.shown(scene.region, rate).value
    line = panel.at(region) if region is not None and scene.has_region(rate) else None
    return [_bar(scene, row, scene.shown(row["area"], rate), panel, line) for row in rows]


def _bar(scene: Scene, row: Row, show: Shown, panel: _Panel, line: float | None) -> Row:
    """A filled bar for a value, an outlined one for a bound, words where there is neither.

    Where the region's line would cross the figure, the figure is given a halo.
    """
    ink = TEXT if row["kind"] == "region" else scene.palette.ink
    open_ended = show.state is State.BOUND
    end = panel.at(show.value or 0)
    crossed = line is not None and end < line < end + _GAP + _TYPE * ems(show.label)
    return {
        "kind": row["kind"],
        "y": row["y"],
        "value": show.value or 0,
        "fill": WHITE if open_ended else ink,
        "stroke": ink if open_ended else None,
        "label": show.label,
        "label_ink": show.ink,
        "halo": crossed,
        "told": hover(Text(row["zh"], row["en"]), show.label),
    }


def _stack(scene: Scene, row: Row, panel: _Panel) -> list[Row]:
    """The slices of one area side by side, in per cent of the whole."""
    cut = slices(scene, row["area"])
    if not cut:
        return [_unknown(scene, row)]
    placed, at = [], 0.0
    for piece in cut:
        placed.append(_slice(row, piece, at, panel))
        at += piece.share * 100
    return placed


def _slice(row: Row, piece: Slice, at: float, panel: _Panel) -> Row:
    wide = piece.share * (panel.end - panel.begin)
    share = f"{piece.label}%" if piece.label else "—"
    return {
        "y": row["y"],
        "from": at,
        "to": at + piece.share * 100,
        "fill": piece.fill,
        "stroke": RULE if piece.fill == WHITE else WHITE,
        "label": piece.label if wide >= _NARROW else "",
        "label_ink": SYMBOL if piece.fill == WHITE else on(piece.fill),
        "told": hover(Text(row["zh"], row["en"]), share, piece.name),
    }


def _unknown(scene: Scene, row: Row) -> Row:
    """An outline where the whole is known but not its parts, or nothing is."""
    show = scene.shown(row["area"], scene.spec.whole)
    parts = scene.languages.joined(Text("未分列", "not broken down"))
    label = parts if show.drawn else show.label
    return {
        "y": row["y"], "from": 0, "to": 100, "fill": WHITE, "stroke": RULE,
        "label": label, "label_ink": SYMBOL, "told": hover(Text(row["zh"], row["en"]), label),
    }  # fmt: skip


def _rate_head(scene: Scene, rate: str | None) -> list[Row]:
    if rate is None:
        return []
    text = with_unit(scene.indicator(rate))
    return [head(LABELS, text.zh, text.en)]


def _part_heads(scene: Scene, panel: _Panel) -> list[Row]:
    """The names of the parts in their colours, above where the first row shows them."""
    if not scene.spec.parts:
        return []
    names = titles(scene)
    step = (panel.end - panel.begin) / len(names)
    return [
        head(panel.begin + step * at, f"{name.zh}（%）", f"{name.en}, %", readable(fill))
        for at, (name, fill) in enumerate(zip(names, scene.palette.parts, strict=False))
    ]


def _alt(scene: Scene, rate: str | None, told: Sequence[tuple[Text, Shown]]) -> Text:
    region = Text("", "")
    if rate and scene.has_region(rate):
        name, show = scene.model.catalogue.edition.unit_of_region, scene.shown(scene.region, rate)
        region = Text(f"{name.zh} {show.label}", f"{name.en} {show.label}")
    return sentence(scene.spec.title, region, extremes(told), lacking(told), _told_parts(scene))


def _told_parts(scene: Scene) -> Text:
    """The region's structure in words."""
    cut = slices(scene, scene.region) if scene.spec.parts else ()
    if not cut:
        return Text("", "")
    name = scene.model.catalogue.edition.unit_of_region
    pairs = list(zip(titles(scene), cut, strict=False))
    return Text(
        f"{name.zh}构成：" + "，".join(f"{t.zh} {c.label}%" for t, c in pairs if c.label),
        f"{name.en} by part: " + ", ".join(f"{t.en} {c.label}%" for t, c in pairs if c.label),
    )
