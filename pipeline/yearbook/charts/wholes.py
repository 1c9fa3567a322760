"""Wholes and their parts: what of them is published, as slices that never hide what is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.tables.figures import Figure
from pipeline.vocabulary import NOTHING, Mark, Text
from pipeline.yearbook.charts.palette import WHITE
from pipeline.yearbook.charts.plot import Scene
from pipeline.yearbook.charts.program import REST
from pipeline.yearbook.commentary.grammar import grouped

_UNKNOWN = Text("未报送或不予公布", "not reported or withheld")


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a whole: its share (0 … 1), its colour (white where unknown), words, name."""

    share: float
    fill: str
    label: str
    name: Text = NOTHING


def titles(scene: Scene) -> tuple[Text, ...]:
    """The names of the parts in their order; ``*`` is named by the programme."""
    return tuple(
        scene.spec.rest if code == REST else scene.indicator(code).short
        for code in scene.spec.parts
    )


def exact(figure: Figure | None) -> Decimal | None:
    """The value if it may be added up: free, and no bound."""
    if figure is None or figure.withheld or figure.mark is not Mark.NONE:
        return None
    return figure.value


def slices(scene: Scene, area: str, year: int | None = None) -> tuple[Slice, ...]:
    """The slices of one area's whole; none when the whole is not known or is zero.

    Parts that are withheld or not reported stand together at the end as one white slice.
    """
    whole = exact(scene.figure(area, scene.spec.whole, year))
    if not whole:
        return ()
    known = [exact(scene.figure(area, c, year)) for c in scene.spec.parts if c != REST]
    spare = whole - sum((value for value in known if value is not None), Decimal(0))
    if spare < 0:
        return ()
    complete = all(value is not None for value in known)
    cut, values = [], iter(known)
    named = zip(scene.spec.parts, scene.palette.parts, titles(scene), strict=False)
    for code, fill, name in named:
        value = (spare if complete else None) if code == REST else next(values)
        if value is not None:
            cut.append(_slice(value, whole, fill, name))
    if not complete:
        cut.append(Slice(float(spare / whole), WHITE, "", _UNKNOWN))
    return tuple(cut)


def _slice(value: Decimal, whole: Decimal, fill: str, name: Text) -> Slice:
    return Slice(float(value / whole), fill, grouped(value * 100 / whole, 0), name)
