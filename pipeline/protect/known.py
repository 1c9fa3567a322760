"""Patterns that were found before are used again: the same system has the same."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version

from pipeline.cache import Cache, key_of, program
from pipeline.protect.linked import Key, System
from pipeline.protect.pattern import Pattern, pattern


def known_pattern(system: System, cache: Cache) -> Pattern:
    """As :func:`pattern`; only what was proven is kept, for the rest a slower day may do better."""
    key = key_of(program(), version("highspy"), repr(system))
    if (packed := cache.get(key)) is not None:
        return _unpacked(packed)
    found = pattern(system)
    if found.is_optimal and not found.exposed:
        cache.put(key, _packed(found))
    return found


def _packed(found: Pattern) -> bytes:
    told = [sorted(found.withheld), sorted(found.primary), found.loss, found.bound]
    return json.dumps(told).encode()


def _unpacked(packed: bytes) -> Pattern:
    withheld, primary, loss, bound = json.loads(packed)
    return Pattern(_keys(withheld), _keys(primary), loss, bound, is_optimal=True)


def _keys(told: Iterable[tuple[str, str, int]]) -> frozenset[Key]:
    return frozenset((area, indicator, period) for area, indicator, period in told)
