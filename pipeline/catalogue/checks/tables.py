"""Checks on forms, parts of the book and the table programme."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.catalogue.checks.indicators import MAX_DECIMALS
from pipeline.catalogue.draft import Draft
from pipeline.catalogue.faults import broken, dangling
from pipeline.catalogue.rows import pairs
from pipeline.errors import CatalogueError
from pipeline.vocabulary import CLASS_KIND

FIGURES = frozenset("ACSX")  # the layouts whose cells are the figures of their columns


def parts_exist(draft: Draft) -> Iterator[CatalogueError]:
    """Forms and tables stand in a part of the book, and a part presents a known form."""
    numbers = {part.number for part, _ in pairs(draft.parts)}
    printed = [(form.part, row) for form, row in pairs(draft.forms)]
    printed += [(table.part, row) for table, row in pairs(draft.tables)]
    for number, row in printed:
        if number is not None and number not in numbers:
            yield dangling(row.at("part"), str(number), "edition.toml")
    forms = {form.code for form, _ in pairs(draft.forms)}
    for part, row in pairs(draft.parts):
        if part.form and part.form not in forms:
            yield dangling(row.at("form"), part.form, "forms.csv")


def columns_exist(draft: Draft) -> Iterator[CatalogueError]:
    """A column belongs to a table and shows an indicator."""
    tables = {entry.value.code for entry in draft.tables}
    codes = {entry.value.code for entry in draft.indicators}
    for column, row in pairs(draft.columns):
        if column.table not in tables:
            yield dangling(row.at("table"), column.table, "tables.csv")
        if column.indicator not in codes:
            yield dangling(row.at("indicator"), column.indicator, "indicators.csv")


def tables_can_be_filled(draft: Draft) -> Iterator[CatalogueError]:
    """A table of figures has columns; a table with classes needs some; scales and decimals fit."""
    classed = any(entry.value.kind == CLASS_KIND for entry in draft.areas)
    for table, row in pairs(draft.tables):
        if table.layout in FIGURES and not table.columns:
            yield broken(
                row.at("table"),
                ("该表没有列", "The table has no columns"),
                ("请在 table_columns.csv 中补上", "Add them to table_columns.csv"),
            )
        if table.with_classes and not classed:
            yield dangling(row.at("with_classes"), CLASS_KIND, "areas.csv")
    for column, row in pairs(draft.columns):
        decimals = column.decimals or 0
        if column.scale < 1 or not 0 <= decimals <= MAX_DECIMALS:
            yield broken(
                row.at("scale" if column.scale < 1 else "decimals"),
                ("值不合理", "The value makes no sense"),
                (
                    f"scale 至少为1，decimals 为0—{MAX_DECIMALS}",
                    f"scale is at least 1, decimals from 0 to {MAX_DECIMALS}",
                ),
            )
