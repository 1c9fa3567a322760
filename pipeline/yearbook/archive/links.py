"""What a link leads to, in words: the bookmark of the same place, or the page."""

from __future__ import annotations

from typing import Any


def name_links(pdf: Any) -> None:
    """Puts the title of its target into every link inside the book.

    WeasyPrint writes the name of the anchor there, which would be read aloud.
    """
    from pydyf import String

    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    places = {name.string: place for name, place in zip(names[::2], names[1::2], strict=True)}
    numbers = {reference: at for at, reference in enumerate(pdf.page_references, 1)}
    titles = _titles(pdf)
    for link in pdf.objects:
        if isinstance(link, dict) and link.get("Subtype") == "/Link" and "Dest" in link:
            place = places[link["Dest"].string]
            number = numbers[place[0]]
            title = titles.get(place.data, f"第{number}页 page {number}")
            link["Contents"] = String(title)


def _titles(pdf: Any) -> dict[bytes, str]:
    """The bookmarks by the place to which they lead."""
    return {
        thing["Dest"].data: thing["Title"].string
        for thing in pdf.objects
        if isinstance(thing, dict) and "Title" in thing and "Dest" in thing
    }
