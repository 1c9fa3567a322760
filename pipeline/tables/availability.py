"""The availability of data: how many of the indicators of each form every city reported."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from pipeline.catalogue.model import Area, Catalogue, Form, Indicator, TableSpec
from pipeline.tables.areas import MIN_CITIES, name_of
from pipeline.tables.draft import Ask, Draft, DraftColumn, DraftRow, Entry, Source
from pipeline.tables.model import Cell
from pipeline.tables.registers import count
from pipeline.tables.words import AREA
from pipeline.tables.writing import grouped
from pipeline.vocabulary import Text

_ALL = Text("各市均报", "All cities")
_TENTH = Decimal("0.1")


def draft_of_availability(_: TableSpec, source: Source) -> Draft | None:
    """Cities by form: indicators reported; the first row counts those that every city reported.

    The heads say how many lines a form asks for every year. Forms on which nothing was reported
    are left out, and so are cities without a figure where these are half of the cities or more.
    """
    forms = [f for f in source.catalogue.forms if f.kind == "table"]
    told = [f for f in forms if any(_reported(city, f, source) for city in source.cities)]
    cities = [c for c in source.cities if any(_reported(c, f, source) for f in told)]
    if len(cities) < MIN_CITIES:
        return None
    every = 2 * len(cities) > len(source.cities)
    rows = [_row(city, told, source) for city in (source.cities if every else cities)]
    if every:
        rows = [_all(told, source), *rows]
    when = Text(f"（{source.year}年）", f" ({source.year})")
    return Draft(AREA, _columns(told, source), tuple(rows), when)


def lines_of(catalogue: Catalogue, form: Form) -> tuple[Indicator, ...]:
    """The public lines of a form that are due every year."""
    lines = catalogue.lines_of(form.code)
    return tuple(i for i in lines if i.release == "public" and i.frequency == "annual")


def _reported(city: Area, form: Form, source: Source) -> frozenset[str]:
    codes = (i.code for i in lines_of(source.catalogue, form))
    return frozenset(code for code in codes if source.shows(Ask(city.code, code, source.year)))


def _columns(forms: Sequence[Form], source: Source) -> tuple[DraftColumn, ...]:
    asked = [len(lines_of(source.catalogue, form)) for form in forms]
    names = [form.name for form in forms]
    heads = zip((*names, Text("合计", "Total")), (*asked, sum(asked)), strict=True)
    columns = [DraftColumn(head, _lines(n), block=at) for at, (head, n) in enumerate(heads)]
    share = DraftColumn(Text("所占比重", "Share"), Text("%", "%"), block=len(columns))
    return (*columns, share)


def _lines(number: int) -> Text:
    return Text(f"{number}项", f"{number} lines")


def _row(city: Area, forms: Sequence[Form], source: Source) -> DraftRow:
    numbers = [len(_reported(city, form, source)) for form in forms]
    return DraftRow("city", name_of(city), _entries(numbers, forms, source), area=city.code)


def _all(forms: Sequence[Form], source: Source) -> DraftRow:
    """How many lines of each form every city reported."""
    reported = [[_reported(city, form, source) for city in source.cities] for form in forms]
    numbers = [len(frozenset.intersection(*sets)) for sets in reported]
    return DraftRow("region", _ALL, _entries(numbers, forms, source))


def _entries(numbers: Sequence[int], forms: Sequence[Form], source: Source) -> tuple[Entry, ...]:
    asked = sum(len(lines_of(source.catalogue, form)) for form in forms)
    share = (Decimal(sum(numbers)) * 100 / asked).quantize(_TENTH, ROUND_HALF_EVEN)
    return (*map(count, numbers), count(sum(numbers)), Cell(grouped(share)))
