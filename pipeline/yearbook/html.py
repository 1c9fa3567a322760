"""The edition as one HTML text: the Jinja environment, its filters, and the order of the pages."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.bilingual import CHINESE_FIRST, Languages
from pipeline.workspace import TEMPLATES
from pipeline.yearbook import ink, measure, story

# The styles of the book, in templates/styles, in the order in which they apply.
STYLES = (
    "page", "type", "table", "part", "overview", "front",
    "cover", "opener", "city", "quality", "outline",
)  # fmt: skip
_PADDED = re.compile(r"(?<=[\" ])p(\d{1,3})(?=[\" ])")

if TYPE_CHECKING:
    from pipeline.yearbook.chapters import Chapter
    from pipeline.yearbook.edition import EditionModel
    from pipeline.yearbook.opener import Opener


def bound_html(
    model: EditionModel, bound: tuple[Chapter, ...], within: Opener | None = None
) -> str:
    """Chapters that are made already; ``within`` opened the part that they go on with."""
    template = environment(model.languages).get_template("yearbook.html.j2")
    return template.render(model=model, chapters=bound, inks=ink.of(model), within=within)


@cache
def environment(languages: Languages = CHINESE_FIRST) -> Environment:
    """The Jinja environment of a book: everything is escaped, nothing may be undefined."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"css": css, "svg_uri": svg_uri, "tint": ink.tint}
    env.filters |= {"standing_in": ink.standing_in, "paddings": paddings}
    env.filters |= {
        "runs": story.runs,
        "headline_pt": measure.headline_pt,
        "shrunk_pt": measure.shrunk_pt,
        "beside_pt": measure.beside_pt,
        "cut_to": measure.cut_to,
    }
    env.filters |= languages.filters
    env.globals |= languages.words | {"within": None, "STYLES": STYLES}
    return env


def css(text: str) -> Markup:
    """A text as a string of CSS: nothing in it can end the string or the style element."""
    unsafe = '"\\<>&\n\r\f'
    return Markup('"' + "".join(f"\\{ord(c):x} " if c in unsafe else c for c in text) + '"')  # noqa: S704 - escaped for CSS


def paddings(html: str) -> list[int]:
    """The right paddings of figures that a text asks for (class p23), in tenths of a millimetre."""
    return sorted({int(tenths) for tenths in _PADDED.findall(html)})


def svg_uri(svg: str) -> str:
    """A drawing as the address of an image, so that it can carry an ``alt`` text."""
    return "data:image/svg+xml;charset=utf-8," + quote(svg, safe=" ='<>/:;,()")
