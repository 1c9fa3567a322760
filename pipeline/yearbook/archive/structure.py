"""The structure tree of a PDF that is about to be written, as objects of pydyf."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Element = Any  # pydyf.Dictionary with /Type /StructElem


class Structure:
    """The tree below /Document, and which element owns each piece of marked content."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = self._at(pdf.catalog["StructTreeRoot"])
        numbers = self._at(self.root["ParentTree"])["Nums"]
        self._owners: dict[int, Any] = dict(zip(numbers[::2], numbers[1::2], strict=True))
        self.next_key = max(self._owners, default=-1) + 1
        kids = pdf.pages["Kids"][::3]  # pydyf keeps a reference as three items
        self.pages = [pdf.objects[number] for number in kids]

    def document(self) -> Element:
        return self._at(self.root["K"][0])

    def walk(self, element: Element) -> Iterator[Element]:
        """The element and all below it, in the order of reading."""
        yield element
        for child in self.children(element):
            yield from self.walk(child)

    def children(self, element: Element) -> list[Element]:
        """The elements right below; content and links stand between them in the tree."""
        found = (self._at(kid) for kid in element["K"] if not isinstance(kid, int))
        return [kid for kid in found if kid.get("Type") == "/StructElem"]

    def owners(self, page: int) -> list[Element | None]:
        """The element of every piece of marked content of a page, by its number (MCID)."""
        return [None if owner == "null" else self._at(owner) for owner in self._owners[page]]

    def disown(self, page: int, mark: int) -> None:
        """A piece of content is no longer part of the tree."""
        self._owners[page][mark] = "null"

    def content(self, page: int) -> list[Any]:
        """The operators and operands of a page."""
        operations: list[Any] = self._at(self.pages[page]["Contents"]).stream
        return operations

    def _at(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]
