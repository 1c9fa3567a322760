"""How long all rules take on 2.85 million observations, beside pandera and dbt on comparable rules.

Cities, lines and years come from ``benchmarks.enlarged``: 2,850 × 200 × 5 figures, and as many
cells of last year's column; drawing them takes minutes. All start from data on disk (a warehouse
with ``staged`` in it, a Parquet file) and end with a list of findings:

- ``all rules``: ``pipeline.validate.validate``, with statistical edits, suspects, messages in two
  languages, verdicts, and the life of every finding;
- ``comparable``: those of our rules that the others can state as well, with their messages;
- ``pandera``: the same rules on polars frames (``benchmarks.pandera_rules``);
- ``dbt``: the same rules as tests of a project on DuckDB (``benchmarks.dbt_rules``).

``python -m benchmarks.validation ROOT [N]`` tells where the time of all rules goes.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import HOUSE, Case, Facts, Side, call, prepare

if TYPE_CHECKING:
    from pipeline.warehouse import Warehouse

CITIES = {False: 2850, True: 30}
COMPARABLE = ("V01", "V03", "V05", "V06", "V12", "V13", "V14", "V24",
              "relation", "relation_ratio", "relation_cross")  # fmt: skip
Work = Callable[[], Facts]
_CELLS = """
    copy (
        select
            area, indicator, period, role,
            cast(cast(value as decimal(38, 4)) * 10000 as bigint) as value
        from staged.observation
    ) to $target (format parquet)
"""
_COUNTED = "select rule, count(*) as n from validated.finding where outcome = 'fails' group by rule"


def cases(work: Path, *, quick: bool) -> Iterator[Case]:
    root = work / f"nation-{CITIES[quick]}"
    prepare(call("validation:make", root=root, cities=CITIES[quick]))
    sides = (
        Side("all rules", call("validation:all_rules", root=root)),
        Side("comparable", call("validation:comparable", root=root)),
        Side("pandera", call("validation:pandera", root=root), "pandera"),
        Side("dbt", call("validation:dbt", root=root), "dbt"),
    )
    yield Case("validation", sides, "comparable", 1 if quick else 3, notes=differing)


def make(root: str, cities: int) -> None:
    """The nation, and what the others read of it, written once."""
    from benchmarks.enlarged import prepared
    from pipeline.warehouse import open_warehouse

    if not Path(root, "nation.duckdb").exists():  # of a run that was ended
        shutil.rmtree(root, ignore_errors=True)
    workspace = prepared(HOUSE / "data", Path(root), cities, lambda _: None)
    target = workspace.root / "cells.parquet"
    if not target.exists():
        with open_warehouse(workspace.root / "nation.duckdb") as warehouse:
            warehouse.rows(_CELLS, target=str(target))


def all_rules(root: str) -> Work:
    from pipeline.catalogue import load
    from pipeline.validate import validate

    catalogue = load(Path(root, "catalogue"))

    def work() -> Facts:
        with opened(Path(root)) as warehouse:
            validate(warehouse, catalogue)
            return told({row["rule"]: row["n"] for row in warehouse.rows(_COUNTED)})

    return work


def comparable(root: str) -> Work:
    """Verdicts decide nothing here: the others have none, so all that was sent is in force."""
    from pipeline.catalogue import load
    from pipeline.queries import needed_for
    from pipeline.rules.finding import JUDGED_COLUMNS
    from pipeline.rules.registry import edit_rules
    from pipeline.validate.evaluation import Evaluation
    from pipeline.vocabulary import Outcome

    catalogue = load(Path(root, "catalogue"))
    rules = [rule for rule in edit_rules() if rule.code in COMPARABLE]
    limits = asdict(catalogue.edition.edits)

    def work() -> Facts:
        with opened(Path(root)) as warehouse:
            warehouse.load("validated.found", JUDGED_COLUMNS, [])
            warehouse.materialise("validated", needed_for(rule.query for rule in rules), **limits)
            found = Evaluation(warehouse, catalogue).findings(rules)
        return told(Counter(one.rule for one in found if one.outcome is Outcome.FAILS))

    return work


def pandera(root: str) -> Work:
    from benchmarks.pandera_rules import findings
    from pipeline.catalogue import load

    catalogue = load(Path(root, "catalogue"))
    return lambda: told(findings(catalogue, Path(root, "cells.parquet")))


def dbt(root: str) -> Work:
    """A project of its own, without anything that dbt keeps from before."""
    from dbt.cli import main as _  # noqa: F401 # imported before the clock starts, as the others

    from benchmarks.dbt_rules import findings, generate
    from pipeline.catalogue import load

    project = Path(root, "dbt")
    shutil.rmtree(project, ignore_errors=True)
    generate(load(Path(root, "catalogue")), Path(root, "cells.parquet"), project)
    return lambda: told(findings(project))


def told(found: Mapping[str, int]) -> Facts:
    by_rule = {rule: n for rule, n in sorted(found.items()) if n}
    return {"findings": sum(by_rule.values()), "rules": len(by_rule), "by_rule": by_rule}


def differing(sides: dict[str, Facts]) -> Facts:
    """Of which rules the sides that state the same found another number of rows."""
    found = {side: facts["by_rule"] for side, facts in sides.items() if side != "all rules"}
    rules = sorted({rule for each in found.values() for rule in each})
    counts = {rule: {side: each.get(rule, 0) for side, each in found.items()} for rule in rules}
    return {rule: told for rule, told in counts.items() if len(set(told.values())) > 1}


@contextmanager
def opened(root: Path) -> Iterator[Warehouse]:
    """A copy of the staged warehouse, gone afterwards."""
    from pipeline.warehouse import open_warehouse

    work = root / "work.duckdb"
    shutil.copyfile(root / "nation.duckdb", work)
    try:
        with open_warehouse(work) as warehouse:
            yield warehouse
    finally:
        work.unlink()


def slowest(root: str, number: int) -> None:
    """Where the time of all rules goes: queries that build, rules, and what is done in Python."""
    import time

    from pipeline.validate import stage
    from pipeline.warehouse import Warehouse

    spent: dict[str, float] = defaultdict(float)

    def timed(owner: type, name: str, label: Callable[..., str]) -> None:
        plain = getattr(owner, name)

        def clocked(self: object, *args: object, **more: object) -> object:
            started = time.perf_counter()
            try:
                return plain(self, *args, **more)
            finally:
                spent[label(*args)] += time.perf_counter() - started

        setattr(owner, name, clocked)

    timed(Warehouse, "_create", lambda query, *_: f"build {query.name}")
    timed(Warehouse, "evaluate", lambda query: f"rule  {query.name}")
    timed(Warehouse, "load", lambda name, *_: f"load  {name}")
    timed(stage._Judging, "suspect", lambda: "suspects")  # noqa: SLF001
    all_rules(root)()
    for label, seconds in sorted(spent.items(), key=lambda one: -one[1])[:number]:
        print(f"{seconds:8.2f} s  {label}")


if __name__ == "__main__":
    slowest(sys.argv[1], int((*sys.argv[2:], "10")[0]))
