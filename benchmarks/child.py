"""One side in a process of its own: ``python -m benchmarks.child MODULE:FUNCTION ARGUMENTS``.

The function gets everything ready and returns what is to be clocked, which returns facts, or what
finds them out when the clock has stopped. Printed are, as the last line: wall and processor
seconds, and the most that this process and any one of its workers held.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from importlib import import_module
from multiprocessing import forkserver
from typing import Any

OWN, WORKERS = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN


def main() -> None:
    name, _, function = sys.argv[1].partition(":")
    work = getattr(import_module(name), function)(**json.loads(sys.argv[2]))
    print(json.dumps(clocked(work) if callable(work) else {}))


def clocked(work: Any) -> dict[str, Any]:
    reap_workers()
    before, started = processor_seconds(), time.perf_counter()
    facts = work()
    seconds = time.perf_counter() - started
    reap_workers()
    own, workers = (resource.getrusage(who).ru_maxrss / 1024 for who in (OWN, WORKERS))
    told = {
        "seconds": seconds,
        "processor": processor_seconds() - before,
        "peak_mb": max(own, workers),
        "own_mb": own,
        "worker_mb": workers,
    }
    return told | ((facts() if callable(facts) else facts) or {})


def reap_workers() -> None:
    """Ends the server that our workers are forked from: what they used is counted only then."""
    forkserver._forkserver._stop()  # type: ignore[attr-defined] # noqa: SLF001


def processor_seconds() -> float:
    spent = (resource.getrusage(who) for who in (OWN, WORKERS))
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


if __name__ == "__main__":
    main()
