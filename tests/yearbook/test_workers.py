"""Workers beside the program, whatever it was started by, and what happens when one dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import RenderError
from pipeline.workspace import HOUSE
from pipeline.yearbook.workers import all_done, workers

# As the command in .venv/bin: nothing keeps it from running again when it is imported.
SCRIPT = """
import sys
sys.path.insert(0, {house!r})
from pipeline.yearbook.workers import all_done, workers
print("begun")
with workers(tasks_each=1) as pool:
    print(all_done(pool, len, ["a", "bc"]))
print(__file__)
"""


def test_a_script_without_a_guard_is_not_run_again(tmp_path: Path) -> None:
    script = tmp_path / "command"
    script.write_text(SCRIPT.format(house=str(HOUSE)))
    ended = subprocess.run([sys.executable, script], capture_output=True, check=False, text=True)
    assert ended.stdout.splitlines() == ["begun", "[1, 2]", str(script)], ended.stderr


def test_results_come_in_the_order_of_the_tasks_and_each_is_told() -> None:
    told: list[int] = []
    with workers() as pool:
        made = all_done(pool, len, ["abc", "", "ab"], lambda: told.append(1))
    assert made == [3, 0, 2]
    assert len(told) == 3


def test_a_worker_that_dies_is_no_traceback() -> None:
    with workers() as pool, pytest.raises(RenderError, match="memory"):
        all_done(pool, die, [signal.SIGKILL])


def die(how: int) -> None:
    os.kill(os.getpid(), how)


def test_workers_end_with_a_command_that_is_killed(tmp_path):
    code = (
        "import os, time\n"
        "from pipeline.yearbook.workers import workers\n"
        "with workers() as pool:\n"
        "    print(pool.submit(os.getpid).result(), flush=True)\n"
        "    time.sleep(60)\n"
    )
    command = subprocess.Popen(
        [sys.executable, "-c", code], cwd=HOUSE, stdout=subprocess.PIPE, text=True
    )
    worker = Path("/proc") / command.stdout.readline().strip()
    assert worker.exists()
    command.kill()
    command.wait()
    until = time.monotonic() + 30
    while worker.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not worker.exists()
