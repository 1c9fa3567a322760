"""Which cells are withheld with the primary ones: the least loss that defeats every attack.

An integer program over the cells, to which every attack that succeeds adds what would have stopped
it (M. Fischetti, J. J. Salazar-González, 2001). It begins, and in want of time ends, with a pattern
in which every primary cell has, one after the other, been hidden along the cheapest way.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from pipeline.protect.attack import EXACT, Attack, Attempt, Reached, attempts
from pipeline.protect.linked import Key, System
from pipeline.protect.ways import cheapest_way
from pipeline.rules.highs import floats, highspy, indices, silent_solver

_AT_ONCE = 40  # successful attacks that are answered before the program is solved again


@dataclass(frozen=True, slots=True)
class Pattern:
    """The cells to withhold, primary ones among them, and what they cost the readers.

    ``is_optimal``: no cheaper pattern protects; otherwise the solver came to no end, and ``bound``
    is what any pattern costs at least. ``exposed`` are primary cells that nothing can hide.
    """

    withheld: frozenset[Key]
    primary: frozenset[Key]
    loss: int
    bound: float
    is_optimal: bool
    exposed: frozenset[Key] = frozenset()

    @property
    def reasons(self) -> dict[Key, bool]:
        """The withheld cells in order, and whether each is a primary one."""
        return {key: key in self.primary for key in sorted(self.withheld)}


def pattern(system: System, seconds: float = 20.0) -> Pattern:
    """The cheapest pattern that protects every primary cell of the system from everybody."""
    loss = {cell.key: cell.loss for cell in system.cells if cell.loss is not None}
    first = _Search(system).hidden()
    primary = frozenset(cell.key for cell in system.primary)
    exposed = frozenset(a.cell.key for a in first.unstopped)
    cost = _cost(first.withheld, loss)
    start = Pattern(first.withheld, primary, cost, 0.0, is_optimal=False, exposed=exposed)
    if first.withheld == system.given or exposed:
        return start if exposed else _proven(start)
    return _improved(system, start, loss, seconds)


def _cost(keys: Iterable[Key], loss: dict[Key, int]) -> int:
    return sum(loss[key] for key in keys)


def _proven(found: Pattern) -> Pattern:
    return replace(found, bound=float(found.loss), is_optimal=True)


def _improved(system: System, start: Pattern, loss: dict[Key, int], seconds: float) -> Pattern:
    """Cuts and solves until no attack succeeds, or until the time is up."""
    ends = time.monotonic() + seconds
    search, master, bound = _Search(system), _Master(system, loss), 0.0
    while (left := ends - time.monotonic()) > 0:
        found = master.cheapest(left)
        if found is None:
            break
        chosen, bound = found
        if bound > start.loss - 1 + EXACT:
            return _proven(start)
        succeeded = search.successes(chosen)
        if not succeeded:
            return replace(
                start, withheld=chosen, loss=_cost(chosen, loss), bound=bound, is_optimal=True
            )
        for attempt, reached in succeeded:
            master.answer(attempt, reached)
    return replace(start, bound=bound)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A pattern that stops all attacks but ``unstopped``."""

    withheld: frozenset[Key]
    unstopped: tuple[Attempt, ...]


