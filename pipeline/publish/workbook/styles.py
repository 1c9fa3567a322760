"""How the cells of the workbook look: named properties, put together once."""

from __future__ import annotations

from typing import Any

FONT = "宋体"  # on every Windows, and known to WPS by this name
_RULE, _HAIR, _GREY = "#404040", "#BFBFBF", "#6B6B6B"
_PROPERTIES: dict[str, dict[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 14},
    "follow": {"font_color": _GREY, "font_size": 9},
    "unit": {"font_color": _GREY, "font_size": 9, "align": "right"},
    "link": {"font_color": "#0563C1", "underline": 1, "font_size": 9},
    "cover": {"bold": True, "font_size": 26},
    "mark": {"bold": True, "font_color": "#B00020", "font_size": 12},
    "head": {"bold": True, "align": "center", "text_wrap": True, "valign": "bottom"},
    "head_follow": {
        "align": "center", "text_wrap": True, "font_color": _GREY, "font_size": 8, "valign": "top",
    },
    "over": {"bold": True, "align": "center_across", "bottom": 1, "bottom_color": _HAIR},
    "top": {"top": 5, "top_color": _RULE},
    "below": {"bottom": 1, "bottom_color": _RULE},
    "foot": {"bottom": 5, "bottom_color": _RULE},
    "label": {"align": "left"},
    "strong": {"bold": True, "bg_color": "#F2F2F2"},
    "heading": {"bold": True},
    "figure": {"align": "right"},
    "wrap": {"text_wrap": True, "valign": "top"},
    "stroke": {"left": 1, "left_color": _RULE},
}  # fmt: skip


class Styles:
    """The formats of one workbook by their properties: ``styles("figure", "foot")``."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Any, ...], Any] = {}

    def __call__(self, *names: str, **more: Any) -> Any:
        """The format with all these properties, later ones before earlier ones."""
        key = (*names, *sorted(more.items()))
        if key not in self._made:
            properties: dict[str, Any] = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
            for name in names:
                properties |= _PROPERTIES[name]
            self._made[key] = self._book.add_format(properties | more)
        return self._made[key]
