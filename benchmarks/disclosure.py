"""How well and how fast small cells are hidden in random tables.

    python -m benchmarks.disclosure [-n INSTANCES] [--seconds LIMIT] [--json FILE]

Each instance is a table of 14 cities and 12 groups with both margins, of groups and cities of very
unlike sizes. After each, an attack through a model of its own (``tests/protect/onslaught.py``)
bounds every primary cell, as an outsider and as each city that owns a withheld cell. Told are:
primary and withheld cells, the loss against the proven bound, seconds, and failures of any kind.
What is computed from cells (shares, growth, rates) is withheld with them; that this is enough is
what ``pipeline audit`` proves on the published figures, and ``tests/audit`` on broken ones.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from pipeline.protect.linked import Cell, Equation, Key, System
from pipeline.protect.pattern import Pattern, pattern
from tests.protect.onslaught import narrow

K = 10
CITIES = tuple(f"45{n:02}00" for n in range(1, 15))
REGION = "450000"
GROUPS = tuple(str(n) for n in range(124, 136))


@dataclass(frozen=True)
class Outcome:
    n_primary: int
    n_withheld: int
    loss: int
    bound: float
    seconds: float
    is_optimal: bool
    n_exposed: int
    n_narrow: int


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("-n", "--instances", type=int, default=100)
    wanted.add_argument("--seconds", type=float, default=60.0)
    wanted.add_argument("--json", type=Path)
    given = wanted.parse_args()
    outcomes = [tried(seed, given.seconds) for seed in range(given.instances)]
    show(outcomes)
    if given.json:
        given.json.write_text(json.dumps([asdict(one) for one in outcomes], indent=2))


def tried(seed: int, seconds: float) -> Outcome:
    system = instance(random.Random(seed))
    began = time.perf_counter()
    found = pattern(system, seconds)
    spent = time.perf_counter() - began
    outcome = Outcome(
        len(system.primary), len(found.withheld), found.loss, found.bound, spent,
        found.is_optimal, len(found.exposed), len(failures(system, found)),
    )  # fmt: skip
    print(seed, outcome, flush=True)
    return outcome


def failures(system: System, found: Pattern) -> list[str]:
    return narrow(system, found.withheld) if not found.exposed else []


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


def show(outcomes: list[Outcome]) -> None:
    told = [one for one in outcomes if one.n_primary]
    seconds = [one.seconds for one in told]
    print(f"instances                         {len(outcomes)}, with primary cells {len(told)}")
    sizes = [f"{_middle(told, name):g}" for name in ("n_primary", "n_withheld")]
    print(f"primary cells, withheld (median)  {', '.join(sizes)}")
    print(f"proven optimal                    {sum(one.is_optimal for one in told)}")
    print(f"loss / proven bound, worst        {max(o.loss / o.bound for o in told if o.bound):.3f}")
    print(f"seconds, median and most          {median(seconds):.1f}, {max(seconds):.1f}")
    print(f"cells that nothing could hide     {sum(one.n_exposed for one in told)}")
    print(f"intervals too narrow              {sum(one.n_narrow for one in told)}")


def _middle(outcomes: list[Outcome], name: str) -> float:
    return median(getattr(one, name) for one in outcomes)


if __name__ == "__main__":
    main()
