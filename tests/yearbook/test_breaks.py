"""A table that runs over pages: heads repeat, 续表 says so, nothing is orphaned."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipeline.tables.model import Row
from pipeline.vocabulary import Text
from pipeline.yearbook import setting
from pipeline.yearbook.layout import Kind, check_layout
from pipeline.yearbook.pdf import write_pdf
from tests.yearbook.test_setting import BREAKER, html, row, table

PAGE = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>年鉴</title>'
    '<link rel="stylesheet" href="styles/page.css"><link rel="stylesheet" href="styles/type.css">'
    '<link rel="stylesheet" href="styles/table.css"><style>:root {{ --ink: #17695a; --tint: #eee }}'
    '</style><body>{}<p style="break-before: page">完'
)
CONTINUED = "3-1 续表 continued"


def long_rows(every: int) -> tuple[Row, ...]:
    """80 cities with a heading before each ``every`` of them."""
    (part,) = table().parts
    cells = part.rows[1].cells
    rows: list[Row] = []
    for number in range(80):
        if number % every == 0:
            rows.append(row("heading", f"组{number}", "Group"))
        rows.append(row("city", f"市{number}", f"City {number}", *cells))
    return tuple(rows)


@pytest.fixture(scope="module", params=[5, 6, 7, 9])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    one = table()
    (part,) = one.parts
    long = replace(one, parts=(replace(part, rows=long_rows(request.param)),))
    (ready,) = setting.set_table(long, BREAKER)
    target = tmp_path_factory.mktemp("breaks") / "book.pdf"
    write_pdf(PAGE.format(html(ready)), target)
    return read(target)


def read(target: Path) -> list[str]:
    document = pdfium.PdfDocument(target)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def test_it_takes_several_pages_and_ends_before_the_next_thing(pages: list[str]) -> None:
    assert len(pages) >= 4
    assert "完" in pages[-1]


def test_only_pages_that_begin_inside_it_say_continued(pages: list[str]) -> None:
    *table_pages, after = pages
    assert [CONTINUED in text for text in table_pages] == [False] + [True] * (len(table_pages) - 1)
    assert CONTINUED not in after


def test_title_and_heads_stand_on_every_page_of_it(pages: list[str]) -> None:
    for text in pages[:-1]:
        assert all(word in text for word in ("分市服务平台", "覆盖率", "Coverage", "甲"))


def test_no_page_ends_with_a_heading(pages: list[str]) -> None:
    last_labels = [
        next(line for line in reversed(text.splitlines()) if line[:1] in "组市")
        for text in pages[:-1]
    ]
    assert [label for label in last_labels if label.startswith("组")] == []


def test_the_notes_stand_once_and_not_without_rows(pages: list[str]) -> None:
    holding = [text for text in pages if "行政区划以年末为准" in text]
    assert len(holding) == 1
    assert sum(line.startswith("市") for line in holding[0].splitlines()) >= 3


NOTES = (
    Text("注释一。", "First note."),
    Text("注释二。", "Second note."),
    Text("注释三。", "Third."),
)


@pytest.mark.parametrize("above", [150, 158, 162, 166, 170, 174])
def test_the_notes_of_a_table_are_never_parted(tmp_path: Path, above: int) -> None:
    (ready,) = setting.set_table(replace(table(), notes=NOTES), BREAKER)
    target = tmp_path / "book.pdf"
    write_pdf(PAGE.format(f'<div style="height: {above}mm"></div>' + html(ready)), target)
    holding = [text for text in read(target) if "note." in text or "注释" in text]
    assert len(holding) == 1
    assert all(note.zh in holding[0] and note.en in holding[0] for note in NOTES)


STORY = (
    '<link rel="stylesheet" href="styles/city.css"><div style="height: 120mm"></div>'
    '<section class="city" style="break-before: auto"><div class="city-story" style="font-size: 9pt">'
    '<div class="city-narrative">{0}</div><div class="city-events">{1}</div></div></section>'
)


def test_a_chronicle_that_runs_over_stays_in_its_column(tmp_path: Path) -> None:
    """Margins are mirrored: what was parted as a float stood two millimetres outside."""
    section = f'<div class="city-section"><p>{"各民族互嵌共居。" * 20}</p></div>'
    event = f'<div class="city-event"><div class="city-what"><p>{"活动举行。" * 8}</p></div></div>'
    target = tmp_path / "book.pdf"
    head = '<style>section.city:not(x) { break-before: auto }</style><div class="running-verso">九</div><div class="running-recto">九</div>'
    write_pdf(PAGE.format(head + STORY.format(section * 9, event * 14)), target)
    assert len(read(target)) >= 3
    assert [f for f in check_layout(target) if f.kind in (Kind.OFF_AREA, Kind.OVERLAP)] == []
