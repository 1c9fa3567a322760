"""How typed text is compared: what may differ without meaning anything."""

from __future__ import annotations

import unicodedata
from functools import cache

# Ordinary, no-break, ideographic, thin spaces; zero-width characters; a byte order mark.
EDGES = " \t\r\n\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
EDGES += "\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_LAST_ASCII = "\x7f"
_SHORT = 100
_NO_EDGES = str.maketrans("", "", EDGES)


def trimmed(text: str) -> str:
    """The text without spaces and invisible characters at its ends (D18: these mean nothing)."""
    return text.strip(EDGES)


def plain(text: str) -> str:
    """One width of letters and digits, and nothing that cannot be seen. For comparing only.

    Long texts go through NFKC character by character: on the whole of one its cost grows with the
    square of the number of combining marks, which a file of 20 MB must not get the chance to use.
    """
    if text.isascii():
        return text
    if len(text) <= _SHORT and text.isprintable():
        return unicodedata.normalize("NFKC", text)
    return text.translate({ord(c): _plain(c) for c in set(text) if c > _LAST_ASCII})


def folded(text: str) -> str:
    """A name as it is compared: no spaces, one width, one case. For comparing only, never kept."""
    return plain(text).translate(_NO_EDGES).casefold()


def undressed(text: str) -> str:
    """A code or a number without what a spreadsheet puts around it: '201 and 201.0 are 201."""
    return folded(text).removeprefix("'").removesuffix(".0")


def without_edges(text: str) -> str:
    """The text without any space or invisible character, inside as well."""
    return text.translate(_NO_EDGES)


@cache
def _plain(character: str) -> str:
    invisible = unicodedata.category(character) == "Cf"
    return "" if invisible else unicodedata.normalize("NFKC", character)
