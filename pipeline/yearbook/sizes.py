"""The type in which tables are set, and the language that leads in it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.bilingual import CHINESE_FIRST, Languages


@dataclass(frozen=True, slots=True)
class Sizes:
    """The type of a table in pt: figures, heads and stubs; and which language leads in it."""

    body: float
    head: float = 7.4
    head_follow: float = 6.2
    stub_follow: float = 6.6
    points: bool = True  # whether the points of a column stand below each other
    ease: float = 1.15  # how much wider than they need figures stand before labels wrap
    languages: Languages = CHINESE_FIRST


PORTRAIT, LANDSCAPE = Sizes(8.2), Sizes(7.2, 7.2, 6.2, 6.2)
DENSE = Sizes(7.6, 7.2, 6.2, 6.2, points=False, ease=1.0)  # the long tables of the cities
