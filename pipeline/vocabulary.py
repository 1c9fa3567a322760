"""The frozen words of the house: languages, roles, statuses, severities, measures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages of the book."""

    zh: str
    en: str

    def told(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


NOTHING = Text("", "")


class Severity(StrEnum):
    """How grave a finding is: unreadable, to correct, to correct or explain, for information."""

    REJECT = "reject"
    ERROR = "error"
    QUERY = "query"
    NOTE = "note"


class Outcome(StrEnum):
    """Interval logic has three outcomes."""

    HOLDS = "holds"
    FAILS = "fails"
    UNJUDGED = "unjudged"


class Verdict(StrEnum):
    """What became of one submitted file."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    REJECTED = "rejected"


class Role(StrEnum):
    """Whether a cell stood in the column of this year or in that of last year (evidence only)."""

    THIS = "this"
    LAST = "last"


class Qualifier(StrEnum):
    """How exactly a figure was stated by its source."""

    EXACT = "exact"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    ABOUT = "about"
    STATED = "stated"


class ObsStatus(StrEnum):
    """SDMX CL_OBS_STATUS 2.2, as far as it is used here."""

    NORMAL = "A"
    PROVISIONAL = "P"
    ESTIMATED = "E"
    IMPUTED = "I"
    NOT_REPORTED = "L"
    NOT_APPLICABLE = "M"
    UNKNOWN = "O"


class ConfStatus(StrEnum):
    """SDMX CL_CONF_STATUS, as far as it leaves the house: free, or withheld for whatever reason."""

    FREE = "F"
    WITHHELD = "C"


class Measure(StrEnum):
    """What was done to an indicator before it was printed (the SDMX concept TRANSFORMATION)."""

    LEVEL = "N"
    CHANGE = "D1Y"  # this year minus last year; percentage points where the unit is %
    GROWTH = "G1Y"  # change in per cent of last year
    SHARE = "SHR"  # per cent of the region's total
    RANK = "RNK"  # 1 = highest, ties shared


class Mark(StrEnum):
    """The sign before a figure that is not exact."""

    NONE = ""
    MORE = ">"
    AT_LEAST = "≥"
    LESS = "<"
    AT_MOST = "≤"
    ABOUT = "≈"


LOWER_BOUNDS = (Mark.MORE, Mark.AT_LEAST)
UPPER_BOUNDS = (Mark.LESS, Mark.AT_MOST)

REGION_KIND, OWN_LEVEL_KIND, CITY_KIND, CLASS_KIND = "region", "own_level", "city", "class"
