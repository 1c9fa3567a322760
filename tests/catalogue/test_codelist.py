"""The warehouse holds the same catalogue as the loader: both read the same files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.catalogue import load
from pipeline.catalogue.model import Catalogue
from pipeline.warehouse import Warehouse, open_warehouse
from tests.catalogue.conftest import SHIPPED


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(SHIPPED)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory) -> Iterator[Warehouse]:
    path = tmp_path_factory.mktemp("codelist") / "yearbook.duckdb"
    with open_warehouse(path, reads=(SHIPPED,)) as opened:
        opened.materialise("codelist", folder=str(SHIPPED))
        yield opened


def test_every_indicator_is_there_with_its_numbers_and_flags(warehouse, catalogue):
    rows = warehouse.rows("select * from codelist.indicator")
    read = {
        row["id"]: (
            row["name_zh"],
            row["definition_en"],
            row["decimals"],
            row["yoy_limit_pct"],
            row["k"],
            row["mandatory"],
            row["rankable"],
            row["monotone"],
            row["on_form"],
            row["factor"],
        )
        for row in rows
    }
    assert read == {
        i.code: (
            i.name.zh,
            i.definition.en,
            i.decimals,
            i.yoy_limit_pct,
            i.k,
            i.mandatory,
            i.rankable,
            i.monotone,
            i.on_form,
            i.ratio.factor if i.ratio else None,
        )
        for i in catalogue.indicators
    }


def test_every_area_is_there_and_blank_is_null(warehouse, catalogue):
    rows = warehouse.rows("select code, kind, parent, valid_from, tile_row from codelist.area")
    assert sorted(tuple(row.values()) for row in rows) == sorted(
        (a.code, a.kind, a.parent or None, a.valid_from, a.tile_row) for a in catalogue.areas
    )


def test_members_of_classes_are_pairs_of_class_and_city(warehouse, catalogue):
    rows = warehouse.rows("select class, city from codelist.area_member")
    assert {(row["class"], row["city"]) for row in rows} == {
        (area.code, city) for area in catalogue.classes for city in area.members
    }
    assert len(rows) == 28


def test_relations_and_terms_are_there(warehouse, catalogue):
    rows = warehouse.rows('select relation_id, "when", tolerance, binding from codelist.relation')
    assert {tuple(row.values()) for row in rows} == {
        (r.code, r.when or None, r.tolerance, r.binding) for r in catalogue.relations
    }
    rows = warehouse.rows("select * from codelist.relation_term")
    assert {tuple(row.values()) for row in rows} == {
        (r.code, term.indicator, term.lag, term.coefficient)
        for r in catalogue.relations
        for term in r.terms
    }


def test_forms_groups_and_facts_are_there(warehouse, catalogue):
    forms = warehouse.rows("select code, part, expected_from from codelist.form")
    assert {tuple(row.values()) for row in forms} == {
        (form.code, form.part, form.expected_from) for form in catalogue.forms
    }
    groups = warehouse.rows("select number, indicator from codelist.ethnic_group")
    assert {tuple(row.values()) for row in groups} == {
        (group.number, group.indicator) for group in catalogue.ethnic_groups
    }
    (fact,) = warehouse.rows("select * from codelist.area_fact where area = '450000'")
    assert fact["n_ethnic_townships"] == 59
    assert fact["to_year"] is None


def test_columns_of_the_tables_are_there(warehouse, catalogue):
    rows = warehouse.rows('select "table", ordinal, indicator, scale from codelist.table_column')
    assert {tuple(row.values())[:3] for row in rows} == {
        (column.table, column.ordinal, column.indicator)
        for table in catalogue.tables
        for column in table.columns
    }


def test_years_without_a_deadline_are_there_without_one(warehouse, catalogue):
    rows = warehouse.rows("select * from codelist.edition_year")
    assert {row["year"]: row["deadline"] for row in rows if row["deadline"]} == (
        catalogue.edition.deadlines
    )
    assert {row["year"]: row["closed_on"] for row in rows} == catalogue.edition.closings


def test_building_twice_gives_the_same(warehouse):
    before = warehouse.rows("select * from codelist.indicator")
    warehouse.materialise("codelist", folder=str(SHIPPED))
    assert warehouse.rows("select * from codelist.indicator") == before
