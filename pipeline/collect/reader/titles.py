"""The title lines above the header: which form, whose, of which year, from which day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pipeline.catalogue.model import Area, Form
from pipeline.collect.reader.delimited import Record
from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.wording import trimmed
from pipeline.vocabulary import Text

T = TypeVar("T")

FORM, UNIT, YEAR, STATED, REF, NATURE, SOURCE = (
    "表号",
    "填报单位",
    "统计年度",
    "报出日期",
    "数据时点",
    "资料性质",
    "资料来源",
)
SENT, COMPILED, SAMPLE = "报送", "公开资料整理", "示例"

_EXAMPLES = {
    FORM: "MT2",
    UNIT: "450100 南宁市民族宗教事务委员会",
    YEAR: "2024",
    STATED: "2025-02-18",
}
_KEYS = frozenset((*_EXAMPLES, REF, NATURE, SOURCE))
_KNOWN_KEYS = Text("、".join((*_EXAMPLES, REF, NATURE, SOURCE)), "one of the template's lines")
_ONE_VALUE = Text("一项内容", "one value")
_A_DAY = Text("形如 2025-02-18 的日期", "a day like 2025-02-18")
_A_YEAR = Text("四位数字的年份", "a year of four digits")
_NOT_BEFORE = Text("不早于统计年度的日期", "a day not before the reference year")
_FIRST_YEAR, _LAST_YEAR = 1949, 2199


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file lay: its name as shown, the area of its folder, the year it was sent for.

    ``area`` and ``year`` are none where nothing but the file can say them. ``encoding`` forces
    one; ``moved``: the area was set by a recorded act and holds against what the file says.
    """

    file_name: str
    area: Area | None = None
    year: int | None = None
    encoding: str = ""
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """One title line: its physical line, and its value without spaces at the ends."""

    key: str
    line: int
    value: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """A title that cannot be read: the rule that says why, and what it wants instead."""

    rule: str
    expected: str | Text


_NATURES = (SENT, COMPILED, SAMPLE)
_NO_FORM = Wrong("D55", Text("表目录中的表号", "a form of the catalogue"))
_NO_NATURE = Wrong("D55", Text("、".join(_NATURES), ", ".join(_NATURES)))


@dataclass(frozen=True, slots=True)
class Titles:
    """What the title lines say, each of it checked."""

    form: Form
    area: Area
    year: int
    stated_on: date
    ref_date: date
    nature: str
    source_note: str

    @property
    def is_sample(self) -> bool:
        return self.nature == SAMPLE


def title_lines(records: Iterable[Record], report: Report, *, all_titles: bool) -> dict[str, Title]:
    """The title lines by key. ``all_titles``: every record must be one (the header was found)."""
    found: dict[str, Title] = {}
    for line, cells in records:
        key, value, *more = (*map(trimmed, cells), "")
        title = Title(key, line, value)
        if key not in _KEYS or key in found:
            if all_titles:
                _tell(report, Title(key, line, key), Wrong("D55", _KNOWN_KEYS))
        elif any(more) or "\n" in value:
            _tell(report, title, Wrong("D55", _ONE_VALUE))
        else:
            found[key] = title
    for key, example in _EXAMPLES.items():
        if key not in found or not found[key].value:
            report.add("D54", column=key, expected=example)
    return {key: title for key, title in found.items() if title.value}


def read_form(lines: Mapping[str, Title], lexicon: Lexicon, report: Report) -> Form | None:
    """Which form the file is; none when it does not say or says something unknown."""
    return _read(lines.get(FORM), lambda text: lexicon.forms.get(text, _NO_FORM), report)


def read_titles(
    lines: Mapping[str, Title], form: Form | None, lexicon: Lexicon, place: Place, report: Report
) -> Titles | None:
    """The titles when all can be read; every one that cannot is told of."""
    usual = {REF: f"{place.year:04}-12-31", NATURE: SENT, SOURCE: ""}
    told = {key: Title(key, 0, value) for key, value in usual.items()} | dict(lines)
    area = _read(told.get(UNIT), lambda text: _area(text, lexicon, place), report)
    year = _read(told.get(YEAR), lambda text: _year(text, place.year), report)
    stated_on = _read(told.get(STATED), lambda text: _stated_on(text, place.year), report)
    ref_date = _read(told[REF], lambda text: _ref_date(text, place.year), report)
    nature = _read(told[NATURE], lambda text: text if text in _NATURES else _NO_NATURE, report)
    if form is None or area is None or year is None:
        return None
    if stated_on is None or ref_date is None or nature is None:
        return None
    return Titles(form, area, year, stated_on, ref_date, nature, told[SOURCE].value)


def read_day(text: str) -> date | None:
    """A calendar day written 2025-02-18, and in no other way."""
    if len(text) != len("2025-02-18") or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _read(title: Title | None, parse: Callable[[str], T | Wrong], report: Report) -> T | None:
    """The title as ``parse`` reads it; none if absent, none and told of if it cannot."""
    if title is None:
        return None
    outcome = parse(title.value)
    if isinstance(outcome, Wrong):
        _tell(report, title, outcome)
        return None
    return outcome


def _tell(report: Report, title: Title, wrong: Wrong) -> None:
    report.add(
        wrong.rule,
        line=title.line,
        column=title.key,
        observed=title.value,
        expected=wrong.expected,
    )


def _area(text: str, lexicon: Lexicon, place: Place) -> Area | Wrong:
    area = lexicon.unit(text)
    if area is None or not _valid(area, place.year):
        return Wrong("D36", str(place.year))
    if area.code != place.area.code:
        return Wrong("D37", f"{place.area.code} {place.area.name.zh}")
    return area


def _valid(area: Area, year: int) -> bool:
    return area.valid_from.year <= year and (area.valid_to is None or year <= area.valid_to.year)


def _year(text: str, wanted: int) -> int | Wrong:
    number = int(text) if len(text) == len("2024") and text.isascii() and text.isdigit() else 0
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        return Wrong("D41", _A_YEAR)
    return number if number == wanted else Wrong("D42", str(wanted))


def _stated_on(text: str, year: int) -> date | Wrong:
    """Nobody reports on a year before it has begun."""
    if (day := read_day(text)) is None:
        return Wrong("D41", _A_DAY)
    return day if day.year >= year else Wrong("D41", _NOT_BEFORE)


def _ref_date(text: str, year: int) -> date | Wrong:
    if (day := read_day(text)) is None:
        return Wrong("D41", _A_DAY)
    return day if day.year == year else Wrong("D42", str(year))
