"""Writes the HTML edition as one folder that opens from a disk or a server and fetches nothing."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.publish.web import joining
from pipeline.publish.web.downloads import table_csv
from pipeline.publish.web.finding import search_script
from pipeline.publish.web.model import Site
from pipeline.tables.model import Cell
from pipeline.tables.writing import read_back
from pipeline.workspace import TEMPLATES

WEB = TEMPLATES / "web"
_YEARS = re.compile(r"（\d{4}年?[^（]*）$")
ASSETS = ("site.css", "site.js", "tables.css")


def write_site(site: Site, folder: Path) -> tuple[Path, ...]:
    """Writes the whole site in place of ``folder``; the files, in the order of their names.

    It is written aside and then put in place, so that nobody meets half of it. What stood there
    before is gone, with everything in it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        names = [_put(aside / name, content) for name, content in files(site)]
        aside.chmod(0o755)
        _replace(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return tuple(sorted(folder / name.relative_to(aside) for name in names))


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file of the site: its path in the folder, its bytes."""
    yield "index.html", _page("index.html.j2", site=site, page=None)
    for page in site.pages:
        yield page.file, _page(f"{page.kind}.html.j2", site=site, page=page)
    for table in site.tables():
        yield table.download, table_csv(table.table)
    yield "assets/search.js", search_script(site)
    for name in ASSETS:
        yield f"assets/{name}", (WEB / "assets" / name).read_bytes()


def _put(path: Path, content: bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def _replace(aside: Path, folder: Path) -> None:
    """Puts a folder in the place of another; a folder with content cannot be renamed over."""
    old = aside.with_name(f"{aside.name}.old")
    if folder.exists():
        folder.rename(old)
    try:
        aside.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _page(name: str, **facts: object) -> bytes:
    return environment().get_template(name).render(**facts).encode()


@cache
def environment() -> Environment:
    """The Jinja environment of the pages: everything is escaped, nothing may be undefined."""
    env = Environment(
        loader=FileSystemLoader(WEB),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters |= {
        "grid": joining.grid,
        "sort_key": sort_key,
        "drawing": drawing,
        "undated": undated,
    }
    env.globals |= {"PINNED": joining.PINNED}
    return env


def undated(title: str) -> str:
    """A Chinese title without the years it ends with, for a list in which they would repeat."""
    return _YEARS.sub("", title)


def sort_key(cell: Cell) -> str:
    """The number that a cell is sorted by, plainly written; blank where there is none."""
    number = read_back(cell)
    return "" if number is None else str(number)


def drawing(svg: str) -> Markup:
    """A drawing of ours goes into the page as it is; never call this on what was submitted."""
    return Markup(svg)  # noqa: S704 - charts are drawn by us, their texts escaped by Vega
