"""Which cells are probably wrong when balances, subsets, rates or cumulative relations fail."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from pipeline.validate.suspects.model import AnyEdit, Cell, Localisation, Solution, Suspect
from pipeline.validate.suspects.ranking import ranked
from pipeline.validate.suspects.search import cost, minimal_sets
from pipeline.validate.suspects.solver import Undecided
from pipeline.validate.suspects.whole import System

_TIED = math.log(1000)  # a solution a thousand times less probable than the best is not told


def localise(cells: Iterable[Cell], edits: Iterable[AnyEdit], limit: int = 6) -> Localisation:
    """The smallest weighted sets of cells that can be changed so that all edits hold, ranked.

    Only the cells are looked at that failing edits touch, directly or through edits that hold: the
    repair must not break these. There are at most ``limit`` suspects, those of the best solution
    first. Where failing edits have nothing to do with each other, each solution repairs all of
    them, and ``apart`` tells them apart. The order of cells and edits does not matter.
    """
    parts = localise_apart(cells, edits, limit)
    if len(parts) < 2:  # noqa: PLR2004 -- nothing to put together
        return parts[0] if parts else Localisation()
    solutions = tuple(_tied(_combined(parts)))
    return Localisation(
        _suspects(solutions, limit) if all(part.is_exact for part in parts) else _joined(parts),
        solutions,
        tuple(sorted(code for part in parts for code in part.failing)),
        all(part.is_exact for part in parts),
        parts,
    )


def localise_apart(
    cells: Iterable[Cell], edits: Iterable[AnyEdit], limit: int = 6
) -> tuple[Localisation, ...]:
    """One localisation for every group of failing edits that share cells, in order of the edits."""
    whole = System(cells, edits)
    return tuple(_localised(part, limit) for part in _components(whole) if part.failing())


def _localised(system: System, limit: int) -> Localisation:
    failing = system.failing()
    codes = tuple(edit.code for edit in failing)
    try:
        solutions = ranked(system, minimal_sets(system))
    except Undecided:
        solutions = ()
    if not solutions:
        return Localisation(_all_cells(system, failing), (), codes, is_exact=False)
    return Localisation(_suspects(_tied(solutions), limit), solutions, codes)


def _tied(solutions: Iterable[Solution]) -> Iterator[Solution]:
    """The best, which comes first, and those that are not out of the question beside it."""
    best = None
    for solution in solutions:
        best = solution.surprise if best is None else best
        if solution.surprise - best < _TIED:
            yield solution


def _components(whole: System) -> Iterator[System]:
    """The figures and edits that hang together, each as a system of its own."""
    rest = list(whole.edits)
    while rest:
        keys, group = set(rest[0].keys), []
        while joined := [edit for edit in rest if keys & set(edit.keys)]:
            group += joined
            keys.update(key for edit in joined for key in edit.keys)
            rest = [edit for edit in rest if edit not in joined]
        yield System((whole.cells[key] for key in keys), group)


def _suspects(solutions: Iterable[Solution], limit: int) -> tuple[Suspect, ...]:
    """The cells of the solutions, each once, as the first solution that has it sees it."""
    found: dict[str, Suspect] = {}
    for solution in solutions:
        for suspect in solution.suspects:
            found.setdefault(suspect.key, suspect)
    return tuple(found.values())[:limit]


def _all_cells(system: System, failing: Collection[AnyEdit]) -> tuple[Suspect, ...]:
    """Every figure that was stated in a failing edit, the cheapest to change first."""
    keys = {key for edit in failing for key in edit.keys} & set(system.changeable)
    cells = sorted((system.cells[key] for key in keys), key=lambda cell: (cost(cell), cell.key))
    return tuple(
        Suspect(cell.key, cell.value, None, None, cost(cell) / 1000)
        for cell in cells
        if cell.value is not None
    )


def _combined(parts: Collection[Localisation]) -> Iterator[Solution]:
    """The best solutions of all parts together, then with one part's replaced by an alternative."""
    if not all(part.solutions for part in parts):
        return
    best = [part.solutions[0] for part in parts]
    alternatives = [
        [*best[:n], other, *best[n + 1 :]]
        for n, part in enumerate(parts)
        for other in part.solutions[1:]
    ]
    united = [_united(solutions) for solutions in alternatives]
    yield _united(best)
    yield from sorted(united, key=lambda s: (round(s.surprise, 6), len(s.keys), s.keys))


def _united(solutions: Collection[Solution]) -> Solution:
    suspects = tuple(suspect for solution in solutions for suspect in solution.suspects)
    return Solution(suspects, sum(solution.surprise for solution in solutions))


def _joined(parts: Iterable[Localisation]) -> tuple[Suspect, ...]:
    return tuple(replace(s, is_decisive=False) for part in parts for s in part.suspects)
