"""How long `pipeline check` takes on a fine file, against importing duckdb and polars alone.

    python -m benchmarks.check [FILE] [--data DIR] [-n ROUNDS]

Both sides run alternately in fresh processes of the same Python, so that a busy machine slows both;
what is compared are the medians. The house has its byte code, as after script/setup.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

HOUSE = Path(__file__).resolve().parent.parent
FINE = HOUSE / "data" / "raw" / "2024" / "450100" / "mt1.csv"
PIPELINE = (sys.executable, "-c", "from cli import main; main()")
IMPORTS = (sys.executable, "-c", "import duckdb, polars")


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("file", nargs="?", type=Path, default=FINE)
    wanted.add_argument("--data", type=Path, default=HOUSE / "data")
    wanted.add_argument("-n", "--rounds", type=int, default=20)
    given = wanted.parse_args()
    check = (*PIPELINE, "check", str(given.file), "--data", str(given.data))
    seconds((sys.executable, "-m", "compileall", "-q", "cli.py", "pipeline"))
    for side in (IMPORTS, check):  # once without a clock: byte code and disk cache
        seconds(side)
    rounds = [(seconds(IMPORTS), seconds(check)) for _ in range(given.rounds)]
    imports, checks = (median(side) for side in zip(*rounds, strict=True))
    print(f"import duckdb, polars  {imports * 1000:6.0f} ms")
    print(f"pipeline check         {checks * 1000:6.0f} ms")
    print(f"ratio                  {checks / imports:6.2f}   (median of {given.rounds} rounds)")


def seconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    ended = subprocess.run(command, cwd=HOUSE, capture_output=True, check=False)
    spent = time.perf_counter() - started
    if ended.returncode != 0:
        sys.exit(ended.stdout.decode() + ended.stderr.decode())
    return spent


if __name__ == "__main__":
    main()
