"""The programme that is shipped: everything public has its table, and an edition is numbered."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from pipeline.catalogue import load
from pipeline.catalogue.model import Catalogue
from pipeline.tables.figures import Figures
from pipeline.tables.model import Table
from pipeline.tables.program import LAYOUTS, build_city_table, program
from pipeline.tables.widths import room_mm
from tests.fakes import fake_figures
from tests.tables.small import catalogue, of_cities, spec

ROOT = Path(__file__).resolve().parents[2]
CITY_LAYOUTS = {"C", "S", "X", "census"}


@cache
def shipped() -> Catalogue:
    return load(ROOT / "data" / "catalogue")


@cache
def edition() -> tuple[Table, ...]:
    return program(shipped(), fake_figures(shipped(), 2024), 2024)


def test_every_layout_of_the_programme_can_be_built():
    assert {table.layout for table in shipped().tables} <= set(LAYOUTS)


def test_every_public_line_stands_in_a_table_by_city_of_its_part():
    places = shipped()
    parts = {form.code: form.part for form in places.forms}
    printed = {
        (table.part, column.indicator)
        for table in places.tables
        if table.layout in CITY_LAYOUTS
        for column in table.columns
    }
    public = [
        i for i in places.indicators if i.on_form and i.release == "public" and not i.register
    ]
    assert [i.code for i in public if (parts[i.form], i.code) not in printed] == []


def test_nothing_internal_is_in_the_programme():
    codes = {column.indicator for table in shipped().tables for column in table.columns}
    assert {shipped().indicator(code).release for code in codes} == {"public"}


def test_what_was_rounded_when_computed_is_not_rounded_again():
    columns = [column for table in shipped().tables for column in table.columns]
    quotients = [
        c for c in columns if c.measure != "N" or shipped().indicator(c.indicator).kind == "ratio"
    ]
    assert {(c.decimals, c.scale) for c in quotients} == {(None, 1)}


def test_a_scaled_column_says_so_in_its_unit():
    columns = [column for table in shipped().tables for column in table.columns]
    assert all(c.unit.zh and c.decimals is not None for c in columns if c.scale > 1)


def test_titles_are_unlike_each_other():
    titles = Counter(table.title.zh for table in shipped().tables)
    assert titles.most_common(1)[0][1] == 1


def test_tables_are_numbered_by_position_without_gaps():
    by_part: dict[str, list[int]] = {}
    for table in edition():
        part, _, position = table.number.partition("-")
        by_part.setdefault(part, []).append(int(position))
    assert list(by_part) == [str(part) for part in range(1, 9)]
    assert all(found == list(range(1, len(found) + 1)) for found in by_part.values())


def test_a_table_left_out_leaves_no_gap_and_codes_stay():
    left_out = replace(spec("X", "206"), code="3-1")
    places = catalogue(tables=(left_out, replace(spec("X", "201"), code="3-2")))
    (table,) = program(places, Figures(of_cities("201", 1, 2, 3, 4)), 2024)
    assert (table.number, table.code) == ("3-1", "3-2")


def test_most_of_the_programme_is_printed_when_all_cities_report():
    codes = {table.code for table in edition()}
    missing = [table.code for table in shipped().tables if table.code not in codes]
    assert missing == ["1-5", "2-6"]  # the warehouse alone computes average growth and shares


@pytest.mark.parametrize("table", edition(), ids=lambda table: table.code)
def test_every_row_fits_its_columns(table: Table):
    for part in table.parts:
        assert {len(r.cells) for r in part.rows} == {len(part.columns)}
        assert all(s.start + s.span <= len(part.columns) for s in part.spanners)


@pytest.mark.parametrize("table", edition(), ids=lambda table: table.code)
def test_every_part_fits_its_page(table: Table):
    for part in table.parts:
        room = room_mm(part.rows, table.orientation, units=table.has_units_column)
        wide = sum(column.weight for column in part.columns)
        text = any(cell.kind == "text" for r in part.rows for cell in r.cells)
        assert wide <= room or len(part.columns) == 1 or text


@pytest.mark.parametrize("table", edition(), ids=lambda table: table.code)
def test_every_number_by_area_can_be_traced(table: Table):
    spec_ = next((s for s in shipped().tables if s.code == table.code), None)
    if spec_ is None or spec_.layout not in {"A", "C", "S", "X"}:
        return
    cells = [c for part in table.parts for r in part.rows for c in r.cells if c.kind == "number"]
    assert cells
    assert all(cell.address.count("/") == 3 for cell in cells)


def test_no_name_in_the_programme_is_longer_than_a_head_can_bear():
    columns = [column for table in shipped().tables for column in table.columns]
    assert max(len(column.head.zh) for column in columns) <= 12


def test_every_city_has_its_table():
    places, figures = shipped(), fake_figures(shipped(), 2024)
    for city in places.cities:
        table = build_city_table(city, places, figures, 2024, "9-1-1")
        assert len(table.parts) == 1
        assert len(table.parts[0].rows) > 90


def test_an_edition_without_figures_has_its_lists_only():
    tables = program(shipped(), Figures([]), 2024)
    assert [t.code for t in tables] == ["1-1", "1-8", "1-9"]


def test_lists_take_no_columns_and_tables_of_figures_do():
    lists = {table.layout for table in shipped().tables if not table.columns}
    assert lists == {"divisions", "autonomous_counties", "ethnic_townships", "availability"}
