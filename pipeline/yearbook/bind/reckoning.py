"""How many pages a unit is likely to have, before it is set.

A wrong guess costs time: what follows is set again when the right number is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.yearbook.bind.units import Unit

_PAGES: Mapping[str, Callable[[Any], int]] = {
    "contents": lambda content: len(content.pages),
    "editors_notes": lambda _: 2,
    "part": lambda content: sum(sheet.n_pages for sheet in content.sheets),
    "explanatory": lambda content: content.n_pages,
    "city": lambda content: content.flow.n_pages,
}


def likely_pages(unit: Unit) -> int:
    """The sum over its chapters, of which most have one page."""
    one: Callable[[Any], int] = lambda _: 1  # noqa: E731
    return sum(_PAGES.get(each.template, one)(each.content) for each in unit.chapters)
