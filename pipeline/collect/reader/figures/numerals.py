"""Chinese numerals, read strictly: a numeral counts only as it would be written of its number.

三百六十二, 壹仟零五, 廿五 and 二〇二四 have one reading. 三百六, 一万二, 三五, 百二, 三点五 and
两三百 are said as well, but need a hearer who knows what is meant, so they are no numerals here.
"""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_PLACES = (("千", 1000), ("百", 100), ("十", 10), ("", 1))
_SECTIONS = (("亿", 10**8), ("万", 10**4), ("", 1))
_WORTH = {name: worth for name, worth in (*_PLACES, *_SECTIONS) if name}
_SECTION = 10**4
_TOO_MUCH = 10**12  # from here on 万亿 and 亿亿 compete

_FORMAL = str.maketrans(
    "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億〇○", "一二二三三四五六六七八九十百千万亿零零"
)
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
_TWO = re.compile("(?<![一二三四五六七八九十])两(?=[百千万亿])")
_CIRCLES = ("〇", "○")  # alone they are as likely a mark as a nought
_SHORTEST_YEAR, _LONGEST_YEAR = 3, 13  # digits written one by one, as in 二〇二四

NUMERALS = frozenset("零〇○一二两三四五六七八九十百千万亿廿卅卌壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億")


def read_numeral(text: str) -> int | None:
    """The number below 10¹² that ``text`` is the numeral of; none if it is not certain."""
    if not text or not NUMERALS.issuperset(text) or text in _CIRCLES:
        return None
    plain = _standard(text)
    if _SHORTEST_YEAR <= len(plain) <= _LONGEST_YEAR and set(plain) <= set(_DIGITS):
        return _digit_by_digit(plain)
    number = _estimated(plain)
    if number >= _TOO_MUCH:
        return None
    return number if plain in (spelled(number), spelled(number, full=True)) else None


def spelled(number: int, *, full: bool = False) -> str:
    """The standard numeral of a number from 0 to 10¹² - 1; 12 is written 一十二.

    ``full`` says the nought between 二千万 and 三千 too, which banks allow and schools do not.
    """
    if not number:
        return _DIGITS[0]
    text, before = "", 1
    for name, worth in _SECTIONS:
        section = number // worth % _SECTION
        if section:
            gap = not before or section < _WORTH["千"] or (full and before % 10 == 0)
            text += (_DIGITS[0] if text and gap else "") + _section(section) + name
        before = section
    return text


def _section(number: int) -> str:
    """One to four places; noughts between them are said once, those at the end not at all."""
    places = ((number // worth % 10, name) for name, worth in _PLACES)
    text = "".join(_DIGITS[digit] + name if digit else _DIGITS[0] for digit, name in places)
    return re.sub("零+", "零", text).strip("零")


def _standard(text: str) -> str:
    """The same numeral in the everyday signs, with 十 at its beginning written 一十."""
    plain = text.translate(_FORMAL)
    for short, long in _TENS.items():
        plain = plain.replace(short, long)
    plain = "二" if plain == "两" else _TWO.sub("二", plain)
    return f"一{plain}" if plain.startswith("十") else plain


def _digit_by_digit(plain: str) -> int | None:
    """二〇二四; a nought in front makes it a code."""
    digits = "".join(str(_DIGITS.index(sign)) for sign in plain)
    return None if digits.startswith("0") else int(digits)


def _estimated(plain: str) -> int:
    """The number if this is a numeral at all, which is for the caller to prove."""
    total = section = digit = 0
    for sign in plain:
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        elif sign == "亿":
            total, section, digit = (total + section + digit) * _WORTH[sign], 0, 0
        elif sign == "万":
            total, section, digit = total + (section + digit) * _WORTH[sign], 0, 0
        else:
            section, digit = section + digit * _WORTH.get(sign, 0), 0
    return total + section + digit
