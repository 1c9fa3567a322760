"""Formulas of indicators, parsed: ``103 / 101 * 100``, ``diversity(122, 124, 125)``.

    formula   = quotient | diversity
    quotient  = line "/" line [ "*" factor ]
    diversity = "diversity(" line "," line { "," line } ")"

A line is the code of an indicator that is counted. Diversity is the index of E. H. Simpson (1949),
Measurement of Diversity, Nature 163: one less the sum of the squared shares of the lines in their
sum, which is the chance that two persons, drawn with replacement, are of different groups.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = r"[A-Za-z0-9_]+"
_QUOTIENT = re.compile(rf"({_LINE}) */ *({_LINE})(?: *\* *([1-9][0-9]{{0,8}}))?")
_MANY = 4
_DIVERSITY = re.compile(rf"diversity\( *({_LINE}(?: *, *{_LINE})+) *\)")


@dataclass(frozen=True, slots=True)
class Ratio:
    """numerator / denominator × factor, both indicators."""

    numerator: str
    denominator: str
    factor: int

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.numerator, self.denominator)

    def __str__(self) -> str:
        """201 ÷ 101 × 100 000."""
        factor = f" × {self.factor:,}".replace(",", "\u00a0") if self.factor != 1 else ""
        return f"{self.numerator} ÷ {self.denominator}{factor}"


@dataclass(frozen=True, slots=True)
class Diversity:
    """1 − Σ (line / sum of lines)², from 0 (all in one) to 1 − 1/n."""

    lines: tuple[str, ...]

    def __str__(self) -> str:
        """1 − Σp² (122, 124, …, 135), the lines shortened where they are many."""
        told = self.lines
        if len(told) > _MANY:
            told = (*told[:2], "…", told[-1])
        return f"1 − Σp² ({', '.join(told)})"


Formula = Ratio | Diversity


def parse_formula(text: str) -> Formula:
    """The formula that a cell of the catalogue states. Raises ValueError where it is none."""
    if found := _QUOTIENT.fullmatch(text.strip()):
        above, below, factor = found.groups()
        return Ratio(above, below, int(factor or 1))
    if found := _DIVERSITY.fullmatch(text.strip()):
        lines = tuple(line.strip() for line in found[1].split(","))
        if len(set(lines)) == len(lines):
            return Diversity(lines)
    raise ValueError(text)
