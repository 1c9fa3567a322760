"""Facts in words: levels, changes, places, shares, as runs in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.catalogue.model import Indicator
from pipeline.tables.figures import Address, Figure
from pipeline.vocabulary import Text
from pipeline.yearbook.commentary.facts import Change, Kind, level
from pipeline.yearbook.commentary.grammar import (
    FUNDS,
    NBSP,
    PER_CENT,
    Amount,
    amount,
    en_ordinal,
    grouped,
    per_cent,
    rounded,
    zh_count,
)
from pipeline.yearbook.commentary.model import Run, Sentence

Sources = tuple[Address, ...]
_NAMELESS = frozenset({"unit", "person", "piece"})  # English nouns that the name always implies
_LONGEST_ZH, _LONGEST_EN = 14, 70
_PROPER = frozenset(
    ["Han", "Zhuang", "Yao", "Miao", "Dong", "Mulao", "Maonan", "Hui", "Gin", "Yi", "Sui", "Gelao"]
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The same piece of a sentence in both languages."""

    zh: tuple[Run, ...]
    en: tuple[Run, ...]

    def __add__(self, other: Phrase) -> Phrase:
        return Phrase(self.zh + other.zh, self.en + other.en)

    def told(self, *tables: str) -> Sentence:
        return Sentence(self.zh, self.en, tuple(t for t in tables if t))


def words(zh: str, en: str) -> Phrase:
    return Phrase((Run(zh),) if zh else (), (Run(en),) if en else ())


def number(text: Text, sources: Sources, *, strong: bool = False) -> Phrase:
    """A written number with the figures it was written from."""
    return Phrase((Run(text.zh, strong, sources),), (Run(text.en, strong, sources),))


def called(indicator: Indicator) -> Text:
    """The name of an indicator as a sentence says it: in full, or short where that is long."""
    name, short = indicator.name, indicator.short
    return Text(
        name.zh if len(name.zh) <= _LONGEST_ZH else short.zh,
        name.en if len(name.en) <= _LONGEST_EN else short.en,
    )


def lower(name: str) -> str:
    """A name inside a sentence: without its capital, unless that is a proper noun's."""
    first, *others = name.split(" ", maxsplit=1)[0].split("-")
    keeps = first in _PROPER or not first[1:].islower() or any(o[:1].isupper() for o in others)
    return name if keeps else name[0].lower() + name[1:]


def spaced(zh: str) -> str:
    """Chinese before a number: with a space, but not behind full-width punctuation."""
    return zh if zh[-1:] in "”）》、，：；。" else f"{zh} "


def spoken(indicator: Indicator) -> Text:
    """The unit as a sentence says it: without what the name already says."""
    zh, en = indicator.unit.zh, indicator.unit.en
    if en == PER_CENT:
        return indicator.unit
    implied = en in _NAMELESS or en.casefold() in called(indicator).en.casefold()
    return Text(zh.split("/")[0], "" if implied else en)


def written(figure: Figure, indicator: Indicator) -> Amount:
    """A level with its unit, no finer than it is known."""
    return amount(level(figure), spoken(indicator), figure.decimals, figure.precision)


def level_of(figure: Figure, indicator: Indicator, *, strong: bool = False) -> Phrase:
    return number(written(figure, indicator).text, (figure.address,), strong=strong)


def subject(indicator: Indicator, place_zh: str = "") -> Phrase:
    """How a sentence begins: 全区民族工作经费 / Funds for ethnic work amounted to."""
    name, link = called(indicator), "" if indicator.is_counted else "为"
    return words(spaced(f"{place_zh}{name.zh}{link}"), f"{name.en} {verb(indicator)} ")


def verb(indicator: Indicator) -> str:
    if not indicator.is_counted:
        return "stood at"
    return "amounted to" if spoken(indicator).en else "numbered"


def change_of(change: Change, indicator: Indicator, *, strong: bool = False) -> Phrase:
    """比上年增长 5.1% / up 5.1 per cent on 2023; 与上年持平 / unchanged from 2023."""
    last = change.before.period
    if change.value == 0:
        return words("与上年持平", f"unchanged from {last}")
    size = size_of(change, indicator)
    if size is None:
        return words("与上年基本持平", f"virtually unchanged from {last}")
    (zh_before, en_before), (zh_after, en_after) = _frame(change, indicator, last)
    told = number(size, change.sources, strong=strong)
    return words(zh_before, en_before) + told + words(zh_after, en_after)


def _frame(
    change: Change, indicator: Indicator, last: int
) -> tuple[tuple[str, str], tuple[str, str]]:
    """The words before and after the size of a change."""
    rose = change.sign > 0
    if change.kind is Kind.TIMES:
        return ("是上年的 ", ""), ("", f" that of {last}")
    if change.kind is Kind.AMOUNT:
        more = "more" if rose else "less" if indicator.unit.zh == FUNDS else "fewer"
        return (f"比上年{'增加' if rose else '减少'} ", ""), ("", f" {more} than in {last}")
    up = "提高" if change.kind is Kind.POINTS else "增长"
    return (f"比上年{up if rose else '下降'} ", "up " if rose else "down "), ("", f" on {last}")


def size_of(change: Change, indicator: Indicator) -> Text | None:
    """The size of a change without its direction; none when it would print as zero."""
    if change.kind is Kind.GROWTH:
        share = per_cent(change.value, change.decimals)
        return None if share is None else Text(f"{share}%", f"{share}{NBSP}per cent")
    if change.kind is Kind.TIMES:
        times = grouped(change.value, 1)
        return Text(f"{times}{NBSP}倍", f"{times}{NBSP}times")
    if change.kind is Kind.AMOUNT or indicator.unit.zh != "%":
        return _difference(change, indicator)
    points = abs(rounded(change.value, change.decimals))
    if points == 0:
        return None
    size = grouped(points, change.decimals)
    noun = "point" if points == 1 else "points"
    return Text(f"{size}{NBSP}个百分点", f"{size}{NBSP}percentage{NBSP}{noun}")


def _difference(change: Change, indicator: Indicator) -> Text | None:
    difference = abs(change.value)
    if rounded(difference, change.now.decimals) == 0:
        return None
    return amount(difference, spoken(indicator), change.now.decimals).text


def share_text(part: Decimal, whole: Decimal) -> Text:
    """One part of a whole in per cent: 45.8% / 45.8 per cent."""
    share = per_cent(part * 100 / whole) or "0.0"
    return Text(f"{share}%", f"{share}{NBSP}per cent")


def running(streak: int) -> Phrase:
    """连续三年增长 / the third yearly increase in a row, from two years on."""
    if abs(streak) < 2:  # noqa: PLR2004 - one year is no streak
        return words("", "")
    zh, en = ("增长", "increase") if streak > 0 else ("下降", "decrease")
    count = abs(streak)
    return words(
        f"，连续{zh_count(count)}年{zh}", f", the {en_ordinal(count)} yearly {en} in a row"
    )
