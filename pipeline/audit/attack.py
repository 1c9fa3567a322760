"""The least and the most that a withheld level can be, by linear programming."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.audit.knowledge import OPEN, Constraint
from pipeline.audit.published import Key, Published
from pipeline.rules.highs import floats, highspy, indices, silent_solver

if TYPE_CHECKING:
    from highspy import Highs

OUTSIDER = ""
_FELT = 1e-9  # a dual above this says that a constraint counts


@dataclass(frozen=True, slots=True)
class Known:
    """What somebody knows of a level: its bounds, and the constraints that give them.

    ``low`` above ``high``: what is published contradicts itself.
    """

    low: float
    high: float
    by: tuple[str, ...]


class Attack:
    """Who knows the constraints, and of a city its own figures, bounds what is withheld."""

    def __init__(
        self,
        published: Published,
        constraints: Sequence[Constraint],
        truth: Mapping[Key, Decimal],
    ) -> None:
        self._published, self._constraints, self._truth = published, constraints, truth
        self._columns = {key: n for n, key in enumerate(published.withheld)}
        self._models: dict[str, Highs] = {}

    def bounds(self, key: Key, who: str) -> Known:
        """What ``who`` (an area, or blank: anybody) can say of the level."""
        model = self._model(who)
        low, by_low = self._end(model, key, 1.0)
        high, by_high = self._end(model, key, -1.0)
        return Known(low, high, tuple(sorted(by_low | by_high)))

    def _model(self, who: str) -> Highs:
        if who not in self._models:
            self._models[who] = self._made(who)
        return self._models[who]

    def _made(self, who: str) -> Highs:
        highs, free = silent_solver(), highspy().kHighsInf
        for key in self._columns:
            is_own = who != OUTSIDER and self._published.owner(key[0]) == who
            own = float(self._truth[key]) if is_own else 0.0
            highs.addVar(own, own if is_own else free)
        for one in self._constraints:
            columns = indices(self._columns[key] for key, _ in one.terms)
            values = floats(coefficient for _, coefficient in one.terms)
            low = -free if one.low == -OPEN else one.low
            high = free if one.high == OPEN else one.high
            highs.addRow(low, high, len(columns), columns, values)
        return highs

    def _end(self, highs: Highs, key: Key, sign: float) -> tuple[float, set[str]]:
        column = self._columns[key]
        highs.changeColCost(column, sign)
        highs.run()
        status, known = highs.getModelStatus(), highspy().HighsModelStatus
        duals = list(highs.getSolution().row_dual)
        highs.changeColCost(column, 0.0)
        if status == known.kInfeasible:
            return sign * OPEN, {"contradiction"}
        if status != known.kOptimal:
            return -sign * OPEN, set()
        counted = zip(self._constraints, duals, strict=True)
        value = highs.getSolution().col_value[column]
        return float(value), {one.name for one, dual in counted if abs(dual) > _FELT}
