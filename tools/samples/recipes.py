"""How a line is worked out from the city, the year before and the lines before it."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import Any

from pipeline.catalogue.model import Indicator
from tools.samples.draw import between, settled
from tools.samples.places import HERE, Place

Recipe = Mapping[str, Any]
Lines = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Case:
    """One line of one place in one year. ``before`` holds last year's lines, none in the year of
    origin; ``so_far`` this year's lines already worked out; ``known`` the published ones."""

    line: Indicator
    recipe: Recipe
    place: Place
    year: int
    before: Lines | None
    so_far: Lines
    known: Lines
    shock: float  # what a deviation multiplies the line by; 1 = nothing

    def between(self, span: tuple[float, float], what: str, *more: object) -> float:
        return between(span, self.place.code, self.line.code, what, *more)

    def settled(self, amount: float) -> Decimal:
        key = (self.place.code, self.line.code, self.year)
        return settled(amount, self.line.decimals, *key)


def worked_out(case: Case) -> Decimal | None:
    """The value of the line, by the first word of its recipe; none for a rate that is not typed."""
    return _WAYS[next(iter(case.recipe))](case)


@cache
def recipes() -> dict[str, Recipe]:
    """All recipes of ``levels.toml``, in the order of working out."""
    return tomllib.loads((HERE / "levels.toml").read_text(encoding="utf-8"))


def _chain(case: Case) -> Decimal:
    amount = _origin(case) if case.before is None else _grown(case, case.before)
    amount = max(amount * case.shock, _floor(case))
    most = case.place.measures.get(case.recipe.get("cap", ""), math.inf)
    return case.settled(min(amount, most))


def _origin(case: Case) -> float:
    code = case.line.code
    if code in case.known:
        return float(case.known[code])
    if code in case.place.levels:
        return case.place.levels[code]
    size = case.place.measures.get(case.recipe["chain"], 0.0) * case.recipe["rate"]
    spread = case.recipe["spread"]
    return float(size * case.between((1 - spread, 1 + spread), "level"))


def _grown(case: Case, before: Lines) -> float:
    span = case.place.growth.get(case.line.code) or tuple(case.recipe["growth"])
    return float(before[case.line.code]) * (1 + case.between(span, "growth", case.year))


def _floor(case: Case) -> float:
    return float(case.recipe.get("floor", 0)) if case.place.measures else 0.0


def _share(case: Case) -> Decimal:
    code, whole = case.line.code, case.recipe["share"]
    if case.before is None and code in case.known:
        return case.known[code]
    if case.before is None or not case.before[whole]:
        share = _first_share(case)
    else:
        span = case.place.drift.get(code) or tuple(case.recipe["drift"])
        share = float(case.before[code] / case.before[whole])
        share *= 1 + case.between(span, "drift", case.year)
    share = min(share, case.recipe.get("most", 1.0)) * case.shock
    return case.settled(float(case.so_far[whole]) * share)


def _first_share(case: Case) -> float:
    own = case.place.shares.get(case.line.code)
    if own is not None:
        return own
    scale = case.place.measures.get(case.recipe.get("scale", "one"), 1.0)
    return case.between(tuple(case.recipe["start"]), "share") * scale


def _sum(case: Case) -> Decimal:
    return sum((case.so_far[part] for part in case.recipe["sum"]), Decimal(0))


def _rest(case: Case) -> Decimal:
    rest = case.so_far[case.recipe["rest"]]
    return rest - sum(case.so_far[part] for part in case.recipe["less"])


def _times(case: Case) -> Decimal:
    spread = case.recipe["spread"]
    each = case.between(tuple(case.recipe["each"]), "each")
    each *= case.between((1 - spread, 1 + spread), "each", case.year)
    return case.settled(float(case.so_far[case.recipe["times"]]) * each * case.shock)


def _carry(case: Case) -> Decimal:
    flow = case.so_far[case.recipe["carry"]]
    if case.before is not None:
        return case.settled(float(case.before[case.line.code] + flow) * case.shock)
    level = case.place.levels.get(case.line.code)
    return case.settled(level or float(flow) * case.recipe["years_before"])


def _cleared(case: Case) -> Decimal:
    """Resolved so far: last year's, this year's own, and some of what was pending before."""
    whole = case.recipe["of"]
    if case.before is None:
        return case.settled(float(case.so_far[whole]) * _first_share(case))
    pending = case.before[whole] - case.before[case.line.code]
    later = case.between(tuple(case.recipe["later"]), "later", case.year)
    flow = case.so_far[case.recipe["cleared"]]
    return case.before[case.line.code] + flow + case.settled(float(pending) * later)


def _register(case: Case) -> Decimal:
    return Decimal(int(case.place.measures.get(case.recipe["register"], 0)))


def _ratio(case: Case) -> Decimal | None:
    ratio = case.line.ratio
    if not case.place.types_rates or ratio is None or not case.so_far[ratio.denominator]:
        return None
    exact = case.so_far[ratio.numerator] / case.so_far[ratio.denominator] * ratio.factor
    return exact.quantize(Decimal(1).scaleb(-case.line.decimals), ROUND_HALF_EVEN)


_WAYS: dict[str, Callable[[Case], Decimal | None]] = {
    "chain": _chain,
    "share": _share,
    "sum": _sum,
    "rest": _rest,
    "times": _times,
    "carry": _carry,
    "cleared": _cleared,
    "register": _register,
    "ratio": _ratio,
}
