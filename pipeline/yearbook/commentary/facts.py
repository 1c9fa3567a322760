"""What may be stated as a fact: firm levels, comparable changes, complete rankings, streaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from pipeline.catalogue.model import Area, Indicator
from pipeline.tables.figures import Address, Figure
from pipeline.vocabulary import Measure, Text
from pipeline.yearbook.commentary.grammar import en_list, zh_list
from pipeline.yearbook.edition import EditionModel

SMALL_BASE = 30  # below it a growth rate says less than the number itself
DOUBLED = 100  # from this growth on one says “n times”
MOST_NAMED = 4
PUBLIC = "public"


class Kind(StrEnum):
    """How a change is told."""

    GROWTH = "growth"  # in per cent of last year
    TIMES = "times"  # this year as a multiple of last year
    POINTS = "points"  # rates: percentage points (or the unit of the rate)
    AMOUNT = "amount"  # small counts: the difference itself


@dataclass(frozen=True, slots=True)
class Change:
    """A change on last year, exact; ``sources`` are the figures that it was computed from."""

    kind: Kind
    value: Decimal
    now: Figure
    before: Figure
    decimals: int  # that the tables print it with
    sources: tuple[Address, ...]

    @property
    def sign(self) -> int:
        """1 when the level rose, −1 when it fell, 0 when it stayed."""
        return (self.value > 0) - (self.value < 0) if self.kind is not Kind.TIMES else 1


@dataclass(frozen=True, slots=True)
class Ranking:
    """The cities' firm figures of one indicator, highest first; ``n_missing`` reported none."""

    figures: tuple[Figure, ...]
    n_missing: int

    @property
    def highest(self) -> tuple[Figure, ...]:
        return tuple(f for f in self.figures if f.value == self.figures[0].value)

    @property
    def lowest(self) -> tuple[Figure, ...]:
        return tuple(f for f in self.figures if f.value == self.figures[-1].value)

    @property
    def spread(self) -> bool:
        return self.figures[0].value != self.figures[-1].value


def level(figure: Figure) -> Decimal:
    """The value of a figure that is known to have one."""
    if figure.value is None:
        message = f"no value at {figure.address}"
        raise ValueError(message)
    return figure.value


