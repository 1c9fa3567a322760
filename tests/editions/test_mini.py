"""A small edition with sample data: the same bytes twice, marks on every page, true page numbers."""

from __future__ import annotations

import csv
import io
import re
import shutil
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pipeline.catalogue import load
from pipeline.commands.build import Order, build
from pipeline.commands.report import Report
from pipeline.tables.figures import read_figures
from pipeline.tables.program import program
from pipeline.warehouse import open_warehouse
from tests.editions.book import Book
from tests.workspaces import workspace_in

CITY, YEAR = "450900", 2024


def run(folder: Path, *, draft: bool = False) -> Report:
    return build(folder, YEAR, "en", Order(draft=draft), quiet=True)


def outside(folder: Path) -> dict[str, bytes]:
    """Everything that may leave the house, by its name."""
    public = folder / "out" / str(YEAR) / "public"
    return {str(p.relative_to(public)): p.read_bytes() for p in public.rglob("*") if p.is_file()}


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, dict[str, bytes]]:
    """The edition of one city, and what the first build of two gave out."""
    folder = workspace_in(tmp_path_factory.mktemp("mini"), (YEAR,), (CITY,))
    assert run(folder).exit == 0
    first = outside(folder)
    shutil.rmtree(folder / "out")
    assert run(folder).exit == 0
    return Book(folder / "out" / str(YEAR)), first


def test_building_again_gives_the_same_bytes_of_every_file(mini):
    book, first = mini
    again = outside(book.folder.parent.parent)
    assert again.keys() == first.keys()
    assert [name for name, content in again.items() if content != first[name]] == []
    assert {"yearbook.pdf", "yearbook.xlsx", "html/index.html"} <= set(first)


def test_the_public_copy_is_the_same_book(mini):
    book, first = mini
    assert book.path.read_bytes() == first["yearbook.pdf"]


def test_a_table_has_the_same_number_in_book_workbook_pages_and_data(mini):
    book, files = mini
    marks = {title.split(" ")[0] for _, title, _ in book.bookmarks}
    book_tables = {n for n in marks if re.fullmatch(r"[1-9]-\d+(-1)?", n)}
    sheets = openpyxl.load_workbook(io.BytesIO(files["yearbook.xlsx"]), read_only=True).sheetnames
    pages = {Path(name).stem for name in files if re.fullmatch(r"html/tables/[1-9].*\.csv", name)}
    tidy = {
        Path(name).stem.removeprefix("table-") for name in files if name.startswith("data/tables/")
    }
    assert set(sheets[3:]) == book_tables
    assert pages == book_tables
    assert tidy <= book_tables
    assert len(tidy) > 5


def test_every_sheet_of_the_workbook_prints_what_the_table_prints(mini):
    _, files = mini
    tidy = {name: files[name] for name in files if name.startswith("data/tables/")}
    workbook = openpyxl.load_workbook(io.BytesIO(files["yearbook.xlsx"]), read_only=True)
    for name, content in tidy.items():
        number = Path(name).stem.removeprefix("table-")
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        values = [float(row["value"]) for row in rows if row["value"]]
        shown = [c for row in workbook[number].iter_rows(values_only=True) for c in row]
        assert [v for v in values if v not in shown] == [], number


def test_every_page_says_that_the_data_are_samples(mini):
    book, _ = mini
    assert [n for n, text in enumerate(book.pages[:-1], 1) if "SAMPLE" not in text] == []


def test_the_contents_name_the_pages_on_which_parts_and_tables_begin(mini):
    book, _ = mini
    pages = {title: page + 1 for _, title, page in book.bookmarks}
    first, last = pages["目录"], pages["第一篇 综合"]
    contents = " ".join(book.pages[first - 1 : last - 1])
    tables = {t.split(" ")[0]: p for t, p in pages.items() if re.match(r"[1-8A]-\d+ ", t)}
    assert len(tables) > 5
    missing = [
        n for n, p in tables.items() if not re.search(rf"(?<![\d-]){n} \D.*? {p}\b", contents)
    ]
    assert missing == []


def test_bookmarks_lead_to_the_city_and_to_its_table(mini):
    book, _ = mini
    titles = [title for _, title, _ in book.bookmarks]
    assert "玉林市" in titles
    assert "9-9-1 玉林市主要指标（2024年）" in titles


