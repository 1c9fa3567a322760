"""How well and how fast small cells are hidden in random tables: ``python -m benchmarks.disclosure``.

    python -m benchmarks.disclosure [-n INSTANCES] [--seconds LIMIT] [--json FILE]

Each instance is a table of 14 cities and 12 groups with both margins, of two years; every other one
has a subset line (part of another) and a few rates beside it. After each, an attack that shares no
code with the method under test (a linear program by SciPy's HiGHS) bounds every primary cell, as an
outsider and as each city that owns a withheld cell. Printed are: primary cells, withheld cells, loss
against the proven bound, seconds, and failures of any kind.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from pipeline.protect.linked import Cell, Equation, System
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
        *(Equation(f"row {a}", ((_key(a, "123"), 1.0), *((_key(a, g), -1.0) for g in GROUPS))) for a in (*CITIES, REGION)),
        *(Equation(f"column {g}", ((_key(REGION, g), -1.0), *((_key(c, g), 1.0) for c in CITIES))) for g in ("123", *GROUPS)),
    ]  # fmt: skip
    cells = tuple(_cell(area, group, n) for (area, group), n in sorted(values.items()))
    return System(cells, tuple(equations))


def _key(area: str, group: str) -> tuple[str, str, int]:
    return (area, group, 2024)


def _cell(area: str, group: str, n: int) -> Cell:
    is_detail = area != REGION and group != "123"
    small = K if is_detail and 0 < n < K else None
    loss = _loss(n, is_detail=is_detail)
    return Cell(
        _key(area, group), float(n), loss, small, float(n), float(n), area if area != REGION else ""
    )


def _loss(n: int, *, is_detail: bool) -> int:
    from math import log1p

    return (10 + round(10 * log1p(n))) * (1 if is_detail else 10)


def show(outcomes: list[Outcome]) -> None:
    with_primary = [one for one in outcomes if one.n_primary]
    ratios = [one.loss / one.bound for one in with_primary if one.bound]
    seconds = [one.seconds for one in with_primary]
    print(f"instances {len(outcomes)}, with primary cells {len(with_primary)}")
    print(
        f"primary cells, median {median(o.n_primary for o in with_primary)}; withheld {median(o.n_withheld for o in with_primary)}"
    )
    print(
        f"proven optimal {sum(o.is_optimal for o in with_primary)}; loss / bound: worst {max(ratios):.3f}"
    )
    print(f"seconds: median {median(seconds):.2f}, most {max(seconds):.2f}")
    print(
        f"cells that nothing could hide {sum(o.n_exposed for o in outcomes)}; intervals too narrow {sum(o.n_narrow for o in outcomes)}"
    )


if __name__ == "__main__":
    main()
