"""How long all rules take on 2.85 million observations, beside pandera on comparable rules.

    .venv/bin/python -m pip install --require-hashes -r requirements-bench.txt
    .venv/bin/python -m benchmarks.validation [--cities 2850] [-n ROUNDS] [--json FILE] [--root DIR]
    .venv/bin/python -m benchmarks.validation --slowest 10

Cities, lines and years come from ``benchmarks.enlarged``: 2,850 × 200 × 5 figures, and as many
cells of last year's column; drawing them takes minutes, so a ``--root`` that is kept is used again.
The sides run in turn, each in a process of its own, and what is told are medians. All start from
data on disk (a warehouse with ``staged`` in it, a Parquet file) and end with a list of findings:

- ``all rules``: ``pipeline.validate.validate``, with statistical edits, suspects, messages in two
  languages, verdicts, and the life of every finding;
- ``comparable``: those of our rules that pandera can state as well, with their messages;
- ``pandera``: the same rules on polars frames (``benchmarks.pandera_rules``).

``requirements-bench.txt`` is made by ``uv pip compile --universal --no-header --generate-hashes
--python-version 3.11 --extra bench -c requirements.txt pyproject.toml -o requirements-bench.txt``.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from statistics import median
from tempfile import gettempdir
from typing import Any

from benchmarks.enlarged import prepared
from pipeline.catalogue import load
from pipeline.queries import needed_for
from pipeline.rules.finding import JUDGED_COLUMNS
from pipeline.rules.registry import edit_rules
from pipeline.validate import validate
from pipeline.validate.evaluation import Evaluation
from pipeline.vocabulary import Outcome
from pipeline.warehouse import Warehouse, open_warehouse

HOUSE = Path(__file__).resolve().parent.parent
COMPARABLE = ("V01", "V03", "V05", "V06", "V12", "V13", "V14", "V24",
              "relation", "relation_ratio", "relation_cross")  # fmt: skip
SIDES = ("all rules", "comparable", "pandera")
_CELLS = """
    copy (
        select
            area, indicator, period, role,
            cast(cast(value as decimal(38, 4)) * 10000 as bigint) as value
        from staged.observation
    ) to $target
