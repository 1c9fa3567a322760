"""The HTML edition: complete, whole, harmless, the same twice, and joined up with itself."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.commands.site import site_of
from pipeline.publish.web import write_site
from pipeline.publish.web.joining import grid
from pipeline.publish.web.links import broken_links
from pipeline.publish.web.model import Site
from pipeline.tables.csv import table_csv
from pipeline.tables.program import program
from pipeline.vocabulary import Text
from pipeline.yearbook.charts import charts_for_part
from pipeline.yearbook.edition import EditionModel
from tests.fakes import fake_catalogue, fake_edition

ATTACK = '<script>alert("x")</script><img src=x onerror=alert(1)>'
CHARTS = (
    {"code": "2-1", "scope": "part", "part": "2", "kind": "bars", "measure": "N", "indicators": "D01", "title_zh": "少数民族比重", "title_en": "Minority share"},
    {"code": "3-1", "scope": "part", "part": "3", "kind": "bars", "measure": "N", "indicators": "203", "title_zh": "民族之家", "title_en": "Ethnic Homes"},
)  # fmt: skip
CHART_FIELDS = ("whole", "parts", "rest_zh", "rest_en", "note_zh", "note_en")
OUTSIDE = {"../yearbook.pdf", "../yearbook.xlsx"}  # made by others


def edition() -> EditionModel:
    """The fake edition with charts in two parts, and a script in what a city told."""
    charts = tuple(dict.fromkeys(CHART_FIELDS, "") | row for row in CHARTS)
    catalogue = replace(fake_catalogue(), registers={"charts": charts})
    model = fake_edition(catalogue, draft=True)
    told, *others = model.narratives
    lead, *sections = told.sections
    attack = replace(lead, heading=Text(ATTACK, ATTACK), text=Text(ATTACK, ATTACK))
    attacked = replace(told, sections=(attack, *sections))
    return replace(model, narratives=(attacked, *others))


@pytest.fixture(scope="module")
def model() -> EditionModel:
    return edition()


@pytest.fixture(scope="module")
def site(model) -> Site:
    return site_of(model)


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("public") / "html"
    write_site(site, target)
    return target


class Page(HTMLParser):
    """What a page holds: its ids, its links and sources, its elements with their attributes."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def values(self, *names: str) -> list[str]:
        return [v for _, attrs in self.elements for n, v in attrs.items() if n in names and v]


@pytest.fixture(scope="module")
def pages(folder) -> dict[str, Page]:
    return {path.name: Page(path) for path in sorted(folder.glob("*.html"))}


def test_there_is_a_page_for_the_index_every_part_every_city_and_the_notes(model, pages):
    parts = {f"part-{part.number}.html" for part in model.catalogue.edition.parts}
    cities = {f"city-{city.code}.html" for city in model.reporting_cities}
    assert set(pages) == parts | cities | {"index.html", "notes.html"}


def test_every_table_of_the_programme_stands_once(model, pages):
    ids = Counter(i for page in pages.values() for i in page.values("id") if re.match(r"t\d", i))
    numbers = [f"t{t.number}" for t in program(model.catalogue, model.figures, model.year)]
    assert numbers
    assert {number: ids[number] for number in numbers} == dict.fromkeys(numbers, 1)


def test_every_figure_stands_with_its_drawing_its_words_and_its_figures(site, folder):
    charts = [(page.file, chart) for page in site.pages for chart in page.charts]
    assert [chart.number for _, chart in charts] == ["2-1", "3-1"]
    for file, chart in charts:
        html = (folder / file).read_text("utf-8")
        assert html.count(f'id="{chart.anchor}"') == 1
        assert chart.svg in html
        assert chart.alt.zh in html
        assert chart.data.parts[0].rows


def test_a_mark_says_what_it_stands_for_on_the_screen_and_not_on_paper(model, site):
    (chart,) = (c for page in site.pages for c in page.charts if c.number == "2-1")
    titles = re.findall(r"<title>([^<]*)</title>", chart.svg)
    figure = model.figures.get("450100", "D01", model.year)
    assert f"南宁 Nanning: {figure.value:.2f}" in "".join(titles)
    (printed, *_) = charts_for_part(model, model.part(2))
    assert "<title>" not in printed.svg
    assert len(printed.svg) < len(printed.drawing.titled)


def test_the_figures_behind_a_chart_are_those_of_the_tables(model, site):
    chart = next(c for page in site.pages for c in page.charts if c.number == "2-1")
    (part,) = chart.data.parts
    shares = {row.label.zh: row.cells[0].text for row in part.rows}
    figure = model.figures.get("450000", "D01", model.year)
    assert shares["全区"] == f"{figure.value:.2f}"


