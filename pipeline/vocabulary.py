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


class RuleClass(StrEnum):
    """What an edit rule is about; the classes by which findings are counted."""

    STRUCTURAL = "structural"
    DOMAIN = "domain"
    BALANCE = "balance"
    SUBSET = "subset"
    RATIO = "ratio"
    LOGIC = "logic"
    CROSS_FORM = "cross-form"
    CROSS_YEAR = "cross-year"
    OUTLIER = "outlier"
    COMPLETENESS = "completeness"
    REGISTER = "register"
    NARRATIVE = "narrative"


CLASS_NAMES = {
    RuleClass.STRUCTURAL: Text("文件与结构", "File and structure"),
    RuleClass.DOMAIN: Text("取值范围", "Domain"),
    RuleClass.BALANCE: Text("平衡关系", "Balance"),
    RuleClass.SUBSET: Text("其中项", "Part and whole"),
    RuleClass.RATIO: Text("比率", "Ratio"),
    RuleClass.LOGIC: Text("逻辑关系", "Logic"),
    RuleClass.CROSS_FORM: Text("表间关系", "Between forms"),
    RuleClass.CROSS_YEAR: Text("跨年比较", "Between years"),
    RuleClass.OUTLIER: Text("异常值", "Outlier"),
    RuleClass.COMPLETENESS: Text("完整与时效", "Completeness"),
    RuleClass.REGISTER: Text("名录核对", "Register"),
    RuleClass.NARRATIVE: Text("文字材料", "Narrative"),
}


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
    AVERAGE = "GAV"  # growth a year on average over the years that edition.toml says, in per cent
    SHARE = "SHR"  # per cent of the region's total
    RANK = "RNK"  # 1 = highest, ties shared


class PartRole(StrEnum):
    """What a part of the book is for, besides the tables of a form."""

    FORM = ""
    SURVEY = "survey"  # begins with the overview
    CITIES = "cities"  # a chapter for every city
    APPENDIX = "appendix"


class Medium(StrEnum):
    """In what an edition goes out: the book, the workbook, the data files, extracts by city."""

    PDF = "pdf"
    HTML = "html"
    WORKBOOK = "xlsx"
    DATA = "data"
    CITY_PDF = "city-pdf"


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
