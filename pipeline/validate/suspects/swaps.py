"""Two rows whose figures changed places: looked for even where the change of one cell would do."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from pipeline.validate.suspects.model import Cell, Quotient, Slip, SlipKind, Solution, Suspect
from pipeline.validate.suspects.plausible import gain
from pipeline.validate.suspects.possible import holds, possibility
from pipeline.validate.suspects.search import cost
from pipeline.validate.suspects.whole import System, is_counted

_NEXT_ROWS, _ANY_ROWS = -math.log(0.001), -math.log(0.00001)  # a form in which they changed places


def swaps(system: System) -> Iterator[Solution]:
    """Pairs of exact cells of one year that, exchanged, make all edits hold.

    A swap is one mishap, not two; whether it is believed depends on last year's figures of both.
    """
    failing = system.failing()
    exact = [key for key in system.changeable if system.cells[key].is_exact]
    figures = {key: system.bounds(key)[0] for key in exact}
    for one, other in combinations(exact, 2):
        pair = {one, other}
        if ("@" in one) != ("@" in other) or not all(pair & set(edit.keys) for edit in failing):
            continue
        if _fit(system, figures, one, other):
            yield _swap(system.cells[one], system.cells[other])


def _fit(system: System, figures: dict[str, int], one: str, other: str) -> bool:
    """Whether both are such figures as the other row has, and all edits can hold."""
    a, b = system.cells[one], system.cells[other]
    exchanged = [replace(c, value=v, lower=v, upper=v) for c, v in ((a, b.value), (b, a.value))]
    if a.value == b.value or not all(is_counted(cell) for cell in exchanged):
        return False
    if any(isinstance(edit, Quotient) and edit.ratio in (one, other) for edit in system.edits):
        cells = system.cells | {cell.key: cell for cell in exchanged}
        return possibility(System(cells.values(), system.edits)).hulls is not None
    fixed = {cell.key: system.whole(cell.key, cell.value or Decimal(0)) for cell in exchanged}
    if any(_is_broken(system, figures | fixed, fixed)):
        return False
    return possibility(system, fixed, fixed).hulls is not None


def _is_broken(system: System, figures: dict[str, int], fixed: dict[str, int]) -> Iterator[bool]:
    """Of every row that knows all its figures and has one of ``fixed``: whether it fails.

    Nearly all pairs are out by that, long before bounds have to be tightened.
    """
    for row in system.rows:
        keys = [key for key, _ in row.terms]
        if any(key in fixed for key in keys) and all(key in figures for key in keys):
            yield not holds(row, figures)


def _swap(a: Cell, b: Cell) -> Solution:
    surprise, slip = _NEXT_ROWS if _are_next(a.key, b.key) else _ANY_ROWS, Slip(SlipKind.SWAPPED)
    suspects = []
    for cell, other in ((a, b), (b, a)):
        stated, repair = cell.value or Decimal(0), other.value or Decimal(0)
        surprise += gain(cell, repair)
        suspects.append(Suspect(cell.key, stated, repair, slip, cost(cell) / 1000))
    return Solution(tuple(suspects), surprise)


def _are_next(one: str, other: str) -> bool:
    """Whether two codes follow each other, as 202 and 203 do."""
    codes = [key.partition("@")[0] for key in (one, other)]
    return all(code.isdecimal() for code in codes) and abs(int(codes[0]) - int(codes[1])) == 1
