"""What ``edition.toml`` says of the book: its parts, its dates, the limits of its edits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pipeline.bilingual import CHINESE_FIRST, Languages
from pipeline.catalogue.imputation import Imputation
from pipeline.vocabulary import PartRole, Text


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the book: number, title, ink, introduction, and what it is for."""

    number: int
    title: Text
    form: str | None
    ink: str
    introduction: tuple[Text, ...]
    role: PartRole = PartRole.FORM


@dataclass(frozen=True, slots=True)
class Edits:
    """``[edits]`` of ``edition.toml``: the limits of the statistical edits, by parameter of SQL.

    ``base_min`` is the smallest figure of last year (or numerator of a rate) that is judged,
    ``areas_min`` the fewest cities whose distribution is believed. ``hb_*`` are exponent, width,
    floor and least log change of Hidiroglou and Berthelot (1986), ``mad_*`` the limit of the
    modified z-score of Iglewicz and Hoaglin (1993) and the least MAD (log), ``stale_*`` from how
    many lines on, and from how many per cent of them on, a form is taken for last year's.
    """

    base_min: int = 30
    areas_min: int = 10
    hb_exponent: float = 0.4
    hb_floor: float = 0.05
    hb_width: float = 8.0
    hb_least: float = 0.2
    mad_limit: float = 3.5
    mad_floor: float = 0.3
    stale_lines: int = 4
    stale_share: int = 90


@dataclass(frozen=True, slots=True)
class Edition:
    """``edition.toml``: titles, publisher, deadlines, thresholds."""

    title: Text
    publisher: Text
    place: Text
    unit_of_region: Text  # 全区 / Region
    deadlines: dict[int, date]  # reference year -> last day to submit
    closings: dict[int, date]  # reference year -> day the book of that year closed
    rank_min_areas: int
    matched_min_areas: int
    k_default: int
    sample_mark: Text
    draft_mark: Text
    proof_mark: Text
    parts: tuple[Part, ...]
    edits: Edits = field(default_factory=Edits)
    imputation: Imputation = field(default_factory=Imputation)
    average_years: int = 5  # over how many years average growth is taken
    languages: Languages = CHINESE_FIRST

    def part_for(self, role: PartRole) -> Part:
        """The one part that is the survey, that of the cities, or the appendix."""
        return next(part for part in self.parts if part.role == role)
