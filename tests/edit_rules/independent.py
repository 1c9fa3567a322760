"""Verdicts of relations written from their definitions alone, to be held against those of sql/.

A figure is the set of the values that it may have: 362 only 362, 830多 anything above 830, 94 % what
rounds to 94, a blank any number of zero or more, 不适用 zero. A relation holds if it holds for all
possible values, fails if for none, and cannot be judged otherwise. Exact fractions, no database.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce

from pipeline.catalogue.model import Catalogue, Relation, Term

HOLDS, FAILS, UNJUDGED = "holds", "fails", "unjudged"
YEAR_END = "12-31"
Number = Fraction | float  # a float only for infinity


@dataclass(frozen=True)
class Possible:
    """An interval of values, without its lower end where ``above`` is true."""

    low: Number
    high: Number
    above: bool = False

    def __add__(self, other: Possible) -> Possible:
        return Possible(self.low + other.low, self.high + other.high, self.above or other.above)

    def times(self, factor: Fraction) -> Possible:
        """The values multiplied by a factor above zero."""
        return Possible(self.low * factor, self.high * factor, self.above)


NOTHING, ANYTHING = Possible(Fraction(0), Fraction(0)), Possible(Fraction(0), math.inf)


@dataclass(frozen=True)
class Typed:
    """A cell as a clerk fills it in: ``=418``, ``>830``, ``≥100``, ``=116500±50``, or no number.

    No number is a blank, ``-`` (不适用) or ``?`` (不详).
    """

    text: str
    sign: str = "="
    off: str = ""

    def written(self, code: str) -> str:
        return f"{code}{self.sign}{self.text}" + f"±{self.off}" * bool(self.off)

    @property
    def is_figure(self) -> bool:
        return self.text[:1].isdigit()

    def possible(self, *, is_rate: bool) -> Possible:
        if not self.is_figure:
            return NOTHING if self.text == "-" else ANYTHING
        value = Fraction(self.text)
        if self.sign != "=":
            return Possible(value, math.inf, above=self.sign == ">")
        spread = Fraction(self.off) if self.off else Fraction(0)
        if is_rate and not self.off:  # known to its last digit
            spread = Fraction(1, 2 * 10 ** len(self.text.partition(".")[2]))
        return Possible(max(Fraction(0), value - spread), value + spread)


BLANK = Typed("")


@dataclass(frozen=True)
class Filed:
    """A form as sent: whose, of which year and day, and what is typed in its lines."""

    area: str
    form: str
    year: int
    revision: int
    cells: Mapping[str, Typed]
    day: str = YEAR_END
    is_sample: bool = True

    @property
    def key(self) -> str:
        return f"{self.area}-{self.form}-{self.year}-{self.revision}"


@dataclass
class Judge:
    """All forms that were sent, the newest of each in force, and the relations on them."""

    catalogue: Catalogue
    sent: Sequence[Filed]
    in_force: dict[tuple[str, str, int], Filed] = field(init=False)

    def __post_init__(self) -> None:
        ordered = sorted(self.sent, key=lambda one: one.revision)
        self.in_force = {(one.area, one.form, one.year): one for one in ordered}

    def verdicts(self) -> Iterator[tuple[str, str, str]]:
        """Submission, relation and verdict, for every relation that belongs to the form."""
        for relation in self.catalogue.relations:
            if _says_a_sum_already(relation, self.catalogue.relations):
                continue
            for one in self.sent:
                if one.form == self._home(relation) and _is_valid(relation, one.year):
                    yield one.key, relation.code, self._verdict(relation, one)

    def _home(self, relation: Relation) -> str:
        """The form on which the whole, the part, the condition or the rate stands."""
        return self._form(_left(relation, self.catalogue)[0])

    def _form(self, term: Term) -> str:
        return self.catalogue.indicator(term.indicator).form

    def _verdict(self, relation: Relation, one: Filed) -> str:
        if relation.kind == "ratio":
            return self._of_ratio(relation, one)
        reaches_out = any(t.lag or self._form(t) != one.form for t in relation.terms)
        if reaches_out and not self._compares(relation, one):
            return UNJUDGED
        left = _left(relation, self.catalogue)
        right = [term for term in relation.terms if term not in left]
        whole, parts = self._total(left, one), self._total(right, one)
        if relation.kind == "implies":
            return implied(whole, parts)
        tolerance = Fraction(relation.tolerance or 0)
        return compared(whole, parts, tolerance, is_part=relation.kind == "subset")

    def _of_ratio(self, relation: Relation, one: Filed) -> str:
        rate = _left(relation, self.catalogue)[0].indicator
        parts = self.catalogue.indicator(rate).ratio
        assert parts
        cells = [one.cells.get(code, BLANK) for code in (rate, parts.numerator, parts.denominator)]
        if not all(cell.is_figure for cell in cells):
            return UNJUDGED
        value, tolerance = Fraction(cells[0].text), Fraction(relation.tolerance or 0)
        stated = cells[0].possible(is_rate=True)
        stated = Possible(min(stated.low, value - tolerance), max(stated.high, value + tolerance))
        above, below = (cell.possible(is_rate=False) for cell in cells[1:])
        return divided(stated, above.times(Fraction(parts.factor)), below)

    def _compares(self, relation: Relation, one: Filed) -> bool:
        """Whether all terms are known, of like days, and samples all or none."""
        homes = [self._source(term, one) for term in relation.terms]
        known = [home for home in homes if home is not None]
        days = {home.day for home in known}
        cells = zip(relation.terms, homes, strict=True)
        return (
            all(home and self._counts(home, term) for term, home in cells)
            and len(days) == 1
            and len({home.is_sample for home in known}) == 1
            and (relation.kind != "cumulative" or days == {YEAR_END})
        )

    def _counts(self, home: Filed, term: Term) -> bool:
        """Whether a figure is given, and the region is asked for it where the region sent it."""
        asked = self.catalogue.indicator(term.indicator).region_reports
        is_asked = home.area != self.catalogue.region.code or asked
        return bool(is_asked) and home.cells.get(term.indicator, BLANK).is_figure

    def _source(self, term: Term, one: Filed) -> Filed | None:
        """The submission itself for its own lines, else what is in force beside it."""
        if not term.lag and self._form(term) == one.form:
            return one
        return self.in_force.get((one.area, self._form(term), one.year - term.lag))

    def _total(self, terms: Sequence[Term], one: Filed) -> Possible:
        return reduce(Possible.__add__, (self._weighted(term, one) for term in terms))

    def _weighted(self, term: Term, one: Filed) -> Possible:
        home = self._source(term, one)
        cell = home.cells.get(term.indicator, BLANK) if home else BLANK
        is_rate = self.catalogue.indicator(term.indicator).kind == "ratio"
        return cell.possible(is_rate=is_rate).times(Fraction(abs(term.coefficient)))


def compared(whole: Possible, parts: Possible, tolerance: Fraction, *, is_part: bool) -> str:
    """Whether whole − parts is within the tolerance of zero, or (``is_part``) not above it."""
    least, most = whole.low - parts.high, whole.high - parts.low
    too_much = least > tolerance or (least == tolerance and whole.above)
    too_little = most < -tolerance or (most == -tolerance and parts.above)
    if too_much or (too_little and not is_part):
        return FAILS
    return HOLDS if most <= tolerance and (is_part or least >= -tolerance) else UNJUDGED


def implied(condition: Possible, rest: Possible) -> str:
    """Where the condition is above zero, the rest must be."""
    is_surely, is_never = condition.low > 0 or condition.above, condition.high == 0
    rest_surely, rest_never = rest.low > 0 or rest.above, rest.high == 0
    if is_surely and rest_never:
        return FAILS
    return HOLDS if is_never or rest_surely else UNJUDGED


def divided(rate: Possible, above: Possible, below: Possible) -> str:
    """Whether rate × below = above is possible for all, some or none; nothing over nothing is any."""
    if below.high == 0:
        return UNJUDGED
    least, most = _product(rate.low, below.low), _product(rate.high, below.high)
    too_small = above.high < least or (above.high == least and below.above)
    too_large = above.low > most or (above.low == most and above.above)
    if too_small or too_large:
        return FAILS
    fits_below = rate.low <= 0 or _product(rate.low, below.high) <= above.low
    fits_above = _product(rate.high, below.low) >= above.high
    return HOLDS if fits_below and fits_above else UNJUDGED


def _product(one: Number, other: Number) -> Number:
    return Fraction(0) if 0 in (one, other) else one * other


def _left(relation: Relation, catalogue: Catalogue) -> list[Term]:
    """The whole of a sum, the part of a subset, the condition, or the rate."""
    if relation.kind == "ratio":
        return [t for t in relation.terms if catalogue.indicator(t.indicator).kind == "ratio"]
    if relation.kind == "implies":
        return [t for t in relation.terms if f"{t.indicator}>0" == relation.when]
    return [t for t in relation.terms if t.coefficient > 0 and not t.lag]


def _is_valid(relation: Relation, year: int) -> bool:
    return (relation.valid_from or year) <= year <= (relation.valid_to or year)


def _says_a_sum_already(relation: Relation, relations: Sequence[Relation]) -> bool:
    """A part ≤ whole where an exhaustive sum of the same whole contains the part."""
    if relation.kind != "subset":
        return False
    opposite = {(t.indicator, -t.coefficient) for t in relation.terms}
    sums = (one for one in relations if one.kind == "sum")
    return any(opposite <= {(t.indicator, t.coefficient) for t in one.terms} for one in sums)
