"""What the search looks through: titles of tables and figures, indicators, cities, parts."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline.publish.web.model import Site, SitePage
from pipeline.vocabulary import Text

Entry = dict[str, str]


def search_script(site: Site) -> bytes:
    """``search.js``: the index as a constant, since a page of a folder may not fetch a file.

    Each entry has its kind ``k``, number ``n``, both languages ``zh`` and ``en``, address ``u``.
    """
    entries = ",\n".join(json.dumps(e, ensure_ascii=False, sort_keys=True) for e in _entries(site))
    entries = entries.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'"use strict";\nconst SEARCH = [\n{entries}\n];\n'.encode()


def _entries(site: Site) -> Iterator[Entry]:
    for page in site.pages:
        kind = "city" if page.kind == "city" else "part"
        yield _entry(kind, page.ordinal.zh, page.title, page.file)
        yield from _inside(page)
    for term in site.terms:
        yield _entry("indicator", term.code, term.name, term.url)


def _inside(page: SitePage) -> Iterator[Entry]:
    for table in page.tables:
        url = f"{page.file}#{table.anchor}"
        yield _entry("table", table.table.number, table.table.title, url)
    for chart in page.charts:
        yield _entry("figure", chart.number, chart.title, f"{page.file}#{chart.anchor}")


def _entry(kind: str, number: str, name: Text, url: str) -> Entry:
    return {"k": kind, "n": number, "zh": name.zh, "en": name.en, "u": url}
