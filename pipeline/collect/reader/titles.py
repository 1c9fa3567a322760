"""What the lines above the header say: which form, whose, of which year, from which day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from pipeline.catalogue.model import Area, Form
from pipeline.collect.reader.dates import is_plain_day, is_plain_year, read_day, read_year
from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.preamble import (
    FORM,
    NATURE,
    REF,
    SOURCE,
    STATED,
    UNIT,
    YEAR,
    Preamble,
    Title,
)
from pipeline.collect.reader.report import Report
from pipeline.vocabulary import Text

T = TypeVar("T")

SENT, COMPILED, SAMPLE = "报送", "公开资料整理", "示例"
EXAMPLES = {
    FORM: "MT2",
    UNIT: "450100 南宁市民族宗教事务委员会",
    YEAR: "2024",
    STATED: "2025-02-18",
}
_A_DAY = Text("形如 2025-02-18 的日期", "a day like 2025-02-18")
_A_YEAR = Text("四位数字的年份", "a year of four digits")
_NOT_BEFORE = Text("不早于统计年度的日期", "a day not before the reference year")
_DAY_OF_RECEIPT = Text("收件日期", "the day of receipt")
_FILE_NAME = "文件名"
_YEAR_OF_TABLE = re.compile(r"((?:19|20)[0-9]{2})年(?![0-9版])")
_TABLE = re.compile("情况|统计表|报表|年报|数据")  # a title of a table, not 有效期至 or 印发
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
class Titles:
    """What the title lines say, each of it checked. ``stated_on`` is none where no day is given."""

    form: Form
    area: Area
    year: int
    stated_on: date | None
    ref_date: date
    nature: str
    source_note: str

    @property
    def is_sample(self) -> bool:
        return self.nature == SAMPLE


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A title that cannot be read: the rule that says why, and what it wants instead."""

    rule: str
    expected: str | Text


@dataclass(frozen=True, slots=True)
class _Read(Generic[T]):
    """A title that was read; with ``rule`` there is something to say about how it was written."""

    value: T
    rule: str = ""
    expected: str | Text = ""


_NATURES = (SENT, COMPILED, SAMPLE)
_NO_FORM = _Wrong("D55", Text("表目录中的表号", "a form of the catalogue"))
_NO_NATURE = _Wrong("D55", Text("、".join(_NATURES), ", ".join(_NATURES)))


def read_form(
    preamble: Preamble, guess: Callable[[], Form | None], lexicon: Lexicon, report: Report
) -> Form | None:
    """Which form the table is; where no line says so, what ``guess`` makes of its rows."""
    if (title := preamble.titles.get(FORM)) is not None:
        return _read(title, lambda text: _form(text, lexicon), report)
    form = (
        next(filter(None, (lexicon.form(word.value) for word in preamble.words)), None) or guess()
    )
    if form is None:
        report.add("D54", column=FORM, expected=EXAMPLES[FORM])
    else:
        taken = Text(f"“{form.table_no} {form.name.zh}”", f"“{form.code} {form.name.en}”")
        report.add("D54N", column=FORM, expected=taken)
    return form


def read_titles(
    preamble: Preamble, form: Form | None, lexicon: Lexicon, place: Place, report: Report
) -> Titles | None:
    """The titles when all can be read; every one that cannot is told of.

    What a line does not say is taken from the drop folder, and asked about.
    """
    year = _year(preamble, place, report)
    area = _area(preamble, place, year, lexicon, report)
    nature = _optional(preamble, NATURE, SENT, _nature, report)
    stated_on = _stated_on(preamble, year, nature, report)
    usual = date(year or _FIRST_YEAR, 12, 31)
    ref_date = _optional(preamble, REF, usual, lambda text: _ref_date(text, year), report)
    if form is None or area is None or year is None or nature is None or ref_date is None:
        return None
    source = preamble.titles.get(SOURCE)
    return Titles(form, area, year, stated_on, ref_date, nature, source.value if source else "")


def _read(title: Title, parse: Callable[[str], _Read[T] | _Wrong], report: Report) -> T | None:
    """The title as ``parse`` reads it; none, and told of, if it cannot."""
    outcome = parse(title.value)
    if outcome.rule:
        report.add(
            outcome.rule,
            line=title.line,
            column=title.key,
            column_no=title.column_no,
            observed=title.value,
            expected=outcome.expected,
        )
    return outcome.value if isinstance(outcome, _Read) else None


def _optional(
    preamble: Preamble,
    key: str,
    usual: T,
    parse: Callable[[str], _Read[T] | _Wrong],
    report: Report,
) -> T | None:
    title = preamble.titles.get(key)
    return usual if title is None else _read(title, parse, report)


def _form(text: str, lexicon: Lexicon) -> _Read[Form] | _Wrong:
    form = lexicon.form(text)
    return _NO_FORM if form is None else _Read(form)


def _nature(text: str) -> _Read[str] | _Wrong:
    return _Read(text) if text in _NATURES else _NO_NATURE


