"""Whether all edits can hold once some cells are changed, and between which figures.

Bounds are tightened from edit to edit in whole numbers until nothing moves; that settles nearly
every case, and remembers which stated figures a bound rests on. What it leaves open, HiGHS decides
on integers, and the figures it returns are checked exactly before they are believed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from pipeline.validate.suspects.solver import Undecided, whole_solution
from pipeline.validate.suspects.whole import Choice, Row, System

_ROUNDS = 60
_NOTHING: frozenset[str] = frozenset()
Hull = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Possibility:
    """Bounds of every figure, if the edits can hold; else stated figures that cannot all stand.

    ``conflict`` is valid whatever else is changed: one of its cells must be.
    """

    hulls: dict[str, Hull] | None
    conflict: frozenset[str] = _NOTHING


@dataclass(slots=True)
class _Bounds:
    """Bounds that are being tightened, each with the stated figures that it rests on."""

    low: dict[str, int]
    high: dict[str, int]
    low_rests: dict[str, frozenset[str]]
    high_rests: dict[str, frozenset[str]]
    conflict: frozenset[str] | None = None
    moved: bool = field(default=False)

    @classmethod
    def of(cls, system: System, changed: Collection[str]) -> _Bounds:
        hulls = {key: system.bounds(key, changed) for key in system.cells}
        fixed = frozenset(system.changeable) - frozenset(changed)
        rests = {key: frozenset([key]) if key in fixed else _NOTHING for key in hulls}
        low, high = ({key: hull[end] for key, hull in hulls.items()} for end in (0, 1))
        return cls(low, high, rests, dict(rests))

    def copy(self) -> _Bounds:
        return _Bounds(dict(self.low), dict(self.high), dict(self.low_rests), dict(self.high_rests))

    def tighten(self, rows: Collection[Row]) -> None:
        """Until nothing moves, for so many rounds, or until a bound is above its opposite."""
        for _ in range(_ROUNDS):
            self.moved = False
            for row in rows:
                self._tighten_by(row)
                if self.conflict is not None:
                    return
            if not self.moved:
                return

    def _tighten_by(self, row: Row) -> None:
        least = {key: c * (self.low if c > 0 else self.high)[key] for key, c in row.terms}
        most = {key: c * (self.high if c > 0 else self.low)[key] for key, c in row.terms}
        low, high = sum(least.values()), sum(most.values())
        for key, coefficient in row.terms:
            if row.high is not None:
                self._at_most(row, key, coefficient, row.high - (low - least[key]))
            if row.low is not None:
                self._at_least(row, key, coefficient, row.low - (high - most[key]))
            if self.conflict is not None:
                return

    def _at_most(self, row: Row, key: str, coefficient: int, limit: int) -> None:
        """The term is at most ``limit``, because the others are at their least."""
        if coefficient > 0:
            self._lower_high(row, key, limit // coefficient, is_least=True)
        else:
            self._raise_low(row, key, -(limit // -coefficient), is_least=True)

    def _at_least(self, row: Row, key: str, coefficient: int, limit: int) -> None:
        """The term is at least ``limit``, because the others are at their most."""
        if coefficient > 0:
            self._raise_low(row, key, -(-limit // coefficient), is_least=False)
        else:
            self._lower_high(row, key, limit // coefficient, is_least=False)

    def _lower_high(self, row: Row, key: str, limit: int, *, is_least: bool) -> None:
        if limit < self.high[key]:
            self.high[key] = limit
            self.high_rests[key] = self._others(row, key, is_least=is_least)
            self._note_move(key)

    def _raise_low(self, row: Row, key: str, limit: int, *, is_least: bool) -> None:
        if limit > self.low[key]:
            self.low[key] = limit
            self.low_rests[key] = self._others(row, key, is_least=is_least)
            self._note_move(key)

    def _note_move(self, key: str) -> None:
        self.moved = True
        if self.low[key] > self.high[key]:
            self.conflict = self.low_rests[key] | self.high_rests[key]

    def _others(self, row: Row, key: str, *, is_least: bool) -> frozenset[str]:
        """The stated figures on which the bounds of the other terms rest."""
        rests = [
            (self.low_rests if (c > 0) == is_least else self.high_rests)[other]
            for other, c in row.terms
            if other != key
        ]
        return frozenset([row.rests_on] if row.rests_on else []).union(*rests)


def possibility(
    system: System, changed: Collection[str] = (), fixed: dict[str, int] | None = None
) -> Possibility:
    """What may become of the figures if only ``changed`` (and blanks) move.

    ``fixed`` are changed figures that have got a new value already. A rate that is changed is out
    of its quotient. Raises Undecided if HiGHS does not come to an end.
    """
    rows = [row for row in system.rows if row.rests_on not in changed]
    bounds = _Bounds.of(system, changed)
    for key, number in (fixed or {}).items():
        bounds.low[key] = bounds.high[key] = number
    return _explored(rows, list(system.choices), bounds)


def _explored(rows: list[Row], choices: list[Choice], bounds: _Bounds) -> Possibility:
    """Both branches of every choice that is still open, and what is possible in any of them."""
    bounds.tighten(rows)
    if bounds.conflict is not None:
        return Possibility(None, bounds.conflict)
    open_choices = [choice for choice in choices if not _is_met(choice, bounds)]
    if not open_choices:
        return _judged(rows, bounds)
    first, *rest = open_choices
    branches = [_explored([*rows, r], rest, bounds.copy()) for r in (first.either, first.other)]
    hulls = [branch.hulls for branch in branches if branch.hulls is not None]
    if not hulls:
        return Possibility(None, branches[0].conflict | branches[1].conflict)
    return Possibility({key: _united(hull[key] for hull in hulls) for key in hulls[0]})


def _is_met(choice: Choice, bounds: _Bounds) -> bool:
    """Whether one side holds wherever the figures lie within their bounds."""
    either = all(bounds.high[key] <= 0 for key, _ in choice.either.terms)
    least = sum(c * bounds.low[key] for key, c in choice.other.terms)
    return either or least >= (choice.other.low or 0)


def _judged(rows: list[Row], bounds: _Bounds) -> Possibility:
    """A solution is looked for where bounds alone do not show that there is one."""
    hulls = {key: (low, bounds.high[key]) for key, low in bounds.low.items()}
    if all(_holds_anywhere(row, hulls) for row in rows):
        return Possibility(hulls)
    found = whole_solution(rows, hulls)
    if found is None:
        return Possibility(None, _stated_in(rows, bounds))
    if not all(holds(row, found) for row in rows):
        raise Undecided
    return Possibility(hulls)


def _stated_in(rows: list[Row], bounds: _Bounds) -> frozenset[str]:
    """The stated figures on which the rows that are still open rest: no other is to blame."""
    still_open = [r for r in rows if any(bounds.low[k] < bounds.high[k] for k, _ in r.terms)]
    keys = {key for row in still_open for key, _ in row.terms}
    rests = (side[key] for side in (bounds.low_rests, bounds.high_rests) for key in keys)
    return _NOTHING.union(*rests, (row.rests_on for row in still_open if row.rests_on))


def _holds_anywhere(row: Row, hulls: dict[str, Hull]) -> bool:
    ends = [sorted((c * hulls[key][0], c * hulls[key][1])) for key, c in row.terms]
    low, high = sum(end[0] for end in ends), sum(end[1] for end in ends)
    return (row.high is None or high <= row.high) and (row.low is None or low >= row.low)


def holds(row: Row, figures: dict[str, int]) -> bool:
    """Whether figures in whole numbers meet a row, exactly."""
    total = sum(coefficient * figures[key] for key, coefficient in row.terms)
    return (row.high is None or total <= row.high) and (row.low is None or total >= row.low)


def _united(hulls: Iterable[Hull]) -> Hull:
    lows, highs = zip(*hulls, strict=True)
    return min(lows), max(highs)
