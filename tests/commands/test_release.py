"""`pipeline release` and `pipeline freeze`: nothing leaves the house that was not looked at."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import zipfile
from datetime import date

import pytest
import weasyprint

from pipeline.commands import checklist
from pipeline.commands.edition import edition_warehouse
from pipeline.commands.season import open_season
from pipeline.commands.steps import Steps
from pipeline.publish.freeze import accept, freeze, listed
from pipeline.publish.pages import table_pages
from pipeline.publish.printed import keep_printed
from pipeline.workspace import Workspace
from tests.commands.conftest import break_figure

YEAR = 2024


def printed(data) -> None:
    """The files of a build, without the minutes of printing: a book of two pages with bookmarks."""
    season = open_season(data, YEAR, Steps(quiet=True))
    with edition_warehouse(season) as warehouse:
        keep_printed(warehouse, season.workspace, YEAR)
    public = Workspace(data).public(YEAR)
    (public / "data").mkdir(parents=True, exist_ok=True)
    (public / "data" / "datapackage.json").write_text("{}")
    (public / "html").mkdir(exist_ok=True)
    (public / "html" / "index.html").write_text("<p>")
    (public / "yearbook.xlsx").write_bytes(b"xlsx")
    book = "<h1>综合</h1><h2 style='break-before: page; bookmark-level: 2'>3-1 分市平台</h2>"
    weasyprint.HTML(string=book).write_pdf(public / "yearbook.pdf")


@pytest.fixture
def ready(collected, monkeypatch):
    """Printed, and every page taken for a good one: the book here has almost nothing on them."""
    printed(collected)
    monkeypatch.setattr(checklist, "check_layout", lambda _book: [])
    return collected


def corrected(data, run) -> None:
    """Nanning sends another number of party branches; it is received and printed."""
    again = data / "raw/2024/450100/again.csv"
    again.write_bytes((data / "raw/2024/450100/mt2.csv").read_bytes())
    break_figure(again, "209", "7")
    assert run("collect", "2024").exit_code == 0
    printed(data)


def results(answer) -> dict[str, str]:
    return {row["check"]: row["result"] for row in answer["checklist"]}


def test_without_a_book_there_is_no_release(collected, run, ask):
    answer = ask("release", "2024", "--lang", "en")
    assert answer["exit"] == 1
    assert results(answer)["files of the edition"] == "error"
    assert results(answer)["the book is current"] == "error"
    assert not (collected / "releases").exists()


def test_a_page_that_is_not_laid_out_right_refuses_it(ready, ask, monkeypatch):
    monkeypatch.undo()
    answer = ask("release", "2024", "--lang", "en")
    assert answer["exit"] == 1
    assert results(answer)["layout of the pages"] == "error"


def test_the_checklist_alone_writes_nothing(ready, ask):
    answer = ask("release", "2024", "--check", "--lang", "en")
    assert answer["exit"] == 0
    assert results(answer)["disclosure audit"] == "passed"
    assert results(answer)["forms not received"] == "warning"
    assert not (ready / "releases").exists()


def test_a_word_of_the_term_list_in_a_text_of_the_editors_is_told_with_its_line(ready, ask):
    assert (
        results(ask("release", "2024", "--check", "--lang", "en"))["words of the term list"]
        == "passed"
    )
    foreword = ready / "editorial/foreword.md"
    foreword.write_text("# 序 | Foreword\n\n各族同胞和僮族同胞。\n> Text.\n", encoding="utf-8")
    answer = ask("release", "2024", "--check", "--lang", "zh")
    (told,) = [row for row in answer["checklist"] if row["check"] == "规范用语"]
    assert told["result"] != "通过"
    assert "foreword.md:3" in told["found"]
    assert "“僮族”应写作“壮族”" in told["found"]


def test_a_release_holds_every_file_with_its_hash(ready, run):
    assert run("release", "2024").exit_code == 0
    folder = ready / "releases/2024/0001"
    told = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    assert told["is_sample"] is True
    assert {"public/yearbook.pdf", "public/yearbook.xlsx", "notes.md"} <= set(told["files"])
    for name, digest in told["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert "示例数据" in (folder / "notes.md").read_text(encoding="utf-8")


def test_the_archive_holds_what_the_book_was_made_of(ready, run):
    run("release", "2024")
    (path,) = (ready / "out/2024/internal").glob("archive-2024-0001.zip")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        sums = dict(
            reversed(line.split("  ", 1))
            for line in archive.read("SHA256SUMS").decode().splitlines()
        )
        assert set(sums) == set(names) - {"SHA256SUMS"}
        for name, digest in sums.items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    assert {"received/ledger.csv", "catalogue/edition.toml"} <= set(names)


def test_what_changed_since_the_book_was_printed_refuses_it(ready, run, ask):
    again = ready / "raw/2024/450100/again.csv"
    again.write_bytes((ready / "raw/2024/450100/mt2.csv").read_bytes())
    break_figure(again, "209", "7")
    run("collect", "2024")
    assert results(ask("release", "2024", "--lang", "en"))["the book is current"] == "error"


def test_a_second_release_lists_errata_with_table_and_page_and_leaves_the_first_alone(ready, run):
    run("release", "2024")
    first = ready / "releases/2024/0001"
    before = {p: p.read_bytes() for p in first.rglob("*") if p.is_file()}
    corrected(ready, run)
    assert run("release", "2024").exit_code == 0
    with (ready / "releases/2024/0002/errata.csv").open(encoding="utf-8-sig", newline="") as file:
        errata = list(csv.DictReader(file))
    (level,) = [
        e for e in errata
        if (e["area"], e["measure"], e["period"]) == ("南宁", "N", "2024") and e["table"] == "9-1-1"
        and e["corrected"] == "7"
    ]  # fmt: skip
    assert level["printed"] != "7"
    assert {p: p.read_bytes() for p in first.rglob("*") if p.is_file()} == before


def test_a_release_that_was_killed_before_its_archive_is_completed_and_not_made_twice(ready, run):
    run("release", "2024")
    archive = ready / "out/2024/internal/archive-2024-0001.zip"
    archive.unlink()
    assert run("release", "2024").exit_code == 0
    assert archive.exists()
    assert [path.name for path in (ready / "releases/2024").iterdir()] == ["0001"]


def test_pages_are_those_of_the_bookmarks(ready):
    assert table_pages(ready / "out/2024/public/yearbook.pdf") == {"3-1": 2}


def test_a_release_that_was_edited_is_not_believed(ready, run):
    run("release", "2024")
    (ready / "releases/2024/0001/release.json").write_text("{")
    ended = run("release", "2024")
    assert ended.exit_code == 1
    assert "release.json" in ended.stderr


def test_a_frozen_edition_changes_only_with_a_reason(ready, run):
    assert run("freeze", "2024").exit_code == 0
    again = ready / "raw/2024/450100/again.csv"
    again.write_bytes((ready / "raw/2024/450100/mt2.csv").read_bytes())
    break_figure(again, "209", "7")
    refused = run("build", "2024", "--to", "xlsx")
    assert refused.exit_code == 2
    assert "450100 MT2 2024 #2" in refused.stderr
    assert run("build", "2024", "--to", "xlsx", "--reason", "南宁市来函更正").exit_code == 0
    assert run("build", "2024", "--to", "xlsx").exit_code == 0
    listed = json.loads(run("freeze", "2024", "--format", "json").stdout)["changes"]
    assert {row["reason"] for row in listed} == {"南宁市来函更正"}
    assert {"added", "removed"} == {row["change"] for row in listed}


def test_changes_of_a_run_that_was_killed_while_it_listed_them_are_listed_once(tmp_path):
    workspace, day = Workspace(tmp_path), date(2025, 7, 1)
    freeze(workspace, YEAR, {"a": "1"}, day)
    before = (tmp_path / "editions/2024/freeze.json").read_bytes()
    accept(workspace, YEAR, {"a": "2"}, day, "来函更正")
    (tmp_path / "editions/2024/freeze.json").write_bytes(before)
    accept(workspace, YEAR, {"a": "2"}, day, "来函更正")
    assert listed(workspace, YEAR) == [["2025-07-01", "a", "changed", "来函更正"]]


def test_before_the_freeze_no_reason_is_asked_for(ready, run):
    shutil.rmtree(ready / "editions")
    assert run("build", "2024", "--to", "xlsx").exit_code == 0
