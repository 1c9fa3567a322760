"""A short hand for forms: `cells("201=418/410 202=48 203=")`, `edits("201=202+216 205<=203")`.

A figure is `201=418` (exact), `201=418/410` (last year 410), `311=100..200` (bounds), `213=100..`
(at least), `203=` (blank). Figures with a point are counted to two decimals. An edit is
`201=202+216`, `205<=203`, `708=707/706` (times 100, a rate of two decimals), or `303->301+302`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.validate.suspects import AnyEdit, Cell, Edit, Implication, Quotient

_CELL = re.compile(r"([\w@-]+)=([\d.-]*?)(?:\.\.([\d.]*))?(?:/([\d.]+))?")
_EDIT = re.compile(r"([\w@-]+)(<=|->|=)(.*)")
_HUNDREDTHS = Decimal("0.005")


def cells(text: str, decimals: int = 0) -> list[Cell]:
    return [_cell(word, decimals) for word in text.split()]


def edits(text: str, tolerance: Decimal = Decimal(0)) -> list[AnyEdit]:
    return [_edit(word, tolerance) for word in text.split()]


def _cell(word: str, decimals: int) -> Cell:
    key, low, high, before = _CELL.fullmatch(word).groups()
    lower = Decimal(low) if low else None
    upper = lower if high is None else Decimal(high) if high else None
    places = max(decimals, 2 if "." in low else 0)
    return Cell(key, lower, lower, upper, Decimal(before) if before else None, decimals=places)


def _edit(word: str, tolerance: Decimal) -> AnyEdit:
    left, sense, right = _EDIT.fullmatch(word).groups()
    if sense == "->":
        return Implication(f"X{left}", left, tuple(right.split("+")))
    if "/" in right:
        above, below = right.split("/")
        return Quotient(f"R{left}", left, above, below, Decimal(100), _HUNDREDTHS)
    terms = ((left, Decimal(1)), *((key, Decimal(-1)) for key in right.split("+")))
    return Edit(f"{'S' if sense == '=' else 'P'}{left}", terms, sense, tolerance)
