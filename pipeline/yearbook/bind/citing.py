"""Links from one unit to another: known by name while it is set, led to their page when bound."""

from __future__ import annotations

import re
from collections.abc import Mapping

ELSEWHERE = "elsewhere:"  # the scheme of a link to an anchor of another unit
# Jinja escapes quotes in whatever is printed, so these stand in tags of our templates alone.
_ANCHOR = re.compile(r' id="([^"]+)"')
_LINK = re.compile(r'(<a class="page-of")? href="#([^"]+)"')


def anchors(html: str) -> frozenset[str]:
    """The names of the places in a unit to which a link can lead."""
    return frozenset(_ANCHOR.findall(html))


def cited(html: str) -> frozenset[str]:
    """The anchors of other units whose page a unit prints."""
    own = anchors(html)
    return frozenset(name for page, name in _LINK.findall(html) if page and name not in own)


def with_pages(html: str, pages: Mapping[str, int]) -> str:
    """A unit whose links to others are named as such and print the page where they lead."""
    own = anchors(html)

    def link(match: re.Match[str]) -> str:
        page, name = match.groups()
        if name in own:
            return match[0]
        number = f' data-page="{pages[name]}"' if page else ""
        return f'{page or ""}{number} href="{ELSEWHERE}{name}"'

    return _LINK.sub(link, html)
