"""主要统计指标解释: the indicators explained at the end of a part, set to fill their pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.bilingual import Languages
from pipeline.catalogue.imprint import Part
from pipeline.catalogue.model import Indicator
from pipeline.vocabulary import Text
from pipeline.yearbook import measure
from pipeline.yearbook.codebook import told_in_words
from pipeline.yearbook.measure import MM_PER_PT

if TYPE_CHECKING:
    from pipeline.yearbook.edition import EditionModel

_DEPTH_MM, _TITLE_MM = 239.0, 22.0
_ABOVE_MM = 16.0  # between the last table and the notes
_WORTH_MM = 90.0  # less room than this stays empty, unless all notes fit
_LEAD_ROOM, _FOLLOW_ROOM = 79.0, 81.0  # mm, where a line of text ends on average
_AIRS_MM = (2.0, 1.8, 2.2, 1.6, 2.4, 1.4, 2.6, 1.2)  # above and below an entry, the best first
_FILLED = 0.4  # of the last page


@dataclass(frozen=True, slots=True)
class Explanatory:
    """The indicators of a part with the air round each entry in mm."""

    part: Part
    indicators: tuple[Indicator, ...]
    air_mm: float
    runs_on: bool  # on the last page of tables
    n_pages: int  # that it begins, as reckoned here


def explanatory(model: EditionModel, part: Part, left_mm: float) -> Explanatory | None:
    """The indicators of the part's form that the edition prints, those on the form first.

    They run on below the last table where ``left_mm``, the room on its page, is worth it.
    """
    ours = (i for i in model.indicators if part.form and i.form == part.form)
    indicators = tuple(i for i in ours if told_in_words(i))
    if not indicators:
        return None
    heights = [_height(indicator, model.languages) for indicator in indicators]
    below = left_mm - _ABOVE_MM
    whole = _TITLE_MM + sum(height + 2 * _AIRS_MM[0] for height in heights)
    runs_on = below >= min(whole, _WORTH_MM)
    air = _air(heights, below if runs_on else _DEPTH_MM)
    n_pages = _begun(heights, air, below if runs_on else _DEPTH_MM)
    return Explanatory(part, indicators, air, runs_on, n_pages)


def _air(heights: Sequence[float], first_mm: float) -> float:
    """The air with which the last page is filled well, or else best."""
    filled = {air: _last_page(heights, air, first_mm) for air in _AIRS_MM}
    well = (air for air, share in filled.items() if share >= _FILLED)
    return next(well, max(filled, key=lambda air: filled[air]))


def _begun(heights: Sequence[float], air: float, first_mm: float) -> int:
    """How many pages it begins."""
    room, count = first_mm - _TITLE_MM, int(first_mm == _DEPTH_MM)
    for height in heights:
        if height + 2 * air > room:
            room, count = _DEPTH_MM, count + 1
        room -= height + 2 * air
    return count


def _last_page(heights: Sequence[float], air: float, first_mm: float) -> float:
    """The share of the last page that is filled; the first one begins with the title."""
    room, used, full = first_mm - _TITLE_MM, 0.0, first_mm == _DEPTH_MM
    for height in heights:
        if used + height + 2 * air > room:
            room, used, full = _DEPTH_MM, 0.0, True
        used += height + 2 * air
    return used / room if full else 1.0


def _height(indicator: Indicator, languages: Languages) -> float:
    name, told = indicator.name, indicator.definition
    lead, follow = languages.pair(Text(f"{name.zh}　{told.zh}", f"{name.en} {told.en}"))
    first = measure.lines(lead, _LEAD_ROOM / (9.0 * MM_PER_PT)) * 5.2
    return max(first, measure.lines(follow, _FOLLOW_ROOM / (7.9 * MM_PER_PT)) * 4.4 + 0.3)
