"""One run of the command line that may be killed at a step, or find the disk full."""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

# Moments at which a file comes, goes or changes its name, as Python tells its auditors.
_STEPS = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "os.chmod"}
)
_WRITES = os.O_WRONLY | os.O_RDWR


def live(
    arguments: Sequence[str], *, step: int = 0, limit: int = 0, count_to: str = ""
) -> NoReturn:
    """Runs the command to its end, or dies by SIGKILL at its file operation number ``step``.

    ``limit`` is the size in bytes beyond which no file can grow; ``count_to`` a file for the number
    of steps that there were.
    """
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    counted = _count(step)
    sys.argv = ["pipeline", *arguments]
    import cli
    from pipeline.commands import leaving

    def end(code: int) -> NoReturn:
        if count_to:
            with suppress(OSError), open(count_to, "w", encoding="utf-8") as file:  # noqa: PTH123
                file.write(str(counted[0]))
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)

    leaving.leave = end
    cli.leave = end
    cli.main()
    raise AssertionError


def _count(step: int) -> list[int]:
    """Counts file operations from now on; at the one with this number the process is killed."""
    counted, me = [0], os.getpid()

    def count() -> None:
        if os.getpid() == me:
            counted[0] += 1
            if counted[0] == step:
                os.kill(me, signal.SIGKILL)

    def hook(event: str, told: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(told[2], int) and told[2] & _WRITES
        if event in _STEPS or writes:
            count()

    sync = os.fsync

    def fsync(descriptor: int) -> None:
        count()
        sync(descriptor)

    os.fsync = fsync
    sys.addaudithook(hook)
    return counted


if __name__ == "__main__":
    number, size, counts, *typed = sys.argv[1:]
    live(typed, step=int(number), limit=int(size), count_to=counts)
