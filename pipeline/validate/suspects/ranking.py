"""Which of several solutions is the probable one.

The surprise of a solution adds up, over its cells, that a cell is wrong at all (times its weight);
that this slip, or none, makes this of that; and how well the repaired figure follows last year's,
less how well the stated one did. So a solution comes first whose repair a slip explains, the more
so a rare and telling one, whose repair lies close to last year's, and whose stated figure does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

from pipeline.validate.suspects.model import (
    CLEAR,
    Cell,
    Quotient,
    Slip,
    Solution,
    Suspect,
)
from pipeline.validate.suspects.plausible import (
    Explained,
    explained,
    left_open,
    near_origins,
)
from pipeline.validate.suspects.possible import Hull, possibility
from pipeline.validate.suspects.search import Repair, cost
from pipeline.validate.suspects.swaps import swaps
from pipeline.validate.suspects.whole import System

_NEAR = Decimal("0.15")  # of last year's figure: so near, a slip is believed where edits leave room
_NARROW = Decimal("1.02")  # bounds so near to each other that a slip between them is no chance


def ranked(system: System, repairs: Iterable[Repair]) -> tuple[Solution, ...]:
    """The solutions, swaps of two rows among them, the least surprising first."""
    solutions = [*(_solution(system, repair) for repair in repairs), *swaps(system)]
    ordered = sorted(solutions, key=lambda s: (round(s.surprise, 6), len(s.keys), s.keys))
    if not ordered:
        return ()
    first, *others = ordered
    is_decisive = not others or others[0].surprise - first.surprise > CLEAR
    suspects = tuple(replace(suspect, is_decisive=is_decisive) for suspect in first.suspects)
    return (replace(first, suspects=suspects), *others)


def _solution(system: System, repair: Repair) -> Solution:
    suspects, surprise = [], 0.0
    for key, hull in repair.items():
        cell = system.cells[key]
        best = _explanation(system, cell, hull, is_alone=len(repair) == 1)
        surprise += best.surprise
        suspects.append(_suspect(cell, best.right, best.slip))
    return Solution(tuple(suspects), surprise)


def _suspect(cell: Cell, repair: Decimal | None, slip: Slip | None) -> Suspect:
    return Suspect(cell.key, cell.value or Decimal(0), repair, slip, cost(cell) / 1000)


def _explanation(system: System, cell: Cell, hull: Hull, *, is_alone: bool) -> Explained:
    """The least surprising way in which a cell came to be wrong, given what it may have been."""
    low, high = (system.figure(cell.key, end) for end in hull)
    quotient = next((q for q in _quotients(system) if q.ratio == cell.key), None)
    if quotient:
        rate = _rate(system, quotient) if is_alone else None
        return explained(cell, rate) if rate is not None else left_open(cell, low, high)
    if low == high:
        return explained(cell, low)
    found = [left_open(cell, low, high)]
    if is_alone:
        found += [
            explained(cell, value)
            for value in near_origins(cell, low, high)
            if _is_telling(cell, value, low, high) and _is_possible(system, cell.key, value)
        ]
    return min(found, key=lambda one: (round(one.surprise, 6), one.right is None, one.right or 0))


def _quotients(system: System) -> Iterator[Quotient]:
    return (edit for edit in system.edits if isinstance(edit, Quotient))


def _rate(system: System, quotient: Quotient) -> Decimal | None:
    """What the rate should be: half to even, GB/T 8170; none if its parts are not known exactly."""
    above, below = system.cells[quotient.numerator], system.cells[quotient.denominator]
    if above.value is None or not below.value or not (above.is_exact and below.is_exact):
        return None
    unit = Decimal(1).scaleb(-system.cells[quotient.ratio].decimals)
    rate: Decimal = above.value * quotient.factor / below.value
    return rate.quantize(unit, ROUND_HALF_EVEN)


def _is_telling(cell: Cell, value: Decimal, low: Decimal, high: Decimal) -> bool:
    """Whether it is no chance that a slip leads to a figure between the bounds."""
    if 0 < high <= low * _NARROW:
        return True
    before = cell.before or Decimal(0)
    return before != 0 and abs(value - before) <= _NEAR * abs(before)


def _is_possible(system: System, key: str, value: Decimal) -> bool:
    fixed = {key: system.whole(key, value)}
    return possibility(system, (key,), fixed).hulls is not None
