"""What follows from the published figures for those that are withheld, as linear constraints.

Totals and the sums of parts are equations. A printed ratio, share or growth rate was rounded, so it
says that the exact one lies within half a unit of its last decimal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.audit.published import Key, Published, Row
from pipeline.vocabulary import CITY_KIND, CLASS_KIND, OWN_LEVEL_KIND, REGION_KIND, Measure

OPEN = float("inf")
Terms = Iterable[tuple[Key, float]]


@dataclass(frozen=True, slots=True)
class Constraint:
    """``low`` <= the sum of coefficient * withheld level <= ``high``; ``name``: what tells so."""

    name: str
    terms: tuple[tuple[Key, float], ...]
    low: float
    high: float


def constraints(published: Published) -> Iterator[Constraint]:
    """Everything that is published of the withheld levels, known levels filled in."""
    yield from _totals(published)
    yield from _relations(published)
    for (area, indicator, measure, period), row in published.figures.items():
        if row["value"] is not None and row["mark"] == "":
            yield from _derived(published, (area, indicator, period), Measure(measure), row)


def _filled(
    published: Published, name: str, terms: Terms, low: float, high: float
) -> Iterator[Constraint]:
    """The constraint on what is withheld; none where a term is unknown, or nothing is withheld."""
    unknown, known, spread = [], 0.0, 0.0
    for key, coefficient in terms:
        if published.is_withheld(key):
            unknown.append((key, coefficient))
            continue
        row = published.figure(key)
        if row is None or not published.has_level(key):
            return
        value, width = _level(row)
        known += coefficient * value
        spread += abs(coefficient) * width
    if unknown and spread < OPEN:
        yield Constraint(name, tuple(unknown), low - known - spread, high - known + spread)


def _level(row: Row) -> tuple[float, float]:
    """A published level, and how far it may be from the truth on either side."""
    if row["value"] is None:
        return 0.0, 0.0  # not applicable
    if row["lower"] is None or row["upper"] is None:
        return float(row["value"]), OPEN
    value, low, high = (float(row[name]) for name in ("value", "lower", "upper"))
    return value, max(value - low, high - value)


def _totals(published: Published) -> Iterator[Constraint]:
    """A total is the sum of the parts that reported, apart from the difference that is printed."""
    lines = {(indicator, period) for _, indicator, period in published.withheld}
    for indicator, period in sorted(lines):
        for total, parts in _parted(published, indicator):
            whole = (total, indicator, period)
            present = [p for p in parts if published.has_level((p, indicator, period))]
            difference = _difference(published, whole, present)
            if difference is None:
                continue
            terms = [(whole, 1.0), *(((part, indicator, period), -1.0) for part in present)]
            name = f"total {total} {indicator} {period}"
            yield from _filled(published, name, terms, difference, difference)


def _parted(published: Published, indicator: str) -> Iterator[tuple[str, Sequence[str]]]:
    reports = published.indicators[indicator]["region_reports"]
    kinds = {CITY_KIND, OWN_LEVEL_KIND} if reports == "own_level" else {CITY_KIND}
    for area, kind in published.kinds.items():
        if kind == REGION_KIND:
            yield area, [part for part, own in published.kinds.items() if own in kinds]
        if kind == CLASS_KIND:
            yield area, published.members.get(area, ())


def _difference(published: Published, whole: Key, present: Sequence[str]) -> float | None:
    """By how much the total lies off its parts; none where it is not the sum of these."""
    area, indicator, period = whole
    row = published.figure(whole)
    if row is None or not published.has_level(whole):
        return None
    is_observed = (
        published.kinds[area] == REGION_KIND
        and published.indicators[indicator]["region_reports"] == "total"
    )
    if is_observed:
        return published.differences.get((indicator, period))
    return 0.0 if row["n_reported"] == len(present) else None


def _relations(published: Published) -> Iterator[Constraint]:
    """A whole is the sum of its parts, or not less than those that are printed."""
    places = sorted({(area, period) for area, _, period in published.withheld})
    for area, period in places:
        if published.kinds.get(area) == CLASS_KIND:
            continue
        for code, rows in published.relations.items():
            terms = [((area, r["indicator"], period), float(r["coefficient"])) for r in rows]
            present = [(key, c) for key, c in terms if published.has_level(key)]
            wholes = [key for key, c in present if c > 0 and rows[0]["kind"] == "sum"]
            name = f"{code} {area} {period}"
            if len(present) == len(terms):
                low = 0.0 if rows[0]["kind"] == "sum" else -OPEN
                yield from _filled(published, name, terms, low, 0.0)
            elif wholes:
                yield from _filled(published, name, present, 0.0, OPEN)


def _derived(published: Published, key: Key, measure: Measure, row: Row) -> Iterator[Constraint]:
    """What a printed ratio, share, growth rate or change says of the levels that it is made of."""
    area, code, period = key
    indicator = published.indicators[code]
    value, half = float(row["value"]), 0.5 * 10.0 ** -row["decimals"]
    name = f"{measure} {area} {code} {period}"
    if code in published.lines:
        if measure is Measure.LEVEL and indicator["numerator"]:
            above, below = (
                (area, indicator[side], period) for side in ("numerator", "denominator")
            )
            yield from _quotient(
                published, name, above, below, float(indicator["factor"]), (value, half)
            )
        return
    before = (area, code, period - 1)
    if measure is Measure.SHARE:
        regions = [place for place, kind in published.kinds.items() if kind == REGION_KIND]
        yield from _quotient(published, name, key, (regions[0], code, period), 100.0, (value, half))
    elif measure is Measure.GROWTH:
        yield from _quotient(published, name, key, before, 100.0, (value + 100, half))
    elif measure is Measure.AVERAGE:
        years = published.average_years
        before = (area, code, period - years)
        ends = [(1 + (value + by) / 100) ** years for by in (-half, half)]
        middle, wide = sum(ends) / 2, (ends[1] - ends[0]) / 2
        yield from _quotient(published, name, key, before, 1.0, (middle, wide))
    elif measure is Measure.CHANGE:
        yield from _filled(published, name, [(key, 1.0), (before, -1.0)], value, value)


def _quotient(
    published: Published,
    name: str,
    above: Key,
    below: Key,
    factor: float,
    printed: tuple[float, float],
) -> Iterator[Constraint]:
    """Value - half <= factor * above / below <= value + half."""
    value, half = printed
    for end, low, high in ((value + half, -OPEN, 0.0), (value - half, 0.0, OPEN)):
        yield from _filled(published, name, [(above, factor), (below, -end)], low, high)
