"""Self-contained pages, for the house and for clerks: one HTML text, no network, no script.

A page is ``templates/pages/<name>.html.j2``. Those that extend ``base.html.j2`` share its head, its
style sheet ``page.css`` and its foot.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.errors import visible
from pipeline.workspace import TEMPLATES

if TYPE_CHECKING:
    from jinja2 import Environment


def page(name: str, **facts: Any) -> bytes:
    """The page ``name`` filled with ``facts``, as the bytes of an HTML file.

    Everything is escaped, and a fact that the template misses is an error of ours. Characters that
    nobody would see are marks.
    """
    text = _environment().get_template(f"{name}.html.j2").render(**facts)
    return visible(text).encode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
