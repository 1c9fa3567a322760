"""The layout check on small pages: each flaw is told, and what only looks like it is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from weasyprint import HTML

from pipeline.workspace import TEMPLATES
from pipeline.yearbook.layout import Flaw, Kind, check_layout
from pipeline.yearbook.layout.sheet import MARGINS, Box, Sheet

SHELL = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>年鉴</title>'
    '<link rel="stylesheet" href="styles/page.css">'
    "<style>@page:right {{ @bottom-center {{ content: '年鉴' }} }}"
    '* {{ margin: 0; padding: 0 }} body {{ font: 9pt/14pt "Noto Sans CJK SC" }}'
    "p {{ position: relative }} h2 {{ font-size: 9pt }} {style}</style>"
    '<div class="running-recto">二 人口</div><div class="running-verso">二 人口</div>{body}'
)
FULL = "<div style='height: 120mm; background: #eee'>正文</div>"


def flaws(tmp_path: Path, body: str, style: str = "") -> list[Flaw]:
    target = tmp_path / "pages.pdf"
    base = (TEMPLATES / "x.html").as_uri()
    HTML(string=SHELL.format(body=body, style=style), base_url=base).write_pdf(
        target, pdf_tags=True
    )
    return check_layout(target)


def kinds(tmp_path: Path, body: str, style: str = "") -> list[Kind]:
    return [flaw.kind for flaw in flaws(tmp_path, body, style)]


def test_a_page_with_its_furniture_has_no_flaw(tmp_path):
    assert kinds(tmp_path, FULL) == []


def test_text_in_the_margin_is_told_with_its_page(tmp_path):
    (flaw,) = flaws(tmp_path, FULL + "<p style='left: -8mm'>出血</p>")
    assert (flaw.page, flaw.kind) == (1, Kind.OFF_AREA)
    assert flaw.what.zh == "文字超出版心：出血"
    assert flaw.what.en == "Text outside the type area: 出血"


def test_text_that_begins_at_the_margin_is_not(tmp_path):
    assert kinds(tmp_path, FULL + "<p style='left: -.3mm'>正文</p>") == []


def test_text_that_runs_off_the_sheet(tmp_path):
    assert kinds(tmp_path, FULL + "<p style='left: -24mm'>出血</p>") == [Kind.OFF_PAGE]


def test_a_cover_has_no_type_area_but_an_edge(tmp_path):
    style = (
        "@page { margin: 0; @top-right { content: none } @top-left { content: none }"
        " @bottom-right { content: none } @bottom-center { content: none } }"
        " @page:right { margin: 0; @top-right { content: none } @bottom-right { content: none }"
        " @bottom-center { content: none } }"
    )
    assert kinds(tmp_path, "<p style='left: 3mm'>书名</p>", style) == []
    assert kinds(tmp_path, "<p style='left: -2mm'>书名</p>", style) == [Kind.OFF_PAGE]


def test_an_opener_without_head_may_use_the_upper_margin(tmp_path):
    style = (
        "@page:right { margin-top: 0; @top-right { content: none } @top-left { content: none } }"
    )
    assert kinds(tmp_path, "<p style='top: 9mm'>第二篇</p>" + FULL, style) == []


def test_a_landscape_page_has_its_furniture_turned(tmp_path):
    foot = "width: 154mm; height: 5mm; transform: rotate(90deg); margin: 74.5mm -65mm auto -65mm"
    style = (
        "@page:right { size: 297mm 210mm; margin: 22mm 32mm 14mm 25mm;"
        " @top-right { content: none } @bottom-right { content: none }"
        f" @bottom-center {{ content: none }} @left-top {{ content: '年鉴'; {foot} }} }}"
    )
    wide = "<div style='height: 100mm; background: #eee'>正文</div>"
    assert kinds(tmp_path, wide, style) == []
    outside = wide + "<p style='left: 243mm; width: 30mm'>出血</p>"
    assert kinds(tmp_path, outside, style) == [Kind.OFF_AREA]


def test_two_texts_over_each_other(tmp_path):
    (flaw,) = flaws(tmp_path, FULL + "<p>第一行</p><p style='top: -10pt'>第二行</p>")
    assert (flaw.kind, flaw.what.en) == (Kind.OVERLAP, "Texts overlap: 第一行 / 第二行")


def test_lines_that_stand_close_do_not_overlap(tmp_path):
    assert kinds(tmp_path, FULL + "<p>第一行</p><p style='top: -5pt'>第二行</p>") == []


@pytest.mark.parametrize(("gap", "found"), [(0, []), (12, [Kind.OVERLAP])])
def test_a_halo_is_no_overlap_but_two_labels_are(tmp_path, gap, found):
    halo = "stroke='#fff' stroke-width='3'"
    label = "font-family='Noto Sans CJK SC' font-size='12' text-anchor='middle'"
    drawn = (
        f"<text x='60' y='40' {label} {halo}>全区平均</text><text x='60' y='40' {label}>全区平均</text>"
        + (f"<text x='{60 + gap}' y='43' {label}>崇左</text>" if gap else "")
    )
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='120' height='60'><title>图</title>{drawn}</svg>"
    assert kinds(tmp_path, FULL + svg) == found


def test_a_page_with_one_line_is_nearly_empty(tmp_path):
    (flaw,) = flaws(tmp_path, "<p>仅此一行</p>")
    assert (flaw.kind, flaw.page) == (Kind.EMPTY, 1)
    assert re.fullmatch(r"Page nearly empty: \d%", flaw.what.en)


def test_a_page_a_fifth_full_is_not(tmp_path):
    assert kinds(tmp_path, "<div style='height: 60mm; background: #eee'>正文</div>") == []


def test_a_page_left_blank_on_purpose_is_not(tmp_path):
    assert kinds(tmp_path, FULL + "<div style='break-before: right'>" + FULL + "</div>") == []


@pytest.mark.parametrize("character", ["\ufffd", "\ue000"])
def test_a_character_that_no_font_has(tmp_path, character):
    found = flaws(tmp_path, FULL + f"<p>年{character}鉴</p>")
    (glyph,) = [flaw for flaw in found if flaw.kind == Kind.GLYPH]
    assert f"U+{ord(character):04X}" in glyph.what.en


def test_a_rare_character_that_the_font_has_is_none(tmp_path):
    assert kinds(tmp_path, FULL + "<p>仫佬 㑇 ≈ 甲</p>") == []


def test_another_font_is_named(tmp_path):
    (flaw,) = flaws(tmp_path, FULL + "<p style='font-family: \"DejaVu Sans\"'>abc</p>")
    assert (flaw.kind, flaw.what.en) == (
        Kind.FONT,
        "Font other than the two chosen: DejaVu-Sans",
    )


def test_the_weights_of_both_families_are_ours(tmp_path):
    body = "<p style='font-family: \"Noto Serif CJK SC\"'>宋体 <b>粗</b></p>"
    assert kinds(tmp_path, FULL + "<p style='font-weight: 300'>细</p>" + body) == []


@pytest.mark.parametrize(
    "heading", ["<h2>孤题</h2>", "<p style='font-weight: 700; font-size: 11pt'>孤题</p>"]
)
def test_a_heading_at_the_end_of_a_page(tmp_path, heading):
    (flaw,) = flaws(tmp_path, FULL + heading)
    assert (flaw.kind, "孤题" in flaw.what.en) == (Kind.ORPHAN, True)
    assert kinds(tmp_path, FULL + heading + "<p>正文</p>") == []


def test_bold_words_of_the_text_are_no_heading(tmp_path):
    assert kinds(tmp_path, FULL + "<p><b>合计</b></p>") == []


def test_a_long_text_is_cited_in_part(tmp_path):
    flaw = flaws(tmp_path, FULL + f"<p style='left: -9mm'>{'长' * 40}文</p>")[0]
    assert flaw.what.en.endswith("长…")


# --- the geometry is that of the styles


def margins_of(css: str) -> tuple[float, ...]:
    return tuple(float(side.removesuffix("mm")) for side in css.split())


def test_the_margins_are_those_of_the_style_sheets():
    page = (TEMPLATES / "styles" / "page.css").read_text("utf-8")
    wide = (TEMPLATES / "styles" / "furniture.css.j2").read_text("utf-8")
    margin = r"[^}]*?margin: ([\d.]+mm(?: [\d.]+mm){3})"
    found = {
        (False, True): re.search(r"@page \{" + margin, page)[1],
        (False, False): re.search(r"@page :left \{" + margin, page)[1],
        (True, True): re.search(r"@page wide\{\{ n \}\}:right \{" + margin, wide)[1],
        (True, False): re.search(r"@page wide\{\{ n \}\}:left \{" + margin, wide)[1],
    }
    assert {key: margins_of(css) for key, css in found.items()} == MARGINS


def test_a_landscape_sheet_is_a_portrait_one_turned_left():
    upright, wide = Sheet(210, 297, is_right=True), Sheet(297, 210, is_right=True)
    for strip in ("head", "foot"):
        box, turned = getattr(upright, strip), getattr(wide, strip)
        assert (297 - turned.right, 297 - turned.left) == pytest.approx((box.top, box.bottom))
    assert (upright.tab, wide.tab) == (Box(204, 0, 210, 297), Box(0, 204, 297, 210))
