"""The ways in which a bare number is written: plain, grouped, in 万 or 亿, scientific, in Chinese.

Every pattern is linear in the length of the cell, which is bounded anyway.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.collect.reader.figures.glyphs import BREAKS, SPACES
from pipeline.collect.reader.figures.numerals import read_numeral
from pipeline.collect.reader.figures.outcomes import Defect, Line

_PLACES, _DECIMALS = 13, 4  # what the warehouse keeps before and after the decimal point
MAGNITUDES = {"万": 4, "萬": 4, "亿": 8, "億": 8}
_GAPS = re.escape("".join(sorted(set(SPACES) - set(BREAKS))))
_SEPARATORS = (",", "，", "'", "’", "‘", f"[{_GAPS}]")
_GROUPED = re.compile(
    "[1-9][0-9]{0,2}(?:" + "|".join(f"(?:{s}[0-9]{{3}})+" for s in _SEPARATORS) + r")(?:\.[0-9]+)?"
)
_BARE = re.compile(rf"(?:0|[1-9][0-9]{{0,{_PLACES - 1}}})(?:\.[0-9]{{1,{_DECIMALS}}})?")
_NOT_IN_A_NUMBER = re.compile(r"[^0-9.]")
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SCIENTIFIC = re.compile(r"([0-9]+(?:\.[0-9]+)?)[eE]\+?([0-9]{1,2})")

_SURE_DECIMALS, _LARGEST_EXPONENT = 3, 10  # beyond 10 Excel's own display has dropped digits


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was written: its value and how many decimals that has as written.

    ``step`` is what one in the last digit written is worth. ``short``: fewer digits were written
    than the line has, so that the truth lies within half a step. ``rules`` tell of the notation.
    """

    value: Decimal
    step: Decimal
    rules: tuple[str, ...] = ()
    short: bool = False

    @property
    def decimals(self) -> int:
        return max(0, -int(self.step.adjusted()))


def read_plain(text: str) -> Number | None:
    """The number of a cell that wears no dress at all, as nearly every cell does."""
    return _number(text) if _BARE.fullmatch(text) else None


def read_number(text: str, line: Line) -> Number | Defect | None:
    """The number that ``text``, which has no unit any more, is one notation of; none if it is none.

    A defect is what is recognised, but lacks digits, has too many or has no one certain reading.
    """
    if text[-1:] in MAGNITUDES and text[:1].isdigit():
        return _in_magnitudes(text, line)
    if _GROUPED.fullmatch(text):
        return _plain(_ungrouped(text), ("D19",))
    if _DIGITS.fullmatch(text):
        return _plain(text)
    if scientific := _SCIENTIFIC.fullmatch(text):
        return _scientific(scientific[1], int(scientific[2]), line)
    numeral = read_numeral(text)
    return None if numeral is None else _in_chinese(text, numeral, line)


def takes_magnitudes(unit: str) -> bool:
    """Whether 11.65万 can be said of the unit: not of shares, nor of what counts in 万 already."""
    return set("%％‰倍比十百千万亿萬億").isdisjoint(unit)


def _plain(digits: str, rules: tuple[str, ...] = ()) -> Number | Defect:
    return _number(digits, rules) if _BARE.fullmatch(digits) else Defect("D62")


def _number(digits: str, rules: tuple[str, ...] = ()) -> Number:
    return Number(Decimal(digits), _step(-len(digits.partition(".")[2])), rules)


def _in_magnitudes(text: str, line: Line) -> Number | Defect | None:
    """11.65万 is 116500 ± 50. 0万 may be anything below half a step, so it says nothing."""
    grouped = _GROUPED.fullmatch(text[:-1]) is not None
    digits = _ungrouped(text[:-1]) if grouped else text[:-1]
    if not _DIGITS.fullmatch(digits):
        return None
    if not takes_magnitudes(line.unit) or not digits.strip("0."):
        return Defect("D21R")
    return _shifted(digits, MAGNITUDES[text[-1]], ("D19", "D21") if grouped else ("D21",), line)


def _scientific(mantissa: str, exponent: int, line: Line) -> Number | Defect:
    """1.16500E+05 is 116500, 1.165E+05 is 116500 ± 50; 1.17E+05 has lost too much.

    All digits of the line must be there for the number to be exact: what has decimals may have
    lost them in the display.
    """
    decimals = len(mantissa.partition(".")[2])
    if decimals < exponent + line.decimals:
        lost = decimals < _SURE_DECIMALS or exponent > _LARGEST_EXPONENT
        if lost or not mantissa.strip("0."):
            return Defect("D26R")
    return _shifted(mantissa, exponent, ("D26",), line)


def _shifted(digits: str, power: int, rules: tuple[str, ...], line: Line) -> Number | Defect:
    """``digits`` times 10 to the ``power``."""
    whole, _, fraction = digits.partition(".")
    places = max(len(whole) + power, 0)
    if places > _PLACES + 1 or len(fraction) - power > _DECIMALS:
        return Defect("D62")
    value = Decimal(format(Decimal(digits).scaleb(power), "f"))
    if value >= 10**_PLACES:
        return Defect("D62")
    step = _step(power - len(fraction))
    return Number(value, step, rules, short=step > _step(-line.decimals))


def _in_chinese(text: str, number: int, line: Line) -> Number | Defect:
    """A whole number; 五万 under 万元 may be 5 or 50000 of them."""
    twice = not takes_magnitudes(line.unit) and not set("万亿萬億").isdisjoint(text)
    return Defect("D24R") if twice else Number(Decimal(number), Decimal(1), ("D24",))


def _ungrouped(text: str) -> str:
    return _NOT_IN_A_NUMBER.sub("", text)


def _step(power: int) -> Decimal:
    """10 to the ``power``, in plain digits."""
    return Decimal(10**power) if power > 0 else Decimal(1).scaleb(power)
