"""HTML into PDF: nothing foreign is fetched or embedded, no flaw passes, bytes repeat."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipeline.errors import RenderError
from pipeline.yearbook.html import css, svg_uri
from pipeline.yearbook.pdf import pdf_bytes, write_pdf

PAGE = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>年鉴</title>'
    '<style>body {{ font-family: "Noto Sans CJK SC" }} {style}</style><body>{body}'
)


def page(body: str = "年鉴 2025", style: str = "") -> str:
    return PAGE.format(body=body, style=style)


def flaw(html: str, target: Path) -> str:
    with pytest.raises(RenderError) as caught:
        write_pdf(html, target)
    assert not target.exists(), "nothing is left behind"
    return caught.value.en


def test_pages_are_counted_and_text_can_be_read(tmp_path: Path) -> None:
    target = tmp_path / "book.pdf"
    assert write_pdf(page('一<p style="break-before: page">二'), target) == 2
    document = pdfium.PdfDocument(target)
    assert document[1].get_textpage().get_text_range() == "二"
    assert document.get_metadata_dict()["Title"] == "年鉴"
    assert not document.get_metadata_dict()["CreationDate"], "no clock of the build"
    document.close()


def test_the_language_is_chinese_and_the_document_is_tagged(tmp_path: Path) -> None:
    target = tmp_path / "book.pdf"
    write_pdf(page(), target)
    document = pdfium.PdfDocument(target)
    assert document.is_tagged()
    document.close()


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    write_pdf(page(), first)
    write_pdf(page(), second)
    assert first.read_bytes() == second.read_bytes()


def test_a_paper_that_is_written_nowhere_has_the_same_bytes(tmp_path: Path) -> None:
    html, target = page('一<p style="break-before: page">二'), tmp_path / "a.pdf"
    pages = write_pdf(html, target)
    assert pdf_bytes(html) == (target.read_bytes(), pages)


def test_a_missing_glyph_is_named(tmp_path: Path) -> None:
    assert "U+E000" in flaw(page("年\ue000"), tmp_path / "book.pdf")


@pytest.mark.parametrize("family", ["monospace", "DejaVu Sans", "No Such Font"])
def test_another_font_than_the_named_ones_is_a_flaw(tmp_path: Path, family: str) -> None:
    assert "is embedded" in flaw(
        page(style=f"p {{ font-family: '{family}' }}", body="<p>a"), tmp_path / "b"
    )


def test_an_unknown_property_is_a_flaw(tmp_path: Path) -> None:
    assert "colour" in flaw(page(style="p { colour: red }"), tmp_path / "book.pdf")


def test_a_link_to_nowhere_is_a_flaw(tmp_path: Path) -> None:
    assert "#t-9-9" in flaw(page('<a href="#t-9-9">9-9</a>'), tmp_path / "book.pdf")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "https://example.org/a.png",
        "styles/../../pyproject.toml",
        "ftp://a/b",
    ],
)
def test_nothing_is_fetched_but_our_own_assets(tmp_path: Path, address: str) -> None:
    assert "Failed to load" in flaw(page(f'<img src="{address}">'), tmp_path / "book.pdf")


def test_drawings_that_the_page_carries_are_printed(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm"><text y="9" font-family="Noto Sans CJK SC">图#1</text></svg>'
    target = tmp_path / "book.pdf"
    write_pdf(page(f"<img src=\"{svg_uri(svg).replace(chr(34), '%22')}\" alt='图'>"), target)
    document = pdfium.PdfDocument(target)
    assert "图#1" in document[0].get_textpage().get_text_range()
    document.close()


def test_a_text_cannot_leave_its_css_string() -> None:
    assert str(css('a"b</style>')) == '"a\\22 b\\3c /style\\3e "'
