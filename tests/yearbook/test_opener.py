"""The first page of a part: it always fits, and its key figure is computed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RenderError
from pipeline.tables.figures import Figures
from pipeline.vocabulary import Text
from pipeline.workspace import TEMPLATES
from pipeline.yearbook import ink
from pipeline.yearbook.chapters import Chapter
from pipeline.yearbook.html import environment
from pipeline.yearbook.measure import Breaker
from pipeline.yearbook.opener import PAGE_MM, Entry, fit_of, height_mm, opener, title_lines
from tests.fakes import fake_catalogue, fake_edition

CATALOGUE = fake_catalogue()
MODEL = fake_edition(CATALOGUE)
PLATFORMS = MODEL.part(3)
WORDS = Breaker(["团结进步创建", "团结进步", "创建", "人口与民族构成", "民族", "构成", "人口"])


def entries(count: int) -> list[Entry]:
    return [
        Entry(Text(f"3-{n}", f"3-{n}"), Text("表", "Table"), f"t-3-{n}")
        for n in range(1, count + 1)
    ]


@given(paragraphs=st.integers(1, 8), listed=st.integers(0, 22))
def test_what_is_chosen_fits_the_page(paragraphs: int, listed: int) -> None:
    text = Text("本篇反映服务平台的数量与结构。" * 4, "This part shows the platforms. " * 4)
    part = replace(PLATFORMS, introduction=(text,) * paragraphs)
    with suppress(RenderError):
        assert height_mm(fit_of(part, listed), part.introduction, listed) <= PAGE_MM


def test_a_short_introduction_is_set_large_under_a_deep_brocade() -> None:
    fit = fit_of(PLATFORMS, 4)
    assert (fit.size_pt, fit.band_mm) == (10.0, 136.0)


def test_a_long_introduction_shortens_the_brocade_before_the_type_shrinks() -> None:
    text = Text("本篇反映服务平台的数量与结构。" * 9, "This part shows the platforms. " * 9)
    fit = fit_of(replace(PLATFORMS, introduction=(text, text)), 4)
    assert fit.size_pt == 10.0
    assert fit.band_mm < 136.0


def test_an_introduction_that_cannot_fit_is_refused_with_its_place() -> None:
    text = Text("字" * 9000, "word " * 9000)
    with pytest.raises(RenderError, match="part 3") as refused:
        fit_of(replace(PLATFORMS, introduction=(text,)), 4)
    assert refused.value.remedy_zh


@pytest.mark.parametrize(
    ("title", "lines"),
    [("综合", ("综合",)), ("服务平台", ("服务", "平台")), ("团结进步创建", ("团结进步", "创建"))],
)
def test_titles_break_between_words(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title, WORDS) == lines


def test_the_key_figure_is_the_regions_first_mandatory_line() -> None:
    made = opener(MODEL, PLATFORMS, entries(3))
    figure = MODEL.figures.get("450000", "201", 2024)
    assert made.key is not None
    assert figure is not None
    assert made.key.value.replace("\u00a0", "") == str(figure.value)
    assert "服务平台" in made.key.label.zh


def test_a_sum_over_some_cities_says_so() -> None:
    figures = Figures(replace(f, n_reported=2, n_expected=14) for f in MODEL.figures)
    made = opener(replace(MODEL, figures=figures), PLATFORMS, entries(3))
    assert made.key is not None
    assert "已报 2 市合计" in made.key.label.zh


def test_a_part_without_any_regional_figure_has_no_key_figure() -> None:
    figures = Figures(f for f in MODEL.figures if f.area != "450000")
    assert opener(replace(MODEL, figures=figures), PLATFORMS, entries(3)).key is None


@pytest.mark.parametrize(("paragraphs", "listed"), [(1, 0), (2, 8), (3, 20), (6, 14)])
def test_an_opener_is_one_page_of_the_book(paragraphs: int, listed: int) -> None:
    import weasyprint

    text = Text(
        "本篇反映服务平台的数量与结构，资料来自各市报送的报表。" * 3, "It tells of platforms. " * 9
    )
    part = replace(PLATFORMS, introduction=(text,) * paragraphs)
    book = environment().get_template("yearbook.html.j2")
    chapter = Chapter(
        "opener", opener(MODEL, part, [replace(e, anchor="part-3") for e in entries(listed)])
    )
    html = book.render(model=MODEL, chapters=[chapter], inks=ink.of(MODEL))
    pages = weasyprint.HTML(string=html, base_url=f"{TEMPLATES}/").render().pages
    assert len(pages) == 1
