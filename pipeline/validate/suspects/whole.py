"""The figures of a form in whole numbers, so that nothing is lost on the way to the solver.

Every figure is counted in the smallest unit in which it was stated (persons, hundredths of 万元),
every edit multiplied out until its coefficients are whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, lcm

from pipeline.validate.suspects.model import AnyEdit, Cell, Edit, Implication, Quotient
from pipeline.validate.suspects.slips import decimals_of

_ROOM = 10**6  # no true figure is more than this many times the largest that was stated
Terms = tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """low <= sum of coefficient * figure <= high, in whole numbers; none is unbounded.

    ``rests_on`` is the rate that was taken as stated, if any: change it, and the row is void.
    """

    terms: tuple[tuple[str, int], ...]
    low: int | None
    high: int | None
    rests_on: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Of two rows one must hold: the condition is zero, or the others are not."""

    either: Row
    other: Row


class System:
    """Figures and the edits that bind them, in whole numbers; the order they come in is no matter.

    Edits that name a figure which is not there, and quotients that cannot be judged, are left out.
    """

    def __init__(self, cells: Iterable[Cell], edits: Iterable[AnyEdit]) -> None:
        self.cells = {cell.key: cell for cell in sorted(cells, key=lambda cell: cell.key)}
        self.edits = tuple(
            edit for edit in sorted(edits, key=lambda edit: edit.code) if self._is_judged(edit)
        )
        self._places = {key: _places(cell) for key, cell in self.cells.items()}
        stated = (abs(cell.value) for cell in self.cells.values() if cell.value is not None)
        most = Decimal(_ROOM * (ceil(max(stated, default=Decimal(0))) + 1))
        self._free = {key: (0, self.whole(key, most)) for key in self.cells}
        self._stated = {key: self._stated_bounds(cell) for key, cell in self.cells.items()}
        self._rows = [self._rows_of(edit) for edit in self.edits]
        self.rows = [row for rows in self._rows for row in rows if isinstance(row, Row)]
        self.choices = [row for rows in self._rows for row in rows if isinstance(row, Choice)]

    @property
    def changeable(self) -> tuple[str, ...]:
        """The keys of the figures that were stated."""
        return tuple(key for key, cell in self.cells.items() if cell.value is not None)

    def bounds(self, key: str, changed: Collection[str] = ()) -> tuple[int, int]:
        """Where a figure may lie: as stated, or anywhere from zero if blank or changed."""
        return self._free[key] if key in changed else self._stated[key]

    def counts(self, key: str, hull: tuple[int, int]) -> bool:
        """Whether there is a figure within ``hull`` that is counted as finely as it should be."""
        step: int = 10 ** (self._places[key] - self.cells[key].decimals)
        return step * (hull[1] // step) >= hull[0]

    def whole(self, key: str, value: Decimal) -> int:
        """A figure in its smallest unit; what is finer than any bound was is rounded down."""
        return floor(value.scaleb(self._places[key]))

    def figure(self, key: str, number: int) -> Decimal:
        """The opposite of ``whole``: exact."""
        return Decimal(number).scaleb(-self._places[key])

    def failing(self) -> tuple[AnyEdit, ...]:
        """The edits that no figures within the stated bounds can meet, each judged by itself."""
        return tuple(
            edit
            for edit, rows in zip(self.edits, self._rows, strict=True)
            if any(self._is_impossible(row) for row in rows)
        )

    def _stated_bounds(self, cell: Cell) -> tuple[int, int]:
        if cell.value is None:
            return self._free[cell.key]
        low, most = self.whole(cell.key, cell.lower or Decimal(0)), self._free[cell.key][1]
        return low, most if cell.upper is None else self.whole(cell.key, cell.upper)

    def _is_judged(self, edit: AnyEdit) -> bool:
        cells = [self.cells.get(key) for key in edit.keys]
        if not isinstance(edit, Quotient):
            return None not in cells
        below = self.cells.get(edit.denominator)
        given = all(cell is not None and cell.value is not None for cell in cells)
        return given and below is not None and (below.upper is None or below.upper > 0)

    def _is_impossible(self, row: Row | Choice) -> bool:
        if isinstance(row, Choice):
            return self._is_impossible(row.either) and self._is_impossible(row.other)
        ends = [sorted(c * b for b in self.bounds(key)) for key, c in row.terms]
        low, high = sum(end[0] for end in ends), sum(end[1] for end in ends)
        return (row.high is not None and low > row.high) or (row.low is not None and high < row.low)

    def _rows_of(self, edit: AnyEdit) -> tuple[Row | Choice, ...]:
        if isinstance(edit, Edit):
            spread = Fraction(edit.tolerance)
            terms = tuple((key, Fraction(coefficient)) for key, coefficient in edit.terms)
            return (self._row(terms, -spread if edit.sense == "=" else None, spread),)
        if isinstance(edit, Quotient):
            return self._of_quotient(edit)
        return (self._of_implication(edit),)

    def _of_quotient(self, edit: Quotient) -> tuple[Row, ...]:
        """The numerator between the bounds of the rate, times the denominator; that is not zero."""
        rate, factor = self.cells[edit.ratio], Fraction(edit.factor)
        stated, spread = Fraction(rate.value or 0), Fraction(edit.tolerance)
        least = min(Fraction(rate.lower or 0), stated - spread)
        above, below = edit.numerator, edit.denominator
        rows = [
            self._row(((above, factor), (below, -least)), Fraction(0), None, edit.ratio),
            self._row(((below, Fraction(1)),), self._unit(below), None, edit.ratio),
        ]
        if rate.upper is not None:
            most = max(Fraction(rate.upper), stated + spread)
            rows.append(self._row(((above, factor), (below, -most)), None, Fraction(0), edit.ratio))
        return tuple(rows)

    def _of_implication(self, edit: Implication) -> Choice:
        others = tuple((key, Fraction(1)) for key in edit.others)
        least = min(self._unit(key) for key in edit.others)
        return Choice(
            self._row(((edit.condition, Fraction(1)),), None, Fraction(0)),
            self._row(others, least, None),
        )

    def _unit(self, key: str) -> Fraction:
        return Fraction(1, 10 ** self._places[key])

    def _row(
        self, terms: Terms, low: Fraction | None, high: Fraction | None, rests_on: str = ""
    ) -> Row:
        """The row multiplied out; terms of one figure are taken together."""
        whole: dict[str, Fraction] = {}
        for key, coefficient in terms:
            whole[key] = whole.get(key, Fraction(0)) + coefficient * self._unit(key)
        common = lcm(*(c.denominator for c in whole.values()))
        return Row(
            tuple((key, int(c * common)) for key, c in sorted(whole.items()) if c),
            None if low is None else ceil(low * common),
            None if high is None else floor(high * common),
            rests_on,
        )


def is_counted(cell: Cell) -> bool:
    """Whether it is such a figure at all: not below zero, nor with decimals of a person."""
    return cell.value is None or (cell.value >= 0 and decimals_of(cell.value) <= cell.decimals)


def _places(cell: Cell) -> int:
    """How finely a figure is counted, or was stated, if that is finer."""
    stated = (cell.value, cell.lower, cell.upper)
    return max(cell.decimals, *(decimals_of(value) for value in stated if value is not None), 0)
