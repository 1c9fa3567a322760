"""How long the commands take that are typed most, against a Python that does nothing.

And ``pipeline check`` on a fine file against the import of the two libraries that would be the
usual way to judge one. The house has its byte code, as after script/setup.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import HOUSE, Case, Command, Side, pipeline, prepare
from benchmarks.workspaces import made

PYTHON = (sys.executable, "-c")
DATA = ("--data", str(HOUSE / "data"))
FINE = HOUSE / "data" / "raw" / "2024" / "450100" / "mt1.csv"
COMMANDS: dict[str, tuple[Command, int]] = {
    "python -c pass": ((*PYTHON, "pass"), 0),
    "pipeline --help": (pipeline("--help"), 0),
    "usage error": (pipeline("build", "--no-such-option"), 2),
    "pipeline rules --help": (pipeline("rules", "--help"), 0),
}
CHECK: dict[str, Command] = {
    "import duckdb, polars": (*PYTHON, "import duckdb, polars"),
    "pipeline check": pipeline("check", str(FINE), *DATA),
}
AIMS = {"pipeline --help": 8.0}


def cases(work: Path, *, quick: bool) -> Iterator[Case]:
    prepare((sys.executable, "-m", "compileall", "-q", "cli.py", "pipeline"))
    received = made(work / "data", 2024, "collect", areas=("450100",) if quick else ("*",))
    status = pipeline("status", "2024", "--data", str(received))
    sides = (
        *(Side(name, command, exits=(code,)) for name, (command, code) in COMMANDS.items()),
        Side("pipeline status", status),
    )
    yield Case("start-up", sides, "python -c pass", 3 if quick else 20, AIMS)
    check = tuple(Side(name, command) for name, command in CHECK.items())
    yield Case("check of one file", check, "import duckdb, polars", 3 if quick else 20)
