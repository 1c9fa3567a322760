"""What an attacker can make of what is published: the range of a withheld cell.

A linear program. The attacker knows every equation and every published figure, and that nothing
is below zero; a city knows its own cells as well. After M. Fischetti, J. J. Salazar-González
(2001), Solving the cell suppression problem on tabular data with linear constraints, Management
Science 47(7).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.protect.linked import Cell, Key, System
from pipeline.rules.highs import floats, highspy, indices, silent_solver

EXACT = 1e-6
OUTSIDER = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to attack: who, which primary cell, and whether from below (-1) or above (1)."""

    cell: Cell
    who: str
    sign: int

    @property
    def needed(self) -> float:
        """How far the cell must be able to move, or a value from 1 to k - 1 is excluded."""
        assert self.cell.k is not None  # noqa: S101 -- only primary cells are attacked
        return self.cell.k - 1 - self.cell.value if self.sign > 0 else self.cell.value - 1


@dataclass(frozen=True, slots=True)
class Reached:
    """How far it moves, by what other cells moving with it, and what would let it move further.

    ``moved`` names the cells that moved. ``levers`` give, by cell, the most that withholding it
    adds: any pattern that lets the cell move far enough has levers of ``needed`` - ``free`` in all.
    """

    distance: float
    moved: frozenset[Key]
    levers: dict[Key, float]
    free: float


def attempts(system: System, withheld: Collection[Key]) -> Iterator[Attempt]:
    """All that have to fail: by outsiders, and by every area that owns another withheld cell.

    An area that owns one knows all that an outsider knows, so the outsider comes in only where
    there is none.
    """
    owners = system.owners(withheld)
    for cell in system.primary:
        for who in [owner for owner in owners if owner != cell.owner] or [OUTSIDER]:
            for sign in (-1, 1):
                attempt = Attempt(cell, who, sign)
                if attempt.needed > EXACT:
                    yield attempt


class Attack:
    """A linear program over one system, of which only bounds and aim change."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._highs = silent_solver({"presolve": "off"})
        infinite = highspy().kHighsInf
        for cell in system.cells:
            self._highs.addVar(*cell.reach(withheld=False))
        for equation in system.equations:
            columns = indices(system.index[key] for key, _ in equation.terms)
            values = floats(coefficient for _, coefficient in equation.terms)
            low, high = (0.0, 0.0) if equation.slack is None else (-infinite, equation.slack)
            self._highs.addRow(low, high, len(columns), columns, values)
        self._withheld: set[Key] = set()
        self._who = OUTSIDER

    def reach(self, attempt: Attempt, withheld: Collection[Key]) -> Reached:
        """The furthest that the cell of the attempt can be from what it is."""
        self._set(set(withheld), attempt.who)
        column = self._system.index[attempt.cell.key]
        self._highs.changeColCost(column, -float(attempt.sign))
        self._highs.run()
        solution = self._highs.getSolution()
        self._highs.changeColCost(column, 0.0)
        moves = list(solution.col_value)
        moved = frozenset(
            cell.key
            for cell, move in zip(self._system.cells, moves, strict=True)
            if abs(move) > EXACT
        )
        levers, free = self._levers(attempt, list(solution.row_dual))
        return Reached(attempt.sign * moves[column], moved, levers, free)

    def _set(self, withheld: set[Key], who: str) -> None:
        changed = withheld ^ self._withheld
        if who != self._who:
            known = {who, self._who} - {OUTSIDER}
            changed |= {c.key for c in self._system.cells if c.owner in known}
        for key in changed:
            cell = self._system.cell(key)
            is_known = who and cell.owner == who
            bounds = (0.0, 0.0) if is_known else cell.reach(withheld=key in withheld)
            self._highs.changeColBounds(self._system.index[key], *bounds)
        self._withheld, self._who = withheld, who

    def _levers(self, attempt: Attempt, duals: list[float]) -> tuple[dict[Key, float], float]:
        """Weak duality: bounds the distance for every pattern, whatever the duals are."""
        prices = [0.0] * len(self._system.cells)
        prices[self._system.index[attempt.cell.key]] = -float(attempt.sign)
        free = 0.0
        for equation, dual in zip(self._system.equations, duals, strict=True):
            price = dual if equation.slack is None else min(dual, 0.0)
            free -= price * (equation.slack or 0.0)
            for key, coefficient in equation.terms:
                prices[self._system.index[key]] -= price * coefficient
        levers = {}
        for cell, price in zip(self._system.cells, prices, strict=True):
            if abs(price) < EXACT or (attempt.who and cell.owner == attempt.who):
                continue
            published, hidden = (
                max(-price * end for end in cell.reach(withheld=withheld))
                for withheld in (False, True)
            )
            free += published
            levers[cell.key] = hidden - published
        return levers, free
