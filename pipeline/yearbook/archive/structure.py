"""The structure tree of a PDF that is about to be written, as objects of pydyf."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Element = Any  # pydyf.Dictionary with /Type /StructElem
_NONE = "null"


class Structure:
    """The tree below /Document, and which element owns each piece of marked content."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = self.at(pdf.catalog["StructTreeRoot"])
        self._numbers = self.at(self.root["ParentTree"])["Nums"]
        self._places = {key: 2 * at + 1 for at, key in enumerate(self._numbers[::2])}
        kids = pdf.pages["Kids"][::3]  # pydyf keeps a reference as three items
        self.pages = [pdf.objects[number] for number in kids]

    @property
    def next_key(self) -> int:
        """The first number that the ParentTree does not have."""
        return max(self._places, default=-1) + 1

    def document(self) -> Element:
        return self.at(self.root["K"][0])

    def walk(self, element: Element) -> Iterator[Element]:
        """The element and all below it, in the order of reading."""
        yield element
        for child in self.children(element):
            yield from self.walk(child)

    def children(self, element: Element) -> list[Element]:
        """The elements right below; content and links stand between them in the tree."""
        found = (self.at(kid) for kid in element["K"] if not isinstance(kid, int))
        return [kid for kid in found if kid.get("Type") == "/StructElem"]

    def owners(self, page: int) -> list[Element | None]:
        """The element of every piece of marked content of a page, by its number (MCID)."""
        owners = self._numbers[self._places[page]]
        return [None if owner == _NONE else self.at(owner) for owner in owners]

    def disown(self, page: int, mark: int) -> None:
        """A piece of content is no longer part of the tree."""
        self._numbers[self._places[page]][mark] = _NONE

    def own(self, annotation: Any, owner: Element | None) -> None:
        """The annotation belongs to this element from now on, or to none."""
        place = self._places[annotation["StructParent"]]
        self._numbers[place] = owner.reference if owner else _NONE

    def content(self, page: int) -> list[Any]:
        """The operators and operands of a page."""
        operations: list[Any] = self.at(self.pages[page]["Contents"]).stream
        return operations

    def at(self, reference: bytes) -> Any:
        """The object to which a reference leads."""
        return self.pdf.objects[int(reference.split()[0])]
