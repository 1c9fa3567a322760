"""What the rules see of errors planted into clean submissions: ``python -m benchmarks.planted``.

One error a form, fourteen forms a round and class, the whole pipeline each time. Printed are, by
class: planted, detectable (told from the clean figures alone), found of these, found although
nothing promised it, and where a relation of the form fails: whether the planted cell is among the
suspects, and the first of them. Last the share of clean cells that are accused.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.validate.planted.field import Tally, measure


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("-n", "--rounds", type=int, default=3)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--json", type=Path)
    given = wanted.parse_args()
    with TemporaryDirectory() as scratch:
        tallies, alarms = measure(Path(scratch), given.seed, given.rounds)
    rows = {kind: row(tally) for kind, tally in tallies.items()}
    head = ("class", *next(iter(rows.values())))
    print("  ".join(f"{name:>12}" for name in head))
    for kind, values in rows.items():
        print("  ".join(f"{value:>12}" for value in (kind, *values.values())))
    print(f"clean cells with an error or a query: {alarms:.2%}")
    if given.json:
        given.json.write_text(json.dumps({"classes": rows, "false_alarms": alarms}, indent=2))


def row(tally: Tally) -> dict[str, str | int]:
    return {
        "planted": tally.planted,
        "detectable": tally.detectable,
        "found": _share(tally.found, tally.detectable),
        "found anyway": tally.lucky,
        "relation": tally.broken,
        "suspected": _share(tally.suspected, tally.broken),
        "first": _share(tally.first, tally.broken),
        "by": " ".join(f"{rule}:{n}" for rule, n in tally.rules.most_common(4)),
    }


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "—"


if __name__ == "__main__":
    main()
