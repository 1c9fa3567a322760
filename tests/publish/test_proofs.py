"""Proofs: which page became which, and what differs on it."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
import weasyprint
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.proofs.checklist import write_checklist
from pipeline.publish.proofs.collation import Change, collate
from pipeline.publish.proofs.leaves import Leaf, read_leaves
from pipeline.publish.proofs.ledger import next_proof, proofs
from pipeline.vocabulary import Text
from pipeline.workspace import Workspace

STYLE = """
<style>
@page { size: A4; margin: 32mm 20mm 25mm 22mm;
  @top-left { content: "校样 %d"; font-size: 7pt; height: 5mm; margin: 12mm 0 15mm;
    vertical-align: top } }
@page :left { margin: 32mm 22mm 25mm 20mm }
section { break-before: page } h2 { font-size: 12pt; bookmark-level: 1 }</style>
"""
POPULATION = "<h2>2-1 人口</h2><p>南宁 10</p><p>柳州 20</p>"
SCHOOLS = "<h2>5-1 学校</h2><p>南宁 3</p><p>柳州 4</p>"
EVENTS = "<h2>6-1 活动</h2><p>南宁 5</p>"
SQUARE = "<svg width='50' height='50'><rect width='%d' height='40' fill='navy'/></svg>"


@pytest.fixture
def book(tmp_path):
    """A proof whose pages are these, read again."""

    def made(number: int, *pages: str) -> list[Leaf]:
        path = tmp_path / f"{number}.pdf"
        sections = "".join(f"<section>{page}</section>" for page in pages)
        weasyprint.HTML(string=STYLE % number + sections).write_pdf(path)
        return read_leaves(path, [f"校样 {number}"])

    return made


def changes(pages) -> list[Change]:
    return [page.change for page in pages]


def test_the_same_book_under_another_number_has_no_changes(book):
    pages = collate(book(1, POPULATION, SCHOOLS), book(2, POPULATION, SCHOOLS))
    assert changes(pages) == [Change.SAME, Change.SAME]


def test_the_stamp_in_the_text_of_a_cover_is_no_change(book):
    first, second = (book(n, f"<h1>年鉴</h1><p>校样 {n}</p>", SCHOOLS) for n in (1, 2))
    assert changes(collate(first, second)) == [Change.SAME, Change.SAME]


def test_a_changed_figure_is_told_with_the_line_before_and_now(book):
    (page, _) = collate(
        book(1, POPULATION, SCHOOLS), book(2, POPULATION.replace("20", "21"), SCHOOLS)
    )
    assert page.change is Change.TEXT
    assert page.lines == (("柳州 20", "柳州 21"),)


def test_pages_after_an_inserted_one_are_found_again(book):
    pages = collate(book(1, POPULATION, EVENTS), book(2, POPULATION, SCHOOLS, EVENTS))
    assert changes(pages) == [Change.SAME, Change.NEW, Change.SAME]
    assert (pages[2].before.number, pages[2].now.number) == (2, 3)


def test_a_page_that_went_is_named(book):
    pages = collate(book(1, POPULATION, SCHOOLS, EVENTS), book(2, POPULATION, EVENTS))
    assert changes(pages) == [Change.SAME, Change.GONE, Change.SAME]
    assert pages[1].before.marks == ("5-1 学校",)


def test_a_page_with_the_same_bookmark_is_the_same_page_however_much_changed(book):
    rewritten = "<h2>5-1 学校</h2><p>桂林 8</p><p>梧州 9</p><p>北海 1</p>"
    pages = collate(book(1, POPULATION, SCHOOLS), book(2, POPULATION, EVENTS, rewritten))
    assert changes(pages) == [Change.SAME, Change.NEW, Change.TEXT]


def test_a_drawing_that_changed_under_the_same_words_is_seen(book):
    pages = collate(book(1, EVENTS + SQUARE % 30), book(2, EVENTS + SQUARE % 40))
    assert changes(pages) == [Change.DRAWING]


def test_running_heads_are_not_text_of_the_page(book):
    (leaf,) = book(1, EVENTS)
    assert leaf.lines == ("6-1 活动", "南宁 5")
    assert not leaf.stamped


LEAVES = st.lists(
    st.lists(st.sampled_from(["甲", "乙", "丙", "丁"]), min_size=1, max_size=3, unique=True),
    max_size=6,
)


def leaves(texts: list[list[str]]) -> list[Leaf]:
    return [Leaf(at, tuple(lines), (), True, None) for at, lines in enumerate(texts, 1)]


@given(LEAVES, LEAVES)
def test_every_page_of_both_proofs_is_told_once_and_in_order(before, now):
    pages = collate(leaves(before), leaves(now))
    assert [p.before.number for p in pages if p.before] == list(range(1, len(before) + 1))
    assert [p.now.number for p in pages if p.now] == list(range(1, len(now) + 1))


def test_proofs_are_numbered_one_after_another(tmp_path):
    workspace = Workspace(tmp_path)
    for day in (3, 5):
        one = next_proof(workspace, 2024, date(2025, 3, day), "abc123")
        one.path.parent.mkdir(parents=True, exist_ok=True)
        one.path.write_bytes(b"%PDF")
    kept = proofs(workspace, 2024)
    assert [(one.number, one.printed_on.day, one.digest) for one in kept] == [
        (1, 3, "abc123"),
        (2, 5, "abc123"),
    ]


def test_the_checklist_has_a_row_a_page_and_the_lines_that_changed(book, tmp_path):
    pages = collate(book(1, POPULATION, EVENTS), book(2, POPULATION.replace("20", "=2"), EVENTS))
    one, two = (next_proof(Workspace(tmp_path), 2024, date(2025, 3, n), "abc") for n in (1, 2))
    target = tmp_path / "list.xlsx"
    write_checklist(two, one, pages, Text("年鉴", "Yearbook"), target)
    sheets = openpyxl.load_workbook(target)
    rows = list(sheets["校对清单 Pages"].iter_rows(min_row=5, max_col=4, values_only=True))
    assert rows == [
        (1, 1, "2-1 人口", "文字或数字 text or figures"),
        (2, 2, "6-1 活动", "未改 same"),
    ]
    (line,) = sheets["改动 Changes"].iter_rows(min_row=5, max_col=3)
    assert [cell.value for cell in line] == [1, "柳州 20", "柳州 =2"]
    assert line[2].data_type == "s"
