"""How cells look: named properties, put together into the formats of one workbook."""

from __future__ import annotations

import math
from typing import Any

# 宋体 is on every Windows, and WPS has it under the same name.
FONT = "宋体"
_LINE, _RULE, _GROUND = "#A6A6A6", "#404040", "#F2F2F2"
INPUT, CLOSED = "#EAF3FB", "#EDEDED"
RED = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
AMBER = {"bg_color": "#FFE699", "font_color": "#7F6000"}
GREEN = {"font_color": "#2E7D32"}

_GRID = {"border": 1, "border_color": _LINE}
_PROPERTIES: dict[str, dict[str, Any]] = {
    "grid": _GRID,
    "head": {
        **_GRID,
        "bold": True,
        "align": "center",
        "bg_color": _GROUND,
        "text_wrap": True,
        "top": 2,
        "top_color": _RULE,
    },
    "key": {"bold": True},
    "foot": {"bottom": 2, "bottom_color": _RULE},
    "left": {"align": "left"},
    "centre": {"align": "center"},
    "right": {"align": "right"},
    "wrap": {"text_wrap": True},
    "top": {"valign": "top"},
    "open": {"locked": False, "bg_color": INPUT},
    "closed": {"bg_color": CLOSED},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    "figure": {"align": "right", "indent": 1},
    "last": {"font_color": "#595959", "align": "right", "indent": 1},
    "title": {"bold": True, "font_size": 18, "align": "center"},
    "subtitle": {"font_size": 10, "font_color": "#595959", "align": "center"},
    "section": {"bold": True, "font_size": 12, "bottom": 1, "bottom_color": _LINE},
    "link": {"font_color": "#0563C1", "underline": 1},
}


class Styles:
    """The formats of a workbook by the names of their properties: ``styles("grid", "open")``."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Any, ...], Any] = {}

    def __call__(self, *names: str, **more: Any) -> Any:
        """The format with all these properties, later ones before earlier ones."""
        key = (*names, *sorted(more.items()))
        if key not in self._made:
            properties: dict[str, Any] = {"valign": "vcenter"}
            for name in names:
                properties |= _PROPERTIES[name]
            self._made[key] = self._book.add_format(properties | more)
        return self._made[key]

    def alarm(self, properties: dict[str, str]) -> Any:
        """What a conditional format changes."""
        return self._book.add_format(properties)


def number_format(decimals: int, *, is_rate: bool) -> str:
    """How a typed figure is shown: with the decimals of its line, and never with fewer than typed.

    What a sheet shows is what it saves as CSV, so a format that rounds would change figures. Rates
    keep the decimals they were given with, since 94 says less than 94.00.
    """
    if is_rate or decimals == 0:
        return "General"
    return "0." + "0" * decimals + "#" * (8 - decimals)


def n_lines(text: str, width: float) -> int:
    """On how many lines a text runs in a column so many characters wide; Chinese ones are two."""
    taken = sum(1 if character.isascii() else 2 for character in text)
    return max(1, math.ceil(taken / width))
