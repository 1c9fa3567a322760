"""Setting the book: in units and bound, as one WeasyPrint document, and by headless Chromium.

    python -m benchmarks.book DATA [--year 2024] [-n ROUNDS] [--json FILE]

DATA is a workspace that has been built once. Every side sets the same chapters in a process of its
own, one after the other in each round, so that a busy machine slows all of them; the charts are
drawn before, for all sides alike. What is compared are the medians: wall seconds, processor
seconds, and the most memory that any one process took.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from pipeline.workspace import HOUSE, TEMPLATES

SIDES = ("bound", "whole", "chromium")


def main() -> None:
    given = _arguments()
    if given.side:
        print(json.dumps(_measured(given.side, given.data, given.year)))
        return
    rounds: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    for number in range(given.rounds):
        for side in SIDES:
            rounds[side].append(_in_a_process(side, given.data, given.year))
            print(f"round {number + 1} {side}: {rounds[side][-1]}", file=sys.stderr)
    found = {side: _medians(results) for side, results in rounds.items()}
    print(_table(found))
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("data", type=Path)
    wanted.add_argument("--year", type=int, default=2024)
    wanted.add_argument("-n", "--rounds", type=int, default=3)
    wanted.add_argument("--json", type=Path)
    wanted.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    return wanted.parse_args()


def _in_a_process(side: str, data: Path, year: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.book", str(data), "--year", str(year)]
    ended = subprocess.run(
        [*command, "--side", side], cwd=HOUSE, capture_output=True, check=False, text=True
    )
    if ended.returncode != 0:
        sys.exit(ended.stdout + ended.stderr)
    told: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return told


def _measured(side: str, data: Path, year: int) -> dict[str, float]:
    """Sets the book once; the chapters are made and the charts drawn before the clock starts."""
    from pipeline.yearbook.book import draw_charts
    from pipeline.cache import Cache
    from pipeline.yearbook.chapters import binding

    model = _model(data, year)
    bound = binding(model)
    draw_charts(bound, Cache(data / "out" / "cache"))
    target = data / "out" / f"benchmark-{side}.pdf"
    makers: dict[str, Callable[[Any, Any, Path], None]] = {
        "bound": _bound, "whole": _whole, "chromium": _chromium,
    }  # fmt: skip
    before = _processor_seconds()
    started = time.perf_counter()
    makers[side](model, bound, target)
    wall = time.perf_counter() - started
    size = target.stat().st_size
    target.unlink()
    return {
        "wall": round(wall, 2),
        "processor": round(_processor_seconds() - before, 2),
        "own_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "worker_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "bytes": size,
    }


def _model(data: Path, year: int) -> Any:
    from pipeline.commands.edition import edition_warehouse
    from pipeline.commands.season import open_season
    from pipeline.commands.steps import Steps
    from pipeline.yearbook.reading import read_edition

    season = open_season(data, year, Steps(quiet=True))
    with edition_warehouse(season) as warehouse:
        return read_edition(warehouse, season.catalogue, season.workspace.editorial, year)


def _bound(model: Any, bound: Any, target: Path) -> None:
    from pipeline.yearbook.book import print_book

    print_book(model, bound, target)


def _whole(model: Any, bound: Any, target: Path) -> None:
    """As anybody would: one document, WeasyPrint as it comes, tagged, as PDF/A."""
    from weasyprint import HTML

    from pipeline.yearbook.html import bound_html

    html, base = bound_html(model, bound.chapters), (TEMPLATES / "yearbook.html").as_uri()
    HTML(string=html, base_url=base).write_pdf(target, pdf_variant="pdf/a-3a")


def _chromium(model: Any, bound: Any, target: Path) -> None:
    """The same HTML on paper by Chromium, tagged and with an outline."""
    from playwright.sync_api import sync_playwright

    from pipeline.yearbook.html import bound_html

    html = bound_html(model, bound.chapters)
    based = html.replace('href="styles/', f'href="{TEMPLATES.as_uri()}/styles/')
    page_file = target.with_suffix(".html")
    page_file.write_text(based, encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox", "--allow-file-access-from-files"],
        )
        page = browser.new_page()
        page.goto(page_file.as_uri(), timeout=0)
        page.pdf(path=str(target), prefer_css_page_size=True, tagged=True, outline=True)
        browser.close()
    page_file.unlink()


def _processor_seconds() -> float:
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def _medians(results: list[dict[str, float]]) -> dict[str, float]:
    return {name: median(result[name] for result in results) for name in results[0]}


def _table(found: dict[str, dict[str, float]]) -> str:
    base = found["bound"]
    heads = f"{'':10}{'wall s':>9}{'ratio':>8}{'cpu s':>9}{'own MB':>9}{'worker MB':>11}{'MB':>7}"
    lines = [
        f"{side:10}{told['wall']:9.1f}{told['wall'] / base['wall']:8.2f}{told['processor']:9.1f}"
        f"{told['own_mb']:9.0f}{told['worker_mb']:11.0f}{told['bytes'] / 1e6:7.2f}"
        for side, told in found.items()
    ]
    return "\n".join([heads, *lines])


if __name__ == "__main__":
    main()
