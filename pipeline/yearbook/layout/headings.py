"""Which marked content of a page is a heading, as its structure tree says."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as raw

_HEADING = re.compile(r"H[1-6]?")


def heading_marks(page: Any) -> frozenset[int]:
    """The numbers of the marked content under H, H1 … H6; none where the page is not tagged."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return frozenset()
    try:
        roots = range(raw.FPDF_StructTree_CountChildren(tree))
        return frozenset(
            mark
            for at in roots
            for mark in _marks(raw.FPDF_StructTree_GetChildAtIndex(tree, at), within=False)
        )
    finally:
        raw.FPDF_StructTree_Close(tree)


def _marks(element: Any, *, within: bool) -> Iterator[int]:
    """The marks below ``element`` that belong to a heading."""
    if not element:
        return
    inside = within or bool(_HEADING.fullmatch(_type(element)))
    for at in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
        if inside and (mark := raw.FPDF_StructElement_GetChildMarkedContentID(element, at)) >= 0:
            yield mark
        yield from _marks(raw.FPDF_StructElement_GetChildAtIndex(element, at), within=inside)


def _type(element: Any) -> str:
    length = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDF_StructElement_GetType(element, buffer, length)
    return bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", "replace")
