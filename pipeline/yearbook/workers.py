"""Processes beside this one, as many as it may use processors."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, TypeVar

from pipeline.errors import RenderError

# The server from which workers are forked has these, and never threads or a database: forking the
# process of the command itself would copy locks that nobody opens.
_PRELOADED = [
    "pipeline.yearbook.engine",
    "pipeline.yearbook.bind.setting",
    "pipeline.yearbook.warm",
]

_TOLD_BY = ("__file__", "__spec__")  # by which a worker finds the script

Tell = Callable[[], None]
Task = TypeVar("Task")
Made = TypeVar("Made")


@contextmanager
def workers(tasks_each: int | None = None) -> Iterator[ProcessPoolExecutor]:
    """A pool whose processes end after ``tasks_each``, so that none keeps what it has used."""
    context = get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    count = len(os.sched_getaffinity(0))
    with (
        _without_main(),
        ProcessPoolExecutor(
            count, context, initializer=_end_with_parent, max_tasks_per_child=tasks_each
        ) as pool,
    ):
        yield pool


def _end_with_parent() -> None:
    """In a worker: when the command is killed, so is the worker, which would wait for ever."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_outlive_nobody, args=(parent.sentinel,), daemon=True).start()


def _outlive_nobody(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@contextmanager
def _without_main() -> Iterator[None]:
    """Hides the script that was started: a worker would run it again to know what it defines."""
    main = vars(sys.modules["__main__"])
    hidden: dict[str, Any] = {name: main.pop(name) for name in _TOLD_BY if name in main}
    main["__spec__"] = None
    try:
        yield
    finally:
        main.update(hidden)


def all_done(
    pool: ProcessPoolExecutor,
    make: Callable[[Task], Made],
    tasks: Sequence[Task],
    tell: Tell = lambda: None,
) -> list[Made]:
    """What ``make`` makes of every task; ``tell`` is called when one is done.

    Raises RenderError where a worker dies, as it does when memory runs out.
    """
    futures = [pool.submit(make, task) for task in tasks]
    try:
        for future in as_completed(futures):
            future.result()
            tell()
    except BrokenProcessPool:
        raise RenderError(
            "排版进程中断，可能是内存不足",
            "a worker ended early, perhaps for want of memory",
            remedy_zh="关闭其他程序后重试。",
            remedy_en="close other programs and try again",
        ) from None
    finally:
        for future in futures:
            future.cancel()
    return [future.result() for future in futures]