class _Search:
    """Attacks on one system; what has once moved with a cell need not be solved for again."""

    def __init__(self, system: System) -> None:
        self._system, self._attack = system, Attack(system)
        self._fixed = {cell.key for cell in system.cells if cell.loss is None}
        self._ways: dict[Attempt, frozenset[Key]] = {}

    def successes(self, withheld: AbstractSet[Key]) -> list[tuple[Attempt, Reached]]:
        """The attacks that exclude a value of a primary cell, the worst first, not too many."""
        found = [
            (attempt, reached)
            for attempt in attempts(self._system, withheld)
            if (reached := self._success(attempt, withheld))
        ]
        return sorted(found, key=lambda one: one[1].distance - one[0].needed)[:_AT_ONCE]

    def _success(self, attempt: Attempt, withheld: AbstractSet[Key]) -> Reached | None:
        way = self._ways.get(attempt)
        if way is not None and way <= withheld:
            return None
        reached = self._attack.reach(attempt, withheld)
        if reached.distance < attempt.needed - EXACT:
            return reached
        self._ways[attempt] = reached.moved - self._loose()
        return None

    def _loose(self) -> set[Key]:
        """Cells that move although they are published: their bounds are no secret."""
        return {cell.key for cell in self._system.cells if not cell.is_exact}

    def hidden(self) -> Hidden:
        """Hides one primary cell after the other on the cheapest way, then spares what it can."""
        withheld = set(self._system.given)
        unstopped: list[Attempt] = []

        while succeeded := [one for one, _ in self.successes(withheld) if one not in unstopped]:
            for attempt in succeeded:
                way = cheapest_way(self._system, attempt, withheld)
                if way is None:
                    unstopped.append(attempt)
                else:
                    withheld |= way
        return Hidden(frozenset(self._spared(withheld, unstopped)), tuple(unstopped))

    def _spared(self, withheld: set[Key], unstopped: Collection[Attempt]) -> set[Key]:
        """Without the cells, dearest first, that nothing needs."""
        dearest = sorted(
            (c for c in self._system.cells if not c.is_given and c.key in withheld),
            key=lambda cell: (-(cell.loss or 0), cell.key),
        )
        for cell in dearest:
            fewer = withheld - {cell.key}
            if all(one in unstopped for one, _ in self.successes(fewer)):
                withheld = fewer
        return withheld


class _Master:
    """The integer program: the cheapest cells that answer every attack known so far."""

    def __init__(self, system: System, loss: dict[Key, int]) -> None:
        self._system, self._loss = system, loss
        self._columns = {key: n for n, key in enumerate(sorted(loss))}
        self._highs = silent_solver({"mip_rel_gap": 0.0, "mip_abs_gap": 0.5})
        whole = highspy().HighsVarType.kInteger
        for key, n in self._columns.items():
            self._highs.addVar(float(key in system.given), 1.0)
            self._highs.changeColCost(n, float(loss[key]))
            self._highs.changeColIntegrality(n, whole)
        self._never_alone()

    def cheapest(self, seconds: float) -> tuple[frozenset[Key], float] | None:
        """The cells and what they cost at least; none where it took too long."""
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + seconds)
        self._highs.run()
        if self._highs.getModelStatus() != highspy().HighsModelStatus.kOptimal:
            return None
        taken = self._highs.getSolution().col_value
        chosen = frozenset(key for key, n in self._columns.items() if taken[n] > 0.5)  # noqa: PLR2004
        return chosen, float(self._highs.getInfo().objective_function_value)

    def answer(self, attempt: Attempt, reached: Reached) -> None:
        """The cell must be able to move as far as it needs; a lever longer than that is cut off."""
        own = reached.levers.get(attempt.cell.key, 0.0)
        short = attempt.needed - reached.free - own
        levers = {
            key: min(length, short)
            for key, length in reached.levers.items()
            if key in self._columns and key != attempt.cell.key and length > EXACT
        }
        if short > EXACT and levers:
            self._at_least(short, levers)

    def _never_alone(self) -> None:
        """Whoever is hidden in an equation is hidden with another, which not everybody knows."""
        for equation in self._system.equations:
            keys = [key for key, _ in equation.terms]
            cells = [self._system.cell(key) for key in keys]
            if equation.slack is not None or not all(cell.is_exact for cell in cells):
                continue
            for cell in cells:
                if cell.key in self._columns:
                    others = [k for k in keys if k != cell.key and k in self._columns]
                    self._with_others(cell.key, others)
                    if cell.k is not None:
                        self._with_one_unknown_to_each(cell.owner, others)

    def _with_others(self, key: Key, others: list[Key]) -> None:
        self._at_least(0.0, {**dict.fromkeys(others, 1.0), key: -1.0})

    def _with_one_unknown_to_each(self, owner: str, others: list[Key]) -> None:
        owner_of = {key: self._system.cell(key).owner for key in others}
        for who in sorted({*owner_of.values()} - {"", owner}):
            unknown = [key for key in others if owner_of[key] != who]
            if unknown:
                self._at_least(1.0, dict.fromkeys(unknown, 1.0))

    def _at_least(self, low: float, weights: dict[Key, float]) -> None:
        columns = indices(self._columns[key] for key in weights)
        self._highs.addRow(
            low, highspy().kHighsInf, len(weights), columns, floats(weights.values())
        )
