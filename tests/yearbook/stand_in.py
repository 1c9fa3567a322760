"""An edition over the real catalogue whose figures agree with each other; no warehouse needed.

2020 has the census, 2021 the published figures of four cities, 2022 to 2024 everything, as sample.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path

from pipeline.catalogue.loading import load
from pipeline.catalogue.model import Catalogue, Indicator
from pipeline.tables.figures import Address, Figure, Figures
from pipeline.vocabulary import NOTHING, ConfStatus, Mark, Measure, ObsStatus
from pipeline.yearbook.edition import EditionModel, Quality

ROOT = Path(__file__).resolve().parents[2]
SAMPLE_FROM = 2022
PUBLISHED_2021 = {
    "450100": {"703": "9", "205": "22", "216": "362", "206": "9", "207": "10", "208": "49", "301": "1", "302": "1", "303": "20", "502": "1", "501": "8", "507": "33", "508": "1172"},
    "450200": {"601": "3", "613": ">3"},
    "450300": {"202": "78", "203": "76", "209": "3", "213": ">100"},
    "450500": {"404": ">830", "409": ">830", "414": ">450000", "313": ">3000", "306": "238", "311": "116500", "312": "94", "512": "5"},
}  # fmt: skip


@cache
def catalogue() -> Catalogue:
    return load(ROOT / "data" / "catalogue")


def edition(year: int = 2024, changes: Iterable[Figure] = ()) -> EditionModel:
    """The edition of one year; ``changes`` replace figures (or add them) by their addresses."""
    figures = {f.address: f for f in _all() if f.period <= year}
    figures |= {f.address: f for f in changes}
    return EditionModel(
        year=year,
        catalogue=catalogue(),
        figures=Figures(figures.values()),
        narratives=(),
        events=(),
        quality=Quality(),
        editorial={},
        is_sample=year >= SAMPLE_FROM,
        stamp=NOTHING,
        sample_years=frozenset(range(SAMPLE_FROM, year + 1)),
    )


def figure(
    area: str, indicator: str, year: int, value: str | int | None, measure: Measure = Measure.LEVEL
) -> Figure:
    """One exact figure; ``>3000`` is a lower bound, none a blank."""
    decimals = catalogue().indicator(indicator).decimals
    text = None if value is None else str(value)
    bound = text is not None and text.startswith(">")
    number = None if text is None else Decimal(text.lstrip(">"))
    return Figure(
        area, indicator, measure, year, number, number, None if bound else number, None, decimals,
        Mark.MORE if bound else Mark.NONE,
        ObsStatus.NOT_REPORTED if number is None else ObsStatus.NORMAL, ConfStatus.FREE, False, 1, 1,
        year >= SAMPLE_FROM, date(year, 9, 26) if year == 2021 else date(year, 12, 31),
    )  # fmt: skip


def withheld(found: Figure) -> Figure:
    return replace(found, value=None, lower=None, upper=None, conf=ConfStatus.WITHHELD)


@cache
def _all() -> tuple[Figure, ...]:
    counts = {f.address: f for f in (*_counts(), *_published())}
    rates = {f.address: f for f in _rates(counts)}
    levels = counts | rates
    return (*levels.values(), *_changes(levels), *_shares(counts), *_ranks(rates))


def _published() -> Iterator[Figure]:
    for area, facts in PUBLISHED_2021.items():
        for indicator, value in facts.items():
            yield figure(area, indicator, 2021, value)
    for area, people in (("450000", 50126804), ("450100", 8741584)):
        yield figure(area, "101", 2020, people)


def _counts() -> Iterator[Figure]:
    for indicator in catalogue().indicators:
        if not indicator.is_counted or indicator.release != "public":
            continue
        for year in [2020] if indicator.frequency == "census" else range(SAMPLE_FROM, 2025):
            values = {c.code: _value(indicator, c.code, year) for c in catalogue().cities}
            for code, value in values.items():
                yield figure(code, indicator.code, year, value)
            if indicator.aggregation == "sum":
                yield figure("450000", indicator.code, year, sum(values.values()))


def _value(indicator: Indicator, area: str, year: int) -> int:
    """Wholes are the sums of their exhaustive parts, open parts a share of their wholes."""
    children = [
        i
        for i in catalogue().indicators
        if i.parent == indicator.code and i.part_of == "exhaustive"
    ]
    if children:
        return sum(_value(child, area, year) for child in children)
    lot = _lot(area, indicator.code)
    if indicator.part_of == "#" and indicator.parent:
        whole = _value(catalogue().indicator(indicator.parent), area, year)
        return whole * (40 + lot % 50 + (year - 2022)) // 100
    size = 1 + int(area[2:4]) * 7 % 11
    base = {"人次": 4000, "件": 3000, "万元": 400}.get(indicator.unit.zh, 12)
    if indicator.form == "MT1" and indicator.unit.zh == "人":
        base = {"101": 700_000, "117": 9000}.get(indicator.code, 60_000)
    return size * base * (100 + lot % 60 + (year - 2022) * (lot % 17 - 4)) // 100


def _lot(*parts: str) -> int:
    return int(sha256("|".join(parts).encode()).hexdigest()[:6], 16)


def _rates(counts: dict[Address, Figure]) -> Iterator[Figure]:
    for indicator in catalogue().indicators:
        if indicator.ratio is None:
            continue
        for (area, code, _, year), top in counts.items():
            bottom = counts.get((area, indicator.ratio.denominator, Measure.LEVEL, year))
            if (
                code == indicator.ratio.numerator
                and bottom is not None
                and not top.mark
                and top.value
                and bottom.value
            ):
                value = _rounded(top.value * indicator.ratio.factor / bottom.value, 2)
                yield replace(
                    figure(area, indicator.code, year, 0), value=value, lower=value, upper=value
                )


def _changes(levels: dict[Address, Figure]) -> Iterator[Figure]:
    for (area, code, measure, year), now in levels.items():
        before = levels.get((area, code, measure, year - 1))
        if (
            before is None
            or not before.value
            or now.value is None
            or now.is_sample != before.is_sample
        ):
            continue
        change = now.value - before.value
        yield replace(now, measure=Measure.CHANGE, value=change, lower=change, upper=change)
        if catalogue().indicator(code).is_counted:
            slow = (catalogue().indicator(code).yoy_limit_pct or 99) <= 5
            growth = _rounded(change * 100 / before.value, 2 if slow else 1)
            yield replace(
                now,
                measure=Measure.GROWTH,
                value=growth,
                lower=growth,
                upper=growth,
                decimals=2 if slow else 1,
            )


def _shares(counts: dict[Address, Figure]) -> Iterator[Figure]:
    for (_, code, _, year), part in counts.items():
        whole = counts.get(("450000", code, Measure.LEVEL, year))
        if whole and whole.value and part.value is not None:
            share = _rounded(part.value * 100 / whole.value, 2)
            yield replace(
                part, measure=Measure.SHARE, value=share, lower=share, upper=share, decimals=2
            )


def _ranks(rates: dict[Address, Figure]) -> Iterator[Figure]:
    for (area, code, _, year), own in rates.items():
        if area != "450000" and catalogue().indicator(code).rankable and own.value is not None:
            others = (rates.get((c.code, code, Measure.LEVEL, year)) for c in catalogue().cities)
            place = Decimal(
                1 + sum(o.value > own.value for o in others if o and o.value is not None)
            )
            yield replace(
                own, measure=Measure.RANK, value=place, lower=place, upper=place, decimals=0
            )


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
