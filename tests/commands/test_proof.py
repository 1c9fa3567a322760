"""`pipeline proof`: numbered, dated, collated with the one before, with a list to read it by."""

from __future__ import annotations

import openpyxl
import pytest
import weasyprint

from pipeline.publish.proofs.ledger import proofs
from pipeline.workspace import Workspace
from pipeline.yearbook import book
from tests.commands.conftest import break_figure

PAGES = "<section>{stamp}</section><section style='break-before: page'><h2>3-1</h2>{n}</section>"
STYLE = "<style>@page { size: A4; margin: 32mm } h2 { bookmark-level: 1 }</style>"


@pytest.fixture
def press(monkeypatch):
    """Prints a book of two pages, without the minutes: the stamp, and one figure of Nanning."""

    def print_book(model, _bound, target, _cache, _tell):
        figure = model.figures.get("450100", "209", model.year)
        text = PAGES.format(stamp=f"{model.stamp.zh} {model.stamp.en}", n=figure.value.normalize())
        target.parent.mkdir(parents=True, exist_ok=True)
        weasyprint.HTML(string=STYLE + text).write_pdf(target)

    monkeypatch.setattr(book, "print_book", print_book)


def test_the_first_proof_is_all_new_and_says_so_nowhere_else(collected, press, ask):
    answer = ask("proof", "2024", "--lang", "en")
    assert answer["exit"] == 0
    assert (answer["proof"], answer["new"], answer["pages"]) == (1, 2, [])
    (kept,) = proofs(Workspace(collected), 2024)
    assert kept.path == Workspace(collected).editions(2024) / "proofs" / kept.path.name
    sheet = openpyxl.load_workbook(answer["paths"][1])["校对清单 Pages"]
    assert sheet["C6"].value == "3-1"


def test_the_second_names_the_page_and_the_line_that_changed(collected, press, run, ask):
    ask("proof", "2024")
    again = collected / "raw/2024/450100/again.csv"
    again.write_bytes((collected / "raw/2024/450100/mt2.csv").read_bytes())
    break_figure(again, "209", "7")
    assert run("collect", "2024").exit_code == 0
    answer = ask("proof", "2024", "--lang", "en")
    assert (answer["proof"], answer["same"], answer["text"]) == (2, 1, 1)
    (page,) = answer["pages"]
    assert (page["page"], page["what stands here"]) == ("2", "3-1")
    assert page["lines"].endswith("→ 7")
    assert ask("diff", "2024", "--proof", "1", "--lang", "en")["pages"] == [page]


def test_a_release_remarks_that_no_proof_has_its_figures(collected, press, ask):
    def found() -> str:
        checklist = ask("release", "2024", "--check", "--lang", "en")["checklist"]
        return next(row["result"] for row in checklist if row["check"] == "proof")

    assert found() == "warning"
    ask("proof", "2024")
    assert found() == "passed"


def test_a_proof_that_is_not_there_cannot_be_compared(collected, press, run):
    run("proof", "2024")
    result = run("diff", "2024", "--proof", "1")
    assert result.exit_code == 2
    assert "没有可以对照的校样 1" in result.stderr


def test_a_damaged_proof_is_named(collected, press, run):
    run("proof", "2024")
    (kept,) = proofs(Workspace(collected), 2024)
    kept.path.write_bytes(b"no longer a book")
    result = run("proof", "2024")
    assert result.exit_code == 1
    assert kept.path.name in result.stderr
