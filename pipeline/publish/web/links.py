"""Whether every link of the pages leads somewhere: to a file that is there, an anchor in it."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Page(HTMLParser):
    """The anchors of a page, and where it leads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in ("href", "src") and value:
                self.links.append(value)


def broken_links(folder: Path) -> list[str]:
    """``page → link`` for every link that leads nowhere, those out of the folder included."""
    root = folder.resolve()
    files = sorted(root.rglob("*.html"))
    pages = {path: _Page(path.read_text(encoding="utf-8")) for path in files}
    return [
        f"{path.relative_to(root)} → {link}"
        for path, page in pages.items()
        for link in dict.fromkeys(page.links)
        if not _leads(path, link, pages)
    ]


def _leads(path: Path, link: str, pages: Mapping[Path, _Page]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return parts.scheme == "data"  # a drawing that the page carries itself
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not parts.fragment:
        return target.is_file()
    return target in pages and unquote(parts.fragment) in pages[target].anchors
