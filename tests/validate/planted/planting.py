"""Errors planted into clean sample submissions, one a city-form, and whether anything tells of them.

``detectable`` is judged from the clean figures alone: whether the damage breaks a relation, or moves
the figure far beyond what any city's figure of that line moved, on a base of thirty or more.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from pipeline.catalogue.model import Catalogue
from pipeline.rules.finding import Finding
from tests.samples.reading import DATA
from tools.samples.deviations import deviations

YEAR, BASE = 2024, 30
Figures = dict[tuple[str, str], dict[str, float]]  # (area, form) → line → figure
CLASSES = (
    "times 10 000",
    "times 10",
    "digits swapped",
    "rows swapped",
    "part off",
    "stale year",
    "stale ratio",
)


@dataclass(frozen=True)
class Plant:
    """What was done to one form: the lines changed, and whether it can be seen."""

    kind: str
    area: str
    form: str
    lines: tuple[str, ...]
    changed: dict[str, str]
    detectable: bool
    breaks: bool  # a balance, part or ratio of the form
    rules: tuple[str, ...]  # the relations in which the lines stand


def clean_forms(year: int) -> dict[tuple[str, str], list[list[str]]]:
    """The records of every first file of a year without a deliberate deviation."""
    strange = {(d.key.area, d.key.form) for d in deviations() if d.key.year in (year, year - 1)}
    found = {}
    for path in sorted((DATA / "raw" / str(year)).glob("45*/mt[1-7].csv")):
        key = (path.parent.name, path.stem.upper())
        if key not in strange and key[0] != "450000":
            found[key] = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    return found


def figures_of(records: list[list[str]]) -> dict[str, float]:
    head = next(n for n, row in enumerate(records) if row and row[0] == "指标代码")
    return {row[0]: float(row[3]) for row in records[head + 1 :] if row and row[3]}


class Field:
    """All clean figures of two years, and how far each line usually moves."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.records = clean_forms(YEAR)
        before = {k: figures_of(r) for k, r in clean_forms(YEAR - 1).items()}
        self.now = {k: figures_of(r) for k, r in self.records.items()}
        self.before = {k: before.get(k, {}) for k in self.now}
        self.units = {i.code: i for i in catalogue.indicators}
        self.usual: dict[str, float] = {}
        for key, lines in self.now.items():
            for code, value in lines.items():
                last = self.before[key].get(code)
                if value > 0 and last and last >= BASE:
                    move = abs(math.log(value / last))
                    self.usual[code] = max(self.usual.get(code, 0.0), move)

    def related(self, form: str) -> list[tuple[str, set[str]]]:
        """The relations of a form, each with its lines."""
        found = []
        for relation in self.catalogue.relations:
            codes = {term.indicator for term in relation.terms}
            on = {self.units[c].form for c in codes}
            if on == {form} and relation.severity == "error":
                found.append((relation.code, codes))
        return found

    def breaks(self, key: tuple[str, str], changed: dict[str, float]) -> bool:
        """Whether a binding relation that held fails with the changed figures."""
        figures = {**self.now[key], **changed}
        for relation in self.catalogue.relations:
            if relation.severity != "error" or relation.kind not in ("sum", "subset"):
                continue
            values = [figures.get(t.indicator) for t in relation.terms]
            if any(v is None for v in values):
                continue
            total = sum(
                float(t.coefficient) * v for t, v in zip(relation.terms, values, strict=True)
            )
            if total > 1e-6 or (relation.kind == "sum" and abs(total) > 1e-6):
                return True
        return False

    def jumps(self, key: tuple[str, str], code: str, value: float) -> bool:
        """Whether the figure moves far more than that line of any city, on a base of thirty."""
        last = self.before[key].get(code)
        if not last or last < BASE or value <= 0 or code not in self.usual:
            return False
        return abs(math.log(value / last)) > max(6 * self.usual[code], 0.9)


def plants(field: Field, kind: str, random: Random) -> Iterator[Plant]:
    """One plant of ``kind`` into every clean form where it can be had."""
    for key in field.now:
        made = _plant(field, kind, key, random)
        if made is not None:
            yield made


