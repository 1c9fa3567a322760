"""kill -9 at random moments; the next run must come to the same end as if nothing had happened."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.trust.ground import Ground
from tests.trust.runs import Ended, Runs
from tests.trust.seen import seen

_KILLED = -9


@dataclass(frozen=True, slots=True)
class Outcome:
    """One experiment: on what, how it was disturbed, whether it hit, and all that was wrong."""

    experiment: str
    ground: str
    how: str
    hit: bool
    wrong: tuple[str, ...]


def kill(
    runs: Runs, ground: Ground, scratch: Path, random: Random, *, twice: bool = False
) -> Outcome:
    """Kills a run (``twice``: and the one that recovers), then lets one end."""
    folder = ground.copied(scratch / "killed")
    wrong: list[str] = []
    told: list[str] = []
    hit = False
    for _ in range(2 if twice else 1):
        how, ended = _disturbed(runs, ground, folder, random)
        told.append(how)
        hit = hit or ended.code == _KILLED
        wrong += _traces(ended) if ended.code != _KILLED else []
        wrong += [f"half after kill: {one}" for one in _halves(ground, folder)]
    last = runs.run(folder, *ground.command)
    wrong += _recovered(ground, folder, last)
    if not wrong:
        shutil.rmtree(folder)
    else:
        folder.rename(scratch / f"wrong-{ground.name}-{random.getrandbits(32)}")
    name = "recovery" if twice else "kill"
    return Outcome(name, ground.name, ", ".join(told), hit, tuple(wrong))


def _disturbed(runs: Runs, ground: Ground, folder: Path, random: Random) -> tuple[str, Ended]:
    """By the clock, which reaches into the libraries, or at an operation on a file."""
    if random.random() < 0.5 or not ground.whole.steps:
        after = random.uniform(0.0, 1.05) * ground.whole.seconds
        return f"after {after:.3f} s", runs.run(folder, *ground.command, after=after)
    step = random.randint(1, ground.whole.steps)
    return f"at step {step}", runs.run(folder, *ground.command, step=step)


def _halves(ground: Ground, folder: Path) -> Iterator[str]:
    now = seen(folder)
    yield from now.halves(ground.before, ground.after)
    yield from (f"log: {flaw}" for flaw in now.flaws if "have no line" not in flaw)


def _recovered(ground: Ground, folder: Path, last: Ended) -> Iterator[str]:
    yield from _traces(last)
    if last.code != ground.whole.code:
        yield f"exit {last.code} instead of {ground.whole.code}: {last.err[-300:]}"
    yield from seen(folder).differences(ground.after)


def _traces(ended: Ended) -> list[str]:
    return ["a traceback"] if "Traceback" in ended.err or ended.code in (70, 71) else []
