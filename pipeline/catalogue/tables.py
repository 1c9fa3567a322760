"""Reads the table programme: which tables the book prints and what stands in their columns."""

from __future__ import annotations

from pathlib import Path

from pipeline.catalogue.model import TableColumn, TableSpec
from pipeline.catalogue.reading import read_rows
from pipeline.catalogue.rows import Entry, Row, unique
from pipeline.vocabulary import Measure

TABLE_COLUMNS = (
    *("table", "part", "layout", "title_zh", "title_en", "unit_zh", "unit_en"),
    *("orientation", "with_classes", "note_zh", "note_en"),
)
COLUMN_COLUMNS = (
    *("table", "ordinal", "part", "indicator", "measure", "head_zh", "head_en", "unit_zh"),
    *("unit_en", "spanner_zh", "spanner_en", "indent", "hashed", "scale", "decimals"),
)


def read_columns(folder: Path) -> tuple[Entry[TableColumn], ...]:
    """``table_columns.csv``: one column (or, where indicators are rows, one row) of a table."""
    rows = read_rows(folder, "table_columns.csv", COLUMN_COLUMNS)
    unique(rows, "table", "ordinal")
    return tuple(Entry(_column(row), row) for row in rows)


def read_tables(
    folder: Path, columns: tuple[Entry[TableColumn], ...]
) -> tuple[Entry[TableSpec], ...]:
    """``tables.csv`` in the order of the book, each table with its columns by ordinal."""
    rows = read_rows(folder, "tables.csv", TABLE_COLUMNS)
    unique(rows, "table")
    by_table: dict[str, list[TableColumn]] = {}
    for column in sorted((entry.value for entry in columns), key=lambda c: c.ordinal):
        by_table.setdefault(column.table, []).append(column)
    return tuple(
        Entry(_table(row, tuple(by_table.get(row.text("table"), ()))), row) for row in rows
    )


def _table(row: Row, columns: tuple[TableColumn, ...]) -> TableSpec:
    return TableSpec(
        code=row.filled("table"),
        part=row.integer("part"),
        layout=row.filled("layout"),
        title=row.both("title"),
        unit=row.both("unit", needed=False),
        orientation=row.one_of("orientation", ("portrait", "landscape")),
        with_classes=row.flag("with_classes"),
        note=row.both("note", needed=False),
        columns=columns,
    )


def _column(row: Row) -> TableColumn:
    return TableColumn(
        table=row.filled("table"),
        ordinal=row.integer("ordinal"),
        part=row.integer("part", blank=1),
        indicator=row.filled("indicator"),
        measure=row.one_of("measure", tuple(Measure)),
        head=row.both("head", needed=False),
        unit=row.both("unit", needed=False),
        spanner=row.both("spanner", needed=False),
        indent=row.integer("indent", blank=0),
        hashed=row.flag("hashed"),
        scale=row.integer("scale", blank=1),
        decimals=row.integer_or_none("decimals"),
    )
