"""Relations as formulas, so that a form shows while it is filled in what will not pass.

A relation is watched with the figures as they stand: it is judged when every term is given and
exact (不适用 counts as nothing), and says nothing otherwise. Bounds and approximations are judged
by ``pipeline check``, which knows intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.catalogue.model import Indicator, Relation
from pipeline.collect.templates.drawing_up import Line, Sheet
from pipeline.collect.templates.places import LAST_COLUMN, NATURE_COLUMN, THIS_COLUMN, rows_of
from pipeline.collect.templates.words import QUALIFIERS, STATUSES, TO_THE_NEAREST
from pipeline.vocabulary import ObsStatus, Qualifier

_INEXACT = (QUALIFIERS[Qualifier.MORE_THAN], QUALIFIERS[Qualifier.AT_LEAST], TO_THE_NEAREST)
_NONE, _UNKNOWN = STATUSES[ObsStatus.NOT_APPLICABLE], STATUSES[ObsStatus.UNKNOWN]
_DIGITS = 4  # to which differences are rounded: binary fractions would never be quite equal


@dataclass(frozen=True, slots=True)
class Check:
    """A relation on one sheet, as conditions and a number that a spreadsheet can reckon.

    ``given``: every term is there; ``inexact``: one of them is a bound or an approximation;
    ``fails``: it does not hold (where given and exact); ``difference`` is how far it is off.
    ``cells`` are those involved.
    """

    relation: Relation
    cells: tuple[str, ...]
    given: str
    inexact: str
    fails: str
    difference: str

    @property
    def alarm(self) -> str:
        """The condition under which the cells turn red."""
        return f"AND({self.given},NOT({self.inexact}),{self.fails})"


@dataclass(frozen=True, slots=True)
class Terms:
    """Cells of some lines of a sheet; ``prefix`` names the sheet where a formula is on another."""

    rows: tuple[int, ...]
    prefix: str = ""

    def cells(self, column: str) -> tuple[str, ...]:
        return tuple(f"{self.prefix}${column}${row}" for row in self.rows)

    def runs(self, column: str) -> tuple[str, ...]:
        """The same cells as ranges, as few as possible."""
        return tuple(
            f"{self.prefix}${column}${first}" + (f":${column}${last}" if last > first else "")
            for first, last in _runs(self.rows)
        )

    def total(self, column: str) -> str:
        return f"SUM({','.join(self.runs(column))})"

    @property
    def given(self) -> str:
        """Every line has a number, or is not applicable."""
        counted = f"COUNT({','.join(self.runs(THIS_COLUMN))})"
        none = (
            f'SUMPRODUCT(({this}="")*({nature}="{_NONE}"))'
            for this, nature in zip(self.runs(THIS_COLUMN), self.runs(NATURE_COLUMN), strict=True)
        )
        return f"{'+'.join((counted, *none))}={len(self.rows)}"

    @property
    def answered(self) -> str:
        """How many of the lines have a number, or say why they have none."""
        counted = f"COUNT({','.join(self.runs(THIS_COLUMN))})"
        explained = (
            f'SUMPRODUCT(({this}="")*(({nature}="{_NONE}")+({nature}="{_UNKNOWN}")))'
            for this, nature in zip(self.runs(THIS_COLUMN), self.runs(NATURE_COLUMN), strict=True)
        )
        return "+".join((counted, *explained))

    @property
    def inexact(self) -> str:
        """One of the lines is declared to be a bound or an approximation."""
        counts = (
            f'COUNTIF({nature},"*{word}*")'
            for nature in self.runs(NATURE_COLUMN)
            for word in _INEXACT
        )
        return f"{'+'.join(counts)}>0"


def checks_of(sheet: Sheet, prefix: str = "") -> tuple[Check, ...]:
    """The checks of a form; with ``prefix`` (``'民统1表'!``) as formulas for another sheet."""
    place = _Place(rows_of(sheet), {line.indicator.code: line for line in sheet.lines}, prefix)
    found = (_KINDS[r.kind](r, place) for r in sheet.relations)
    return tuple(check for check in found if check is not None)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the lines of a sheet stand, by indicator."""

    rows: Mapping[str, int]
    lines: Mapping[str, Line]
    prefix: str

    def terms(self, codes: Iterable[str]) -> Terms:
        return Terms(tuple(sorted(self.rows[code] for code in codes)), self.prefix)

    def cell(self, code: str, column: str = THIS_COLUMN) -> str:
        return self.terms((code,)).cells(column)[0]


