"""Starts commands, kills them, and says how they ended."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from pipeline.workspace import HOUSE

_PRELOADED = (
    "cli", "duckdb", "polars", "highspy", "xlsxwriter", "jinja2", "opencc", "openpyxl", "rich.table",
    "pipeline.commands.build", "pipeline.commands.collect", "pipeline.commands.returning",
    "pipeline.commands.release", "pipeline.commands.outputs", "pipeline.commands.running",
    "pipeline.yearbook.book", "pipeline.yearbook.reading", "pipeline.publish.data",
    "pipeline.publish.workbook", "pipeline.publish.web", "pipeline.collect.staging",
    "pipeline.validate", "pipeline.process.aggregates", "pipeline.protect.cells",
)  # fmt: skip
PATIENCE = 600.0  # seconds after which a command is taken to hang


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its exit code (-9: it was killed), what it said, after how many seconds."""

    code: int
    out: str
    err: str
    seconds: float
    pid: int = 0
    steps: int = 0


class Running:
    """A command that has been started: by fork from this process, or as a process of its own."""

    def __init__(self, typed: Sequence[str], data: Path, *, step: int, limit: int, fork: bool):
        self._folder = Path(mkdtemp(prefix="trust-run-"))
        self._started = time.monotonic()
        arguments = (*typed, "--data", str(data))
        counts = str(self._folder / "steps")
        self.pid = (
            self._forked(arguments, step, limit, counts)
            if fork
            else self._spawned(arguments, step, limit, counts)
        )

    def _spawned(self, arguments: Sequence[str], step: int, limit: int, counts: str) -> int:
        call = [sys.executable, "-m", "tests.trust.child", str(step), str(limit), counts]
        with (self._folder / "out").open("w") as out, (self._folder / "err").open("w") as err:
            return subprocess.Popen(
                [*call, *arguments], cwd=HOUSE, stdout=out, stderr=err, stdin=subprocess.DEVNULL
            ).pid

    def _forked(self, arguments: Sequence[str], step: int, limit: int, counts: str) -> int:
        pid = os.fork()
        if pid:
            return pid
        for name, number in (("out", 1), ("err", 2)):
            os.dup2(os.open(self._folder / name, os.O_WRONLY | os.O_CREAT), number)
        from tests.trust.child import live

        try:
            live(arguments, step=step, limit=limit, count_to=counts)
        finally:
            os._exit(71)

    def ended(self, kill_after: float | None = None) -> Ended:
        """Waits for the end; after ``kill_after`` seconds the process is killed."""
        status, last = None, PATIENCE if kill_after is None else kill_after
        while status is None:
            done, told = os.waitpid(self.pid, os.WNOHANG)
            if done:
                status = told
            elif time.monotonic() - self._started >= last:
                os.kill(self.pid, signal.SIGKILL)
                status = os.waitpid(self.pid, 0)[1]
            else:
                time.sleep(0.002)
        spent = time.monotonic() - self._started
        said = {p.name: p.read_text("utf-8", "replace") for p in self._folder.iterdir()}
        for path in self._folder.iterdir():
            path.unlink()
        self._folder.rmdir()
        code = os.waitstatus_to_exitcode(status)
        steps = int(said.get("steps") or 0)
        return Ended(code, said.get("out", ""), said.get("err", ""), spent, self.pid, steps)


class Runs:
    """Runs commands: ``fork`` from a process that has everything loaded saves their start-up."""

    def __init__(self, *, fork: bool = False) -> None:
        self._fork = fork
        if fork:
            for name in _PRELOADED:
                importlib.import_module(name)
            gc.freeze()

    def start(self, data: Path, *typed: str, step: int = 0, limit: int = 0) -> Running:
        return Running(typed, data, step=step, limit=limit, fork=self._fork)

    def run(
        self, data: Path, *typed: str, step: int = 0, limit: int = 0, after: float | None = None
    ) -> Ended:
        """To its end, unless it is killed ``after`` so many seconds or at the file operation ``step``."""
        return self.start(data, *typed, step=step, limit=limit).ended(after)
