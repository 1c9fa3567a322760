"""The HTML edition in a real browser, opened from a disk: it is searched, sorted, darkened, judged.

Needs a system Chromium (apt-get install chromium) and, from PyPI, playwright and
axe-playwright-python; without them the tests are skipped.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.commands.site import site_of
from pipeline.publish.web import write_site
from tests.publish.test_web import edition

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "index.html",
    "part-2.html",
    "part-3.html",
    "part-10.html",
    "city-450200.html",
    "notes.html",
)

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium"),
]
playwright = pytest.importorskip(
    "playwright.sync_api", reason="no playwright: pip install playwright axe-playwright-python"
)
axe = pytest.importorskip("axe_playwright_python.sync_playwright")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("public") / "html"
    write_site(site_of(edition()), target)
    return target


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(params=["light", "dark"])
def scheme(request) -> str:
    return request.param


@pytest.fixture
def tab(browser):
    """A tab that fails the test on any error of a script or of the content policy."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda told: trouble.append(told.text) if told.type == "error" else None)
    yield page
    context.close()
    assert trouble == []


def opened(tab, folder: Path, name: str):
    tab.goto((folder / name).as_uri())
    return tab


def test_a_part_of_a_chinese_word_finds_tables_and_indicators(tab, folder):
    page = opened(tab, folder, "index.html")
    page.fill("#q", "务平")
    found = page.locator("#found a")
    assert {"表3-3", "指标"} <= set(" ".join(found.all_inner_texts()).split())
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/part-3.html**")
    assert not page.locator(".found").is_visible()


def test_english_finds_too_and_what_is_not_there_is_said(tab, folder):
    page = opened(tab, folder, "part-2.html")
    page.fill("#q", "platforms CITY")
    assert "表3-1" in page.locator("#found").inner_text()
    page.fill("#q", "不存在的词")
    assert "没有找到" in page.locator("#found-count").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator(".found").is_visible()


SHOWN = """table => [...table.tBodies[0].rows].map(row => [
    row.className.split(" ")[0], row.cells[1].dataset.v ?? null])"""


def test_a_column_is_sorted_down_up_and_back_under_its_totals(tab, folder):
    page = opened(tab, folder, "part-3.html")
    table = page.locator("#t3-2 table")
    head = table.locator("th[aria-sort]").first
    before = table.evaluate(SHOWN)
    orders = []
    for order in ("descending", "ascending", "none"):
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == order
        orders.append(table.evaluate(SHOWN))
    down, up, back = orders
    assert back == before
    assert down[0][0] == up[0][0] == "region"
    for order, reverse in ((down, True), (up, False)):
        values = [float(value) for kind, value in order if kind != "region" and value]
        assert values == sorted(values, reverse=reverse)
        blanks = [value is None for _, value in order]
        assert blanks == sorted(blanks)


def test_a_column_under_a_head_over_heads_sorts_by_its_own_cells(tab, folder):
    page = opened(tab, folder, "part-3.html")
    table = page.locator("#t3-1 table")
    last = table.locator("th[aria-sort]").last
    last.locator("button").click()
    values = table.evaluate(
        "t => [...t.tBodies[0].rows].filter(r => !('pin' in r.dataset))"
        ".map(r => r.cells[r.cells.length - 1].dataset.v).filter(v => v !== undefined).map(Number)"
    )
    assert values == sorted(values, reverse=True)


def test_dark_is_switched_and_remembered(tab, folder):
    page = opened(tab, folder, "index.html")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.click("button.theme")
    dark = page.evaluate(paper)
    assert dark != "rgb(255, 255, 255)"
    assert page.get_attribute("button.theme", "aria-pressed") == "true"
    assert opened(tab, folder, "part-2.html").evaluate(paper) == dark


def test_the_first_tab_stop_skips_to_the_text(tab, folder):
    page = opened(tab, folder, "part-3.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_of_a_small_telephone(browser, folder, name):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = opened(context.new_page(), folder, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_to_say(browser, folder, scheme, name):
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = opened(context.new_page(), folder, name)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = axe.Axe().run(page, options={"runOnly": RULES})
    told = [
        (v["id"], node["target"], node["failureSummary"])
        for v in found.response["violations"]
        for node in v["nodes"][:3]
    ]
    assert told == []
    context.close()
