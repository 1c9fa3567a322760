"""Progress for people: a bar on a terminal's stderr and nowhere else; the time of each step."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import visible
from pipeline.vocabulary import Text

Tell = Callable[[str], None]  # what a step is at: the name of a file, of a chapter


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
        from rich import progress
        from rich.console import Console

        columns = (
            progress.SpinnerColumn(),
            progress.TextColumn("{task.description}"),
            progress.BarColumn(),
            progress.TimeElapsedColumn(),
        )
        with progress.Progress(*columns, console=Console(stderr=True), transient=True) as self._bar:
            yield self
        self._bar = None

    @contextmanager
    def step(self, name: str, title: Text) -> Iterator[Tell]:
        """One step; yields a callable for those that can say what they are at."""
        started, words = time.perf_counter(), title.told(self.lang)
        task = self._bar.add_task(words, total=None) if self._bar else None
        try:
            yield lambda what: self._show(task, f"{words} {what}")
        finally:
            spent = self.seconds.get(name, 0.0) + time.perf_counter() - started
            self.seconds[name] = round(spent, 3)
            self._show(task, words, completed=1, total=1)

    def note(self, told: Text) -> None:
        """One line that everybody should see, on stderr, whether progress is shown or not."""
        words = told.told(self.lang)
        if self._bar is not None:
            self._bar.console.print(words, markup=False, soft_wrap=True)
        else:
            sys.stderr.write(words + "\n")

    def _show(self, task: Any, words: str, **progress: int) -> None:
        if self._bar is not None and task is not None:
            from rich.markup import escape

            self._bar.update(task, description=escape(visible(words)), **progress)
