"""Which words of an explanation may be printed: those that tell no figure, not even in words."""

from __future__ import annotations

import re
from unicodedata import category, normalize

from pipeline.vocabulary import Text

_YEARS = (
    re.compile(r"(?<![\d.,])(?:19|20)\d\d(?:\s*[-–—~至到和、]\s*(?:19|20)\d\d)?\s*年"),
    re.compile(
        r"\b(?:in|since|until|before|after|during|year)\s+(?:19|20)\d\d(?![\d.,]*\d)", re.IGNORECASE
    ),
)
_NUMERALS = "零〇一二两三四五六七八九十百千万亿"
_MEASURES = "人名个家所户件次项处起对位例场村元倍成份支座"
_COUNTED = re.compile(rf"[{_NUMERALS}][多余几]?(?:[{_MEASURES}](?!性)|分之)")
_SPELT = re.compile(
    r"\b(?:one(?!-off)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|"
    r"thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|"
    r"once|twice|half|third|quarter|single|pair|couple)\b",
    re.IGNORECASE,
)


def tells_figure(text: Text) -> bool:
    """Whether either language holds a number that is not a year; a withheld figure could be one.

    Full-width and other digits count, and so do numbers in words: 三人, two. When in doubt, yes.
    """
    return any(_holds_number(normalize("NFKC", told)) for told in (text.zh, text.en))


def _holds_number(text: str) -> bool:
    for years in _YEARS:
        text = years.sub(" ", text)
    has_digit = any(category(char).startswith("N") for char in text)
    return has_digit or bool(_COUNTED.search(text) or _SPELT.search(text))
