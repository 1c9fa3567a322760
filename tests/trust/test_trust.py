"""Nothing is lost: a run that is killed, starved or disturbed, and the one after it.

A handful here; ``python -m tests.trust`` (``script/test --trust``) does the full numbers.
"""

from __future__ import annotations

import os
from random import Random

import pytest

from tests.trust.cutting import WAYS, cut
from tests.trust.filling import limit
from tests.trust.ground import Ground, ground
from tests.trust.killing import kill
from tests.trust.pairing import pair
from tests.trust.runs import Runs

SHARE = float(os.environ.get("TRUST_SHARE", "0.02"))  # of the full numbers, in the slow suite


@pytest.fixture(scope="session")
def runs() -> Runs:
    return Runs()


@pytest.fixture(scope="session")
def second(runs: Runs, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return ground(runs, "second", tmp_path_factory.mktemp("trust"))


@pytest.fixture(scope="session")
def outputs(runs: Runs, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return ground(runs, "outputs", tmp_path_factory.mktemp("trust"))


def some(whole: int) -> range:
    return range(max(1, round(whole * SHARE)))


def test_a_collect_that_was_killed_is_made_good_by_the_next(runs, second, tmp_path):
    assert kill(runs, second, tmp_path, Random(3)).wrong == ()


def test_a_file_that_may_not_grow_is_one_line_and_nothing_is_lost(runs, second, tmp_path):
    assert limit(runs, second, tmp_path, Random(1)).wrong == ()


@pytest.mark.slow
@pytest.mark.parametrize("number", some(170))
def test_a_killed_collect(runs, second, tmp_path, number):
    assert kill(runs, second, tmp_path, Random(number)).wrong == ()


@pytest.mark.slow
@pytest.mark.parametrize("number", some(100))
def test_a_killed_build(runs, outputs, tmp_path, number):
    assert kill(runs, outputs, tmp_path, Random(number)).wrong == ()


@pytest.mark.slow
@pytest.mark.parametrize("number", some(100))
def test_a_recovery_that_was_killed(runs, second, tmp_path, number):
    assert kill(runs, second, tmp_path, Random(number), twice=True).wrong == ()


@pytest.mark.slow
@pytest.mark.parametrize("number", some(100))
def test_a_full_disk(runs, outputs, tmp_path, number):
    assert limit(runs, outputs, tmp_path, Random(number)).wrong == ()


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(WAYS)))
def test_a_damaged_warehouse(runs, second, tmp_path, number):
    done = second.folder.with_name(f"{second.name}-after")
    assert cut(runs, second, done, tmp_path, Random(number), number).wrong == ()


@pytest.mark.slow
@pytest.mark.parametrize("number", some(150))
def test_two_commands_at_once(runs, second, tmp_path, number):
    assert pair(runs, second, tmp_path, Random(number), number).wrong == ()
