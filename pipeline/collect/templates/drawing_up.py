"""What stands in the template of one reporting unit, before it is written in any format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.catalogue.imprint import Edition
from pipeline.catalogue.model import Area, Catalogue, Form, Indicator, Relation
from pipeline.collect.reader.titles.preamble import FORM, REF, STATED, UNIT, YEAR
from pipeline.collect.templates.last_year import Accepted
from pipeline.vocabulary import REGION_KIND

DEFAULT_INK = "#2B3038"  # of a form that no part of the book prints


@dataclass(frozen=True, slots=True)
class Title:
    """A line above the header; ``is_open``: the unit fills it in or may change it."""

    key: str
    value: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a figures form.

    ``depth`` counts the wholes that it is a part of, ``is_asked`` says whether this unit reports
    it, and ``before`` is what it reported for the year before.
    """

    indicator: Indicator
    depth: int
    is_asked: bool
    before: Accepted | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form to be filled in; ``relations`` are those whose terms all stand on it."""

    form: Form
    ink: str
    titles: tuple[Title, ...]
    lines: tuple[Line, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """Everything that one reporting unit is asked for in one year."""

    unit: Area
    year: int
    edition: Edition
    sheets: tuple[Sheet, ...]

    @property
    def name(self) -> str:
        """``450100_南宁市_2024``, the name of its file or folder."""
        return f"{self.unit.code}_{self.unit.name.zh}_{self.year}"

    @property
    def deadline(self) -> date | None:
        return self.edition.deadlines.get(self.year)

    @property
    def n_rolled_on(self) -> int:
        """How many figures of the year before stand in it."""
        lines = (line for sheet in self.sheets for line in sheet.lines)
        return sum(line.before is not None and line.before.value is not None for line in lines)


def draw_up(
    catalogue: Catalogue, unit: Area, year: int, before: Mapping[str, Accepted]
) -> Template:
    """The template of ``unit``; ``before`` holds its accepted figures of last year by indicator.

    It has the forms that are owed in the year; the region's has those of them on which it is asked
    for anything, with all their lines, so that the forms of all units can be laid side by side.
    """
    sheets = tuple(
        draw_sheet(catalogue, form, unit, year, before)
        for form in catalogue.forms
        if form.expected_from <= year
    )
    return Template(unit, year, catalogue.edition, tuple(filter(_asks_for_anything, sheets)))


def reporting_units(catalogue: Catalogue, year: int) -> tuple[Area, ...]:
    """The region and the cities that existed in ``year``, in the catalogue's order."""
    return tuple(unit for unit in (catalogue.region, *catalogue.cities) if _existed(unit, year))


def formal_name(unit: Area) -> str:
    """The office that reports: the first alias that begins with the full name of the area."""
    full = unit.name.zh
    return next((name for name in unit.aliases if name.startswith(full) and name != full), full)


def _existed(unit: Area, year: int) -> bool:
    return unit.valid_from.year <= year and (unit.valid_to is None or year <= unit.valid_to.year)


def _asks_for_anything(sheet: Sheet) -> bool:
    return sheet.form.kind != "table" or any(line.is_asked for line in sheet.lines)


def draw_sheet(
    catalogue: Catalogue, form: Form, unit: Area, year: int, before: Mapping[str, Accepted]
) -> Sheet:
    """One form of ``unit``, whether or not it owes it."""
    indicators = {i.code: i for i in catalogue.lines_of(form.code)}
    lines = tuple(
        Line(
            indicator,
            _depth(indicator, indicators),
            _is_asked(indicator, unit, indicators),
            before.get(indicator.code),
        )
        for indicator in indicators.values()
    )
    inks = {part.form: part.ink for part in catalogue.edition.parts if part.form}
    return Sheet(
        form,
        inks.get(form.code, DEFAULT_INK),
        _titles(form, unit, year),
        lines,
        tuple(_within(catalogue.relations, lines)),
    )


def _titles(form: Form, unit: Area, year: int) -> tuple[Title, ...]:
    """Figures stand for the end of the year unless their unit says otherwise."""
    ref_date = Title(REF, f"{year:04}-12-31", is_open=True)
    return (
        Title(FORM, form.table_no),
        Title(UNIT, f"{unit.code} {formal_name(unit)}"),
        Title(YEAR, f"{year:04}"),
        Title(STATED, is_open=True),
        *((ref_date,) if form.kind == "table" else ()),
    )


def _depth(indicator: Indicator, on_form: Mapping[str, Indicator]) -> int:
    whole = on_form.get(indicator.parent or "")
    return 1 + _depth(whole, on_form) if whole else 0


def _is_asked(indicator: Indicator, unit: Area, on_form: Mapping[str, Indicator]) -> bool:
    """A city is asked for every line; the region for its own, and for rates made of them."""
    if unit.kind != REGION_KIND or indicator.region_reports:
        return True
    parts = (indicator.ratio.numerator, indicator.ratio.denominator) if indicator.ratio else ()
    return bool(parts) and all(on_form[p].region_reports for p in parts if p in on_form)


def _within(relations: Iterable[Relation], lines: Iterable[Line]) -> Iterable[Relation]:
    asked = {line.indicator.code for line in lines if line.is_asked}
    return (r for r in relations if asked.issuperset(term.indicator for term in r.terms))
