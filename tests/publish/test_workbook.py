"""The workbook says what the book says: the same tables, figures as numbers, signs as printed."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from pipeline.commands.publication import publication_of
from pipeline.publish.publication import Publication
from pipeline.publish.workbook import write_workbook
from pipeline.publish.workbook.table_sheet import number_format
from pipeline.tables.joined import joined
from pipeline.tables.model import Cell, Table
from pipeline.tables.writing import read_back
from pipeline.vocabulary import Text
from tests.fakes import fake_catalogue, fake_edition

FRONT = ["封面 Cover", "目录 Contents", "说明 Notes"]
EVIL = '=HYPERLINK("http://x","y")'


@pytest.fixture(scope="module")
def publication() -> Publication:
    return publication_of(fake_edition(fake_catalogue()))


@pytest.fixture(scope="module")
def path(publication: Publication, tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("book") / "yearbook.xlsx"
    assert write_workbook(publication, target) == len(publication.tables)
    return target


@pytest.fixture(scope="module")
def book(path: Path):
    return openpyxl.load_workbook(path)


def body(book, table: Table) -> list[list[object]]:
    """The rows of figures of a sheet, found by the first label."""
    sheet = book[table.number]
    wide = len(joined(table).heads) + (4 if table.has_units_column else 2)
    rows = [[cell.value for cell in row[:wide]] for row in sheet.iter_rows()]
    skip = 7 if joined(table).has_spanners else 6
    return rows[skip : skip + len(joined(table).rows)]


def test_every_table_has_a_sheet_of_its_number_in_the_order_of_the_book(book, publication):
    assert book.sheetnames == [*FRONT, *(table.number for table in publication.tables)]


def test_every_figure_is_a_number_and_every_symbol_stands_as_printed(book, publication):
    for table in publication.tables:
        for row, found in zip(joined(table).rows, body(book, table), strict=True):
            cells = found[-len(joined(table).heads) :]
            for cell, value in zip(row.cells, cells, strict=False):
                number = read_back(cell)
                if number is not None:
                    assert value == pytest.approx(float(number)), (table.number, row.label.zh)
                elif cell.kind == "symbol":
                    assert value == cell.prefix + cell.text + cell.flag


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (Cell("1\u00a0234"), "#,##0;\u2212#,##0"),
        (Cell("12.50"), "#,##0.00;\u2212#,##0.00"),
        (Cell("830", prefix=">"), '">"#,##0;">"\u2212#,##0'),
        (Cell("7.1", flag="er"), '#,##0.0"er";\u2212#,##0.0"er"'),
    ],
)
def test_sign_and_flag_are_part_of_the_number_format(cell, shown):
    assert number_format(cell) == shown


def test_titles_units_and_notes_stand_in_both_languages(book, publication):
    table = next(t for t in publication.tables if t.notes)
    texts = [str(c.value) for row in book[table.number].iter_rows() for c in row if c.value]
    assert f"{table.number}  {table.title.zh}" in texts
    assert table.title.en in texts
    assert any(table.notes[0].zh in text for text in texts)
    assert any(table.notes[0].en in text for text in texts)


def test_the_contents_link_to_every_sheet(book, publication):
    links = {
        cell.hyperlink.location: cell.value
        for row in book["目录 Contents"].iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links == {f"'{t.number}'!A1": t.number for t in publication.tables}


def test_heads_stay_in_view_and_nothing_is_merged(book, publication):
    for table in publication.tables:
        sheet = book[table.number]
        assert sheet.freeze_panes == ("B8" if joined(table).has_spanners else "B7")
        assert not sheet.merged_cells.ranges


def test_a_formula_from_outside_stays_text(publication, tmp_path):
    group = publication.groups[0]
    table = replace(group.tables[0], title=Text(EVIL, EVIL), notes=(Text(EVIL, EVIL),))
    evil = replace(
        publication,
        title=Text(EVIL, EVIL),
        notes=(Text(EVIL, EVIL),),
        groups=(replace(group, tables=(table,)),),
    )
    write_workbook(evil, tmp_path / "evil.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "evil.xlsx"):
        assert not [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_the_same_edition_gives_the_same_bytes(publication, path, tmp_path):
    write_workbook(publication, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


@pytest.mark.office
def test_libreoffice_opens_it_and_finds_the_same_numbers(path, publication, tmp_path):
    office = shutil.which("soffice") or pytest.skip("LibreOffice is not installed")
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    again = openpyxl.load_workbook(tmp_path / path.name)
    assert again.sheetnames[:3] == FRONT
    table = publication.tables[0]
    ours = openpyxl.load_workbook(path)
    assert body(again, table) == body(ours, table)
