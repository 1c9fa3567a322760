"""Characters of a figure that may differ without meaning anything: their width, and those unseen.

Only the block of full-width ASCII is narrowed. NFKC would do more, and wrongly: it makes 102 of
10² and 1 of ①.
"""

from __future__ import annotations

from pipeline.collect.reader.wording import EDGES

# Zero-width characters, and the marks that Windows puts around a copied number to keep it running
# from left to right. Marks that turn the direction can show digits in another order than they
# stand in; they are not harmless and stay.
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u200e\u202a\u202c\u202d\u2066\u2068\u2069"
SPACES = "".join(sorted(set(EDGES) - set(UNSEEN)))
BREAKS = "\t\r\n\f\v\u2028\u2029"  # spaces between two cells or lines, never between two groups
DASHES = frozenset("-–—−‐‑‒―─━")
_ENDS = EDGES + UNSEEN
_COMMA = "，"  # stays: 1，172 may be a grouping, but not together with a comma of the other width
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) != _COMMA}
_NO_UNSEEN = str.maketrans("", "", UNSEEN)
_CLOSED_UP = str.maketrans("", "", UNSEEN + SPACES)
_TELLING = frozenset("0123456789.%-") | frozenset(map(chr, (*range(65, 91), *range(97, 123))))


def bare(text: str) -> str:
    """The text without spaces and unseen characters at its ends."""
    return text.strip(_ENDS)


def narrowed(text: str) -> str:
    """The text with full-width letters, digits and signs (but not the comma) made half-width."""
    return text.translate(_NARROW)


def is_wide(text: str) -> bool:
    """Whether a digit, letter, dot or sign is full-width; brackets in Chinese are so by nature."""
    return any(ord(glyph) in _NARROW and narrowed(glyph) in _TELLING for glyph in text)


def without_unseen(text: str) -> str:
    return text.translate(_NO_UNSEEN)


def word(text: str) -> str:
    """A unit or a symbol as it is compared: one width, one case, no spaces, nothing unseen."""
    return narrowed(text).translate(_CLOSED_UP).casefold()
