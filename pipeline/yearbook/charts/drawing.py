"""Fills a Vega-Lite specification with data and draws it as an SVG of true size.

One unit of a specification is one point of print, so that the font sizes in it are those on paper.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from pipeline.bilingual import CHINESE_FIRST, Languages
from pipeline.vocabulary import Text
from pipeline.workspace import TEMPLATES

CHARTS = TEMPLATES / "charts"
MM_PER_POINT = 25.4 / 72
VEGA_LITE = "6.1"
Rows = Sequence[Mapping[str, Any]]

_OPENING = re.compile(r"<svg[^>]*>")
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_INVISIBLE = re.compile(r'<path class="(?:background|foreground)"[^>]*/>')
_PAIRS = (("zh", "en"), ("why_zh", "why_en"))
TOLD = "\u2060"  # before a description of ours; Vega describes every mark, in its own words
_TOLD = re.compile(rf'<path aria-label="{TOLD}([^"]*)"([^>]*)/>')
_TITLE = re.compile(r"><title>[^<]*</title></path>")
_ROLES = re.compile(r' (?:aria-[a-z]+|role|class)="[^"]*"')


@dataclass(frozen=True)
class Drawing:
    """An SVG and its size in mm; it is drawn from its specification when it is first looked at.

    ``titled`` is the same drawing for a screen: marks say what they stand for in a ``<title>``.
    """

    spec: str = field(repr=False)
    width_mm: float
    height_mm: float
    lang: str = CHINESE_FIRST.leading_tag

    @cached_property
    def titled(self) -> str:
        return _cleaned(drawn(self.spec), self.width_mm, self.height_mm, self.lang)

    @cached_property
    def svg(self) -> str:
        return _TITLE.sub("/>", self.titled)


def draw(
    name: str,
    data: Mapping[str, Rows],
    params: Mapping[str, Any],
    size: tuple[float, float],
    languages: Languages = CHINESE_FIRST,
) -> Drawing:
    """Draws ``templates/charts/<name>.vl.json`` with its datasets and parameters, offline.

    ``size`` is width and height in points. A parameter that the file does not name raises KeyError.
    """
    width, height = size
    rows = {key: [ranked(row, languages) for row in table] for key, table in data.items()}
    spec = filled(name, rows, params) | {"width": width, "height": round(height, 2)}
    width_mm, height_mm = (round(spec[side] * MM_PER_POINT, 2) for side in ("width", "height"))
    return Drawing(json.dumps(spec), width_mm, height_mm, languages.leading_tag)


def ranked(row: Mapping[str, Any], languages: Languages) -> dict[str, Any]:
    """A row whose texts are called what a specification calls them: what leads, what follows (left
    out where the row says ``alone``).
    """
    told = {key: value for key, value in row.items() if key != "alone"}
    for zh, en in _PAIRS:
        if zh in row:
            lead, follow = languages.pair(Text(told.pop(zh), told.pop(en)))
            beside = "" if row.get("alone") else follow
            told |= {zh.replace("zh", "lead"): lead, zh.replace("zh", "follow"): beside}
    return told


_known: dict[str, str] = {}  # the book and the HTML edition draw the same charts


def drawn(spec: str) -> str:
    """What Vega makes of a specification, once for as long as the program runs."""
    if spec not in _known:
        import vl_convert

        _known[spec] = str(
            vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
        )
    return _known[spec]


def know(drawings: Mapping[str, str]) -> None:
    """Takes over what was drawn elsewhere, by specification."""
    _known.update(drawings)


def is_known(spec: str) -> bool:
    """Whether it need not be drawn any more."""
    return spec in _known


def filled(name: str, data: Mapping[str, Rows], params: Mapping[str, Any]) -> dict[str, Any]:
    """The specification with the theme of the book, its data and the values of its parameters."""
    spec: dict[str, Any] = json.loads(_text(f"{name}.vl.json"))
    known = {param["name"]: param for param in spec["params"]}
    for key, value in params.items():
        known[key]["value"] = value
    theme = json.loads(_text("theme.json"))
    return spec | {"config": theme, "datasets": dict(data)}


@cache
def _text(name: str) -> str:
    return (CHARTS / name).read_text(encoding="utf-8")


def _cleaned(svg: str, width_mm: float, height_mm: float, lang: str) -> str:
    """Sizes in mm, two decimals are enough for print, and nothing that is not seen but titles."""
    named = _TOLD.sub(r"<path\2><title>\1</title></path>", _INVISIBLE.sub("", svg))
    body = _ROLES.sub("", named)
    body = _LONG.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), body)
    view = re.search(r'viewBox="[^"]*"', svg)
    box = view[0] if view else ""
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{lang}" '
        f'width="{width_mm}mm" height="{height_mm}mm" {box}>'
    )
    return _OPENING.sub(opening, body, count=1)
