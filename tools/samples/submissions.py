"""All files of the samples: which form of which unit is sent when, in which versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pipeline.catalogue.model import Catalogue, Form
from tools.samples import texts
from tools.samples.canonical import EVENTS, NARRATIVE, TABLE, written
from tools.samples.deviations import edited, of_kind, shocks
from tools.samples.draw import source
from tools.samples.places import places
from tools.samples.published import Published
from tools.samples.sheets import Key, Sheet, filled
from tools.samples.world import build_world

_LAST_DAY = (2, 28)  # of the following year, where the edition sets no deadline


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written under ``raw``: its path there and its bytes."""

    path: Path
    content: bytes


def files(catalogue: Catalogue, published: Published, years: Sequence[int]) -> Iterator[File]:
    """Every file of ``years``, tables first, then narratives and chronicles."""
    for sheet in _sheets(catalogue, published, years):
        for suffix, day, version in _versions(catalogue, sheet):
            rows = [row.written() for row in version.rows.values()]
            titles = _titles(catalogue, sheet.key, day)
            yield File(_path(sheet.key, suffix), written(titles, TABLE, rows))
    for year in years:
        for area in (catalogue.region, *catalogue.cities):
            yield from _words(catalogue, area.code, year)


def _sheets(catalogue: Catalogue, published: Published, years: Sequence[int]) -> Iterator[Sheet]:
    """The sheets in force, last year's column taken from the sheets in force a year before."""
    units = places(catalogue, published)
    world = build_world(catalogue, units, years, published, shocks())
    for unit in units:
        before = published.exact(years[0] - 1, unit.code)
        last = {line: format(value, "f") for line, value in before.items()}
        for year in years:
            sheets = [
                _in_force(filled(catalogue, key, world[unit.code, year], last))
                for key in _keys(catalogue, unit.code, year)
            ]
            yield from (sheet for sheet in sheets if sheet.reports_anything)
            last = {code: row.exact for sheet in sheets for code, row in sheet.rows.items()}


def _keys(catalogue: Catalogue, area: str, year: int) -> list[Key]:
    return [Key(area, form.code, year) for form in _table_forms(catalogue)]


def _table_forms(catalogue: Catalogue) -> list[Form]:
    return [form for form in catalogue.forms if form.kind == "table"]


def _in_force(sheet: Sheet) -> Sheet:
    for deviation in of_kind(sheet.key, "file"):
        sheet = edited(sheet, deviation)
    return sheet


def _versions(catalogue: Catalogue, sheet: Sheet) -> Iterator[tuple[str, date, Sheet]]:
    """The versions in which a form is sent: suffix of the file name, day, content."""
    usual = _usual_day(catalogue, sheet.key)
    unusual = of_kind(sheet.key, "absent", "late", "first", "later")
    if not unusual:
        yield "", usual, sheet
    for deviation in unusual:
        match deviation.kind:
            case "late":
                yield "", deviation.day, sheet
            case "first":
                yield "", usual, edited(sheet, deviation)
                yield "_r2", deviation.day, sheet
            case "later":
                yield "", usual, sheet
                yield "_r2", deviation.day, edited(sheet, deviation)


def _words(catalogue: Catalogue, area: str, year: int) -> Iterator[File]:
    forms = (("MTN", NARRATIVE, texts.paragraphs), ("MTE", EVENTS, texts.events))
    for form, header, told in forms:
        key = Key(area, form, year)
        titles = _titles(catalogue, key, _usual_day(catalogue, key))
        yield File(_path(key, ""), written(titles, header, told(area, year)))


def _usual_day(catalogue: Catalogue, key: Key) -> date:
    """A working day in the weeks before the deadline; the region is the last to send."""
    fallback = date(key.year + 1, *_LAST_DAY)
    deadline = catalogue.edition.deadlines.get(key.year, fallback)
    weeks = (0, 3) if key.area == catalogue.region.code else (4, 38)
    day = deadline - timedelta(days=source("day", *key).randint(*weeks))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _path(key: Key, suffix: str) -> Path:
    return Path(str(key.year), key.area, f"{key.form.lower()}{suffix}.csv")


def _titles(catalogue: Catalogue, key: Key, day: date) -> dict[str, str]:
    return {
        "表号": key.form,
        "填报单位": f"{key.area} {catalogue.area(key.area).name.zh}",
        "统计年度": str(key.year),
        "报出日期": day.isoformat(),
        "资料性质": "示例",
    }
