"""Classes of a sequential scale: five steps of the ink with rounded limits, and their key."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.yearbook.charts.palette import Palette
from pipeline.yearbook.charts.plot import Row
from pipeline.yearbook.commentary.grammar import grouped

_SWATCH, _HIGH = 15.0, 6.0
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Classes:
    """Limits between the steps (one fewer than steps); a limit belongs to the step above it."""

    limits: tuple[Decimal, ...]
    steps: tuple[str, ...]

    def fill(self, value: float) -> str:
        return self.steps[bisect_right(self.limits, Decimal(str(value)))]

    def key(self, x: float, y: float) -> list[Row]:
        """Swatches in a row, each limit under the seam between two of them."""
        places = max((_places(limit) for limit in self.limits), default=0)
        return [
            {
                "x": x + _SWATCH * at, "x2": x + _SWATCH * (at + 1), "y": y, "y2": y + _HIGH,
                "fill": fill, "label": grouped(limit, places) if limit is not None else "",
            }
            for at, (fill, limit) in enumerate(zip(self.steps, (*self.limits, None), strict=True))
        ]  # fmt: skip


def classes(values: Sequence[float], palette: Palette) -> Classes:
    """Fifths of the values, their limits rounded to two digits; fewer steps for few values."""
    ordered = sorted(Decimal(str(value)) for value in values)
    fifths = [ordered[len(ordered) * fifth // _FEWEST] for fifth in range(1, _FEWEST)]
    coarse, fine = (_limits(fifths, ordered[0], digits) for digits in (2, 3))
    limits = coarse if len(coarse) == len(fifths) else fine
    steps = palette.steps
    chosen = steps if len(limits) == _FEWEST - 1 else steps[len(steps) - len(limits) - 1 :]
    return Classes(limits, chosen)


def _limits(fifths: Sequence[Decimal], lowest: Decimal, digits: int) -> tuple[Decimal, ...]:
    """The fifths rounded to a few digits, each once; none below which nothing would stand."""
    return tuple(sorted({limit for f in fifths if (limit := _rounded(f, digits)) > lowest}))


def _rounded(value: Decimal, digits: int) -> Decimal:
    if value == 0:
        return value
    step = Decimal(1).scaleb(value.adjusted() - digits + 1)
    return (value / step).to_integral_value() * step


def _places(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))
