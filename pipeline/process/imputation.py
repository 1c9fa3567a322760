"""Fills blank cells of forms in force, where the edition asks for it, without upsetting a balance.

Estimates come unrounded from ``aggregated.estimate``. They are rounded here, half to even, or,
where their whole is known, shared out so that the parts add up to it (largest remainders). Where
that cannot be done, the cell stays blank.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

from pipeline.catalogue.imputation import Imputation
from pipeline.warehouse import Warehouse

ASKED_COLUMNS = ("indicator", "method", "scheme")
IMPUTED_COLUMNS = ("area", "indicator", "period", "value", "method")
_BEFORE = ("aggregated.stated", "aggregated.movement", "aggregated.estimate")
_ESTIMATES = "select * from aggregated.estimate order by area, period, indicator"
_STATED = """
    select area, period, indicator, value from aggregated.stated
    where value is not null and lower = upper
    order by area, period, indicator
"""
_PARTS = """
    select parent as whole, id as part, part_of = 'exhaustive' as is_exhaustive
    from codelist.indicator where parent is not null order by parent, id
"""

Place = tuple[str, int]  # area, period


@dataclass(frozen=True, slots=True)
class Estimate:
    """``value`` in units of the indicator's last decimal, of which there are ``decimals``."""

    indicator: str
    value: Fraction
    decimals: int
    method: str


@dataclass(frozen=True, slots=True)
class Family:
    """A whole with its parts; ``is_exhaustive``: they are all there are."""

    whole: str
    parts: tuple[str, ...]
    is_exhaustive: bool


def impute(warehouse: Warehouse, asked: Imputation, matched_min: int) -> int:
    """Makes ``aggregated.imputed`` and gives the number of its cells.

    Grain: area, indicator, period; the value as text, and the method.
    """
    lines = [(line.indicator, line.method, line.scheme) for line in asked.lines]
    rows = [dict(zip(ASKED_COLUMNS, line, strict=True)) for line in lines]
    warehouse.load("aggregated.imputation_asked", ASKED_COLUMNS, rows)
    found: list[dict[str, str | None]] = []
    if rows:
        for table in _BEFORE:
            warehouse.build(table, matched_min=matched_min)
        found = [*_imputed(warehouse)]
    warehouse.load("aggregated.imputed", IMPUTED_COLUMNS, found)
    return len(found)


def _imputed(warehouse: Warehouse) -> Iterable[dict[str, str | None]]:
    stated: dict[Place, dict[str, Decimal]] = {}
    for row in warehouse.rows(_STATED):
        stated.setdefault((row["area"], row["period"]), {})[row["indicator"]] = row["value"]
    families = _families(warehouse.rows(_PARTS))
    estimates = warehouse.rows(_ESTIMATES)
    for place, found in groupby(estimates, key=lambda row: (row["area"], row["period"])):
        known = stated.get(place, {})
        made = [_estimate(row) for row in found]
        for estimate, value in settled(made, known, families).items():
            yield {
                "area": place[0],
                "indicator": estimate.indicator,
                "period": str(place[1]),
                "value": str(value),
                "method": estimate.method,
            }


def settled(
    estimates: Sequence[Estimate], known: Mapping[str, Decimal], families: Collection[Family]
) -> dict[Estimate, Decimal]:
    """The estimates of one form that can stand, as figures.

    ``known`` are the stated figures beside them. Wholes are settled before their parts.
    """
    left = {estimate.indicator: estimate for estimate in estimates}
    figures: dict[str, Decimal] = dict(known)
    for code in _wholes_first(left, families):
        family = next((f for f in families if code in f.parts and f.is_exhaustive), None)
        if code in figures or code not in left:
            continue
        if family is None or family.whole not in figures:
            figures[code] = _whole(left[code], figures, families)
        elif shares := _shared(family, left, figures):
            figures |= shares
        else:  # its whole is known, its sisters are not
            for sister in family.parts:
                left.pop(sister, None)
    kept = {left[code]: figures[code] for code in sorted(left) if code in figures}
    return {e: v for e, v in kept.items() if _fits(e.indicator, v, figures, families)}


