"""A pattern that was found before is used again, and is the one that would be found now."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings

from pipeline.cache import Cache
from pipeline.protect import known
from pipeline.protect.known import known_pattern
from pipeline.protect.pattern import pattern
from tests.protect.test_pattern import ROWS, table

SMALL = [[2, 30, 8], [14, 25, 40], [60, 0, 7], [12, 18, 33]]


def test_it_is_found_once(tmp_path: Path) -> None:
    first, second = Cache(tmp_path), Cache(tmp_path)
    assert known_pattern(table(SMALL), first) == known_pattern(table(SMALL), second)
    assert (first.made, second.used) == (1, 1)


def test_another_system_is_another_search(tmp_path: Path) -> None:
    cache, other = Cache(tmp_path), [[3, *SMALL[0][1:]], *SMALL[1:]]
    known_pattern(table(SMALL), cache)
    assert known_pattern(table(other), cache) == pattern(table(other))
    assert (cache.made, cache.used) == (2, 0)


def test_what_was_not_proven_is_sought_again(tmp_path: Path, monkeypatch) -> None:
    found = pattern(table(SMALL))
    unproven = type(found)(found.withheld, found.primary, found.loss, 0.0, is_optimal=False)
    monkeypatch.setattr(known, "pattern", lambda _system: unproven)
    cache = Cache(tmp_path)
    assert known_pattern(table(SMALL), cache) == unproven
    assert cache.made == 0


@settings(max_examples=15, deadline=None)
@given(rows=ROWS)
def test_what_is_kept_comes_back_the_same(rows) -> None:
    found = pattern(table(rows))
    assert known._unpacked(known._packed(found)) == found or not found.is_optimal or found.exposed
