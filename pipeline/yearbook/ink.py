"""The inks of the book: one a part, its tints, and the numeral on its thumb tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.yearbook.edition import EditionModel

APPENDIX = 10  # the appendix follows the nine parts in the thumb index
_NUMERALS = "〇一二三四五六七八九附"


@dataclass(frozen=True, slots=True)
class Ink:
    """The colour of a part; ``number`` names its pages: part3, wide3, opener3."""

    number: int
    colour: str

    @property
    def numeral(self) -> str:
        return numeral(self.number)


def of(model: EditionModel) -> tuple[Ink, ...]:
    """The inks of all parts of an edition, in the order of the thumb index."""
    return tuple(Ink(part.number, part.ink) for part in model.catalogue.edition.parts)


def numeral(number: int) -> str:
    """一 … 九 for a part, 附 for the appendix."""
    return _NUMERALS[number]


def tint(colour: str, per_cent: int) -> str:
    """A colour (#RRGGBB) thinned with white to ``per_cent`` of its strength."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    thinned = (round(255 - (255 - channel) * per_cent / 100) for channel in channels)
    return "#" + "".join(f"{channel:02X}" for channel in thinned)
