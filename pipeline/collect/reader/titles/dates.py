"""Years and days as people write them: one certain reading, or none."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from pipeline.collect.reader.wording import without_edges

_YEAR = re.compile(r"([0-9]{4})(?:\.0)?(?:年度?)?")
_DAY = re.compile(r"([0-9]{4})([-/.年])([0-9]{1,2})([-/.月])([0-9]{1,2})日?(?:00:00:00)?")
_PLAIN_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_TENS = re.compile("([一二三])?十([一二三四五六七八九])?")
_LONGEST = 24


def is_plain_year(text: str) -> bool:
    """Whether a year is written as asked for: four digits."""
    return len(text) == len("2024") and text.isascii() and text.isdigit()


def is_plain_day(text: str) -> bool:
    """Whether a day is written as asked for: 2025-02-18."""
    return _PLAIN_DAY.fullmatch(text) is not None


def read_year(text: str) -> int | None:
    """2024, 2024年, 2024.0 or 二〇二四年; never 24, nor the number that Excel gives a day."""
    found = _YEAR.fullmatch(_digits(text))
    return int(found.group(1)) if found else None


def read_day(text: str) -> date | None:
    """2025-02-18, 2025年2月18日, 2025/2/18, 2025.2.18, 20250218 or 二〇二五年二月十八日.

    Year first and in four digits, so that day and month cannot be taken for each other.
    """
    plain = _digits(text)
    if found := _DAY.fullmatch(plain):
        year, first, month, second, day = found.groups()
        same = first == second or (first, second) == ("年", "月")
    elif found := _COMPACT.fullmatch(plain):
        (year, month, day), same = found.groups(), True
    else:
        return None
    try:
        return date(int(year), int(month), int(day)) if same else None
    except ValueError:
        return None


def _digits(text: str) -> str:
    """The text with ASCII digits and without spaces; too long a text is no date."""
    if len(text) > _LONGEST:
        return ""
    plain = without_edges(unicodedata.normalize("NFKC", text))
    return _TENS.sub(_two_digits, plain).translate(_DIGITS)


def _two_digits(found: re.Match[str]) -> str:
    """十八 as 18, 二十 as 20."""
    return f"{found.group(1) or '一'}{found.group(2) or '〇'}"
