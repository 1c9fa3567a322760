"""Whose file it is and of which year: what it says, held against where it lay."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.catalogue.model import Area
from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.titles.asking import Read, Wrong, read_title
from pipeline.collect.reader.titles.dates import is_plain_year, read_year
from pipeline.collect.reader.titles.preamble import UNIT, YEAR, Preamble, Title
from pipeline.vocabulary import Text

EXAMPLE_UNIT, EXAMPLE_YEAR = "450100 南宁市民族宗教事务委员会", "2024"
_A_YEAR = Text("四位数字的年份", "a year of four digits")
_FILE_NAME = "文件名"
_YEAR_OF_TABLE = re.compile(r"((?:19|20)[0-9]{2})年(?![0-9版])")
_TABLE = re.compile("情况|统计表|报表|年报|数据")  # a title of a table, not 有效期至 or 印发
_FIRST_YEAR, _LAST_YEAR = 1949, 2199


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file lay: its name as shown, the area of its folder, the year it was sent for.

    ``area`` and ``year`` are none where nothing but the file can say them. ``encoding`` forces
    one; ``moved``: the area was set by a recorded act and holds against what the file says.
    ``returned``: the file is a correction workbook, whose day of report is left to the clerk.
    """

    file_name: str
    area: Area | None = None
    year: int | None = None
    encoding: str = ""
    moved: bool = False
    returned: bool = False


def read_year_of(preamble: Preamble, place: Place, report: Report) -> int | None:
    title = preamble.titles.get(YEAR) or preamble.lone_year
    if title is not None:
        return read_title(title, lambda text: _written_year(text, place.year), report)
    if place.year is None:
        report.add("D54", column=YEAR, expected=EXAMPLE_YEAR)
    else:
        report.add("D54Q", column=YEAR, expected=str(place.year))
    return place.year


def _written_year(text: str, wanted: int | None) -> Read[int] | Wrong:
    year = read_year(text)
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return Wrong("D41", _A_YEAR)
    if year != (wanted or year):
        return Wrong("D42", str(wanted))
    return Read(year) if is_plain_year(text) else Read(year, "D41N", str(year))


def read_area(
    preamble: Preamble, place: Place, year: int | None, lexicon: Lexicon, report: Report
) -> Area | None:
    title = preamble.titles.get(UNIT)
    if title is None:
        area = _unstated_area(preamble, place, lexicon, report)
    else:
        area = read_title(title, lambda text: _unit(text, place, year, lexicon), report)
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
        begins = word is name and lexicon.begins_with_another(word.value, area)
        if begins or lexicon.speaks_of_another(word.value, area):
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
    report.add("D54", column=UNIT, expected=EXAMPLE_UNIT)
    return None


def _unit(text: str, place: Place, year: int | None, lexicon: Lexicon) -> Read[Area] | Wrong:
    """The area of a reporting unit; by a recorded move it is another than the file says."""
    area, wanted = lexicon.unit(text), place.area
    if place.moved and wanted is not None:
        return Read(wanted, "" if area == wanted else "D71", _named(wanted))
    rule = ""
    if area is None and (former := lexicon.former_unit(text)) is not None:
        area, rule = former.area, "D36N"
        if year is None or year > former.until:
            return Wrong("D36R", _named(area))
    if area is None and (instead := lexicon.county(text)) is not None:
        return Wrong("D36R", instead)
    if area is None or (year is not None and not _is_valid(area, year)):
        return Wrong("D36", str(year or ""))
    if wanted is not None and area.code != wanted.code:
        return Wrong("D37", _named(wanted))
    return Read(area, rule, _named(area) if rule else "")


def _is_valid(area: Area, year: int) -> bool:
    return area.valid_from.year <= year and (area.valid_to is None or year <= area.valid_to.year)


def _named(area: Area) -> Text:
    return Text(f"{area.code} {area.name.zh}", f"{area.code} {area.name.en}")
