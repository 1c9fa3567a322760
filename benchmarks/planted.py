"""What the rules see of errors planted into clean submissions; in detail by a command of its own:

    python -m benchmarks.planted [-n ROUNDS] [--at-once FORMS] [--seed N] [--json FILE] [--missed]

One error a form, ``--at-once`` forms (14, or 1) in each run of the whole pipeline, a run a class.
Printed are, by class: planted; detectable, as told from the clean figures alone
(``tests/validate/planted/seeing.py``); found of these; missed; found although nothing promised it;
not found and not detectable; where a relation of the form fails: in how many cases the planted line
is among the suspects and the first of them, and how many lines are named in the mean; and the rules
that told. Then the share of clean cells that are accused: with nothing wrong, and while others are.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import Case, Facts, Side, call
from tests.validate.planted.field import Measured, Tally, measure


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("-n", "--rounds", type=int, default=3)
    wanted.add_argument("--at-once", type=int, default=14)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--json", type=Path)
    wanted.add_argument("--missed", action="store_true", help="print what was missed")
    given = wanted.parse_args()
    with TemporaryDirectory() as scratch:
        measured = measure(Path(scratch), given.seed, given.rounds, given.at_once)
    rows = {kind: row(tally) for kind, tally in measured.tallies.items()}
    show(rows, measured)
    if given.missed:
        examples(measured)
    if given.json:
        told = {"classes": rows, "clean": clean(measured)}
        given.json.write_text(json.dumps(told, indent=2, ensure_ascii=False), encoding="utf-8")


def cases(_: Path, *, quick: bool) -> Iterator[Case]:
    """All classes together; nothing is compared here, and the table below tells them apart."""
    side = Side("our rules", call("planted:planted", rounds=1 if quick else 8))
    yield Case("errors planted one at a time", (side,), side.name, 1)


def planted(rounds: int) -> Callable[[], Facts]:
    def work() -> Facts:
        with TemporaryDirectory() as scratch:
            measured = measure(Path(scratch), 7, rounds, 14)
        tallies = measured.tallies.values()
        names = ("planted", "detectable", "found", "broken", "suspected", "first")
        counts = {name: sum(getattr(tally, name) for tally in tallies) for name in names}
        return counts | {"false_alarms": measured.false_alarms, "clean_cells": measured.clean_cells}

    return work


def row(tally: Tally) -> dict[str, str | int]:
    unseen = tally.planted - tally.detectable
    return {
        "planted": tally.planted,
        "detectable": tally.detectable,
        "found": tally.found,
        "missed": tally.detectable - tally.found,
        "found anyway": tally.lucky,
        "unseen": unseen - tally.lucky,
        "recall": _share(tally.found, tally.detectable),
        "relation": tally.broken,
        "suspected": _share(tally.suspected, tally.broken),
        "first": _share(tally.first, tally.broken),
        "named": f"{tally.suspects / tally.broken:.1f}" if tally.broken else "—",
        "by": " ".join(f"{rule}:{n}" for rule, n in tally.rules.most_common(5)),
    }


def clean(measured: Measured) -> dict[str, float | int | dict[str, int]]:
    return {
        "false_alarms": measured.false_alarms,
        "cells": measured.clean_cells,
        "beside": dict(measured.beside.most_common()),
        "elsewhere": dict(measured.elsewhere.most_common()),
        "citing": dict(measured.citing),
    }


def show(rows: dict[str, dict[str, str | int]], measured: Measured) -> None:
    head = ("class", *next(iter(rows.values())))
    print("  ".join(f"{name:>12}" for name in head))
    for kind, values in rows.items():
        print("  ".join(f"{value:>12}" for value in (kind, *values.values())))
    print(f"clean cells with an error or a query, nothing wrong: {measured.false_alarms:.2%}")
    for name, accused in (
        ("in the planted form", measured.beside),
        ("in other forms", measured.elsewhere),
        ("references of texts to forms sent back", measured.citing),
    ):
        share = accused.total() / measured.clean_cells
        print(f"clean cells accused while others are wrong, {name}: {share:.3%} {dict(accused)}")


def examples(measured: Measured) -> None:
    for kind, tally in measured.tallies.items():
        for plant in tally.missed:
            print(f"missed, {kind}: {plant.area} {plant.form} {plant.changed}")
        for plant, suspects in tally.unsuspected:
            print(f"not suspected, {kind}: {plant.area} {plant.form} {plant.changed}: {suspects}")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "—"


if __name__ == "__main__":
    main()