@dataclass(frozen=True, slots=True)
class Facts:
    """Reads an edition for what may be said of it."""

    model: EditionModel
    brief: bool = False  # names in their shortest wording, for lines that must be short

    def indicator(self, code: str) -> Indicator:
        found = self.model.catalogue.indicator(code)
        shorter = self.brief and found.on_form  # short names of derived rates do not say “per”
        return replace(found, name=found.short) if shorter else found

    def firm(self, area: str, code: str, year: int | None = None) -> Figure | None:
        """The figure if it may be stated as a fact: public, known, free, exact, complete."""
        if self.indicator(code).release != PUBLIC:
            return None
        figure = self.model.figures.get(area, code, year or self.model.year)
        return figure if figure is not None and figure.firm and not figure.withheld else None

    def change(self, area: str, code: str, year: int | None = None) -> Change | None:
        """The change on the year before, where both years are firm and of the same nature."""
        year = year or self.model.year
        now, before = self.firm(area, code, year), self.firm(area, code, year - 1)
        if now is None or before is None or not comparable(now, before):
            return None
        measure = Measure.GROWTH if self.indicator(code).is_counted else Measure.CHANGE
        told = self.model.figures.get(area, code, year, measure)
        if told is not None and (told.withheld or told.partial):
            return None
        return _points(now, before, told) if measure is Measure.CHANGE else _told(now, before, told)

    def streak(self, area: str, code: str) -> int:
        """For how many years in a row the level rose (or fell: negative), this year included."""
        signs: list[int] = []
        for year in range(self.model.year, min(self.model.years), -1):
            change = self.change(area, code, year)
            if change is None or not change.sign or (signs and change.sign != signs[0]):
                break
            signs.append(change.sign)
        return sum(signs)

    def ranking(self, code: str, cities: Iterable[Area] | None = None) -> Ranking | None:
        """All cities in order, or none when a withheld, uncertain or missing one may stand first.

        Cities that reported nothing are counted; with fewer than the edition's minimum there is
        no ranking. Equal means equal as printed.
        """
        chosen = tuple(cities or self.model.catalogue.cities)
        found = [self.model.figures.get(city.code, code, self.model.year) for city in chosen]
        firm = [f for f in found if f is not None and f.firm and not f.withheld]
        silent = sum(f is None or _silent(f) for f in found)
        if len(firm) + silent < len(chosen) or len(firm) < self.least(chosen):
            return None
        return Ranking(tuple(sorted(firm, key=level, reverse=True)), silent)

    def least(self, chosen: tuple[Area, ...]) -> int:
        """How many areas a ranking needs."""
        return min(self.model.catalogue.edition.rank_min_areas, len(chosen))

    def names(self, figures: Iterable[Figure]) -> Text:
        """The areas of some figures: 南宁、柳州 / Nanning and Liuzhou; many are only counted."""
        areas = [self.model.catalogue.area(figure.area).short for figure in figures]
        if len(areas) > MOST_NAMED:
            return Text(f"{len(areas)} 个市", f"{len(areas)} cities")
        return Text(zh_list([a.zh for a in areas]), en_list([a.en for a in areas]))

    @property
    def region(self) -> str:
        return self.model.catalogue.region.code

    @property
    def whole(self) -> str:
        """全区, as sentences say it."""
        return self.model.catalogue.edition.unit_of_region.zh

    def parts(self, whole: str) -> tuple[Indicator, ...]:
        """The indicators that together make up ``whole``."""
        found = (i for i in self.model.catalogue.indicators if i.parent == whole)
        return tuple(i for i in found if i.part_of == "exhaustive")

    def leaves(self, whole: str) -> tuple[Indicator, ...]:
        """The parts of a whole, those that have parts themselves opened up."""
        parts = self.parts(whole)
        return tuple(leaf for p in parts for leaf in (self.leaves(p.code) or (p,)))

    def key(self, part: int) -> tuple[str, ...]:
        """The key figures that the catalogue names for a part, in their order."""
        rows = self.model.catalogue.registers.get("key_figures", ())
        return tuple(row["indicator"] for row in rows if row["part"] == str(part))


def comparable(now: Figure, before: Figure) -> bool:
    """Never a sample figure against a real one, nor September against year-end."""
    days = [(d.month, d.day) if (d := f.ref_date) else None for f in (now, before)]
    return now.is_sample == before.is_sample and days[0] == days[1]


def _points(now: Figure, before: Figure, told: Figure | None) -> Change:
    """The published difference (from unrounded rates) is preferred to that of the levels."""
    if told is not None and told.firm:
        return Change(Kind.POINTS, level(told), now, before, told.decimals, (told.address,))
    sources = (now.address, before.address)
    decimals = min(now.decimals, before.decimals)
    return Change(Kind.POINTS, level(now) - level(before), now, before, decimals, sources)


def _told(now: Figure, before: Figure, told: Figure | None) -> Change:
    """Counts and sums: growth, a multiple, or the difference where the base is small."""
    new, old = level(now), level(before)
    sources = (now.address, before.address)
    if old < SMALL_BASE:
        return Change(Kind.AMOUNT, new - old, now, before, now.decimals, sources)
    growth = (new - old) * 100 / old
    if growth >= DOUBLED:
        return Change(Kind.TIMES, new / old, now, before, 1, sources)
    if told is not None and told.value is not None:
        return Change(Kind.GROWTH, growth, now, before, told.decimals, (told.address, *sources))
    return Change(Kind.GROWTH, growth, now, before, 1, sources)


def _silent(figure: Figure) -> bool:
    """Nothing was reported (a blank cell), as against something that is hidden or uncertain."""
    return figure.value is None and figure.lower is None and not figure.withheld
