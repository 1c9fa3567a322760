"""The structure trees of the units as one, and the numbers by which pages and links find theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tree:
    """The tree of one unit inside the book: its root, its pages and its links."""

    root: Any
    pages: list[Any]

    @property
    def numbers(self) -> list[tuple[int, Any]]:
        """What the ParentTree says: for a page its marked content, for a link its element."""
        listed = self.root.ParentTree.Nums
        return [(int(listed[at]), listed[at + 1]) for at in range(0, len(listed), 2)]


def join(trees: Sequence[Tree]) -> None:
    """One tree below the /Document of the first unit.

    Pages are numbered from 0 and links after them, as WeasyPrint numbers those of one document.
    """
    import pikepdf

    root = trees[0].root
    document = root.K[0]
    for tree in trees[1:]:
        for child in tree.root.K[0].K:
            child.P = document
            document.K.append(child)
    page, link = 0, sum(len(tree.pages) for tree in trees)
    of_pages: list[Any] = []
    of_links: list[Any] = []
    for tree in trees:
        numbers = dict(tree.numbers)
        for leaf in tree.pages:
            of_pages += [page, numbers.pop(int(leaf.StructParents))]
            leaf.StructParents = page
            page += 1
        renamed = {old: link + at for at, old in enumerate(sorted(numbers))}
        link += len(renamed)
        of_links += [item for old, new in renamed.items() for item in (new, numbers[old])]
        for leaf in tree.pages:
            for annotation in leaf.get("/Annots", ()):
                if "/StructParent" in annotation:
                    annotation.StructParent = renamed[int(annotation.StructParent)]
    root.ParentTree.Nums = pikepdf.Array([*of_pages, *of_links])
    root.ParentTreeNextKey = link
