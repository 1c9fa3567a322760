"""Setting the book: in units and bound, as one WeasyPrint document, by headless Chromium.

And its tables alone, in which Typst joins: cells, heads, notes, widths and pages are the same
(``benchmarks.typst_tables``). The edition is composed and its charts are drawn before the clock
starts, for all sides alike; ours also encloses the data of every table, and checks every page.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.composed import Composed, chapters_of_tables, composed, ready
from benchmarks.measure import HOUSE, Case, Facts, Side, call

if TYPE_CHECKING:
    from pipeline.yearbook.chapters import Chapter

TITLES = {"book": "the 2024 book, cold", "tables": "its tables alone, cold"}
Work = Callable[[], Callable[[], Facts]]


def cases(work: Path, *, quick: bool) -> Iterator[Case]:
    root = ready(work)
    for what, title in TITLES.items():
        if quick and what == "book":
            continue
        sides = [
            Side("units, bound", call("book:units", root=root, what=what)),
            Side("WeasyPrint, one document", call("book:whole", root=root, what=what)),
            Side("Chromium", call("book:chromium", root=root, what=what), "playwright"),
        ]
        if what == "tables":
            sides.append(Side("Typst", call("book:typst", root=root), "typst"))
        yield Case(title, tuple(sides), "units, bound", 1 if quick else 3)


def units(root: str, what: str) -> Work:
    """As `pipeline build` sets it, with nothing kept from before."""
    from pipeline.yearbook.book import print_book

    edition = composed(root)
    if what == "book":
        return _printed(root, lambda target: print_book(*edition, target))
    chapters = chapters_of_tables(edition)
    return _printed(root, lambda target: _bound(edition, chapters, target))


def _bound(edition: Composed, chapters: tuple[Chapter, ...], target: Path) -> None:
    from pipeline.cache import Cache
    from pipeline.yearbook.bind.bound import bind
    from pipeline.yearbook.bind.planning import Draft
    from pipeline.yearbook.bind.reckoning import likely_pages
    from pipeline.yearbook.bind.setting import set_units
    from pipeline.yearbook.bind.units import Unit
    from pipeline.yearbook.html import bound_html

    drafts = [
        Draft(bound_html(edition.model, (one,)), likely_pages(Unit((one,), None)))
        for one in chapters
    ]
    made, _ = set_units(drafts, Cache(None), lambda: None)
    bind(made, target)


def whole(root: str, what: str) -> Work:
    """As anybody would: one document, WeasyPrint as it comes, tagged, as PDF/A."""
    from weasyprint import HTML

    html = _html(root, what)
    base = (HOUSE / "templates" / "yearbook.html").as_uri()
    return _printed(
        root,
        lambda target: HTML(string=html(), base_url=base).write_pdf(target, pdf_variant="pdf/a-3a"),
    )


def chromium(root: str, what: str) -> Work:
    """The same HTML on paper by Chromium, tagged and with an outline."""
    from playwright.sync_api import sync_playwright

    html, styles = _html(root, what), (HOUSE / "templates" / "styles").as_uri()

    def work(target: Path) -> None:
        source = target.with_suffix(".html")
        source.write_text(html().replace('href="styles/', f'href="{styles}/'), encoding="utf-8")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
                args=["--no-sandbox", "--allow-file-access-from-files"],
            )
            page = browser.new_page()
            page.goto(source.as_uri(), timeout=0)
            page.pdf(path=str(target), prefer_css_page_size=True, tagged=True, outline=True)
            browser.close()

    return _printed(root, work)


def typst(root: str) -> Work:
    """Tagged as PDF/A, with the fonts of the book alone."""
    import typst as compiler

    from benchmarks.typst_tables import fonts, written

    edition, folders = composed(root), fonts()

    def work(target: Path) -> None:
        source = target.with_suffix(".typ")
        source.write_text(written(edition), encoding="utf-8")
        compiler.compile(
            source, output=target, font_paths=folders, ignore_system_fonts=True,
            pdf_standards=["a-3a"],
        )  # fmt: skip

    return _printed(root, work)


def _html(root: str, what: str) -> Callable[[], str]:
    from pipeline.yearbook.html import bound_html

    edition = composed(root)
    chapters = edition.bound.chapters if what == "book" else chapters_of_tables(edition)
    return lambda: bound_html(edition.model, chapters)


def _printed(root: str, make: Callable[[Path], object]) -> Work:
    """What makes a PDF, and afterwards tells of it."""
    target = Path(root, "printed.pdf")

    def work() -> Callable[[], Facts]:
        make(target)
        return lambda: size_of(target)

    return work


def size_of(path: Path) -> Facts:
    import pikepdf

    with pikepdf.open(path) as pdf:
        return {"mb": path.stat().st_size / 1e6, "pages": len(pdf.pages)}
