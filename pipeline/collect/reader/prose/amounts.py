"""Amounts as texts write them: 362个, 830多人, 约11.65万人, 不少于94%. Each is an interval."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_POWERS = {"百": 2, "千": 3, "万": 4, "亿": 8}
_MORE = ("超过", "超", "逾", "突破", "多于")
_AT_LEAST = ("不少于", "不低于", "至少")
_LESS = ("不足", "不到", "少于", "将近", "接近", "近")
_ABOUT = ("大约", "约")
_BEFORE = "|".join(sorted((*_MORE, *_AT_LEAST, *_LESS, *_ABOUT), key=len, reverse=True))
# other words for the same things, as far as nothing else is counted by them
_ALIKE = {
    "个": ("个", "家", "处", "所", "座"),
    "家": ("家", "个"),
    "所": ("所", "个"),
    "人": ("人", "名", "位"),
    "场次": ("场次", "场"),
    "件": ("件", "起", "宗"),
    "项": ("项", "个"),
    "%": ("%",),
}
_NO_UNIT = ("个百分点", "人次", "个月", "场次", "倍")  # longer words that begin like a unit


@dataclass(frozen=True, slots=True)
class Bounds:
    """The interval of a number in the unit of its line; ``upper`` none: no upper bound."""

    lower: Decimal
    upper: Decimal | None
    lower_open: bool = False
    upper_open: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """The unit of a line: the words that may follow a number, and what one of it is worth.

    万元 is 元 by the ten thousand; ``decimals`` are those that the line gives.
    """

    words: tuple[str, ...]
    worth: Decimal
    decimals: int


def measure(unit: str, decimals: int) -> Measure:
    """The measure of a unit such as 个, 万元, 册（件） or 千公顷."""
    parts = [part for part in re.split("[（）()/]", unit) if part]
    scale = Decimal(1)
    words: list[str] = []
    for part in parts:
        bare = part.lstrip("".join(_POWERS))
        if bare:
            scale = _power(part[: len(part) - len(bare)])
        words += _ALIKE.get(bare or part, (bare or part,))
    return Measure(tuple(dict.fromkeys(words)), scale, decimals)


def amount_pattern(words: set[str]) -> str:
    """The pattern of an amount with one of these units; what begins like one is taken whole."""
    units = sorted({*words, *_NO_UNIT}, key=len, reverse=True)
    return (
        rf"(?P<before>{_BEFORE})?(?<![0-9A-Za-z.,+\[@第-])"
        r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,15}(?:\.[0-9]{1,6})?)"
        r"(?P<more>[多余])?(?P<scale>[百千万]?[万亿]|[百千])?(?P<further>[多余])?"
        rf"(?P<unit>{'|'.join(map(re.escape, units))})(?P<after>以上|左右|上下)?"
    )


def bounds(found: re.Match[str], line: Measure) -> Bounds:
    """What the number may be, in the unit of the line: more than is said is never read into it."""
    typed = found["number"].replace(",", "")
    scale = _power(found["scale"] or "") / line.worth
    value, step = Decimal(typed) * scale, _last_place(typed) * scale
    before = found["before"] or ""
    if found["more"] or found["further"] or before in _MORE:
        return Bounds(value, None, lower_open=True)
    if before in _AT_LEAST or found["after"] == "以上":
        return Bounds(value, None)
    if before in _LESS:
        return Bounds(Decimal(0), value, upper_open=True)
    if before in _ABOUT or found["after"]:
        return _around(value, _round_place(typed) * scale)
    is_exact = step <= Decimal(1).scaleb(-line.decimals) and not found["scale"]
    return Bounds(value, value) if is_exact else _around(value, step)


def _around(value: Decimal, step: Decimal) -> Bounds:
    """A rounded number: half of its last place on either side."""
    return Bounds(max(Decimal(0), value - step / 2), value + step / 2)


def _last_place(typed: str) -> Decimal:
    return Decimal(1).scaleb(-len(typed.partition(".")[2]))


def _round_place(typed: str) -> Decimal:
    """The last place that is not zero: 10 of 360, 100 of 400; of a decimal its last place."""
    zeros = len(typed) - len(typed.rstrip("0")) if "." not in typed else 0
    return Decimal(1).scaleb(zeros) if zeros and zeros < len(typed) else _last_place(typed)


def _power(words: str) -> Decimal:
    return Decimal(1).scaleb(sum(_POWERS[word] for word in words))
