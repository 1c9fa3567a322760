"""The tables of the HTML edition as CSV: every cell, plain numbers, nothing that is a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from pipeline.commands.site import site_of
from pipeline.publish.web import write_site
from pipeline.publish.web.downloads import harmless, table_csv
from pipeline.publish.web.joining import joined
from pipeline.publish.web.model import Site
from pipeline.tables.model import Cell, Column, Row, Spanner, Table, TablePart
from pipeline.vocabulary import NOTHING, Text
from tests.publish.test_web import edition


@pytest.fixture(scope="module")
def site() -> Site:
    return site_of(edition())


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("public") / "html"
    write_site(site, target)
    return target


def rows_of(folder: Path, site: Site, number: str) -> tuple[Table, list[list[str]]]:
    table = next(t.table for t in site.tables() if t.table.number == number)
    text = (folder / "tables" / f"{number}.csv").read_bytes().decode("utf-8-sig")
    return table, list(csv.reader(io.StringIO(text, newline="")))


def plain(cell: Cell) -> str:
    number = cell.text.replace("\u00a0", "").replace("\u2212", "-")
    return (number if cell.kind == "number" else f"{cell.text} {cell.english}").strip()


def test_a_download_holds_every_cell_with_its_marks(folder, site):
    for item in site.tables():
        table, (heads, *lines) = rows_of(folder, site, item.table.number)
        part = joined(table)
        assert len(lines) == len(part.rows)
        for row, line in zip(part.rows, lines, strict=True):
            assert len(line) == len(heads)
            told = line[4:] if table.has_units_column else line[2:]
            for cell in row.cells if row.kind != "heading" else ():
                assert told.pop(0) in (plain(cell), harmless(plain(cell)), "'" + plain(cell))
                if told and (cell.prefix or cell.flag):
                    assert told.pop(0) == cell.prefix + cell.flag
                elif told and heads[len(heads) - len(told)].endswith("标记 mark"):
                    assert told.pop(0) == ""


def test_a_download_begins_with_the_mark_of_utf_8(folder):
    for path in (folder / "tables").glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def small(*rows: Row, columns: tuple[Column, ...] = (), parts: int = 1) -> Table:
    columns = columns or (Column(Text("数", "Number"), NOTHING, 1, 3),)
    part = TablePart((Spanner(Text("合计", "Total"), 0, 1),), columns, rows)
    return Table(
        "1-1", Text("题", "Title"), NOTHING, Text("地区", "Area"), "portrait", (part,) * parts, ()
    )


@pytest.mark.parametrize("start", ["=1+1", "+1", "-x", "@sum", "\tx", "\rx"])
def test_no_word_of_a_download_is_a_formula(start):
    table = small(Row("city", Text(start, start), (Cell(start, kind="text"),)))
    line = list(csv.reader(io.StringIO(table_csv(table).decode("utf-8-sig"), newline="")))[1]
    assert line == [f"'{start}"] * 3


def test_a_negative_number_stays_a_number():
    table = small(Row("city", Text("南宁", "Nanning"), (Cell("\u22121\u00a0234.5", flag="r"),)))
    line = list(csv.reader(io.StringIO(table_csv(table).decode("utf-8-sig"))))[1]
    assert line == ["南宁", "Nanning", "-1234.5", "r"]


def test_parts_of_a_table_stand_side_by_side_and_a_broken_head_is_whole():
    part = joined(small(Row("city", Text("南宁", "Nanning"), (Cell("7"),)), parts=2))
    assert [cell.text for cell in part.rows[0].cells] == ["7", "7"]
    assert part.spanners == (Spanner(Text("合计", "Total"), 0, 2),)
