"""How a side is measured: each time in a process of its own, the sides by turns, medians told.

A :class:`Side` is a command. ``call`` makes one of a function of ours, which gets ready first and
gives back what is clocked (see ``benchmarks.child``); any other command is clocked from its start
to its end. Processor time is that of the child and of all that it started; memory is the most that
any one of them held, as the system tells of a process that ended. A child begins with what this
process holds (some 20 MB), so that nothing heavy may be imported here, or at the head of a module
of sides.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent
Command = tuple[str, ...]
_CHILD_SUBREAPER = 36  # of prctl(2)
Facts = dict[str, Any]


@dataclass(frozen=True)
class Side:
    """One way of doing it; it is left out where a module that it ``needs`` is not installed.

    ``ready`` is run before each round, without a clock; ``after`` gives facts, also without one.
    A command may end with any exit code among ``exits``.
    """

    name: str
    command: Command
    needs: str = ""
    ready: Callable[[], object] | None = None
    after: Callable[[], Facts] | None = None
    exits: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Case:
    """Sides that do the same thing. Ratios are against ``base``; ``aims``: the most they may be.

    ``notes`` are reckoned from what the sides told, by their names.
    """

    title: str
    sides: tuple[Side, ...]
    base: str
    rounds: int = 3
    aims: Mapping[str, float] = field(default_factory=dict)
    notes: Callable[[dict[str, Facts]], Facts] = field(default=lambda _: {})


def call(function: str, **given: Any) -> Command:
    """The command that runs ``module:function`` of ours with these arguments, in this Python."""
    told = json.dumps(given, default=str)
    return (sys.executable, "-m", "benchmarks.child", f"benchmarks.{function}", told)


def pipeline(*arguments: str) -> Command:
    return (sys.executable, "-c", "from cli import main; main()", *arguments)


def prepare(command: Command) -> Facts:
    """Runs something that no side is charged with."""
    return _run(Side("prepare", command))


def measured(case: Case, n_rounds: int, say: Callable[[str], None]) -> Facts:
    """The medians of all sides, their ratios, and the sides that were left out."""
    sides = [side for side in case.sides if not side.needs or find_spec(side.needs)]
    skipped = {side.name: side.needs for side in case.sides if side not in sides}
    for name, module in skipped.items():
        say(f"{case.title}: {name} left out, {module} is not installed")
    rounds: dict[str, list[Facts]] = {side.name: [] for side in sides}
    for number in range(n_rounds):
        for side in sides:
            rounds[side.name].append(_run(side))
            say(f"{case.title}: round {number + 1}, {side.name}: {rounds[side.name][-1]}")
    found = {name: _medians(each) for name, each in rounds.items()}
    told = {name: _beside(facts, found[case.base]) for name, facts in found.items()}
    for name, most in case.aims.items():
        if name in told:
            told[name] |= {"aim": most, "reached": told[name]["ratio"] <= most}
    return {
        "title": case.title, "base": case.base, "rounds": n_rounds, "sides": told,
        "skipped": skipped, "notes": case.notes(told),
    }  # fmt: skip


def _run(side: Side) -> Facts:
    if side.ready:
        side.ready()
    environment, others = os.environ | {"PYTHONPATH": str(HOUSE)}, _children()
    with TemporaryFile() as out:
        started = time.perf_counter()
        child = subprocess.Popen(
            side.command, cwd=HOUSE, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        used = [usage, *_orphans(others)]
        out.seek(0)
        printed = out.read().decode("utf-8", "replace")
    if child.returncode not in side.exits:
        sys.exit(f"{side.name}: exit {child.returncode}\n{printed}")
    facts: Facts = {
        "seconds": seconds,
        "processor": sum(one.ru_utime + one.ru_stime for one in used),
        "peak_mb": max(one.ru_maxrss for one in used) / 1024,
    }
    if "benchmarks.child" in side.command:  # which tells of itself, on its last line
        facts |= json.loads(printed.splitlines()[-1])
    facts |= side.after() if side.after else {}
    return {name: round(v, 4) if isinstance(v, float) else v for name, v in facts.items()}


def adopt() -> None:
    """From now on, processes whose parent has ended are ours, so that what they used is told."""
    ctypes.CDLL(None).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)


def _orphans(others: frozenset[int]) -> Iterator[resource.struct_rusage]:
    """What workers used that outlived the child for a moment: their server ends when it is gone.

    ``others`` are children of this process that have nothing to do with it.
    """
    while left := _children() - others:
        for pid in left:
            with suppress(ChildProcessError):
                yield os.wait4(pid, 0)[2]


def _children() -> frozenset[int]:
    """The processes that are children of this one now."""
    threads = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return frozenset(int(pid) for path in threads for pid in path.read_text().split())


def _medians(rounds: Sequence[Facts]) -> Facts:
    """Of numbers the median; all else must be the same each time, and the first is told."""
    return {
        name: median(one[name] for one in rounds) if _is_number(value) else value
        for name, value in rounds[0].items()
    }


def _beside(facts: Facts, base: Facts) -> Facts:
    ratio = facts["seconds"] / base["seconds"]
    return facts | {"ratio": ratio, "cpu_ratio": facts["processor"] / base["processor"]}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def table(told: Facts) -> str:
    """What was measured as a table of Markdown; what the sides tell besides stands at the right."""
    sides: Mapping[str, Facts] = told["sides"]
    usual = ("seconds", "ratio", "processor", "cpu_ratio", "peak_mb")
    more = [
        name
        for facts in sides.values()
        for name, value in facts.items()
        if name not in usual and not isinstance(value, dict)
    ]
    names = (*usual, *dict.fromkeys(more))
    lines = [["", *names], ["---", *("--:" for _ in names)]]
    lines += [[side, *(_shown(facts.get(n, "")) for n in names)] for side, facts in sides.items()]
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    rows = (
        " | ".join(cell.ljust(w) if not at else cell.rjust(w) for at, (cell, w) in enumerate(pairs))
        for pairs in (list(zip(line, widths, strict=True)) for line in lines)
    )
    head = f"{told['title']} (median of {told['rounds']}, ratio to “{told['base']}”)"
    notes = [f"{name}: {_shown(value)}" for name, value in told["notes"].items()]
    return "\n".join([head, "", *(f"| {row} |" for row in rows), *([""] if notes else []), *notes])


def _shown(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}" if value < 1 else f"{value:.2f}"
