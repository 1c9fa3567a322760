"""The emblem of a city: five rings, each a rate, woven the denser the higher the city ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.catalogue.model import Area, Indicator
from pipeline.tables.figures import Figure
from pipeline.vocabulary import Measure, Text
from pipeline.yearbook import motif
from pipeline.yearbook.edition import EditionModel
from pipeline.yearbook.motif import Ring, Weave

COLOURS = ("#A8352B", "#1C3D72", "#17695A", "#8A5A00", "#5B3C82")  # from the frame inwards
SIDE_MM, SAMPLE_MM = 31.0, 12.0
BY_THIRD = (Weave.FULL, Weave.BROKEN, Weave.DOTTED)


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a city in one rate: ``place`` of ``among``, and how its ring is woven."""

    name: Text
    place: int
    among: int
    weave: Weave
    colour: str
    sample: str  # a piece of the ring, as SVG


@dataclass(frozen=True, slots=True)
class Emblem:
    """The drawing, and what each ring says, from the frame inwards."""

    svg: str
    places: tuple[Place, ...]


def emblem(model: EditionModel, area: Area) -> Emblem | None:
    """The emblem of a city; none when there are too few ranked rates for a drawing to say much."""
    ranked = [(i, rank) for i in rates(model) if (rank := _rank(model, area, i))]
    if len(ranked) < len(COLOURS):
        return None
    chosen = zip(ranked, COLOURS, strict=False)
    places = tuple(_place(model, i, rank, colour) for (i, rank), colour in chosen)
    rings = [Ring(p.colour, p.weave) for p in places]
    side = motif.PITCH + 2
    body = motif.placed(motif.paths(motif.diamond(motif.GAMBOGE, rings)), side / 2, side / 2)
    return Emblem(motif.svg(SIDE_MM, SIDE_MM, SIDE_MM / side, body), places)


def rates(model: EditionModel) -> tuple[Indicator, ...]:
    """The first ranked rate of each form; rates that stand on the form itself come first."""
    ranked = model.figures.ranked(model.year)
    told = [i for i in model.catalogue.indicators if i.code in ranked]
    first: dict[str, Indicator] = {}
    for indicator in sorted(told, key=lambda i: not i.on_form):
        first.setdefault(indicator.form, indicator)
    on_form = [i for i in first.values() if i.on_form]
    others = [i for i in first.values() if not i.on_form]
    chosen = (on_form + others)[: len(COLOURS)]
    return tuple(sorted(chosen, key=lambda i: i.form))


def _rank(model: EditionModel, area: Area, indicator: Indicator) -> Figure | None:
    figure = model.figures.get(area.code, indicator.code, model.year, Measure.RANK)
    return figure if figure and figure.value is not None else None


def _place(model: EditionModel, indicator: Indicator, rank: Figure, colour: str) -> Place:
    among = sum(_rank(model, city, indicator) is not None for city in model.catalogue.cities)
    place = int(rank.value or 0)
    weave = BY_THIRD[third(place, among)]
    return Place(indicator.short, place, among, weave, colour, sample(colour, weave))


def third(place: int, among: int) -> int:
    """0 for the upper third of a ranking, 1 for the middle one, 2 for the lower."""
    return min(2, (place - 1) * 3 // max(among, 1))


def sample(colour: str, weave: Weave) -> str:
    """A straight piece of a ring, woven in the same way, for the key beside the emblem."""
    scale = SIDE_MM / (motif.PITCH + 2)
    width = round(SAMPLE_MM / scale)
    picks = ((x, y) for y in range(2) for x in range(width))
    cloth = {pick: colour for pick in picks if motif.woven(weave, pick[0], 0, pick[1])}
    return motif.svg(SAMPLE_MM, 2 * scale, scale, motif.paths(cloth))


def locator(cities: Sequence[Area], area: Area, ink: str) -> str:
    """The tile grid of the cities as small diamonds, this one in ink; blank without a grid."""
    placed = [c for c in cities if c.tile_col and c.tile_row]
    if area not in placed:
        return ""
    columns, rows = max(c.tile_col or 0 for c in placed), max(c.tile_row or 0 for c in placed)
    unit = min(SIDE_MM / columns, SIDE_MM / rows)
    body = "".join(_diamonds(placed, area, ink))
    return motif.svg(columns * unit, rows * unit, unit, body)


def _diamonds(cities: Iterable[Area], area: Area, ink: str) -> Iterator[str]:
    for city in cities:
        x, y = (city.tile_col or 1) - 0.5, (city.tile_row or 1) - 0.5
        colour = ink if city == area else "#D3D7DB"
        yield f'<path fill="{colour}" d="M{x:g} {y - 0.46:g}l.46.46-.46.46-.46-.46z"/>'