def test_the_run_is_recorded_with_its_inputs(mini):
    book, _ = mini
    record = (book.folder / "internal" / "run.json").read_text("utf-8")
    assert '"sha256"' in record
    assert '"exit": 0' in record


def test_every_row_of_every_table_is_printed_as_it_is_published(mini):
    book, _ = mini
    titles = {title.split(" ")[0]: title for _, title, _ in book.bookmarks}
    catalogue = load(book.folder.parent.parent / "catalogue")
    with open_warehouse(book.folder.parent / "yearbook.duckdb", read_only=True) as warehouse:
        tables = program(catalogue, read_figures(warehouse), YEAR)
    missing, n_rows = [], 0
    for table in tables:
        text = compact(book.chapter(titles[table.number]))
        for row in (row for part in table.parts for row in part.rows):
            figures = "".join(c.prefix + c.text + c.flag for c in row.cells if c.address)
            n_rows += bool(figures)
            if compact(figures) not in text:
                missing.append((table.number, row.label.zh, figures))
    assert n_rows > 80
    assert missing == []


def test_every_figure_of_the_data_file_is_the_published_one(mini):
    book, _ = mini
    with open_warehouse(book.folder.parent / "yearbook.duckdb", read_only=True) as warehouse:
        published = {figure.address: figure for figure in read_figures(warehouse)}
    listed = {
        (r["REF_AREA"], r["INDICATOR"], r["TRANSFORMATION"], int(r["TIME_PERIOD"])): r
        for r in book.observations
    }
    assert listed.keys() == published.keys()
    for address, row in listed.items():
        figure = published[address]
        assert (Decimal(row["OBS_VALUE"]) if row["OBS_VALUE"] else None) == figure.value
        assert (row["OBS_STATUS"], row["CONF_STATUS"]) == (figure.status, figure.conf)


def compact(text: str) -> str:
    return "".join(text.split())


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A workspace in which a total of the city is one too large."""
    folder = workspace_in(tmp_path, (YEAR,), (CITY,))
    form = folder / "raw" / str(YEAR) / CITY / "mt2.csv"
    lines = form.read_bytes().split(b"\r\n")
    at = next(i for i, line in enumerate(lines) if line.startswith(b"201,"))
    cells = lines[at].split(b",")
    cells[3] = str(int(cells[3]) + 1).encode()
    lines[at] = b",".join(cells)
    form.write_bytes(b"\r\n".join(lines))
    return folder


def test_an_open_error_stops_the_book(wrong):
    stopped = run(wrong)
    out = wrong / "out" / str(YEAR)
    assert stopped.exit == 1
    assert "玉林市" in stopped.lines[0].zh
    assert not (out / "yearbook.pdf").exists()
    assert (out / "internal" / "findings.csv").exists()


@pytest.mark.slow
def test_a_draft_says_so_on_every_page(wrong):
    """As every page of the sample edition says SAMPLE, which the quick suite looks at."""
    run(wrong, draft=True)
    pages = Book(wrong / "out" / str(YEAR)).pages
    assert [n for n, text in enumerate(pages[:-1], 1) if "DRAFT" not in text] == []


def facts(report: Report) -> dict[str, object]:
    return {key: value for key, _, value in report.facts}


@pytest.fixture
def copy(mini, tmp_path: Path) -> Path:
    """The workspace as it was left, with its cache, to change something in it."""
    book, _ = mini
    return Path(shutil.copytree(book.folder.parent.parent, tmp_path / "copy"))


def test_a_build_of_which_nothing_changed_is_not_made_again(copy):
    before = outside(copy)
    report = run(copy)
    assert report.exit == 0
    assert report.lines[0].en == "Nothing has changed since the last build: all is as it was."
    assert outside(copy) == before


def test_what_was_lost_is_made_again(copy):
    (copy / "out" / str(YEAR) / "public" / "yearbook.xlsx").unlink()
    assert run(copy).exit == 0
    assert "yearbook.xlsx" in outside(copy)


def test_a_changed_foreword_sets_one_chapter_again_with_the_bytes_of_a_fresh_build(copy):
    foreword = copy / "editorial" / "foreword.md"
    foreword.write_text(foreword.read_text("utf-8").replace("年鉴", "统计年鉴", 1), "utf-8")
    told = facts(run(copy))
    assert told["reused"] > 10 * told["made"]
    cached = outside(copy)
    assert build(copy, YEAR, "en", Order(fresh=True), quiet=True).exit == 0
    assert outside(copy) == cached
