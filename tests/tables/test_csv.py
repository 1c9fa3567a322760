"""A printed table as CSV: heads in two languages, parts side by side, nothing that computes."""

from __future__ import annotations

import csv
import io

import pytest

from pipeline.tables.csv import csv_name, table_csv
from pipeline.tables.model import Cell, Column, Row, Spanner, Table, TablePart
from pipeline.vocabulary import Text

NONE = Text("", "")


def column(zh: str, en: str, number: int, unit: Text = NONE) -> Column:
    return Column(Text(zh, en), unit, number, 1.0)


def row(zh: str, en: str, *cells: Cell, unit: Text = NONE) -> Row:
    return Row("city", Text(zh, en), cells, unit=unit)


def table(*parts: TablePart, unit: Text = NONE, has_units: bool = False) -> Table:
    return Table(
        "3-1",
        Text("平台", "Platforms"),
        unit,
        Text("地区", "Area"),
        "portrait",
        parts,
        (),
        has_units,
    )


def part(cells: list[Cell], head: Column, spanners: tuple[Spanner, ...] = ()) -> TablePart:
    labels = (("南宁", "Nanning"), ("柳州", "Liuzhou"))
    rows = tuple(row(zh, en, cell) for (zh, en), cell in zip(labels, cells, strict=False))
    return TablePart(spanners, (head,), rows)


def lines(made: Table) -> list[list[str]]:
    content = table_csv(made)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_file_has_the_number_of_the_table():
    assert csv_name(table()) == "table-3-1.csv"


def test_heads_stand_in_two_languages_with_spanner_and_unit():
    span = (Spanner(Text("其中", "Of which"), 0, 1),)
    made = table(part([Cell("1")], column("中心", "Centres", 1), span), unit=Text("个", "unit"))
    assert lines(made)[:2] == [
        ["地区", "", "其中 / 中心（个）"],
        ["", "Area", "Of which / Centres (unit)"],
    ]


def test_parts_stand_side_by_side():
    made = table(
        part([Cell("1"), Cell("2")], column("甲", "A", 1)),
        part([Cell("3"), Cell("4")], column("乙", "B", 2)),
    )
    assert lines(made)[2:] == [["南宁", "Nanning", "1", "3"], ["柳州", "Liuzhou", "2", "4"]]


def test_parts_with_other_rows_are_refused():
    other = TablePart((), (column("乙", "B", 2),), (row("桂林", "Guilin", Cell("1")),))
    with pytest.raises(ValueError, match="3-1"):
        table_csv(table(part([Cell("1"), Cell("2")], column("甲", "A", 1)), other))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (Cell("8 960 403".replace(" ", "\u00a0")), "8960403"),
        (Cell("\u22120.7"), "-0.7"),
        (Cell("3\u00a0000", ">"), ">3000"),
        (Cell("—", kind="symbol"), "—"),
        (Cell("", kind="blank"), ""),
        (Cell("南宁", kind="text", english="Nanning"), "南宁 / Nanning"),
        (Cell("=1+1", kind="text"), "'=1+1"),
        (Cell("+86", kind="text"), "'+86"),
        (Cell("-", kind="text"), "'-"),
        (Cell("-5", kind="text"), "-5"),
        (Cell("-1+cmd", kind="text"), "'-1+cmd"),
        (Cell("-inf", kind="text"), "'-inf"),
        (Cell("@SUM(A1)", kind="text"), "'@SUM(A1)"),
        (Cell("\t=1", kind="text"), "'\t=1"),
        (Cell("\r=1", kind="text"), "'\r=1"),
        (Cell("＝1", kind="text"), "'＝1"),
        (Cell("a=1", kind="text"), "a=1"),
    ],
)  # fmt: skip
def test_a_cell_is_written_as_printed_but_computes_nothing(cell, written):
    assert lines(table(part([cell], column("甲", "A", 1))))[2][2] == written


def test_a_label_computes_nothing_either():
    made = table(TablePart((), (column("甲", "A", 1),), (row("=A1", "+B", Cell("1")),)))
    assert lines(made)[2][:2] == ["'=A1", "'+B"]


def test_flags_have_a_column_where_there_are_any():
    made = table(
        part([Cell("1", flag="p"), Cell("2")], column("甲", "A", 1)),
        part([Cell("3"), Cell("4")], column("乙", "B", 2)),
    )
    assert lines(made)[0] == ["地区", "", "甲", "标志", "乙"]
    assert [line[3] for line in lines(made)[2:]] == ["p", ""]


def test_units_of_rows_have_a_column_and_rows_that_only_head_others_are_empty():
    rows = (
        row("文化", "Culture"),
        row("节庆", "Festivals", Cell("1"), unit=Text("个", "item")),
    )
    made = table(TablePart((), (column("2024年", "2024", 1),), rows), has_units=True)
    assert lines(made) == [
        ["地区", "", "单位", "2024年"],
        ["", "Area", "Unit", "2024"],
        ["文化", "Culture", "", ""],
        ["节庆", "Festivals", "个 / item", "1"],
    ]
