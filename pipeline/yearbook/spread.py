"""How unevenly quality falls on the cities: a box a city, from high to low, none of them named."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pipeline.vocabulary import Text
from pipeline.yearbook.edition import EditionModel
from pipeline.yearbook.returns import per_cent

_ACROSS_MM, _LEAST_MM = 120.0, 7.6  # all boxes of a strip, and one box with its gap


@dataclass(frozen=True, slots=True)
class Box:
    """One city: what is printed, and the class of its box."""

    value: str
    css: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One measure of all cities; ``key`` says what the boxes of a class have in common."""

    name: Text
    boxes: tuple[Box, ...]
    key: tuple[tuple[str, Text], ...]

    @property
    def box_mm(self) -> float:
        return round(max(_ACROSS_MM / max(len(self.boxes), 1), _LEAST_MM) - 0.6, 2)


def strips(model: EditionModel) -> tuple[Strip, ...]:
    """Cells filled and findings, as far as there is more than one city to compare."""
    return tuple(
        strip for strip in (_filled(model), _found(model)) if strip and len(strip.boxes) > 1
    )


def _filled(model: EditionModel) -> Strip | None:
    cities = [city for city in model.quality.completeness if city.n_expected]
    whole = sum(city.n_expected for city in cities)
    if not whole:
        return None
    average = Fraction(sum(city.n_reported for city in cities), whole)
    shares = sorted((Fraction(c.n_reported, c.n_expected) for c in cities), reverse=True)
    return Strip(
        Text("填报率（%）", "Cells filled (%)"),
        tuple(
            Box(
                per_cent(share.numerator, share.denominator),
                "above" if share >= average else "below",
            )
            for share in shares
        ),
        _occurring(
            {"above" if share >= average else "below" for share in shares},
            ("above", Text("合计及以上", "at or above total")),
            ("below", Text("以下", "below")),
        ),
    )


def _found(model: EditionModel) -> Strip | None:
    cities = model.quality.spread
    if not any(city.n_found for city in cities):
        return None
    css = ["pending" if c.n_open else "settled" if c.n_found else "free" for c in cities]
    return Strip(
        Text("审核发现（项）", "Findings"),
        tuple(Box(str(city.n_found), kind) for city, kind in zip(cities, css, strict=True)),
        _occurring(
            set(css),
            ("pending", Text("有待处理", "some open")),
            ("settled", Text("全部了结", "all settled")),
        ),
    )


def _occurring(kinds: set[str], *names: tuple[str, Text]) -> tuple[tuple[str, Text], ...]:
    return tuple(pair for pair in names if pair[0] in kinds)
