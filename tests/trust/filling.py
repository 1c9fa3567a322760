"""A disk that is full, or a file that may not grow, at a random moment of a run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.trust.ground import Ground
from tests.trust.killing import Outcome
from tests.trust.runs import Ended, Runs
from tests.trust.seen import seen

_ROOM = 8 << 20  # of the warehouse, which is the largest file
_DISK = 96 << 20
_LACKS = 3


def can_mount() -> bool:
    """Whether this is a machine on which a small disk may be made."""
    return os.geteuid() == 0 and shutil.which("mount") is not None


@contextmanager
def disk(folder: Path, size: int = _DISK) -> Iterator[Path]:
    """A disk of this size in memory."""
    folder.mkdir(parents=True, exist_ok=True)
    call = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    subprocess.run(call, check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607


def fill(runs: Runs, ground: Ground, scratch: Path, random: Random) -> Outcome:
    """No room for all that a run writes; then room is made, and the run is done again."""
    if can_mount():
        with disk(scratch / "disk") as place:
            folder = ground.copied(place / "full")
            left = random.randint(0, _ROOM * 2)
            with _leaving(place, left):
                ended = runs.run(folder, *ground.command)
                wrong = [*_told(ended), *seen(folder).halves(ground.before, ground.after)]
            wrong += _again(runs, ground, folder)
            how = f"{left} bytes left on the disk"
    else:
        how, ended, wrong = _limited(runs, ground, scratch / "limited", random)
    hit = ended.code == _LACKS
    return Outcome("full", ground.name, how, hit, tuple(wrong))


def limit(runs: Runs, ground: Ground, scratch: Path, random: Random) -> Outcome:
    """Files may not grow beyond a size, which refuses writes deep inside libraries."""
    how, ended, wrong = _limited(runs, ground, scratch / "limited", random)
    return Outcome("limit", ground.name, how, ended.code == _LACKS, tuple(wrong))


def _limited(
    runs: Runs, ground: Ground, folder: Path, random: Random
) -> tuple[str, Ended, list[str]]:
    size = int(2 ** random.uniform(8, 23))
    ground.copied(folder)
    ended = runs.run(folder, *ground.command, limit=size)
    wrong = [*_told(ended), *seen(folder).halves(ground.before, ground.after)]
    wrong += _again(runs, ground, folder)
    shutil.rmtree(folder)
    return f"no file beyond {size} bytes", ended, wrong


@contextmanager
def _leaving(place: Path, left: int) -> Iterator[None]:
    """Fills a disk up to a rest."""
    status = os.statvfs(place)
    room = status.f_bavail * status.f_frsize - left
    filler = place / "filler"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(room, 1))
    try:
        yield
    finally:
        filler.unlink()


def _told(ended: Ended) -> Iterator[str]:
    """One line and its remedy, where a run could not do what it was to do."""
    if "Traceback" in ended.err or ended.code not in (0, 1, _LACKS):
        yield f"exit {ended.code}: {ended.err[-400:]}"
    elif ended.code == _LACKS and len(ended.err.strip().splitlines()) > 2:
        yield f"more than a line: {ended.err[-400:]}"


def _again(runs: Runs, ground: Ground, folder: Path) -> Iterator[str]:
    last = runs.run(folder, *ground.command)
    if last.code != ground.whole.code:
        yield f"then exit {last.code}: {last.err[-300:]}"
    yield from (f"then {one}" for one in seen(folder).differences(ground.after))
