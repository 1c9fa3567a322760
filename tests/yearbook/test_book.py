"""A small draft edition from fakes, read back as a reader would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from pipeline.yearbook import chapters
from pipeline.yearbook.book import print_book
from pipeline.yearbook.edition import EditionModel
from tests.fakes import fake_catalogue, fake_edition

PARTS = (1, 2, 3, 9, 10)


def edition() -> EditionModel:
    """Five parts, three cities, a landscape table, every kind of mark; a draft with samples."""
    catalogue = fake_catalogue()
    parts = tuple(part for part in catalogue.edition.parts if part.number in PARTS)
    small = replace(catalogue, edition=replace(catalogue.edition, parts=parts))
    return fake_edition(small, draft=True)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pdfium.PdfDocument]:
    target = tmp_path_factory.mktemp("book") / "yearbook.pdf"
    told: list[str] = []
    pages = print_book(edition(), chapters.binding(edition()), target, tell=told.append)
    done, total = told[-1].split("/")
    assert done == total
    document = pdfium.PdfDocument(target)
    assert len(document) == pages
    yield document
    document.close()


def texts(book: pdfium.PdfDocument) -> list[str]:
    found = [page.get_textpage().get_text_range() for page in book]
    return [" ".join(text.replace("\u00a0", " ").split()) for text in found]


def bookmarks(book: pdfium.PdfDocument) -> dict[str, int]:
    """Title of every bookmark with the number of its page."""
    return {mark.get_title(): mark.get_dest().get_index() + 1 for mark in book.get_toc()}


def test_every_page_says_sample_and_draft(book: pdfium.PdfDocument) -> None:
    silent = [
        (number, mark)
        for number, text in enumerate(texts(book), 1)
        for mark in ("示例数据 SAMPLE", "征求意见稿 DRAFT")
        if mark not in text
    ]
    assert silent == []


def test_parts_tables_and_cities_are_bookmarks(book: pdfium.PdfDocument) -> None:
    titles = bookmarks(book)
    for part in ("第一篇", "第二篇", "第三篇", "第九篇"):
        assert any(title.startswith(part) for title in titles), part
    for table in ("2-1", "2-2", "3-1", "3-2"):
        assert any(title.startswith(f"{table} ") for title in titles), table
    assert {"南宁市", "柳州市", "防城港市"} <= titles.keys()


def test_the_contents_name_the_pages_on_which_things_stand(book: pdfium.PdfDocument) -> None:
    pages = bookmarks(book)
    listed = texts(book)[pages["目录"] - 1]
    entries = dict(re.findall(r"(?<= )(\d-\d) \D+?(\d+)(?= )", listed))
    tables = {title.split(" ")[0]: page for title, page in pages.items() if title[0] in "23"}
    cities = {"9-1": pages["南宁市"], "9-2": pages["柳州市"], "9-3": pages["防城港市"]}
    wanted = {number: str(page) for number, page in (tables | cities).items() if number != "3-3"}
    assert {number: entries.get(number) for number in wanted} == wanted


def test_a_page_prints_its_own_number(book: pdfium.PdfDocument) -> None:
    inner = list(enumerate(texts(book), 1))[1:-1]
    assert [number for number, text in inner if not re.search(rf"\b{number}\b", text)] == []


def test_a_wide_table_stands_across_the_page(book: pdfium.PdfDocument) -> None:
    width, height = book[
        next(p for t, p in bookmarks(book).items() if t[:3] == "2-2") - 1
    ].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (297, 210)


def test_all_other_pages_are_upright_a4(book: pdfium.PdfDocument) -> None:
    sizes = [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in book]
    assert sizes.count((210, 297)) == len(sizes) - 1


def test_a_part_opens_with_its_pages_and_ends_with_its_notes() -> None:
    order = [chapter.template for chapter in chapters.of_edition(edition())]
    at = order.index("opener", order.index("opener") + 1)
    assert order[at : at + 3] == ["opener", "part", "explanatory"]
    assert order[: order.index("contents")] == ["cover", "front", "front", "editors_notes"]
