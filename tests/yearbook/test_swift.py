"""What is changed in WeasyPrint to make it swifter changes no byte of a PDF."""

from __future__ import annotations

import logging
from collections import defaultdict

import pytest
import weasyprint

from pipeline.yearbook import chapters, swift
from pipeline.yearbook.bind.citing import with_pages
from pipeline.yearbook.bind.units import units
from pipeline.yearbook.html import STYLES, bound_html, svg_uri
from pipeline.yearbook.typesetting import typeset
from tests.yearbook.test_book import edition

ROWS = "".join(
    f'<tr><td class="p{8 + row}"><b>市{row}</b> city {row}<td>{row * 1234.5:,}<td class="e">note'
    for row in range(40)
)
SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 10'>"
    "<text y='8' font-size='8' font-family='Noto Sans CJK SC'>图 1</text></svg>"
)
# Whatever one of the changes touches: running heads, percentages, first lines, flex, grid, collapsed
# borders, justified, spaced, clipped and hyphenated text, lists, pictures, text that is turned.
DEMANDING = f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>年鉴</title>
<link rel="stylesheet" href="styles/page.css">
<link rel="stylesheet" href="styles/table.css">
<style>
body {{ font: 9pt/1.4 "Noto Sans CJK SC"; width: 90% }}
.p9 {{ padding-right: 5% }} p {{ margin: 2% 1em; max-width: 60% }} p::first-line {{ color: #700 }}
.collapse {{ border-collapse: collapse }} .collapse td {{ border: 1pt solid; width: 33% }}
.flex {{ display: flex; gap: 2mm }} .flex div {{ flex: 1; padding: 1%; border: 1px solid }}
.grid {{ display: grid; grid-template-columns: 1fr 2fr }} .grid div {{ box-sizing: border-box; padding: 3% }}
.even {{ text-align: justify; hyphens: auto; width: 40mm; word-spacing: 1pt }}
.clip {{ width: 20mm; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }}
.wide {{ letter-spacing: .2em; text-decoration: underline }} .turned {{ transform: rotate(90deg) }}
section + section {{ break-before: page }}
</style></head><body>
<section><div class="running-verso">一 <span class="follow">One</span></div>
<div class="running-recto">一 <span class="follow">One</span></div>
<table class="table"><thead><tr><th>市<th>数<th>注<tbody>{ROWS}</table></section>
<section><div class="running-verso">二</div><p lang="en">A paragraph of several words, some long
enough to break: interdependence, characteristically, misunderstanding. 中文也在其中。</p>
<p class="even" lang="en">A paragraph of several words, some long enough to break:
interdependence, characteristically, misunderstanding of counterrevolutionaries.</p>
<table class="collapse"><tr><td>1<td>2<tr><td colspan="2">3</table>
<div class="flex"><div>甲</div><div>乙<br>丙</div></div><div class="grid"><div>甲</div><div>乙</div></div>
<p class="clip">这一行太长因此要截断</p><p class="wide">spaced 疏排</p><p class="turned">turned</p>
<ol><li>一<li>二</ol><img alt="图" style="width: 30%" src="{svg_uri(SVG)}"></section>"""


def content(html: str, monkeypatch: pytest.MonkeyPatch, *names: str) -> bytes:
    monkeypatch.setattr(swift, "CHANGES", {name: CHANGES[name] for name in names})
    made = typeset(html, first_page=3)
    assert not made.flaws
    return made.content


CHANGES = dict(swift.CHANGES)


@pytest.fixture(scope="module")
def stock() -> bytes:
    with pytest.MonkeyPatch.context() as monkeypatch:
        return content(DEMANDING, monkeypatch)


@pytest.mark.parametrize("name", CHANGES)
def test_a_demanding_text_is_set_the_same(
    name: str, stock: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert content(DEMANDING, monkeypatch, name) == stock


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The first unit of a kind, by the template with which it begins."""
    model = edition()
    found: dict[str, str] = {}
    for unit in units(chapters.binding(model).chapters):
        html = bound_html(model, unit.chapters, unit.within)
        found.setdefault(unit.chapters[0].template, with_pages(html, defaultdict(int)))
    return found


@pytest.mark.parametrize("template", ["part", "city", "quality"])
def test_the_units_of_a_book_are_set_the_same(
    template: str, texts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    html = texts[template]
    assert content(html, monkeypatch, *CHANGES) == content(html, monkeypatch)


def test_another_version_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    find = weasyprint.css.find_stylesheets
    with swift.swifter(), swift.without_fonts():
        assert weasyprint.css.find_stylesheets is find


def test_all_is_as_before_when_it_is_done() -> None:
    before = [getattr(owner, name) for change in CHANGES.values() for owner, name, _ in change()]
    with swift.swifter():
        pass
    after = [getattr(owner, name) for change in CHANGES.values() for owner, name, _ in change()]
    assert before == after


def test_the_styles_of_the_book_are_read_without_a_complaint(
    caplog: pytest.LogCaptureFixture,
) -> None:
    logger = logging.getLogger("weasyprint")
    logger.addHandler(caplog.handler)
    try:
        swift.read_styles.__wrapped__(STYLES)
    finally:
        logger.removeHandler(caplog.handler)
    assert not caplog.messages
