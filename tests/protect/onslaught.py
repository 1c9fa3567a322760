"""An attack on a table of linked cells that shares nothing with the method under test but the cells.

HiGHS is asked through a model of its own: the values themselves, and not how far they move.
"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.protect.linked import Key, System
from pipeline.rules.highs import floats, highspy, indices, silent_solver

NEAR = 1e-6


def narrow(system: System, withheld: Collection[Key]) -> list[str]:
    """The primary cells of which somebody can exclude a value from 1 to k - 1."""
    owners = sorted({system.cell(key).owner for key in withheld} - {""})
    found = []
    for cell in system.primary:
        for who in ["", *(owner for owner in owners if owner != cell.owner)]:
            low, high = bounds(system, withheld, cell.key, who)
            if low > 1 + NEAR or high < (cell.k or 0) - 1 - NEAR:
                found.append(f"{cell.key} by {who or 'anybody'}: {low:g} to {high:g}")
    return found


def bounds(system: System, withheld: Collection[Key], key: Key, who: str) -> tuple[float, float]:
    """The least and the most that the cell can be for all that ``who`` knows."""
    highs, free = silent_solver(), highspy().kHighsInf
    for cell in system.cells:
        if cell.key in withheld and not (who and cell.owner == who):
            highs.addVar(0.0, free)
        else:
            highs.addVar(
                cell.low if cell.low is not None else 0.0,
                cell.high if cell.high is not None else free,
            )
    for equation in system.equations:
        total = sum(coefficient * system.cell(at).value for at, coefficient in equation.terms)
        low, high = (total, total) if equation.slack is None else (-free, total + equation.slack)
        columns = indices(system.index[at] for at, _ in equation.terms)
        highs.addRow(low, high, len(columns), columns, floats(c for _, c in equation.terms))
    ends = []
    for sign in (1.0, -1.0):
        highs.changeColCost(system.index[key], sign)
        highs.run()
        is_open = highs.getModelStatus() != highspy().HighsModelStatus.kOptimal
        ends.append(sign * (-free if is_open else highs.getInfo().objective_function_value))
    return ends[0], ends[1]
