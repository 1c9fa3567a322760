"""How often an error that was planted in a consistent form is found: measured, and asserted."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipeline.validate.suspects import localise
from tests.validate.suspects.planting import FORMS, KINDS, some

_OF_EACH = 50


@dataclass
class Score:
    """Of the planted errors that made an edit fail: in how many the cells were found."""

    failing: int = 0
    contained: int = 0
    first: int = 0
    decisive: int = 0
    wrongly_decisive: int = 0

    def share(self, number: int) -> float:
        return number / self.failing

    @property
    def told(self) -> str:
        """For the report of the tests: ``pytest --junit-xml``."""
        shares = {
            name: self.share(getattr(self, name)) for name in ("contained", "first", "decisive")
        }
        return f"{self.failing} fail, " + ", ".join(f"{n} {s:.3f}" for n, s in shares.items())


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    scores = {kind: Score() for kind in KINDS}
    for kind, score in scores.items():
        for sent in some(kind, _OF_EACH):
            lost = localise(sent.cells, FORMS[sent.form])
            if not lost.failing:
                continue
            score.failing += 1
            keys = [suspect.key for suspect in lost.suspects]
            score.contained += sent.wrong <= set(keys)
            score.first += keys[0] in sent.wrong
            score.decisive += lost.suspects[0].is_decisive
            score.wrongly_decisive += lost.suspects[0].is_decisive and keys[0] not in sent.wrong
    return scores


def test_planted_cells_are_among_the_suspects(scores, record_property):
    for kind, score in scores.items():
        record_property(kind, score.told)
    failing = sum(score.failing for score in scores.values())
    assert failing >= 200
    assert sum(score.contained for score in scores.values()) / failing >= 0.9


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_suspect_is_mostly_the_planted_cell(scores, kind):
    assert scores[kind].share(scores[kind].first) >= 0.9


def test_what_is_called_decisive_is_hardly_ever_wrong(scores):
    wrongly = sum(score.wrongly_decisive for score in scores.values())
    assert wrongly <= 0.02 * sum(score.decisive for score in scores.values())
