"""How well and how fast small cells are hidden in random tables, against hiding the next smallest.

Each instance is a table of 14 cities and 12 groups with both margins, of groups and cities of very
unlike sizes. Ours finds the cheapest pattern; the other side, as it is done by hand, withholds the
smallest cell beside every one that stands alone in its row or column. When the clock has stopped,
an attack through a model of its own (``tests/protect/onslaught.py``) bounds every primary cell, as
an outsider and as each city that owns a withheld cell: ``narrow`` are those that it gets through
to. What is computed from cells (shares, growth, rates) is withheld with them; that this is enough
is what ``pipeline audit`` proves on the published figures, and ``tests/audit`` on broken ones.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.measure import Case, Facts, Side, call
from pipeline.protect.linked import Cell, Equation, Key, System
from pipeline.protect.pattern import pattern
from tests.protect.onslaught import narrow

K = 10
CITIES = tuple(f"45{n:02}00" for n in range(1, 15))
REGION = "450000"
GROUPS = tuple(str(n) for n in range(124, 136))
LIMIT = 40.0  # seconds a table
Told = Callable[[], Facts]


def cases(_: Path, *, quick: bool) -> Iterator[Case]:
    tables = 2 if quick else 100
    sides = (
        Side("cheapest pattern", call("disclosure:cheapest", tables=tables)),
        Side("next smallest", call("disclosure:next_smallest", tables=tables)),
    )
    yield Case(f"hiding small cells in {tables} tables", sides, "next smallest", 1)


def cheapest(tables: int) -> Callable[[], Told]:
    systems = [instance(random.Random(seed)) for seed in range(tables)]

    def work() -> Told:
        found, seconds = [], []
        for system in systems:
            started = time.perf_counter()
            found.append(pattern(system, LIMIT))
            seconds.append(time.perf_counter() - started)
        proven = {
            "optimal": len([one for one in found if one.is_optimal]),
            "worst_loss_to_bound": max((o.loss / o.bound for o in found if o.bound), default=1.0),
            "exposed": sum(len(one.exposed) for one in found),
            "median_s": median(seconds),
            "most_s": max(seconds),
        }
        return lambda: attacked(systems, [one.withheld for one in found]) | proven

    return work


def next_smallest(tables: int) -> Callable[[], Told]:
    systems = [instance(random.Random(seed)) for seed in range(tables)]

    def work() -> Told:
        withheld = [by_hand(system) for system in systems]
        return lambda: attacked(systems, withheld)

    return work


def by_hand(system: System) -> frozenset[Key]:
    """Until none stands alone: the smallest cell beside it, of those that hold anything."""
    hidden = {cell.key for cell in system.primary}
    while True:
        for equation in system.equations:
            keys = {key for key, _ in equation.terms}
            others = [k for k in keys - hidden if system.cell(k).value > 0]
            if len(keys & hidden) == 1 and others:
                hidden.add(min(others, key=lambda key: (system.cell(key).value, key)))
                break
        else:
            return frozenset(hidden)


def attacked(systems: list[System], withheld: list[frozenset[Key]]) -> Facts:
    pairs = list(zip(systems, withheld, strict=True))
    losses = [sum(system.cell(key).loss for key in keys) for system, keys in pairs]
    return {
        "primary": sum(len(system.primary) for system in systems),
        "withheld": sum(map(len, withheld)),
        "loss": sum(losses),
        "narrow": sum(len(narrow(system, keys)) for system, keys in pairs),
    }


def instance(chance: random.Random) -> System:
    """Groups of very unlike sizes in cities of unlike sizes, as in the region."""
    weights = [10 ** chance.uniform(-1.2, 3.5) for _ in GROUPS]
    sizes = [chance.uniform(0.3, 3) for _ in CITIES]
    table = [
        [round(chance.lognormvariate(0, 1) * weight * size) for weight in weights] for size in sizes
    ]
    values = {
        (c, g): n
        for c, row in zip(CITIES, table, strict=True)
        for g, n in zip(GROUPS, row, strict=True)
    }
    for group in GROUPS:
        values[REGION, group] = sum(values[c, group] for c in CITIES)
    for area in (*CITIES, REGION):
        values[area, "123"] = sum(values[area, g] for g in GROUPS)
    equations = [
        *(_sum(_key(a, "123"), [_key(a, g) for g in GROUPS]) for a in (*CITIES, REGION)),
        *(_sum(_key(REGION, g), [_key(c, g) for c in CITIES]) for g in ("123", *GROUPS)),
    ]
    cells = tuple(_cell(area, group, n) for (area, group), n in sorted(values.items()))
    return System(cells, tuple(equations))


def _sum(whole: Key, parts: list[Key]) -> Equation:
    return Equation(f"{whole}", ((whole, -1.0), *((part, 1.0) for part in parts)))


def _key(area: str, group: str) -> tuple[str, str, int]:
    return (area, group, 2024)


def _cell(area: str, group: str, n: int) -> Cell:
    is_detail = area != REGION and group != "123"
    small = K if is_detail and 0 < n < K else None
    loss, owner = _loss(n, is_detail=is_detail), "" if area == REGION else area
    return Cell(_key(area, group), float(n), loss, small, float(n), float(n), owner)


def _loss(n: int, *, is_detail: bool) -> int:
    return (10 + round(10 * math.log1p(n))) * (1 if is_detail else 10)