def _check(relation: Relation, terms: Terms, fails: str, difference: str, given: str = "") -> Check:
    return Check(
        relation,
        terms.cells(THIS_COLUMN),
        f"AND({terms.given},{given})" if given else terms.given,
        terms.inexact,
        fails,
        difference,
    )


def _linear(relation: Relation, place: _Place) -> Check:
    """Whole and parts: what is left when one is taken from the other."""
    terms = place.terms(term.indicator for term in relation.terms)
    rest = f"ROUND({_weighed(relation, place, THIS_COLUMN)},{_DIGITS})"
    off = rest if relation.kind == "subset" else f"ABS({rest})"
    return _check(relation, terms, f"{off}>{_tolerance(relation)}", rest)


def _tolerance(relation: Relation) -> str:
    return f"{relation.tolerance or 0:f}"


def _weighed(relation: Relation, place: _Place, column: str, lag: int = 0) -> str:
    """The sum of the terms by their coefficients, those of one coefficient together."""
    by_weight: dict[Decimal, list[str]] = {}
    for term in relation.terms:
        if term.lag == lag:
            by_weight.setdefault(term.coefficient, []).append(term.indicator)
    parts = (
        f"{'-' if weight < 0 else '+'}{_times(weight)}{place.terms(codes).total(column)}"
        for weight, codes in by_weight.items()
    )
    return "".join(parts).removeprefix("+")


def _times(weight: Decimal) -> str:
    return "" if abs(weight) == 1 else f"{abs(weight):f}*"


def _cumulative(relation: Relation, place: _Place) -> Check | None:
    """The total now against that of last year and what was added, between two year-ends."""
    before = [term.indicator for term in relation.terms if term.lag]
    if not all(_is_firm(place.lines[code]) for code in before):
        return None
    terms = place.terms(term.indicator for term in relation.terms if not term.lag)
    this, last = (
        _weighed(relation, place, column, lag)
        for column, lag in ((THIS_COLUMN, 0), (LAST_COLUMN, 1))
    )
    rest = f"ROUND({this}{last if last.startswith('-') else '+' + last},{_DIGITS})"
    return _check(relation, terms, f"ABS({rest})>{_tolerance(relation)}", rest)


def _is_firm(line: Line) -> bool:
    """An exact figure of last year's end is there."""
    before = line.before
    return before is not None and before.is_exact and before.is_of_year_end


def _implied(relation: Relation, place: _Place) -> Check:
    """Where the one is more than nothing, the others may not all be nothing."""
    condition = relation.when.removesuffix(">0")
    others = place.terms(t.indicator for t in relation.terms if t.indicator != condition)
    terms = place.terms(term.indicator for term in relation.terms)
    fails = f"AND({place.cell(condition)}>0,{others.total(THIS_COLUMN)}=0)"
    return _check(relation, terms, fails, '""')


def _ratio(relation: Relation, place: _Place) -> Check | None:
    """A stated rate against its parts, as far as it was rounded; multiplied out, as in the rule."""
    rate = next((i for i in _indicators(relation, place) if i.ratio), None)
    if rate is None or rate.ratio is None:
        return None
    stated, above, below = map(
        place.cell, (rate.code, rate.ratio.numerator, rate.ratio.denominator)
    )
    spread = f"MAX({_tolerance(relation)},{_half_step(stated)})"
    off = f"ABS({stated}*{below}-{above}*{rate.ratio.factor})"
    terms = place.terms(term.indicator for term in relation.terms)
    return _check(
        relation,
        terms,
        f"ROUND({off}-{spread}*{below},{_DIGITS})>0",
        f"ROUND({stated}-{above}/{below}*{rate.ratio.factor},2)",
        f"N({below})>0",
    )


def _half_step(cell: str) -> str:
    """Half of the last digit that was typed: 94 may be anything from 93.5 to 94.5."""
    return f"IF({cell}=ROUND({cell},0),0.5,IF({cell}=ROUND({cell},1),0.05,0.005))"


def _indicators(relation: Relation, place: _Place) -> Iterator[Indicator]:
    return (place.lines[term.indicator].indicator for term in relation.terms)


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


_KINDS: Mapping[str, Callable[[Relation, _Place], Check | None]] = {
    "sum": _linear,
    "subset": _linear,
    "cumulative": _cumulative,
    "implies": _implied,
    "ratio": _ratio,
}
