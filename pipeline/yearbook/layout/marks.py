"""What the marked content of a page is, as its structure tree says."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

_HEADING, _FIGURE = re.compile(r"H[1-6]?"), re.compile("Figure")


@dataclass(frozen=True, slots=True)
class Marks:
    """The numbers of the marked content under headings and under figures."""

    headings: frozenset[int]
    figures: frozenset[int]


def marks_of(page: Any) -> Marks:
    """The marks of a page; none where it is not tagged."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return Marks(frozenset(), frozenset())
    try:
        return Marks(_under(tree, _HEADING), _under(tree, _FIGURE))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _under(tree: Any, kind: re.Pattern[str]) -> frozenset[int]:
    return frozenset(
        mark
        for at in range(raw.FPDF_StructTree_CountChildren(tree))
        for mark in _marks(raw.FPDF_StructTree_GetChildAtIndex(tree, at), kind, within=False)
    )


def _marks(element: Any, kind: re.Pattern[str], *, within: bool) -> Iterator[int]:
    """The marks below ``element`` that lie within an element of this kind."""
    if not element:
        return
    inside = within or bool(kind.fullmatch(_type(element)))
    for at in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
        if inside and (mark := raw.FPDF_StructElement_GetChildMarkedContentID(element, at)) >= 0:
            yield mark
        yield from _marks(raw.FPDF_StructElement_GetChildAtIndex(element, at), kind, within=inside)


def _type(element: Any) -> str:
    length = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDF_StructElement_GetType(element, buffer, length)
    return bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", "replace")
