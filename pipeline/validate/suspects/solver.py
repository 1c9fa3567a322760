"""HiGHS: the cheapest cells that meet all conflicts, and whole figures that meet all edits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from pipeline.rules.highs import floats, highspy, indices, silent_solver
from pipeline.validate.suspects.whole import Row

if TYPE_CHECKING:
    from highspy import Highs

_SECONDS = 4.0  # for all calls of one solver, whose clock is not reset; forms take milliseconds
_TOO_LARGE = 2**53  # above, a float is not every whole number


class Undecided(Exception):
    """The solver came to no end in its time, or its figures do not bear an exact check."""


class Cover:
    """Sets of cells that meet every conflict so far (one cell of it at least), cheapest first.

    The covering problem of R. Garfinkel, A. Kunnathur and G. Liepins (1986, 1988), to which
    conflicts are added as they turn up.
    """

    def __init__(self, costs: Mapping[str, int]) -> None:
        self._columns = {key: column for column, key in enumerate(sorted(costs))}
        self._highs = _solver()
        integer = highspy().HighsVarType.kInteger
        for key, column in self._columns.items():
            self._highs.addVar(0.0, 1.0)
            self._highs.changeColCost(column, float(costs[key]))
            self._highs.changeColIntegrality(column, integer)

    def must_meet(self, conflict: Collection[str]) -> None:
        """One cell of ``conflict`` has to be in every set from now on."""
        self._add(1.0, highspy().kHighsInf, conflict)

    def exclude(self, cells: Collection[str]) -> None:
        """No further set has all of ``cells``."""
        self._add(-highspy().kHighsInf, len(cells) - 1.0, cells)

    def cheapest(self) -> tuple[str, ...] | None:
        """The cheapest set that is left, in the order of the keys; none if there is none."""
        status = _run(self._highs)
        if status == highspy().HighsModelStatus.kInfeasible:
            return None
        taken = self._highs.getSolution().col_value
        return tuple(key for key, column in self._columns.items() if taken[column] > 0.5)  # noqa: PLR2004 -- zero or one

    def _add(self, low: float, high: float, cells: Collection[str]) -> None:
        columns = sorted(self._columns[key] for key in cells)
        self._highs.addRow(low, high, len(columns), indices(columns), floats([1] * len(columns)))


def whole_solution(
    rows: Collection[Row], hulls: Mapping[str, tuple[int, int]]
) -> dict[str, int] | None:
    """Whole figures within ``hulls`` that meet all rows; none if there are none.

    Figures that cannot move are taken into the limits exactly, in whole numbers. Raises Undecided
    if HiGHS comes to no end, or a number is too large for it.
    """
    free = sorted(key for key, (low, high) in hulls.items() if low < high)
    columns = {key: column for column, key in enumerate(free)}
    highs = _solver()
    for key in free:
        low, high = hulls[key]
        highs.addVar(0.0, float(high - low))
        highs.changeColIntegrality(columns[key], highspy().HighsVarType.kInteger)
    for row in rows:
        _add_row(highs, row, hulls, columns)
    if _run(highs) == highspy().HighsModelStatus.kInfeasible:
        return None
    shifts = highs.getSolution().col_value
    moved = {key: round(shifts[column]) for key, column in columns.items()}
    return {key: low + moved.get(key, 0) for key, (low, _) in hulls.items()}


def _add_row(
    highs: Highs,
    row: Row,
    hulls: Mapping[str, tuple[int, int]],
    columns: Mapping[str, int],
) -> None:
    """The row in how far each figure lies above its lowest."""
    base = sum(coefficient * hulls[key][0] for key, coefficient in row.terms)
    terms = [(columns[key], coefficient) for key, coefficient in row.terms if key in columns]
    infinite = highspy().kHighsInf
    low = -infinite if row.low is None else _float(row.low - base)
    high = infinite if row.high is None else _float(row.high - base)
    highs.addRow(
        low, high, len(terms), indices(c for c, _ in terms), floats(_float(c) for _, c in terms)
    )


def _run(highs: Highs) -> Any:
    highs.clearSolver()  # the last solution breaks the newest row: it is no place to start from
    highs.run()
    status, known = highs.getModelStatus(), highspy().HighsModelStatus
    if status not in (known.kOptimal, known.kInfeasible):
        raise Undecided(highs.modelStatusToString(status))
    return status


def _solver() -> Highs:
    """A silent solver that does the same on every run."""
    return silent_solver(
        {
            "time_limit": _SECONDS,
            "mip_rel_gap": 0.0,
            "mip_heuristic_run_feasibility_jump": False,  # most of the time on models so small
        }
    )


def _float(number: int) -> float:
    if abs(number) > _TOO_LARGE:
        raise Undecided("a number too large for the solver")
    return float(number)
