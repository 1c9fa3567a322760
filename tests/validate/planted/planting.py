"""Errors planted into clean sample submissions, one a form."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from pipeline.rules.finding import Finding
from tests.validate.planted.ground import Ground, Key, Lines, Records
from tests.validate.planted.seeing import BASE, breaks, look_exchanged, stands_out


@dataclass(frozen=True)
class Plant:
    """What was done to one form; ``whole``: to all of its lines."""

    kind: str
    area: str
    form: str
    changed: dict[str, str]  # line → as typed
    is_detectable: bool
    breaks: bool  # a balance, a part or a rate
    rules: frozenset[str]  # the binding relations in which the lines stand
    whole: bool = False

    @property
    def lines(self) -> frozenset[str]:
        return frozenset() if self.whole else frozenset(self.changed)


@dataclass(frozen=True)
class Change:
    """Lines with other figures; whether they can be seen is told where it is not plain."""

    lines: Lines
    sees: bool | None = None
    breaks: bool | None = None
    whole: bool = False


Kind = Callable[[Ground, Key, Random], Change | None]


def plants(ground: Ground, kind: str, random: Random) -> Iterator[Plant]:
    """One plant of ``kind`` into every clean form where it can be had."""
    for key in ground.now:
        change = CLASSES[kind](ground, key, random)
        if change is not None and any(v != ground.now[key].get(c) for c, v in change.lines.items()):
            yield _made(ground, kind, key, change)


def planted(records: Records, plant: Plant) -> bytes:
    """The form with the planted figures, as a file."""
    rows = [
        [*row[:3], plant.changed[row[0]], *row[4:]] if row and row[0] in plant.changed else row
        for row in records
    ]
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerows(rows)
    return target.getvalue().encode("utf-8-sig")


def tells(plant: Plant, finding: Finding) -> bool:
    """Whether a finding is about the plant: at its lines, or of a relation with them."""
    if finding.area != plant.area:
        return False
    if finding.form == plant.form and (plant.whole or plant.kind == "sign"):
        return finding.rule == "V20" if plant.whole else finding.severity == "reject"
    return finding.rule in plant.rules or bool(plant.lines & named(finding))


def named(finding: Finding) -> set[str]:
    """The lines that a finding is about."""
    names = [*finding.indicator.split("+"), *finding.suspects.split(";")]
    return {name.partition("@")[0].partition("(")[0].rpartition("×")[2] for name in names}


def _made(ground: Ground, kind: str, key: Key, change: Change) -> Plant:
    broken = breaks(ground, key, change.lines) if change.breaks is None else change.breaks
    sees = change.sees
    if sees is None:
        sees = broken or stands_out(ground, key, change.lines)
    typed = {c: f"{v:.{ground.unit(c).decimals}f}" for c, v in change.lines.items()}
    touched = frozenset(r.code for r, codes in ground.related(key[1]) if codes & typed.keys())
    rules = frozenset() if change.whole else touched
    return Plant(kind, *key, typed, sees, broken, rules, change.whole)


def _times(factor: int) -> Kind:
    def change(ground: Ground, key: Key, random: Random) -> Change | None:
        lines = ground.lines(key)
        return Change({(code := random.choice(lines)): ground.now[key][code] * factor})

    return change


def _sign(ground: Ground, key: Key, random: Random) -> Change | None:
    code = random.choice(ground.lines(key))
    return Change({code: -ground.now[key][code]}, sees=True, breaks=False)


def _digits(ground: Ground, key: Key, random: Random) -> Change | None:
    swapped = {
        code: _swapped(ground.now[key][code], ground.unit(code).decimals, random)
        for code in ground.lines(key)
    }
    options = [(code, value) for code, value in swapped.items() if value]
    return Change(dict([random.choice(options)])) if options else None


def _swapped(value: float, decimals: int, random: Random) -> float | None:
    text = str(round(value * 10**decimals))
    places = [at for at, (a, b) in enumerate(pairwise(text)) if a != b and (at or b != "0")]
    if not places:
        return None
    at = random.choice(places)
    return int(text[:at] + text[at + 1] + text[at] + text[at + 2 :]) / 10**decimals


def _rows(ground: Ground, key: Key, random: Random) -> Change | None:
    now, lines = ground.now[key], ground.lines(key)
    pairs = [
        (a, b)
        for a, b in pairwise(lines)
        if now[a] != now[b] and ground.unit(a).decimals == ground.unit(b).decimals
    ]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    lines_now = {a: now[b], b: now[a]}
    return Change(lines_now, sees=_rows_seen(ground, key, lines_now))


def _rows_seen(ground: Ground, key: Key, changed: Lines) -> bool:
    if breaks(ground, key, changed) or look_exchanged(ground, key, changed):
        return True
    return stands_out(ground, key, changed)


def _part(ground: Ground, key: Key, random: Random) -> Change | None:
    bound = {c for r, codes in ground.related(key[1]) if r.kind != "ratio" for c in codes}
    lines = [code for code in ground.lines(key) if code in bound]
    if not lines:
        return None
    code = random.choice(lines)
    off = random.choice((1, 2, 5, 20, 100)) * random.choice((1, -1))
    value = max(0.0, ground.now[key][code] + off)
    return Change({code: value}, sees=breaks(ground, key, {code: value}))


def _stale_year(ground: Ground, key: Key, random: Random) -> Change | None:
    del random
    before = {c: ground.before[key][c] for c in ground.lines(key) if c in ground.before[key]}
    told = [c for c, v in before.items() if v >= BASE and not ground.unit(c).register]
    return Change(before, sees=len(told) >= 4, breaks=False, whole=True) if before else None


def _stale_ratio(ground: Ground, key: Key, random: Random) -> Change | None:
    """A rate typed as it was last year, beside parts that have moved."""
    now, before, rates = ground.now[key], ground.before[key], []
    for unit in ground.catalogue.lines_of(key[1]):
        if unit.ratio is None:
            continue
        parts = (unit.ratio.numerator, unit.ratio.denominator)
        if all(f.get(part) for f in (now, before) for part in parts):
            was, right = (unit.ratio.factor * f[parts[0]] / f[parts[1]] for f in (before, now))
            if round(was, 2) != round(right, 2):
                rates.append((unit.code, was, abs(was - right) > 0.015))
    if not rates:
        return None
    code, was, differs = random.choice(rates)
    return Change({code: was}, sees=differs, breaks=differs)


CLASSES: dict[str, Kind] = {
    "times 10 000": _times(10_000),
    "times 10": _times(10),
    "sign": _sign,
    "digits swapped": _digits,
    "rows swapped": _rows,
    "part off": _part,
    "stale year": _stale_year,
    "stale ratio": _stale_ratio,
}