def _year(preamble: Preamble, place: Place, report: Report) -> int | None:
    title = preamble.titles.get(YEAR) or preamble.lone_year
    if title is not None:
        return _read(title, lambda text: _written_year(text, place.year), report)
    if place.year is None:
        report.add("D54", column=YEAR, expected=EXAMPLES[YEAR])
    else:
        report.add("D54Q", column=YEAR, expected=str(place.year))
    return place.year


def _written_year(text: str, wanted: int | None) -> _Read[int] | _Wrong:
    year = read_year(text)
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return _Wrong("D41", _A_YEAR)
    if year != (wanted or year):
        return _Wrong("D42", str(wanted))
    return _Read(year) if is_plain_year(text) else _Read(year, "D41N", str(year))


def _area(
    preamble: Preamble, place: Place, year: int | None, lexicon: Lexicon, report: Report
) -> Area | None:
    title = preamble.titles.get(UNIT)
    if title is None:
        area = _unstated_area(preamble, place, lexicon, report)
    else:
        area = _read(title, lambda text: _unit(text, place, year, lexicon), report)
    if area is not None and not place.moved:
        _check_words(preamble, place, area, year, lexicon, report)
    return area


def _check_words(
    preamble: Preamble,
    place: Place,
    area: Area,
    year: int | None,
    lexicon: Lexicon,
    report: Report,
) -> None:
    """A big title, or the file's name, must not speak of another city or another year."""
    name = Title(_FILE_NAME, 0, place.file_name.rpartition("/")[2])
    for word in (*preamble.words, name):
        line = word.line or None
        if lexicon.speaks_of_another(word.value, area):
            report.add("D37", line=line, column=UNIT, observed=word.value, expected=_named(area))
    for word in preamble.words:
        years = {int(found) for found in _YEAR_OF_TABLE.findall(word.value)}
        if year is not None and years and year not in years and _TABLE.search(word.value):
            report.add("D42", line=word.line, column=YEAR, observed=word.value, expected=str(year))


def _unstated_area(
    preamble: Preamble, place: Place, lexicon: Lexicon, report: Report
) -> Area | None:
    if place.area is not None:
        report.add("D54Q", column=UNIT, expected=_named(place.area))
        return place.area
    spoken_of = {
        area.code: area for word in preamble.words for area in lexicon.spoken_of(word.value)
    }
    if len(spoken_of) == 1:
        (area,) = spoken_of.values()
        report.add("D54N", column=UNIT, expected=_named(area))
        return area
    report.add("D54", column=UNIT, expected=EXAMPLES[UNIT])
    return None


def _unit(text: str, place: Place, year: int | None, lexicon: Lexicon) -> _Read[Area] | _Wrong:
    """The area of a reporting unit; by a recorded move it is another than the file says."""
    area, wanted = lexicon.unit(text), place.area
    if place.moved and wanted is not None:
        return _Read(wanted, "" if area == wanted else "D71", _named(wanted))
    rule = ""
    if area is None and (former := lexicon.former_unit(text)) is not None:
        area, rule = former.area, "D36N"
        if year is None or year > former.until:
            return _Wrong("D36R", _named(area))
    if area is None and (instead := lexicon.county(text)) is not None:
        return _Wrong("D36R", instead)
    if area is None or (year is not None and not _is_valid(area, year)):
        return _Wrong("D36", str(year or ""))
    if wanted is not None and area.code != wanted.code:
        return _Wrong("D37", _named(wanted))
    return _Read(area, rule, _named(area) if rule else "")


def _is_valid(area: Area, year: int) -> bool:
    return area.valid_from.year <= year and (area.valid_to is None or year <= area.valid_to.year)


def _named(area: Area) -> Text:
    return Text(f"{area.code} {area.name.zh}", f"{area.code} {area.name.en}")


def _stated_on(
    preamble: Preamble, year: int | None, nature: str | None, report: Report
) -> date | None:
    """The day of report; files that nobody sent must state it, since no receipt dates them."""
    title = preamble.titles.get(STATED)
    if title is not None:
        return _read(title, lambda text: _written_day(text, year), report)
    if nature == SENT:
        report.add("D54N", column=STATED, expected=_DAY_OF_RECEIPT)
    else:
        report.add("D54", column=STATED, expected=EXAMPLES[STATED])
    return None


def _written_day(text: str, year: int | None) -> _Read[date] | _Wrong:
    """Nobody reports on a year before it has begun."""
    if (day := read_day(text)) is None:
        return _Wrong("D41", _A_DAY)
    if day.year < (year or day.year):
        return _Wrong("D41", _NOT_BEFORE)
    return _Read(day) if is_plain_day(text) else _Read(day, "D41N", day.isoformat())


def _ref_date(text: str, year: int | None) -> _Read[date] | _Wrong:
    outcome = _written_day(text, None)
    if isinstance(outcome, _Read) and outcome.value.year != (year or outcome.value.year):
        return _Wrong("D42", str(year))
    return outcome
