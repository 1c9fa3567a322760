"""The cheapest way to let a primary cell move: other cells move with it, and are withheld for that.

The heuristic of J. P. Kelly, B. L. Golden, A. A. Assad (1992), Cell suppression: disclosure
protection for sensitive tabular data, Networks 22(4), with a linear program in place of a flow.
"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.protect.attack import EXACT, Attempt
from pipeline.protect.linked import Cell, Key, System
from pipeline.rules.highs import floats, highspy, indices, silent_solver


def cheapest_way(system: System, attempt: Attempt, withheld: Collection[Key]) -> set[Key] | None:
    """The cells that move when the cell of the attempt moves as far as it must.

    None where no pattern lets it. A move costs its length times the loss of its cell, nothing where
    that is withheld already.
    """
    highs = silent_solver()
    for cell in system.cells:
        down, up = _room(cell, attempt, withheld)
        price = 0.0 if cell.key in withheld else float(cell.loss or 0)
        for length in (up, -down):  # a column up and a column down
            highs.addVar(0.0, length)
            highs.changeColCost(highs.getNumCol() - 1, price)
    _add_equations(highs, system)
    up_column = 2 * system.index[attempt.cell.key]
    ahead, back = (up_column, up_column + 1)[:: attempt.sign]
    highs.changeColBounds(ahead, attempt.needed, attempt.needed)
    highs.changeColBounds(back, 0.0, 0.0)
    highs.run()
    if highs.getModelStatus() != highspy().HighsModelStatus.kOptimal:
        return None
    moves = list(highs.getSolution().col_value)
    moved = (c for n, c in enumerate(system.cells) if max(moves[2 * n : 2 * n + 2]) > EXACT)
    return {cell.key for cell in moved if _may_be_taken(cell)}


def _add_equations(highs: object, system: System) -> None:
    for equation in system.equations:
        columns, values = [], []
        for key, coefficient in equation.terms:
            at = 2 * system.index[key]
            columns += [at, at + 1]
            values += [coefficient, -coefficient]
        slack = 0.0 if equation.slack is None else equation.slack
        low = 0.0 if equation.slack is None else -highspy().kHighsInf
        highs.addRow(low, slack, len(columns), indices(columns), floats(values))  # type: ignore[attr-defined]


def _room(cell: Cell, attempt: Attempt, withheld: Collection[Key]) -> tuple[float, float]:
    if attempt.who and cell.owner == attempt.who:
        return (0.0, 0.0)
    return cell.reach(withheld=_may_be_taken(cell) or cell.key in withheld)


def _may_be_taken(cell: Cell) -> bool:
    """What is no exact figure hides something as it is, and is left."""
    return cell.loss is not None and cell.is_exact
