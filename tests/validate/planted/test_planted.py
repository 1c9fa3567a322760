"""Errors of every class, planted into clean submissions: found where they can be, and nothing else."""

from __future__ import annotations

import pytest

from tests.validate.planted.field import measure
from tests.validate.planted.planting import CLASSES


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    return measure(tmp_path_factory.mktemp("planted"), seed=20241231, rounds=1)


@pytest.mark.parametrize("kind", CLASSES)
def test_what_can_be_seen_is_found(measured, kind):
    tally = measured.tallies[kind]
    assert tally.detectable >= 5
    assert tally.found >= 0.99 * tally.detectable, tally.missed


def test_hardly_a_clean_cell_is_accused(measured):
    assert measured.false_alarms <= 0.01


def test_hardly_a_clean_cell_is_accused_while_others_are_wrong(measured):
    accused = measured.beside.total() + measured.elsewhere.total()
    assert accused <= 0.01 * measured.clean_cells, (measured.beside, measured.elsewhere)


def test_suspects_hold_the_planted_cell_where_a_relation_fails(measured):
    broken = sum(tally.broken for tally in measured.tallies.values())
    suspected = sum(tally.suspected for tally in measured.tallies.values())
    assert broken >= 20
    assert suspected >= 0.9 * broken, [tally.unsuspected for tally in measured.tallies.values()]
