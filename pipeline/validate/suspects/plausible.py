"""How surprising a figure, a slip, or a wrong cell is, in nats (minus the natural logarithm of a
probability): rough guesses, of which only the order matters; the tests measure what they do.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.validate.suspects.model import Cell, Slip, SlipKind
from pipeline.validate.suspects.slips import decimals_of, digits_of, origins, slip_of
from pipeline.validate.suspects.whole import is_counted

_WRONG = -math.log(0.02)  # a cell
_SHARE = {  # of all figures that are wrong
    SlipKind.SCALED: 0.25,
    SlipKind.SIGN: 0.02,
    SlipKind.STALE: 0.05,
    SlipKind.TRANSPOSED: 0.20,
    SlipKind.EXTRA: 0.08,
    SlipKind.MISSING: 0.08,
    SlipKind.DIGIT: 0.15,
}
_UNEXPLAINED = 0.17
_SCALES = 8  # four powers of ten, up or down
_CANNOT_BE = 5.0  # half a person, or fewer than none
_GROWTH = 0.05  # half of all figures move less than this from one year to the next
_UNCHANGED = -math.log(0.15)  # many stocks are what they were
_SIZES = 20.0  # nats between the smallest and the largest figure there is


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure that a cell may have held, the slip that then happened, and how surprising that is.

    ``right`` is none where the edits leave open what it was.
    """

    right: Decimal | None
    slip: Slip | None
    surprise: float


def explained(cell: Cell, right: Decimal) -> Explained:
    """What it takes to believe that ``cell`` is wrong and should be ``right``."""
    stated = cell.value or Decimal(0)
    slip = slip_of(stated, right, cell.decimals, cell.before)
    surprise = _WRONG * cell.weight + _of_slip(cell, slip, right) + gain(cell, right)
    return Explained(right, slip, surprise)


def left_open(cell: Cell, low: Decimal, high: Decimal) -> Explained:
    """What it takes to believe that it is wrong, and lies somewhere between ``low`` and ``high``.

    Near last year's figure if that is possible, else at the end that is nearer to it, with what
    lies around there.
    """
    nearest = min(max(cell.before if cell.before is not None else low, low), high)
    around = _nats(cell, min(high - low, abs(nearest)))
    there = max(0.0, strangeness(cell, nearest) - around)
    stated = strangeness(cell, cell.value or Decimal(0))
    return Explained(
        None, None, _WRONG * cell.weight + _of_slip(cell, None, nearest) + there - stated
    )


def gain(cell: Cell, right: Decimal) -> float:
    """How much stranger the figure ``right`` would be than the one that was stated."""
    return strangeness(cell, right) - strangeness(cell, cell.value or Decimal(0))


def strangeness(cell: Cell, value: Decimal) -> float:
    """How surprising it is to find ``value`` in a cell of which last year's figure is known, or is
    not: then all sizes are as probable.

    The logarithm of the growth has a Cauchy density, whose tails are wide; small counts jump.
    """
    if not is_counted(replace(cell, value=value)):
        counted = abs(value).quantize(Decimal(1).scaleb(-cell.decimals))
        return _CANNOT_BE + strangeness(cell, counted)
    if cell.before is None:
        return _nats(cell, value) + math.log(_SIZES)
    spread = math.hypot(_GROWTH, math.exp(-_nats(cell, cell.before) / 2))
    growth = _nats(cell, value) - _nats(cell, cell.before)
    nats = _nats(cell, value) + math.log(math.pi * spread) + math.log1p((growth / spread) ** 2)
    return min(nats, _UNCHANGED) if value == cell.before else nats


def near_origins(cell: Cell, low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """The figures between two bounds of which one slip makes the stated one."""
    found = origins(cell.value or Decimal(0), cell.decimals)
    return tuple(value for value in found if low <= value <= high)


def _of_slip(cell: Cell, slip: Slip | None, right: Decimal) -> float:
    """A slip in one of the ways it can happen to these digits; without one, figures of any size."""
    if slip is None:
        return _nats(cell, cell.value or Decimal(0)) + math.log(_SIZES / _UNEXPLAINED)
    digits = len(digits_of(right, max(cell.decimals, decimals_of(right))))
    ways = {
        SlipKind.SCALED: _SCALES,
        SlipKind.TRANSPOSED: max(1, digits - 1),
        SlipKind.DIGIT: 9 * digits,
        SlipKind.EXTRA: 10 * (digits + 1),
        SlipKind.MISSING: digits,
    }
    return math.log(ways.get(slip.kind, 1) / _SHARE[slip.kind])


def _nats(cell: Cell, value: Decimal) -> float:
    """The logarithm of a figure in the unit in which it is counted, plus one."""
    return math.log1p(abs(float(value)) * 10.0**cell.decimals)