"""
_COUNTED = "select rule, count(*) as n from validated.finding where outcome = 'fails' group by rule"


def main() -> None:
    given = arguments()
    if given.side:
        print(json.dumps(SIDE[given.side](given.root)))
        return
    prepared(HOUSE / "data", given.root, given.cities, lambda text: print(text, file=sys.stderr))
    if given.slowest:
        slowest(given.root, given.slowest)
        return
    cells_of(given.root)
    rounds = [{side: measured(side, given.root) for side in SIDES} for _ in range(given.rounds)]
    told = {side: summed([one[side] for one in rounds]) for side in SIDES}
    show(told)
    if given.json:
        given.json.write_text(json.dumps(told, indent=2), encoding="utf-8")


def arguments() -> argparse.Namespace:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--cities", type=int, default=2850)
    wanted.add_argument("--root", type=Path, default=Path(gettempdir()) / "yearbook-bench-2850")
    wanted.add_argument("-n", "--rounds", type=int, default=3)
    wanted.add_argument("--json", type=Path)
    wanted.add_argument("--slowest", type=int, default=0, help="only tell where our time goes")
    wanted.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    return wanted.parse_args()


def measured(side: str, root: Path) -> dict[str, Any]:
    """What one side needs in a process of its own."""
    command = (sys.executable, "-m", "benchmarks.validation", "--side", side, "--root", str(root))
    ended = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        sys.exit(ended.stdout + ended.stderr)
    return json.loads(ended.stdout)


def summed(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    return rounds[0] | {key: median(one[key] for one in rounds) for key in ("seconds", "megabytes")}


def show(told: dict[str, dict[str, Any]]) -> None:
    base = told["pandera"]["seconds"]
    print(f"{'':12} {'seconds':>8} {'MB peak':>8} {'findings':>9} {'rules':>6} {'× pandera':>10}")
    for side, one in told.items():
        n, rules, seconds = sum(one["findings"].values()), len(one["findings"]), one["seconds"]
        figures = f"{seconds:8.1f} {one['megabytes']:8.0f} {n:9} {rules:6} {seconds / base:10.2f}"
        print(f"{side:12} {figures}")
    ours, theirs = (Counter(told[side]["findings"]) for side in ("comparable", "pandera"))
    differing = {c: (ours[c], theirs[c]) for c in ours | theirs if ours[c] != theirs[c]}
    print(f"rules with another number of findings (ours, pandera): {differing or 'none'}")


def all_rules(root: Path) -> dict[str, Any]:
    with opened(root) as warehouse:
        catalogue = load(root / "catalogue")
        started = time.perf_counter()
        validate(warehouse, catalogue)
        seconds = time.perf_counter() - started
        counted = {row["rule"]: row["n"] for row in warehouse.rows(_COUNTED)}
    return told(seconds, counted)


def comparable_rules(root: Path) -> dict[str, Any]:
    """Verdicts decide nothing here: pandera has none, so all that was sent is in force."""
    with opened(root) as warehouse:
        catalogue = load(root / "catalogue")
        rules = [rule for rule in edit_rules() if rule.code in COMPARABLE]
        started = time.perf_counter()
        warehouse.load("validated.found", JUDGED_COLUMNS, [])
        limits = asdict(catalogue.edition.edits)
        warehouse.materialise("validated", needed_for(rule.query for rule in rules), **limits)
        found = Evaluation(warehouse, catalogue).findings(rules)
        seconds = time.perf_counter() - started
    return told(seconds, Counter(one.rule for one in found if one.outcome is Outcome.FAILS))


def pandera_rules(root: Path) -> dict[str, Any]:
    from benchmarks.pandera_rules import findings

    catalogue = load(root / "catalogue")
    started = time.perf_counter()
    found = findings(catalogue, root / "cells.parquet")
    return told(time.perf_counter() - started, found)


SIDE: dict[str, Callable[[Path], dict[str, Any]]] = dict(
    zip(SIDES, (all_rules, comparable_rules, pandera_rules), strict=True)
)


def told(seconds: float, findings: dict[str, int]) -> dict[str, Any]:
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "megabytes": megabytes, "findings": dict(findings)}


@contextmanager
def opened(root: Path) -> Iterator[Warehouse]:
    """A copy of the staged warehouse, gone afterwards."""
    work = root / "work.duckdb"
    shutil.copyfile(root / "nation.duckdb", work)
    try:
        with open_warehouse(work) as warehouse:
            yield warehouse
    finally:
        work.unlink()


def cells_of(root: Path) -> None:
    """What pandera reads, written once."""
    target = root / "cells.parquet"
    if not target.exists():
        with open_warehouse(root / "nation.duckdb") as warehouse:
            warehouse.rows(_CELLS, target=str(target))


def slowest(root: Path, number: int) -> None:
    """Where the time of all rules goes: queries that build, rules, and what is done in Python."""
    spent: Counter[str] = Counter()
    timed(Warehouse, "_create", lambda query, _: f"build {query.name}", spent)
    timed(Warehouse, "evaluate", lambda query, **_: f"rule  {query.name}", spent)
    timed(Warehouse, "load", lambda name, *_: f"load  {name}", spent)
    from pipeline.validate import stage

    timed(stage._Judging, "suspect", lambda: "suspects", spent)  # noqa: SLF001
    whole = all_rules(root)
    for label, seconds in spent.most_common(number):
        print(f"{seconds:8.2f} s  {label}")
    print(f"{whole['seconds']:8.2f} s  all, {whole['megabytes']:.0f} MB")


def timed(owner: type, name: str, label: Callable[..., str], spent: Counter[str]) -> None:
    plain = getattr(owner, name)

    def clocked(self: object, *args: Any, **more: Any) -> Any:
        started = time.perf_counter()
        try:
            return plain(self, *args, **more)
        finally:
            spent[label(*args, **more)] += time.perf_counter() - started

    setattr(owner, name, clocked)


if __name__ == "__main__":
    main()
