"""Writes the HTML edition as one folder that opens from a disk or a server and fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.bilingual import CHINESE_FIRST, Languages
from pipeline.publish.web import joining
from pipeline.publish.web.finding import search_script
from pipeline.publish.web.model import Site, SitePage
from pipeline.tables.csv import table_csv
from pipeline.tables.model import Cell, Column
from pipeline.tables.writing import read_back
from pipeline.vocabulary import Text
from pipeline.workspace import TEMPLATES, replaced_folder

WEB = TEMPLATES / "web"
_YEARS = re.compile(r"（\d{4}年?[^（]*）$|, \d{4}(–\d{4})?$")
ASSETS = ("site.css", "site.js", "tables.css")


def write_site(site: Site, folder: Path) -> tuple[Path, ...]:
    """Writes the whole site in place of ``folder``; the files, in the order of their names.

    It is written aside and then put in place, so that nobody meets half of it. What stood there
    before is gone, with everything in it.
    """
    with replaced_folder(folder) as aside:
        names = [_put(aside / name, content).relative_to(aside) for name, content in files(site)]
    return tuple(sorted(folder / name for name in names))


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file of the site: its path in the folder, its bytes."""
    yield "index.html", _page("index.html.j2", site, None)
    for page in site.pages:
        yield page.file, _page(f"{page.kind}.html.j2", site, page)
    for table in site.tables():
        yield table.download, table_csv(table.table, site.languages)
    yield "assets/search.js", search_script(site)
    for name in ASSETS:
        yield f"assets/{name}", (WEB / "assets" / name).read_bytes()


def _put(path: Path, content: bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def _page(name: str, site: Site, page: SitePage | None) -> bytes:
    template = environment(site.languages).get_template(name)
    return template.render(site=site, page=page).encode()


@cache
def environment(languages: Languages = CHINESE_FIRST) -> Environment:
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
        "headed": headed,
    }
    env.filters |= languages.filters
    env.globals |= languages.words | {"PINNED": joining.PINNED}
    return env


def undated(title: str) -> str:
    """A title without the years it ends with, for a list in which they would repeat."""
    return _YEARS.sub("", title)


def headed(column: Column) -> Text:
    """A head with the unit of its column behind it."""
    unit = column.unit
    zh, en = (f"（{unit.zh}）", f" ({unit.en})") if unit.zh else ("", "")
    return Text(column.head.zh + zh, column.head.en + en)


def sort_key(cell: Cell) -> str:
    """The number that a cell is sorted by, plainly written; blank where there is none."""
    number = read_back(cell)
    return "" if number is None else str(number)


def drawing(svg: str) -> Markup:
    """A drawing of ours goes into the page as it is; never call this on what was submitted."""
    return Markup(svg)  # noqa: S704 - charts are drawn by us, their texts escaped by Vega
