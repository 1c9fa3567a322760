"""The inks of the book: one a part, its tints, and the numeral on its thumb tab."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.catalogue.imprint import Part
from pipeline.vocabulary import PartRole, Text

if TYPE_CHECKING:
    from pipeline.yearbook.edition import EditionModel

_DIGITS = "〇一二三四五六七八九"
_TEN = 10
_IN_INK = re.compile(r"\bpart-(\d+)\b")


@dataclass(frozen=True, slots=True)
class Ink:
    """The colour of a part; ``number`` names its pages: part3, wide3, opener3."""

    number: int
    colour: str
    numeral: Text


def of(model: EditionModel) -> tuple[Ink, ...]:
    """The inks of all parts of an edition, in the order of the thumb index."""
    return tuple(Ink(part.number, part.ink, tab(part)) for part in model.catalogue.edition.parts)


def standing_in(inks: Iterable[Ink], html: str) -> tuple[Ink, ...]:
    """The inks of the parts to which something in a text belongs: it wants no others."""
    numbers = {int(number) for number in _IN_INK.findall(html)}
    return tuple(ink for ink in inks if ink.number in numbers)


def tab(part: Part) -> Text:
    """What stands on the thumb tab: 三 / 3, 附 / A."""
    letter = "A" if part.role is PartRole.APPENDIX else str(part.number)
    return Text(numeral(part), letter)


def numeral(part: Part) -> str:
    """一 … 九, 十, 十一 for a part, 附 for the appendix."""
    if part.role is PartRole.APPENDIX:
        return "附"
    tens, ones = divmod(part.number, _TEN)
    before = (_DIGITS[tens] if tens > 1 else "") + "十" if tens else ""
    return before + (_DIGITS[ones] if ones or not tens else "")


def tint(colour: str, per_cent: int) -> str:
    """A colour (#RRGGBB) thinned with white to ``per_cent`` of its strength."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    thinned = (round(255 - (255 - channel) * per_cent / 100) for channel in channels)
    return "#" + "".join(f"{channel:02X}" for channel in thinned)
