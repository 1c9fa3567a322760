"""The pieces that sentences are made of, in statistical Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from pipeline.bilingual import Languages
from pipeline.tables import writing
from pipeline.vocabulary import Text

NBSP, MINUS = writing.NBSP, writing.MINUS

PER_CENT = "%"
TEN_THOUSAND, HUNDRED_MILLION = 10**4, 10**8
MILLION, BILLION = 10**6, 10**9
FUNDS = "万元"  # the only unit that is itself a multiple

_ZH_COUNTS = "〇一两三四五六七八九十"
_EN_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_SIGN = 2  # letters of the sign of a unit at most
_UNCOUNTED = frozenset({"unit", "piece", ""})  # English nouns that a number does not need


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Rounds once, half to even (GB/T 8170); never gives a negative zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN) + 0


def grouped(value: Decimal, decimals: int) -> str:
    """A number as the tables print it: rounded, digits in threes, a true minus sign."""
    return writing.grouped(rounded(value, decimals))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit, once in each language: 5 025.7 万人, 50.26 million."""

    number: Text
    unit: Text

    @property
    def text(self) -> Text:
        zh_gap = "" if self.unit.zh in ("", PER_CENT) else NBSP
        en_gap = NBSP if self.unit.en else ""
        return Text(
            f"{self.number.zh}{zh_gap}{self.unit.zh}", f"{self.number.en}{en_gap}{self.unit.en}"
        )


def set_large(written: Amount, unit: Text, languages: Languages) -> tuple[str, Text]:
    """A figure that stands alone, and its unit as it is scaled in the language that leads.

    Of what is counted in millions the words below the figure tell.
    """
    scale, _, noun = written.unit.en.partition(" ")
    english = PER_CENT if unit.en == PER_CENT else written.unit.en
    if scale == "million" and noun != "yuan":
        english = scale
    return languages.lead(written.number), languages.alone(Text(written.unit.zh, english))


def amount(value: Decimal, unit: Text, decimals: int, step: Decimal | None = None) -> Amount:
    """Writes a level; ``step`` is what the figure is known to, and no digit below it is written.

    Counts from a hundred thousand on are written in 万 or 亿 and, from a million on, in English
    millions; funds (万元) become 亿元, and million or billion yuan.
    """
    zh, en = _zh_scale(value, unit.zh), _en_scale(value, unit)
    return Amount(
        Text(_scaled(value, zh, decimals, step), _scaled(value, en, decimals, step)),
        Text(zh[1], en[1]),
    )


def _zh_scale(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """What to divide by, and the unit that is left."""
    if unit == FUNDS:
        large = abs(value) >= TEN_THOUSAND
        return (Decimal(TEN_THOUSAND), "亿元") if large else (Decimal(1), unit)
    if PER_CENT in unit or "/" in unit or abs(value) < 10 * TEN_THOUSAND:
        return Decimal(1), unit
    if abs(value) >= HUNDRED_MILLION:
        return Decimal(HUNDRED_MILLION), f"亿{unit}"
    return Decimal(TEN_THOUSAND), f"万{unit}"


def _en_scale(value: Decimal, unit: Text) -> tuple[Decimal, str]:
    if unit.zh == FUNDS:
        large = abs(value) * TEN_THOUSAND >= BILLION
        word, size = ("billion", BILLION) if large else ("million", MILLION)
        return Decimal(size) / TEN_THOUSAND, f"{word} yuan"
    if unit.en == PER_CENT:
        return Decimal(1), "per cent"
    noun = _noun(unit.en, value)
    if PER_CENT in unit.en or " per " in f" {unit.en} " or abs(value) < MILLION:
        return Decimal(1), noun
    return Decimal(MILLION), f"million {noun}".strip()


def _noun(unit: str, value: Decimal) -> str:
    if unit in _UNCOUNTED:
        return ""
    if value == 1 or "per " in unit or unit == "yuan" or unit.endswith("s") or _is_sign(unit):
        return unit
    return f"{unit}s"


def _is_sign(unit: str) -> bool:
    """km, ha, 100 million m³: signs of units have no plural."""
    last = unit.rsplit(maxsplit=1)[-1]
    return len(last) <= _SIGN or not last.replace("-", "").isalpha()


def _scaled(value: Decimal, scale: tuple[Decimal, str], decimals: int, step: Decimal | None) -> str:
    divisor, _ = scale
    scaled = value / divisor
    if divisor != 1:
        decimals = 1 if abs(scaled) >= 1000 else 2  # noqa: PLR2004 - 5 025.7 万, 876.43 万
        if step is not None and step > 0:
            decimals = min(decimals, max(0, -(step / divisor).adjusted()))
    return grouped(scaled, decimals)


def per_cent(value: Decimal, decimals: int = 1) -> str | None:
    """The size of a percentage without its sign, with two decimals where one would print 0.0.

    None when it is not zero but prints as zero all the same.
    """
    if value == 0:
        return "0"
    shown = next((d for d in (decimals, 2) if rounded(value, d) != 0), None)
    return None if shown is None else grouped(abs(value), shown)


def zh_list(names: Sequence[str]) -> str:
    return "、".join(names)


def en_list(names: Sequence[str]) -> str:
    """A, B and C."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def zh_count(number: int) -> str:
    """三 before a measure word (两, not 二); digits from eleven on, with the space they need."""
    return _ZH_COUNTS[number] if number < len(_ZH_COUNTS) else f" {number} "


def en_ordinal(number: int) -> str:
    """First … tenth, then 11th, 12th, 21st."""
    if number <= len(_EN_ORDINALS):
        return _EN_ORDINALS[number - 1]
    teens = number % 100 in (11, 12, 13)
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
