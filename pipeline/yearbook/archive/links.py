"""Links: one element each, and told in words where they lead."""

from __future__ import annotations

from typing import Any

from pipeline.yearbook.archive.structure import Element, Structure

_LEAST = 0.01  # points; a rectangle that is narrower cannot be touched


def mend_links(structure: Structure, elements: list[Element]) -> None:
    """Gathers the annotations of a link in its outermost element.

    WeasyPrint makes one for every box inside a link, links within links with them; those that
    nobody can touch and those that lie in another of the same link are dropped.
    """
    within: set[int] = set()
    for link in (element for element in elements if element["S"] == "/Link"):
        if id(link) not in within:
            below = list(structure.walk(link))
            within |= {id(element) for element in below}
            _gather(structure, link, below)


def _gather(structure: Structure, link: Element, below: list[Element]) -> None:
    kept: list[Any] = []
    references = []
    for element in below:
        for reference in _take_objects(structure, element):
            pointer = structure.at(reference)
            annotation = structure.at(pointer["Obj"])
            if _is_needed(annotation["Rect"], kept):
                kept.append(annotation["Rect"])
                references.append(reference)
                structure.own(annotation, link)
            else:
                structure.own(annotation, None)
                structure.at(pointer["Pg"])["Annots"].remove(pointer["Obj"])
    for element in below[1:] if references else below:
        element["S"] = "/Span" if element["S"] == "/Link" else element["S"]
    link["K"][:0] = references


def _take_objects(structure: Structure, element: Element) -> list[bytes]:
    """Takes the pointers to annotations out of an element."""
    found = [
        kid
        for kid in element["K"]
        if not isinstance(kid, int) and structure.at(kid).get("Type") == "/OBJR"
    ]
    element["K"][:] = [kid for kid in element["K"] if kid not in found]
    return found


def _is_needed(rectangle: list[float], kept: list[list[float]]) -> bool:
    left, upper, right, lower = rectangle
    if right - left < _LEAST or upper - lower < _LEAST:
        return False
    return not any(
        left >= other[0] and upper <= other[1] and right <= other[2] and lower >= other[3]
        for other in kept
    )


def name_links(pdf: Any, first_page: int = 1) -> None:
    """Puts the title of its target into every link inside the book.

    WeasyPrint writes the name of the anchor there, which would be read aloud.
    """
    from pydyf import String

    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    places = {name.string: place for name, place in zip(names[::2], names[1::2], strict=True)}
    numbers = {reference: at for at, reference in enumerate(pdf.page_references, first_page)}
    titles = _titles(pdf)
    for link in pdf.objects:
        if isinstance(link, dict) and link.get("Subtype") == "/Link" and "Dest" in link:
            place = places[link["Dest"].string]
            number = numbers[place[0]]
            link["Contents"] = String(told_target(titles.get(place.data, ""), number))


def told_target(title: str, page: int) -> str:
    """Where a link leads, as it is read aloud: the bookmark of the place, or else its page."""
    return title or f"第{page}页 page {page}"


def _titles(pdf: Any) -> dict[bytes, str]:
    """The bookmarks by the place to which they lead."""
    return {
        thing["Dest"].data: thing["Title"].string
        for thing in pdf.objects
        if isinstance(thing, dict) and "Title" in thing and "Dest" in thing
    }
