"""Two commands at once: writers take turns or leave with a line, readers are not disturbed."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from random import Random

from tests.trust.ground import YEAR, Ground
from tests.trust.killing import Outcome
from tests.trust.runs import Ended, Runs
from tests.trust.seen import seen

READERS = (("status", YEAR), ("log",), ("trace", YEAR, "南宁", "201"), ("rules", "health", YEAR))


def pair(runs: Runs, ground: Ground, scratch: Path, random: Random, number: int) -> Outcome:
    """Every third pair is a writer and a reader, the others two writers."""
    folder = ground.copied(scratch / "pair")
    if number % 3 == 0:
        how, wrong = _read(runs, ground, folder, random)
    else:
        how, wrong = _write(runs, ground, folder, random, patient=number % 3 == 1)
    wrong += seen(folder).differences(ground.after)
    shutil.rmtree(folder)
    return Outcome("pair", ground.name, how, hit=True, wrong=tuple(wrong))


def _read(runs: Runs, ground: Ground, folder: Path, random: Random) -> tuple[str, list[str]]:
    reader = random.choice(READERS)
    alone = runs.run(folder, *reader)  # before the writer has begun
    writer = runs.start(folder, *ground.command)
    time.sleep(random.uniform(0, ground.whole.seconds))
    read, wrote = runs.run(folder, *reader), writer.ended()
    wrong = [] if wrote.code == ground.whole.code else [f"the writer: {wrote.err[-300:]}"]
    if read.code != alone.code or read.err != alone.err:
        wrong.append(f"{reader[0]} ended with {read.code}: {read.err[-300:]}")
    if reader[0] == "trace":  # which keeps what it has reckoned, when nobody writes
        runs.run(folder, *ground.command)
    return f"{ground.command[0]} and {reader[0]}", wrong


def _write(
    runs: Runs, ground: Ground, folder: Path, random: Random, *, patient: bool
) -> tuple[str, list[str]]:
    wait = ("--wait", "300" if patient else "0")
    first = runs.start(folder, *ground.command, *wait)
    if not patient:
        time.sleep(random.uniform(0, ground.whole.seconds))
    second = runs.start(folder, *ground.command, *wait)
    ends = [first.ended(), second.ended()]
    wrong = [
        one for number, ended in enumerate(ends) for one in _ill(ground, ended, ends[1 - number])
    ]
    if all(ended.code == 3 for ended in ends):
        wrong.append("nobody did anything")
    return f"twice {ground.command[0]} {' '.join(wait)}", wrong


def _ill(ground: Ground, ended: Ended, other: Ended) -> list[str]:
    if ended.code == ground.whole.code:
        return []
    lines = ended.err.strip().splitlines()
    named = str(other.pid) in lines[0] and ground.command[0] in lines[0] if lines else False
    if ended.code == 3 and named:
        return []
    return [f"ended with {ended.code}: {ended.err[-300:]}"]
