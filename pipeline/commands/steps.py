"""Progress for people: a bar on a terminal's stderr, nothing elsewhere, and the time each step took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pipeline.vocabulary import Text


@dataclass
class Steps:
    """Runs named steps one after another, shows where we are and remembers how long each took."""

    lang: str = "zh"
    quiet: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    _bar: Any = None

    @contextmanager
    def shown(self) -> Iterator[Steps]:
        """Shows the bar while the block runs; only when somebody can see it."""
        if self.quiet or not sys.stderr.isatty():
            yield self
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as self._bar:
            yield self
        self._bar = None

    @contextmanager
    def step(self, name: str, title: Text) -> Iterator[Any]:
        """One step; yields a callable ``(done, total)`` for those that can say how far they are."""
        started = time.perf_counter()
        task = self._bar.add_task(title.told(self.lang), total=None) if self._bar else None
        try:
            yield lambda done, total: self._advance(task, done, total)
        finally:
            self.seconds[name] = round(time.perf_counter() - started, 3)
            self._advance(task, 1, 1)

    def _advance(self, task: Any, done: int, total: int) -> None:
        if self._bar is not None and task is not None:
            self._bar.update(task, completed=done, total=total)