def test_no_id_stands_twice_on_a_page(pages):
    twice = {
        name: [i for i, n in Counter(page.values("id")).items() if n > 1]
        for name, page in pages.items()
    }
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_every_link_and_anchor_leads_somewhere(pages, folder):
    for name, page in pages.items():
        for link in page.values("href", "src"):
            file, _, anchor = link.partition("#")
            if file in OUTSIDE:
                continue
            assert (folder / (file or name)).is_file(), (name, link)
            if anchor:
                assert anchor in pages[file or name].values("id"), (name, link)


def test_a_link_that_leads_nowhere_is_named(folder, tmp_path):
    site = tmp_path / "html"
    shutil.copytree(folder, site)
    for name in ("yearbook.pdf", "yearbook.xlsx"):
        (tmp_path / name).touch()
    assert broken_links(site) == []
    index = site / "index.html"
    text = index.read_text("utf-8")
    for link in ("nowhere.html", "notes.html#nowhere", "https://example.org/"):
        index.write_text(text + f'<a href="{link}">x</a>', encoding="utf-8")
        assert broken_links(site) == [f"index.html → {link}"]


def test_every_reference_from_word_to_word_is_kept(pages):
    for page in pages.values():
        ids = set(page.values("id"))
        assert set(page.values("aria-labelledby", "aria-controls", "for")) <= ids


def test_the_search_leads_to_what_it_names(site, folder, pages):
    text = (folder / "assets" / "search.js").read_text("utf-8")
    entries = json.loads(text[text.index("[") : text.rindex("]") + 1])
    assert {e["k"] for e in entries} == {"table", "figure", "indicator", "city", "part"}
    assert len([e for e in entries if e["k"] == "table"]) == len(list(site.tables()))
    for entry in entries:
        file, _, anchor = entry["u"].partition("#")
        assert not anchor or anchor in pages[file].values("id")
        assert file in pages


def test_nothing_is_fetched_from_anywhere(folder):
    for path in folder.rglob("*"):
        if path.suffix in (".html", ".css", ".js"):
            text = re.sub(
                r'xmlns(:xlink)?="http://www\.w3\.org/[^"]+"', "", path.read_text("utf-8")
            )
            assert not re.search(r"https?:|(?<![:\w])//\w|@import|fetch\(", text), path.name


def test_a_script_in_a_narrative_stays_text(folder):
    html = (folder / "city-450100.html").read_text("utf-8")
    assert "&lt;script&gt;alert(" in html
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_two_writings_give_the_same_bytes_and_leave_nothing_else(site, folder, tmp_path):
    target = tmp_path / "html"
    target.mkdir()
    (target / "old.html").write_text("of last year")
    write_site(site, target)
    written = {p.relative_to(target): p.read_bytes() for p in target.rglob("*") if p.is_file()}
    before = {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert written == before
    assert list(tmp_path.iterdir()) == [target]


def test_a_second_gathering_gives_the_same_site(model, site):
    assert site_of(model) == site


def test_marks_stand_on_every_page(folder):
    for path in folder.glob("*.html"):
        html = path.read_text("utf-8")
        assert "示例数据 <span" in html
        assert "征求意见稿 <span" in html


def test_a_failure_leaves_the_old_site_whole(site, tmp_path):
    target = tmp_path / "html"
    write_site(site, target)
    before = (target / "index.html").read_bytes()
    broken = replace(site, pages=(replace(site.pages[0], kind="nonsense"),))
    with pytest.raises(Exception, match="nonsense"):
        write_site(broken, target)
    assert (target / "index.html").read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


def test_cells_are_sorted_by_their_numbers_and_totals_stay_on_top(model, pages, folder):
    html = (folder / "part-3.html").read_text("utf-8")
    table = html[html.index('id="t3-1"') :].partition("</table>")[0]
    assert re.search(r'<tr class="region[^"]*" data-pin>', table)
    assert not re.search(r'<tr class="city[^"]*" data-pin>', table)
    for key, shown in re.findall(r'<td class="n[^"]*" data-v="([^"]+)">[><≥≤≈]?([^<]+)<', table):
        assert key == shown.strip().replace("\u00a0", "").replace("\u2212", "-")


def test_symbols_are_explained_and_have_no_number_to_be_sorted_by(folder):
    cells = [
        cell
        for path in folder.glob("*.html")
        for cell in re.findall(r'<td class="n sign[^>]*>.*?</td>', path.read_text("utf-8"))
    ]
    assert cells
    assert all("<span title=" in cell and "data-v" not in cell for cell in cells)


def test_rows_in_different_units_are_not_sorted(site):
    for item in site.tables():
        assert not (item.table.has_units_column and grid(item.table).sortable)


def test_every_table_has_caption_heads_and_row_heads(folder):
    for path in folder.glob("part-*.html"):
        html = path.read_text("utf-8")
        for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
            assert table.count("<caption>") == 1
            assert 'scope="col"' in table
            assert 'scope="row"' in table


def test_a_download_is_the_table_as_it_is_printed(folder, site):
    for item in site.tables():
        path = folder / "tables" / f"{item.table.number}.csv"
        assert path.read_bytes() == table_csv(item.table)
