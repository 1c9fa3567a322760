"""The rule that tells a clerk best what is wrong with a cell that is no figure."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.collect.reader.figures.glyphs import DASHES, SPACES
from pipeline.collect.reader.figures.numerals import NUMERALS, read_numeral
from pipeline.collect.reader.figures.outcomes import Defect, Line
from pipeline.collect.reader.titles.dates import read_day

_SCIENTIFIC = re.compile(r"[0-9]+(?:\.[0-9]*)?[eE][+-]?[0-9]+")
_RANGE = re.compile("[0-9] ?[-–—~至到] ?[0-9]")
_WORDS = re.compile("[约余馀餘多近超逾几数许≈>≥<≤~±]|左右|上下|以[上下内]|不[足到少低]|至少|大概")
_HAN = re.compile(f"[{''.join(sorted(NUMERALS))}]+")
_IN_NUMERALS = NUMERALS | frozenset("点分之成半")
_ASCII = frozenset("0123456789")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run it (half-width, not empty); a figure below zero is none."""
    return text[0] in "=@+" or (text[0] == "-" and _any_of("(!:$|")(text))


def diagnosed(core: str, line: Line) -> Defect:
    """What is wrong with ``core``, which is not empty and no number."""
    rule = next((rule for rule, shows in _SIGNS if shows(core)), "D28")
    return Defect(rule, line.unit if rule == "D20R" else "")


def _any_of(characters: str) -> Callable[[str], bool]:
    return lambda text: not set(characters).isdisjoint(text)


def _has_digit(text: str) -> bool:
    return not _ASCII.isdisjoint(text)


def _has_number(text: str) -> bool:
    return _has_digit(text) or not NUMERALS.isdisjoint(text)


def _is_approximate(text: str) -> bool:
    return (_WORDS.search(text) is not None and _has_number(text)) or (
        _RANGE.search(text) is not None
    )


def _has_gap(text: str) -> bool:
    """A space or line break between digits, and nothing but a number otherwise."""
    return set(text) <= _ASCII | set(SPACES) | {"."} and _any_of(SPACES)(text)


def _is_grouped(text: str) -> bool:
    return set(text) <= _ASCII | set(SPACES) | set(".,，'’‘`") and _any_of(",，'’‘`")(text)


def _has_words(text: str) -> bool:
    """Words, a currency or a share beside the digits, or another unit after a numeral."""
    if _has_digit(text):
        return any(glyph.isalpha() or glyph in "%‰¥￥$" for glyph in text)
    numeral = _HAN.match(text)
    return numeral is not None and read_numeral(numeral[0]) is not None


_SIGNS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("D28", lambda text: text[0] in DASHES or "#" in text),
    ("D28", lambda text: read_day(text) is not None),
    ("D26R", lambda text: _SCIENTIFIC.fullmatch(text) is not None),
    ("D23", _is_approximate),
    ("D21R", lambda text: _has_digit(text) and _any_of("十百千万亿拾佰仟萬億")(text)),
    ("D18R", _has_gap),
    ("D19R", lambda text: _has_digit(text) and _is_grouped(text)),
    ("D24R", lambda text: _IN_NUMERALS.issuperset(text) and _has_number(text)),
    ("D20R", _has_words),
)
