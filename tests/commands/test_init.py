"""Opening a year: what is made, what is left alone, and that the year then works."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from pipeline.catalogue import load
from pipeline.commands.opening import add_year, rolled_on
from tests.commands.conftest import DATA

EDITION = load(DATA / "catalogue").edition


@pytest.mark.parametrize(
    ("deadlines", "year", "expected"),
    [
        ({2024: date(2025, 2, 28)}, 2025, date(2026, 2, 28)),
        ({2023: date(2024, 2, 29)}, 2024, date(2025, 2, 28)),
        ({2026: date(2027, 2, 28)}, 2027, date(2028, 2, 29)),
        ({2024: date(2025, 3, 15)}, 2025, date(2026, 3, 15)),
        ({2024: date(2025, 3, 31)}, 2027, date(2028, 3, 31)),
        ({2022: date(2023, 3, 1), 2024: date(2025, 3, 15)}, 2023, date(2024, 3, 1)),
        ({2024: date(2025, 3, 15)}, 2023, None),
        ({}, 2025, None),
    ],
)
def test_the_deadline_before_is_rolled_on(deadlines, year, expected):
    assert rolled_on(replace(EDITION, deadlines=deadlines), year) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"year,deadline,closed_on\n", b"year,deadline,closed_on\n2025,2026-02-28,\n"),
        (b"y,d,c\n2024,,\n", b"y,d,c\n2024,,\n2025,2026-02-28,\n"),
        (b"y,d,c\r\n2024,,\r\n", b"y,d,c\r\n2024,,\r\n2025,2026-02-28,\r\n"),
        (b"\xef\xbb\xbfy,d,c\n2024,,", b"\xef\xbb\xbfy,d,c\n2024,,\n2025,2026-02-28,\n"),
        (b'y,d,c\n"2024",,\n"2026",,\n', b'y,d,c\n"2024",,\n2025,2026-02-28,\n"2026",,\n'),
    ],
    ids=["no year", "the next", "CRLF", "no line end", "between two"],
)
def test_every_other_byte_of_the_file_stays(tmp_path, before, after):
    (tmp_path / "edition_years.csv").write_bytes(before)
    assert add_year(tmp_path, 2025, date(2026, 2, 28))
    assert (tmp_path / "edition_years.csv").read_bytes() == after
    assert not add_year(tmp_path, 2025, date(2027, 1, 1))
    assert (tmp_path / "edition_years.csv").read_bytes() == after


@pytest.fixture
def opened(collected, ask):
    """2025, opened after two cities have reported on 2024."""
    return ask("init", "2025")


def test_every_unit_gets_a_folder_and_a_template(opened, data):
    folders = sorted(path.name for path in (data / "raw/2025").iterdir())
    assert (opened["folders"], opened["templates"]) == (15, 15)
    assert folders[:2] == ["450000_全区", "450100_南宁"]
    assert len(list((data / "out/2025/internal/templates").glob("*.xlsx"))) == 15


def test_the_accepted_figures_are_rolled_on(opened, data):
    book = openpyxl.load_workbook(data / "out/2025/internal/templates/450100_南宁市_2025.xlsx")
    rows = [[cell.value for cell in row] for row in book["民统4表"].iter_rows()]
    at = next(row.index("上年") for row in rows if "上年" in row)
    assert next(row[at] for row in rows if str(row[0]) == "401") == 23542


def test_the_year_is_open_then(opened, run):
    assert run("status", "2025").exit_code == 0
    assert run("collect", "2025").exit_code == 0
    assert opened["deadline"] == "2026-02-28"


def test_again_it_makes_nothing_and_changes_nothing(opened, data, ask):
    def snapshot():
        return {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in data.rglob("*") if p.is_file()}

    before = snapshot()
    again = ask("init", "2025")
    assert (again["folders"], again["templates"]) == (0, 0)
    assert (again["folders_kept"], again["templates_kept"]) == (15, 15)
    assert snapshot() == before


def test_what_is_there_under_another_name_is_kept(collected, data, ask):
    for name in ("南宁市", "450200", "450300桂林市"):
        (data / "raw/2025" / name).mkdir(parents=True)
    assert ask("init", "2025")["folders"] == 12
    assert not list((data / "raw/2025").glob("450100*"))


def test_a_template_that_is_missing_is_made_and_a_filled_one_is_kept(opened, data, ask):
    templates = data / "out/2025/internal/templates"
    (templates / "450100_南宁市_2025.xlsx").unlink()
    (templates / "450200_柳州市_2025.xlsx").write_bytes(b"filled in")
    assert ask("init", "2025")["templates"] == 1
    assert (templates / "450200_柳州市_2025.xlsx").read_bytes() == b"filled in"


def test_a_deadline_that_is_there_is_not_touched(data, ask):
    before = (data / "catalogue/edition_years.csv").read_bytes()
    assert ask("init", "2024")["deadline"] == "2025-02-28"
    assert (data / "catalogue/edition_years.csv").read_bytes() == before


def test_a_year_in_which_nothing_is_owed_is_not_opened(data, run):
    before = sorted(data.rglob("*"))
    ended = run("init", "2021")
    assert ended.exit_code == 2
    assert "2022" in ended.stderr
    assert sorted(data.rglob("*")) == before


def test_a_template_filled_in_comes_back_as_every_form(opened, data, run, ask):
    """From the template of the year to its board, without a step between."""
    template = data / "out/2025/internal/templates/450100_南宁市_2025.xlsx"
    book = openpyxl.load_workbook(template)
    sheet = book["民统4表"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    header = next(n for n, row in enumerate(rows) if "本年" in row)
    this, last = rows[header].index("本年"), rows[header].index("上年")
    for number in range(header + 1, len(rows)):
        if str(rows[number][0]).isdigit():
            sheet.cell(number + 1, this + 1).value = rows[number][last]
    book.save(data / "raw/2025/450100_南宁/民族统计.xlsx")
    told = ask("collect", "2025")
    assert (told["new"], told["rejected"]) == (1, 0)
    board = ask("status", "2025")["board"]
    assert [(e["area"], e["form"]) for e in board if e["state"] != "missing"] == [("450100", "MT4")]
