"""All benchmarks: python -m benchmarks [NAME…] [--quick] [--rounds N] [--json FILE] [--work DIR]

What a benchmark compares is measured in this one run, by turns, each side in processes of its own;
what is told are medians and their ratios. ``--quick`` shows on small numbers that all of it works.
What is made before (workspaces, files, figures) lies in a folder of its own and is gone afterwards;
with ``--work`` it stays there and is used again. docs/benchmarks.md tells what was found.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measure import adopt, measured, table

BENCHMARKS = {
    "startup": "the commands that are typed most, against Python alone",
    "ingest": "reading files: ours, DuckDB's and polars'",
    "validation": "the rules: ours, pandera and dbt on 2.85 million figures",
    "book": "the 2024 book: units, one document, Chromium; its tables: Typst",
    "rebuild": "the build after a change, against a build from nothing",
    "growth": "the book with 14, 56 and 333 chapters of cities",
    "disclosure": "hiding small cells, against hiding the next smallest",
    "planted": "what the rules see of planted errors (not timed against anything)",
}
PACKAGES = (
    "duckdb", "polars", "weasyprint", "pandera", "typst", "playwright", "dbt-core", "dbt-duckdb",
)  # fmt: skip


def main() -> None:
    given = arguments()
    adopt()
    told: dict[str, Any] = {"machine": machine(), "quick": given.quick, "benchmarks": {}}
    with folder(given.work) as work:
        for name in given.names or BENCHMARKS:
            found = told["benchmarks"][name] = []
            for case in import_module(f"benchmarks.{name}").cases(work / name, quick=given.quick):
                found.append(measured(case, given.rounds or case.rounds, say))
                print(table(found[-1]), end="\n\n", flush=True)
                if given.json:
                    written = json.dumps(told, indent=1, ensure_ascii=False)
                    given.json.write_text(written + "\n", encoding="utf-8")


def arguments() -> argparse.Namespace:
    listed = "\n".join(f"  {name:12} {what}" for name, what in BENCHMARKS.items())
    wanted = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=f"{__doc__}\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    wanted.add_argument("names", nargs="*", metavar="NAME", help="which ones; without any, all")
    wanted.add_argument("--quick", action="store_true")
    wanted.add_argument("--rounds", type=int, help="of every case, instead of its own number")
    wanted.add_argument("--json", type=Path)
    wanted.add_argument("--work", type=Path)
    given = wanted.parse_args()
    if unknown := [name for name in given.names if name not in BENCHMARKS]:
        wanted.error(f"no such benchmark: {', '.join(unknown)}")
    return given


@contextmanager
def folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        with (kept / ".lock").open("w") as lock:  # two runs would take each other's files away
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                sys.exit(f"{kept}: another run works there")
            yield kept.resolve()
        return
    with TemporaryDirectory(prefix="yearbook-bench-") as passing:
        yield Path(passing)


def machine() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "processors": len(os.sched_getaffinity(0)),
        "load_before": os.getloadavg()[0],
        "versions": {name: found for name in PACKAGES if (found := installed(name))},
    }


def installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
