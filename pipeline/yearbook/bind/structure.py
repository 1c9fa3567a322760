"""The structure trees of the units as one, and the numbers by which pages and links find theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pipeline.yearbook.bind.copying import Copier, reference
from pipeline.yearbook.bind.writing import PdfFile


@dataclass(slots=True)
class Tree:
    """The tree of the book while its units are added.

    Pages are numbered from 0 and links after them, as WeasyPrint numbers those of one document.
    """

    book: PdfFile
    n_pages: int
    root: int = field(init=False)  # numbers of objects of the book
    document: int = field(init=False)
    _kids: list[int] = field(default_factory=list)
    _of_pages: list[int | None] = field(default_factory=list)  # by page what its content belongs to
    _of_links: list[int | None] = field(default_factory=list)  # and by link, if to anything

    def __post_init__(self) -> None:
        self.root, self.document = self.book.number(), self.book.number()

    def add(self, source: Any, copier: Copier) -> None:
        """Adds the tree of a unit, and numbers its pages and links."""
        root = source.Root.StructTreeRoot
        copier.know(root.K[0], self.document)
        self._kids += [copier.number(kid) for kid in root.K[0].K]
        listed = root.ParentTree.Nums
        owners = {int(listed[at]): listed[at + 1] for at in range(0, len(listed), 2)}
        leaves = [page.obj for page in source.pages]
        for leaf in leaves:
            owned = owners.pop(int(leaf.StructParents))
            leaf.StructParents = len(self._of_pages)
            self._of_pages.append(self._entry(copier, owned))
        numbers = {
            old: self.n_pages + len(self._of_links) + at for at, old in enumerate(sorted(owners))
        }
        self._of_links += [self._entry(copier, owners[old]) for old in numbers]
        for link in (link for leaf in leaves for link in leaf.get("/Annots", ())):
            if "/StructParent" in link:
                link.StructParent = numbers[int(link.StructParent)]

    def write(self, first: Any, copier: Copier) -> None:
        """Writes what stands above the trees of the units, as the ``first`` of them has it."""
        import pikepdf

        root, entries = first.Root.StructTreeRoot, [*self._of_pages, *self._of_links]
        document = root.K[0]
        document.P, document.K = reference(self.root), _references(self._kids)
        copier.copy(document, self.document)
        numbered = [
            item
            for at, entry in enumerate(entries)
            for item in (at, None if entry is None else reference(entry))
        ]
        root.K, root.ParentTreeNextKey = _references([self.document]), len(entries)
        root.ParentTree = pikepdf.Dictionary(Nums=pikepdf.Array(numbered))
        copier.copy(root, self.root)

    def _entry(self, copier: Copier, owned: Any) -> int | None:
        """Elements stand as they are, lists of them as objects of their own."""
        if owned is None:
            return None
        if owned.is_indirect:
            return copier.number(owned)
        number = self.book.number()
        self.book.add(number, copier.text(owned))
        return number


def _references(numbers: Iterable[int]) -> Any:
    import pikepdf

    return pikepdf.Array([reference(number) for number in numbers])
