"""Relations of the catalogue that repeat or contradict each other, found by linear programming.

A relation is implied by others if no figures, none below zero, meet those and break it: HiGHS looks
for the figures that break it most. A set is contradictory if no figures of at least one meet it
all (all zeros meet everything, and prove nothing). After M. van der Loo, E. de Jonge (2018),
Statistical Data Cleaning with Applications in R, ch. 8.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import combinations, permutations
from typing import Any

from pipeline.rules.highs import floats, highspy, indices, silent_solver

_EXACT = 1e-6  # coefficients are small whole numbers, and so are the corners of what they allow


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear relation: the sum of coefficient * figure is zero, within ``tolerance``.

    With the sense ``<=`` it is at most zero, with ``=`` exactly. A term of another year is a figure
    of its own and needs a key of its own.
    """

    code: str
    terms: tuple[tuple[str, Decimal], ...]
    sense: str
    tolerance: Decimal = Decimal(0)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(key for key, _ in self.terms)

    @property
    def sums(self) -> dict[str, Decimal]:
        """The coefficient of every figure, terms of one figure taken together."""
        sums: dict[str, Decimal] = {}
        for key, coefficient in self.terms:
            sums[key] = sums.get(key, Decimal(0)) + coefficient
        return sums


@dataclass(frozen=True, slots=True)
class Implied:
    """A relation that says nothing which ``by`` do not say; none of these can be spared."""

    code: str
    by: tuple[str, ...]


def repeats(relations: Sequence[Linear]) -> tuple[tuple[str, str], ...]:
    """Pairs of codes: the second relation is implied by the first alone.

    Of two that say the same, the one that comes first is named first, and the pair only once. What
    holds for all figures, whatever the relations, is not said to repeat anything.
    """
    told = [relation for relation in relations if not _is_implied(relation, ())]
    found = [
        (one.code, other.code)
        for one, other in permutations(told, 2)
        if one.keys & other.keys and _is_implied(other, (one,))
    ]
    return tuple(pair for n, pair in enumerate(found) if (pair[1], pair[0]) not in found[:n])


def implied_by_others(relations: Sequence[Linear]) -> tuple[str, ...]:
    """The codes of relations that all others together imply."""
    return tuple(
        relation.code
        for relation in relations
        if _is_implied(relation, [other for other in relations if other is not relation])
    )


def implications(relations: Sequence[Linear]) -> tuple[Implied, ...]:
    """The relations that all others together imply, each with a smallest set that does so."""
    codes = implied_by_others(relations)
    return tuple(_implication(one, relations) for one in relations if one.code in codes)


def contradictions(relations: Sequence[Linear]) -> tuple[tuple[str, ...], ...]:
    """Sets of codes that no figures of at least one can meet; none of a set can be spared.

    Every relation and every pair is looked at; then, without the relations found so far, whether
    all the rest can hold together.
    """
    broken = [one for one in relations if not _is_possible((one,))]
    rest = [one for one in relations if one not in broken]
    pairs = [
        pair
        for pair in combinations(rest, 2)
        if pair[0].keys & pair[1].keys and not _is_possible(pair)
    ]
    blamed = [pair[1] for pair in pairs]
    larger = _larger([one for one in rest if one not in blamed])
    sets = [*((one,) for one in broken), *pairs, *larger]
    return tuple(tuple(one.code for one in together) for together in sets)


def _larger(rest: list[Linear]) -> Iterator[Sequence[Linear]]:
    """Smallest contradictory sets, each without the last relation of those before it."""
    while not _is_possible(rest):
        needed = _needed(rest, lambda left: not _is_possible(left))
        yield needed
        rest = [one for one in rest if one != needed[-1]]


def _implication(relation: Linear, relations: Sequence[Linear]) -> Implied:
    others = [other for other in relations if other is not relation]
    needed = _needed(others, partial(_is_implied, relation))
    return Implied(relation.code, tuple(other.code for other in needed))


def _needed(
    relations: Sequence[Linear], is_enough: Callable[[Sequence[Linear]], bool]
) -> Sequence[Linear]:
    """What is left when every relation that can be spared is dropped, in order."""
    left = list(relations)
    for relation in relations:
        without = [other for other in left if other is not relation]
        if is_enough(without):
            left = without
    return left


def _is_implied(relation: Linear, by: Collection[Linear]) -> bool:
    """Whether figures of at least zero that meet ``by`` cannot break the relation."""
    signs = (1, -1) if relation.sense == "=" else (1,)
    limit = float(relation.tolerance) + _EXACT
    return all((most := _most(by, relation, sign)) is not None and most <= limit for sign in signs)


def _most(by: Collection[Linear], relation: Linear, sign: int) -> float | None:
    """The largest value of the relation's sum, times ``sign``; none if it has no bound."""
    highs, columns = _model((*by, relation), by, least=0.0)
    for key, coefficient in relation.sums.items():
        highs.changeColCost(columns[key], -sign * float(coefficient))
    if _status(highs) == highspy().HighsModelStatus.kOptimal:
        return -float(highs.getInfo().objective_function_value)
    return None


def _is_possible(relations: Collection[Linear]) -> bool:
    """Whether figures of at least one meet all relations."""
    highs, _ = _model(relations, relations, least=1.0)
    return bool(_status(highs) != highspy().HighsModelStatus.kInfeasible)


def _model(
    about: Collection[Linear], rows: Collection[Linear], least: float
) -> tuple[Any, dict[str, int]]:
    """A model with a column for every figure, from ``least`` up, and ``rows`` that must hold."""
    highs, infinite = silent_solver(), highspy().kHighsInf
    keys = sorted(frozenset().union(*(relation.keys for relation in about)))
    columns = {key: column for column, key in enumerate(keys)}
    for _ in keys:
        highs.addVar(least, infinite)
    for relation in rows:
        limit = float(relation.tolerance)
        index = indices(columns[key] for key in relation.sums)
        value = floats(float(total) for total in relation.sums.values())
        low = -limit if relation.sense == "=" else -infinite
        highs.addRow(low, limit, len(index), index, value)
    return highs, columns


def _status(highs: Any) -> Any:
    """How the solver ended; raises ValueError where it came to no end."""
    highs.run()
    status, known = highs.getModelStatus(), highspy().HighsModelStatus
    ends = (known.kOptimal, known.kInfeasible, known.kUnbounded, known.kUnboundedOrInfeasible)
    if status not in (*ends, known.kModelEmpty):
        raise ValueError(f"HiGHS: {highs.modelStatusToString(status)}")
    return status
