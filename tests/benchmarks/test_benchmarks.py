"""The benchmarks run: the quick form of the cheap ones, by the one command, as JSON with ratios."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys

import pytest

from benchmarks.__main__ import BENCHMARKS
from benchmarks.measure import Case, Side, call, measured, table
from pipeline.workspace import HOUSE


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory):
    """A round of each: these are run together, as starting Python takes longest."""
    target = tmp_path_factory.mktemp("bench") / "told.json"
    command = [sys.executable, "-m", "benchmarks", "startup", "ingest", "--quick", "--rounds", "1"]
    ended = subprocess.run(
        [*command, "--json", str(target)], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "| pipeline --help" in ended.stdout
    return json.loads(target.read_text("utf-8"))


def test_every_side_has_seconds_memory_and_a_ratio(told):
    cases = [case for found in told["benchmarks"].values() for case in found]
    assert len(cases) == 6
    for case in cases:
        assert case["sides"][case["base"]]["ratio"] == 1
        for side in case["sides"].values():
            assert side["seconds"] > 0
            assert side["peak_mb"] > 1
            assert side["ratio"] > 0


def test_all_who_read_find_the_same_files_and_figures(told):
    for case in told["benchmarks"]["ingest"][:3]:
        found = {(side["files"], side["figures"]) for side in case["sides"].values()}
        assert len(found) == 1, case["title"]


def test_collect_takes_every_generated_file(told):
    collected = told["benchmarks"]["ingest"][3]["sides"]
    assert [side["files"] for side in collected.values()] == [2, 20, 60]


def test_nothing_of_this_machine_is_told(told):
    assert str(HOUSE) not in json.dumps(told)


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_declares_its_cases(name):
    assert callable(importlib.import_module(f"benchmarks.{name}").cases)


def test_a_side_that_is_not_installed_is_left_out_with_a_line():
    said: list[str] = []
    here = Side("here", (sys.executable, "-c", "pass"))
    away = Side("away", call("book:typst"), "no_such_module")
    found = measured(Case("case", (here, away), "here"), 1, said.append)
    assert list(found["sides"]) == ["here"]
    assert found["skipped"] == {"away": "no_such_module"}
    assert said[0] == "case: away left out, no_such_module is not installed"
    assert "| here" in table(found)


def test_other_processes_of_whoever_measures_are_not_waited_for():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        side = Side("here", (sys.executable, "-c", "pass"))
        assert measured(Case("case", (side,), "here"), 1, print)["rounds"] == 1
        assert other.poll() is None
        other.communicate(b"\n")
