"""Which characters can be printed: those for which the fonts of the book have a glyph."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from pathlib import Path

RANGES = Path(__file__).with_suffix(".txt")
_SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))  # choose among glyphs, have none
_SPACES = frozenset("\t\n\r")


def without_glyph(text: str) -> str:
    """The first character of a text for which there is no glyph; blank if there is none such."""
    if text.isascii():
        return ""
    return next((character for character in text if not _has_glyph(character)), "")


@cache
def _has_glyph(character: str) -> bool:
    point = ord(character)
    if character in _SPACES or character.isspace() or point in _SELECTORS:
        return True
    firsts, lasts = _ranges()
    at = bisect_right(firsts, point) - 1
    return at >= 0 and point <= lasts[at]


@cache
def _ranges() -> tuple[list[int], list[int]]:
    lines = RANGES.read_text(encoding="ascii").splitlines()
    pairs = [line.split() for line in lines if not line.startswith("#")]
    return [int(first, 16) for first, _ in pairs], [int(last, 16) for _, last in pairs]
