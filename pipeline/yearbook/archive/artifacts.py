"""Content that is not read aloud: running heads, folios, ornaments."""

from __future__ import annotations

from typing import Any

from pipeline.yearbook.archive.structure import Element, Structure

_PX = 0.75  # points


def mend_figures(structure: Structure, figures: list[Element]) -> set[int]:
    """Figures without words are ornaments and leave the tree; gives them by identity.

    The others get their place in points from below, which WeasyPrint gives in pixels from above.
    """
    heights = {page.reference: page["MediaBox"][3] for page in structure.pages}
    ornaments = {id(figure) for figure in figures if not figure.get("Alt")}
    for figure in figures:
        left, top, right, bottom = figure["A"]["BBox"]
        height = heights[figure["Pg"]]
        figure["A"]["BBox"][:] = (
            left * _PX,
            height - bottom * _PX,
            right * _PX,
            height - top * _PX,
        )
    return ornaments


def prune(structure: Structure, element: Element, ornaments: set[int]) -> None:
    """Takes the ornaments out of the tree below ``element``."""
    gone = {kid.reference for kid in structure.children(element) if id(kid) in ornaments}
    if gone:
        element["K"][:] = [kid for kid in element["K"] if kid not in gone]


def mark_artifacts(structure: Structure, read: set[int]) -> None:
    """Marks as artifact whatever belongs to no element that is ``read`` (by identity)."""
    for page in range(len(structure.pages)):
        unread = {
            mark: _kind(owner)
            for mark, owner in enumerate(structure.owners(page))
            if id(owner) not in read
        }
        if unread:
            _rewrite(structure.content(page), unread)
            for mark in unread:
                structure.disown(page, mark)


def _kind(owner: Element) -> str:
    """Ornaments belong to the layout, heads and folios to the pages."""
    return "/Layout" if owner is not None and owner["S"] == "/Figure" else "/Pagination"


def _rewrite(content: list[Any], unread: dict[int, str]) -> None:
    """``/Span <</MCID 3>> BDC`` becomes ``/Artifact <</Type /Pagination>> BDC``."""
    from pydyf import Dictionary

    for at, operand in enumerate(content):
        if isinstance(operand, dict) and operand.get("MCID") in unread:
            content[at - 1] = "/Artifact"
            content[at] = Dictionary({"Type": unread[operand["MCID"]]})