def _whole(
    estimate: Estimate, figures: Mapping[str, Decimal], families: Collection[Family]
) -> Decimal:
    """The estimate, rounded; the sum of its parts where all of them were stated."""
    parts = next(
        (f.parts for f in families if f.whole == estimate.indicator and f.is_exhaustive), ()
    )
    if parts and all(part in figures for part in parts):
        return sum((figures[part] for part in parts), Decimal(0))
    return _scaled(round(estimate.value), estimate.decimals)


def _shared(
    family: Family, left: Mapping[str, Estimate], figures: Mapping[str, Decimal]
) -> dict[str, Decimal]:
    """What is left of the whole, shared out in proportion; nothing where that cannot be done."""
    missing = [part for part in family.parts if part not in figures]
    if any(part not in left for part in missing):
        return {}
    places = max(left[part].decimals for part in missing)
    given = sum((figures[part] for part in family.parts if part in figures), Decimal(0))
    rest = (figures[family.whole] - given).scaleb(places)
    weights = [left[part].value / Fraction(10) ** left[part].decimals for part in missing]
    if rest < 0 or rest != int(rest) or (sum(weights) == 0 and rest > 0 and len(missing) > 1):
        return {}
    shares = largest_remainders(int(rest), weights)
    return {part: _scaled(n, places) for part, n in zip(missing, shares, strict=True)}


def largest_remainders(total: int, weights: Sequence[Fraction]) -> list[int]:
    """Whole numbers in proportion to ``weights`` that add up to ``total`` (Hamilton's method)."""
    whole = sum(weights)
    if not whole:
        return [total] + [0] * (len(weights) - 1)
    exact = [total * weight / whole for weight in weights]
    shares = [int(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda n: (shares[n] - exact[n], n))
    for n in order[: total - sum(shares)]:
        shares[n] += 1
    return shares


def _fits(
    code: str, value: Decimal, figures: Mapping[str, Decimal], families: Collection[Family]
) -> bool:
    """Whether a figure is no larger than its whole and no smaller than its parts together."""
    if value < 0:
        return False
    for family in families:
        if code in family.parts and value > figures.get(family.whole, value):
            return False
        if code == family.whole and _known_parts(family, figures) > value:
            return False
    return True


def _known_parts(family: Family, figures: Mapping[str, Decimal]) -> Decimal:
    """The sum of the parts; of parts that may overlap, the largest."""
    parts = [figures[part] for part in family.parts if part in figures]
    return sum(parts, Decimal(0)) if family.is_exhaustive else max(parts, default=Decimal(0))


def _wholes_first(codes: Iterable[str], families: Collection[Family]) -> list[str]:
    """Codes in an order in which no part comes before its whole."""
    whole_of = {part: family.whole for family in families for part in family.parts}

    def depth(code: str) -> int:
        return 1 + depth(whole_of[code]) if code in whole_of else 0

    return sorted(codes, key=lambda code: (depth(code), code))


def _families(rows: Iterable[Mapping[str, Any]]) -> tuple[Family, ...]:
    kinds: dict[tuple[str, bool], list[str]] = {}
    for row in rows:
        kinds.setdefault((row["whole"], row["is_exhaustive"]), []).append(row["part"])
    return tuple(Family(whole, tuple(parts), sure) for (whole, sure), parts in kinds.items())


def _estimate(row: Mapping[str, Any]) -> Estimate:
    unit = Fraction(10) ** row["decimals"]
    value = Fraction(row["base"]) * Fraction(row["num"]) / Fraction(row["den"]) * unit
    return Estimate(row["indicator"], value, row["decimals"], row["method"])


def _scaled(number: int, places: int) -> Decimal:
    return Decimal(number).scaleb(-places)
