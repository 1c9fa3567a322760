"""What the marked content of a page is, as its structure tree says."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

from pypdfium2 import raw

HEADING, FIGURE = "heading", "figure"
_BUFFER = ctypes.create_string_buffer(64)  # longer than any type of element
_ROLE = re.compile(r"(?P<heading>H[1-6]?)|(?P<figure>Figure)")


def marks_of(page: Any) -> dict[int, str]:
    """Marked content under headings and figures, by its number; none where nothing is tagged."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        return dict(
            found
            for at in range(raw.FPDF_StructTree_CountChildren(tree))
            for found in _marks(raw.FPDF_StructTree_GetChildAtIndex(tree, at), None)
        )
    finally:
        raw.FPDF_StructTree_Close(tree)


def _marks(element: Any, role: str | None) -> Iterator[tuple[int, str]]:
    """The marks at and below ``element``, which stands in something of this role."""
    if not element:
        return
    role = role or _role(element)
    for at in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
        if role and (mark := raw.FPDF_StructElement_GetChildMarkedContentID(element, at)) >= 0:
            yield mark, role
        yield from _marks(raw.FPDF_StructElement_GetChildAtIndex(element, at), role)


def _role(element: Any) -> str | None:
    length = raw.FPDF_StructElement_GetType(element, _BUFFER, len(_BUFFER))
    found = _ROLE.fullmatch(_BUFFER.raw[: max(length - 2, 0)].decode("utf-16-le", "replace"))
    return found.lastgroup if found else None
