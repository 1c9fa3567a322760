"""Whether an error can be seen at all, told from the clean figures and the catalogue, not from sql/.

| class | it can be seen where |
|---|---|
| ×10 000, ×10, digits swapped | a binding relation of the form breaks; or the change on last year is beyond the catalogue's limit for the line; or, on a base of 30 or more, it is both threefold and six times what that line of any city moved |
| sign | always: no figure on a form is negative |
| rows swapped | a binding relation breaks; or both figures have a base of 30 or more and each lies near the other's line of last year, far from its own; or a limit is exceeded |
| part off | a binding relation breaks |
| stale year | four or more figures of 30 or more are compared |
| stale ratio | the rate that was left differs from the right one by more than its last digit |

What is left: a base under 30 without a limit or relation, a slip within the usual change.
"""

from __future__ import annotations

import math

from tests.validate.planted.ground import Ground, Key, Lines

BASE, TINY = 30, 1e-6


def breaks(ground: Ground, key: Key, changed: Lines) -> bool:
    """Whether a balance or a part in its whole fails with the changed figures."""
    figures = {**ground.now[key], **changed}
    for relation, codes in ground.related(key[1]):
        if relation.kind in ("sum", "subset") and codes <= figures.keys():
            total = sum(float(t.coefficient) * figures[t.indicator] for t in relation.terms)
            if total > TINY or (relation.kind == "sum" and total < -TINY):
                return True
    return False


def stands_out(ground: Ground, key: Key, changed: Lines) -> bool:
    """Whether a changed figure lies far from last year's."""
    return any(_jumps(ground, key, c, v) or _exceeds(ground, key, c, v) for c, v in changed.items())


def look_exchanged(ground: Ground, key: Key, changed: Lines) -> bool:
    """Whether each of two figures lies near the other's line of last year, far from its own."""
    now, before = ground.now[key], ground.before[key]
    return all(
        before.get(code, 0) >= BASE
        and abs(math.log(now[code] / before[code])) < 0.08
        and abs(math.log(value / before[code])) > 0.3
        for code, value in changed.items()
    )


def _jumps(ground: Ground, key: Key, code: str, value: float) -> bool:
    last = ground.before[key].get(code, 0)
    if last < BASE or value <= 0 or code not in ground.usual:
        return False
    return abs(math.log(value / last)) > max(6 * ground.usual[code], math.log(3))


def _exceeds(ground: Ground, key: Key, code: str, value: float) -> bool:
    """Beyond the limit in per cent and the least change that the catalogue gives the line."""
    unit, last = ground.unit(code), ground.before[key].get(code)
    if unit.yoy_limit_pct is None or last is None:
        return False
    change, most = abs(value - last), last * float(unit.yoy_limit_pct) / 100
    return change > most + TINY and change >= float(unit.min_abs_change or 0)