def _plant(  # noqa: C901, PLR0911 # a branch a class of errors
    field: Field, kind: str, key: tuple[str, str], random: Random
) -> Plant | None:
    now, before = field.now[key], field.before[key]
    counts = [c for c, v in now.items() if v > 0 and field.units[c].kind != "ratio"]
    if not counts:
        return None
    changed: dict[str, float] = {}
    if kind.startswith("times"):
        code = random.choice(counts)
        changed = {code: now[code] * (10_000 if kind.endswith("000") else 10)}
    elif kind == "digits swapped":
        options = [
            (c, s) for c in counts if (s := _swapped(now[c], field.units[c].decimals, random))
        ]
        if not options:
            return None
        code, value = random.choice(options)
        changed = {code: value}
    elif kind == "rows swapped":
        pairs = [
            (a, b)
            for a, b in pairwise(counts)
            if int(b) == int(a) + 1
            and now[a] != now[b]
            and field.units[a].decimals == field.units[b].decimals
        ]
        if not pairs:
            return None
        a, b = random.choice(pairs)
        changed = {a: now[b], b: now[a]}
    elif kind == "part off":
        parts = [c for c in counts for _, codes in field.related(key[1]) if c in codes]
        if not parts:
            return None
        code = random.choice(parts)
        changed = {code: now[code] + random.choice((1, 2, 5, 20, 100))}
    elif kind == "stale year":
        changed = {c: v for c, v in before.items() if c in now and field.units[c].kind != "ratio"}
        moved = [c for c in changed if changed[c] >= BASE and not field.units[c].register]
        return _made(field, kind, key, changed, sees=len(moved) >= 4, whole=True)
    else:
        return _stale_ratio(field, kind, key, random)
    sees = field.breaks(key, changed) or any(field.jumps(key, c, v) for c, v in changed.items())
    if kind == "rows swapped" and not field.breaks(key, changed):
        near = all(
            abs(math.log(now[c] / before[c])) < 0.08 for c in changed if before.get(c, 0) >= BASE
        )
        sees = (
            len([c for c in changed if before.get(c, 0) >= BASE]) == 2
            and near
            and all(abs(math.log(changed[c] / before[c])) > 0.3 for c in changed)
        )
    return _made(field, kind, key, changed, sees=sees)


def _swapped(value: float, decimals: int, random: Random) -> float | None:
    text = str(round(value * 10**decimals))
    places = [i for i in range(len(text) - 1) if text[i] != text[i + 1] and text[i + 1] != "0"]
    if not places:
        return None
    at = random.choice(places)
    return int(text[:at] + text[at + 1] + text[at] + text[at + 2 :]) / 10**decimals


def _stale_ratio(field: Field, kind: str, key: tuple[str, str], random: Random) -> Plant | None:
    """The rate as it was last year beside parts that have moved."""
    rates = []
    for code, unit in field.units.items():
        if unit.form == key[1] and unit.on_form and unit.ratio and unit.ratio.factor == 100:
            now, before = field.now[key], field.before[key]
            parts = (unit.ratio.numerator, unit.ratio.denominator)
            if all(p in now and p in before and before[p] for p in parts):
                was, right = (round(100 * f[parts[0]] / f[parts[1]], 2) for f in (before, now))
                if abs(was - right) > 0.02:
                    rates.append((code, was))
    if not rates:
        return None
    code, was = random.choice(rates)
    return _made(field, kind, key, {code: was}, sees=True, breaks=True)


def _made(
    field: Field,
    kind: str,
    key: tuple[str, str],
    changed: dict[str, float],
    *,
    sees: bool,
    breaks: bool | None = None,
    whole: bool = False,
) -> Plant:
    written = {c: _written(v, field.units[c].decimals) for c, v in changed.items()}
    broken = field.breaks(key, changed) if breaks is None else breaks
    lines = () if whole else tuple(changed)
    rules = tuple(code for code, codes in field.related(key[1]) if codes & set(lines))
    return Plant(kind, *key, lines, written, sees, broken, rules)


def _written(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}"


def planted(records: list[list[str]], plant: Plant) -> bytes:
    """The form with the planted figures, as a file."""
    rows = [
        [*row[:3], plant.changed[row[0]], *row[4:]] if row and row[0] in plant.changed else row
        for row in records
    ]
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerows(rows)
    return target.getvalue().encode("utf-8-sig")


def tells(plant: Plant, findings: list[Finding]) -> list[Finding]:
    """The findings of one form that tell of the plant: at its lines, or of a relation with them."""
    if not plant.lines:
        return [f for f in findings if f.rule == "V20"]
    lines = set(plant.lines)
    return [
        f
        for f in findings
        if f.rule in plant.rules or lines & {*f.indicator.split("+"), *f.suspects.split(";")}
    ]
