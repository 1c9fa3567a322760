"""The whole series: ``python -m tests.trust [--share 0.1] [--out FILE]``.

500 × kill -9, 100 × a full disk, 100 damaged warehouses, 50 pairs of commands at once; ``--share``
does a part of each. Writes what was done and found as JSON, and as a table beside it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from tests.trust.cutting import cut
from tests.trust.filling import fill, limit
from tests.trust.ground import Ground, ground
from tests.trust.killing import Outcome, kill
from tests.trust.pairing import pair
from tests.trust.runs import Runs

SERIES = (  # experiment, ground, how many of the whole
    ("kill", "fresh", 60), ("kill", "second", 110), ("kill", "outputs", 100),
    ("kill", "returns", 15), ("kill", "release", 15), ("kill", "book", 100),
    ("recovery", "second", 60), ("recovery", "outputs", 40),
    ("full", "second", 30), ("full", "outputs", 25), ("limit", "second", 25),
    ("limit", "outputs", 20),
    ("cut", "second", 100), ("pair", "second", 34), ("pair", "outputs", 16),
)  # fmt: skip
_NAMES = {
    "kill": "kill -9", "recovery": "kill -9, and again in the recovery", "full": "disk full",
    "limit": "file size limit", "cut": "damaged warehouse", "pair": "two commands at once",
}  # fmt: skip


def main() -> int:
    asked = _asked()
    runs, scratch = Runs(fork=True), Path(mkdtemp(prefix="trust-"))
    done: list[Outcome] = []
    grounds: dict[str, Ground] = {}
    started = time.monotonic()
    for experiment, name, whole in SERIES:
        if asked.only and f"{experiment}/{name}" not in asked.only:
            continue
        if name not in grounds:
            grounds[name] = ground(runs, name, scratch)
        make = _maker(experiment, runs, grounds[name], scratch)
        for number in range(max(1, round(whole * asked.share))):
            if time.monotonic() - started > asked.minutes * 60:
                break
            random = Random(f"{asked.seed} {experiment} {name} {number}")
            done.append(_made(make, experiment, name, random, number, scratch))
            _tell(done[-1], number)
            _write(asked.out, done, asked.seed, time.monotonic() - started)
    shutil.rmtree(scratch, ignore_errors=not any(one.wrong for one in done))
    return int(any(one.wrong for one in done))


def _maker(
    experiment: str, runs: Runs, on: Ground, scratch: Path
) -> Callable[[Random, int], Outcome]:
    if experiment in ("kill", "recovery"):
        twice = experiment == "recovery"
        return lambda random, _: kill(runs, on, scratch, random, twice=twice)
    if experiment == "cut":
        done = on.folder.with_name(f"{on.name}-after")
        return lambda random, number: cut(runs, on, done, scratch, random, number)
    if experiment == "pair":
        return partial(pair, runs, on, scratch)
    made = fill if experiment == "full" else limit
    return lambda random, _: made(runs, on, scratch, random)


def _made(
    make: Callable[[Random, int], Outcome],
    experiment: str,
    name: str,
    random: Random,
    number: int,
    scratch: Path,
) -> Outcome:
    """One experiment; one that fails itself is a finding, too."""
    try:
        return make(random, number)
    except Exception as problem:  # noqa: BLE001
        told = "".join(traceback.format_exception(problem))
        for left in ("killed", "limited", "cut", "pair"):
            shutil.rmtree(scratch / left, ignore_errors=True)
        return Outcome(experiment, name, "", hit=False, wrong=(told[-1500:],))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of the full numbers")
    parser.add_argument("--seed", default="2024")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so many")
    parser.add_argument("--only", action="append", help="e.g. kill/book")
    parser.add_argument("--out", type=Path, default=Path("trust.json"))
    return parser.parse_args()


def _tell(one: Outcome, number: int) -> None:
    sign = "WRONG" if one.wrong else "ok" if one.hit else "ok (missed)"
    sys.stderr.write(f"{one.experiment} {one.ground} {number}: {one.how}: {sign}\n")
    sys.stderr.writelines(f"    {wrong}\n" for wrong in one.wrong)


def _write(out: Path, done: list[Outcome], seed: str, seconds: float) -> None:
    wrong = [[o.experiment, o.ground, o.how, list(o.wrong)] for o in done if o.wrong]
    told = {"seed": seed, "seconds": round(seconds), "counts": [*_counted(done)], "wrong": wrong}
    out.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    lines = ["| what was done | to | runs | hit | wrong |", "|---|---|---:|---:|---:|"]
    lines += [
        f"| {_NAMES[row['experiment']]} | {row['ground']} | {row['runs']} | {row['hit']} | {row['wrong']} |"
        for row in _counted(done)
    ]
    out.with_suffix(".md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _counted(done: list[Outcome]) -> Iterator[dict[str, object]]:
    for experiment, name, _ in SERIES:
        ours = [one for one in done if (one.experiment, one.ground) == (experiment, name)]
        if ours:
            yield {
                "experiment": experiment, "ground": name, "runs": len(ours),
                "hit": sum(one.hit for one in ours), "wrong": sum(bool(one.wrong) for one in ours),
            }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
