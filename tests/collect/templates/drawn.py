"""Templates of the shipped catalogue for tests, and what a clerk does with them."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import openpyxl

from pipeline.catalogue import load
from pipeline.catalogue.model import Catalogue, Relation
from pipeline.collect.reader.lexicon import Lexicon, build_lexicon
from pipeline.collect.reader.reading import FileReading, read_file
from pipeline.collect.reader.titles.sender import Place
from pipeline.collect.templates.drawing_up import Sheet, Template, draw_up
from pipeline.collect.templates.last_year import Accepted
from pipeline.collect.templates.places import rows_of
from pipeline.vocabulary import Role
from pipeline.workspace import HOUSE

NANNING, REGION, YEAR = "450100", "450000", 2025
SENT = date(2026, 2, 18)


@cache
def catalogue() -> Catalogue:
    return load(HOUSE / "data" / "catalogue")


@cache
def lexicon() -> Lexicon:
    return build_lexicon(catalogue())


def within_one_form() -> list[Relation]:
    """The relations that one sheet can watch: all their terms stand on one form."""
    form_of = {i.code: i.form for i in catalogue().indicators}
    return [r for r in catalogue().relations if len({form_of[t.indicator] for t in r.terms}) == 1]


def accepted(value: str | None, nature: str = "", **changed: Any) -> Accepted:
    """A figure of last year's end, exact unless something is declared of it."""
    usual: dict[str, Any] = {
        "value": None if value is None else Decimal(value),
        "decimals": len((value or "").partition(".")[2]),
        "nature": nature,
        "is_exact": value is not None and not nature,
        "ref_date": date(YEAR - 1, 12, 31),
        "is_sample": False,
    }
    return Accepted(**(usual | changed))


BEFORE = {
    "201": accepted("448"),
    "202": accepted("66"),
    "216": accepted("382", "多于"),
    "311": accepted("200"),
    "709": accepted("17019.98"),
    "710": accepted("1172.50"),
}


def drawn(unit: str = NANNING, before: dict[str, Accepted] | None = None) -> Template:
    """The template of a unit; the usual figures of last year unless others are given."""
    area = catalogue().area(unit)
    return draw_up(catalogue(), area, YEAR, BEFORE if before is None else before)


def sheet_of(template: Template, form: str) -> Sheet:
    return next(sheet for sheet in template.sheets if sheet.form.code == form)


def cell_of(sheet: Sheet, indicator: str, column: str = "D") -> str:
    return f"{column}{rows_of(sheet)[indicator]}"


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def filled(content: bytes, typed: dict[str, dict[str, Any]]) -> bytes:
    """The workbook after somebody typed into the cells of some sheets and saved it."""
    book = opened(content)
    for name, cells in typed.items():
        for place, value in cells.items():
            book[name][place] = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def read(content: bytes, name: str = "x.xlsx") -> FileReading:
    """As ``pipeline check`` reads a loose file: only the file says whose it is."""
    return read_file(content, Place(name), lexicon())


def this_year(reading: FileReading) -> dict[str, tuple[str, str, str]]:
    """Indicator → value, status and qualifier, of the cells that say anything."""
    return {
        seen.indicator: (
            "" if seen.reading.value is None else f"{seen.reading.value.normalize():f}",
            str(seen.reading.status),
            str(seen.declared.qualifier),
        )
        for form in reading.forms
        for seen in form.content.observations
        if seen.role is Role.THIS and (seen.reading.value is not None or seen.is_declared)
    }
