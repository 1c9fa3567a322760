"""The statistical edits on the samples, in plain Python: what is unlike last year or unlike other cities."""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import median

from pipeline.catalogue.model import Catalogue
from tests.samples.reading import Form

Found = tuple[str, str, str, int]  # rule, area, form, year
Figures = dict[tuple[str, int], dict[str, float]]  # area, year → line → exact figure
_BOUNDS = ("多于", "不少于", "约")


def exact(form: Form) -> dict[str, float]:
    """The figures that are neither bounds nor approximations, above zero."""
    natures = form.natures()
    return {
        line: float(value)
        for line, value in form.figures().items()
        if value > 0 and not natures.get(line, "").startswith(_BOUNDS)
    }


def unusual(catalogue: Catalogue, standing: list[Form]) -> Iterator[Found]:
    """V18, V19 and V23 on the forms in force; a slip of the pen keeps the outlier quiet."""
    figures: Figures = {}
    for form in standing:
        figures.setdefault((form.area, form.year), {}).update(exact(form))
    years = sorted({form.year for form in standing})
    for year in years:
        for line in catalogue.indicators:
            if line.on_form and line.kind != "ratio":
                yield from _changes(catalogue, figures, line.code, year)
        yield from _rates(catalogue, figures, year)


def _changes(catalogue: Catalogue, figures: Figures, line: str, year: int) -> Iterator[Found]:
    pairs = {}
    for city in catalogue.cities:
        this, last = (figures.get((city.code, y), {}).get(line) for y in (year, year - 1))
        if this and last and last >= 30:
            pairs[city.code] = (this, last)
    if len(pairs) < 10:
        return
    indicator = catalogue.indicator(line)
    middle = median(math.log(this / last) for this, last in pairs.values())
    moved = {area: math.log(now / was) - middle for area, (now, was) in pairs.items()}
    weight = {area: max(pair) ** 0.4 for area, pair in pairs.items()}
    effects = sorted(moved[area] * weight[area] for area in pairs)
    q1, q2, q3 = (effects[math.ceil(q * len(effects)) - 1] for q in (0.25, 0.5, 0.75))
    distances = sorted(map(abs, moved.values()))
    spread = distances[math.ceil(0.5 * len(distances)) - 1]
    for area, (this, last) in pairs.items():
        key = (area, indicator.form, year)
        if abs(moved[area]) > 5 * max(spread, 0.015) and _transposed(
            this, last, indicator.decimals
        ):
            yield ("V23", *key)
            continue
        least = 0.2 * weight[area]
        low = q2 - max(8 * max(q2 - q1, abs(0.05 * q2)), least)
        high = q2 + max(8 * max(q3 - q2, abs(0.05 * q2)), least)
        limit, change = indicator.yoy_limit_pct, abs(this / last - 1) * 100
        told = (
            limit is not None
            and change > limit
            and abs(this - last) >= (indicator.min_abs_change or 0)
        )
        falls = indicator.monotone and this < last
        if not low <= moved[area] * weight[area] <= high and not told and not falls:
            yield ("V18", *key)


def _transposed(this: float, last: float, decimals: int) -> bool:
    written = str(round(this * 10**decimals))
    for at in range(len(written) - 1):
        if written[at] != written[at + 1]:
            other = written[:at] + written[at + 1] + written[at] + written[at + 2 :]
            if abs(math.log(max(int(other), 1) / 10**decimals / last)) < 0.025:
                return True
    return False


def _rates(catalogue: Catalogue, figures: Figures, year: int) -> Iterator[Found]:
    chosen: dict[str, tuple[str, str]] = {}
    for rate in sorted(catalogue.indicators, key=lambda one: one.code, reverse=True):
        if rate.ratio and rate.ratio.factor != 100:
            chosen[rate.ratio.numerator] = (rate.code, rate.ratio.denominator)
    for above, (_, below) in chosen.items():
        logs = {}
        for city in catalogue.cities:
            own = figures.get((city.code, year), {})
            if own.get(above, 0) >= 30 and own.get(below, 0) >= 30:
                logs[city.code] = math.log(own[above] / own[below])
        if len(logs) < 10:
            continue
        middle = median(logs.values())
        distances = sorted(abs(log - middle) for log in logs.values())
        mad = max(distances[math.ceil(0.5 * len(distances)) - 1], 0.3)
        for area, log in logs.items():
            if 0.6745 * abs(log - middle) / mad > 3.5:
                yield ("V19", area, catalogue.indicator(above).form, year)
