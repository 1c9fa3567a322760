"""The search for the cheapest sets of cells that can be changed so that all edits hold.

Error localisation after Fellegi and Holt (1976): change as few figures as possible, weighted by
their reliability. See T. de Waal, J. Pannekoek, S. Scholtus (2011), Handbook of Statistical Data
Editing and Imputation, ch. 3 and 5. Usually that is one mixed-integer program, in which a large
constant ties every figure to the question whether it changes; with ten thousandfold errors such
constants let wrong figures through. Here the program has only the questions (``Cover``), and
learns from an exact check (``possibility``) which figures cannot all stand.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from time import monotonic

from pipeline.validate.suspects.model import Cell
from pipeline.validate.suspects.possible import Hull, possibility
from pipeline.validate.suspects.solver import Cover, Undecided
from pipeline.validate.suspects.whole import System, is_counted

_NEAR = 500  # how much dearer than the cheapest a set may be, in thousandths of a plain cell
_MOST_SETS = 24
_MOST_ROUNDS = 400
_SECONDS = 4.0  # for all sets of one system

Repair = dict[str, Hull]  # what the cells of one set may become, in whole numbers


def cost(cell: Cell) -> int:
    """What it costs to change a cell, in thousandths: weight / (1 + d), at least one.

    d is how many powers of ten the figure has moved since last year (0.02 for 5 %, 4 for a unit
    misread by 万), so that outliers are changed first; one more if it cannot be (half a person).
    One unit is added to both figures, so that 0 and 1 lie near each other.
    """
    doubt = _powers_of_ten(cell) + (not is_counted(cell))
    return max(1, round(1000 * cell.weight / (1 + doubt)))


def minimal_sets(system: System) -> tuple[Repair, ...]:
    """All cheapest sets and those nearly as cheap, cheapest first, up to a number.

    None of them contains another. Raises Undecided if time, rounds or the solver give out.
    """
    return tuple(_found(system))


def _found(system: System) -> Iterator[Repair]:
    costs = {key: cost(system.cells[key]) for key in system.changeable}
    cover, deadline, limit, n_found = Cover(costs), monotonic() + _SECONDS, math.inf, 0
    for edit in system.failing():
        cover.must_meet([key for key in edit.keys if key in costs])
    for _ in range(_MOST_ROUNDS):
        cells = cover.cheapest()
        total = math.inf if cells is None else sum(costs[key] for key in cells)
        if cells is None or total > limit or n_found == _MOST_SETS:
            return
        possible = possibility(system, cells)
        if possible.hulls is None:
            cover.must_meet(possible.conflict)
        elif not all(system.counts(key, possible.hulls[key]) for key in cells):
            cover.must_meet(costs.keys() - set(cells))  # cheaper sets have been looked at
        else:
            yield {key: possible.hulls[key] for key in cells}
            cover.exclude(cells)
            n_found += 1
            limit = min(limit, max(total + _NEAR, *costs.values()))
        if monotonic() > deadline:
            break
    raise Undecided("too many rounds or seconds")


def _powers_of_ten(cell: Cell) -> float:
    if cell.value is None or cell.before is None:
        return 0.0
    unit = 10.0**-cell.decimals
    return abs(math.log10((abs(float(cell.value)) + unit) / (abs(float(cell.before)) + unit)))
