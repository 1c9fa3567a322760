"""Binds units that were set by themselves into one PDF, as if they had been set together.

Pages, named places, outline, structure tree, metadata and output intent are those that WeasyPrint
writes for one document; tests hold a bound book against one that was set whole. The book is written
unit by unit, so that binding a long one takes no more memory than binding a short one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any

from pipeline.yearbook.archive.enclosure import Enclosure
from pipeline.yearbook.bind import attaching, fonts, outline
from pipeline.yearbook.bind.copying import Copier, reference
from pipeline.yearbook.bind.fonts import Needed
from pipeline.yearbook.bind.places import Place, lead, name, places_of, titled
from pipeline.yearbook.bind.structure import Tree
from pipeline.yearbook.bind.writing import PdfFile
from pipeline.yearbook.typesetting import Bookmark, Typeset


def bind(units: Sequence[Typeset], target: Path, enclosures: Iterable[Enclosure] = ()) -> int:
    """Writes the pages of all units, in their order, to ``target``; gives their number.

    Raises RenderError where a link leads nowhere.
    """
    known = _looked_over(units)
    with target.open("wb") as handle:
        book = Book(PdfFile(handle), sum(unit.n_pages for unit in units), known)
        for unit in units:
            book.add(unit)
        book.close(units[0], enclosures)
    return len(book.pages)


@dataclass(slots=True)
class Known:
    """What has to be known of all units before the first is written."""

    marks: list[Bookmark] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    needed: dict[str, Needed] = field(default_factory=dict)  # by the name of a font
    subsets: dict[str, bytes | None] = field(default_factory=dict)


def _looked_over(units: Sequence[Typeset]) -> Known:
    known = Known()
    for first, unit in _begun(units):
        known.marks += [replace(mark, page=first + mark.page) for mark in unit.bookmarks]
        with _opened(unit) as source:
            for anchor, place in places_of(source):
                known.places[anchor] = replace(place, page=first + place.page)
            fonts.need(known.needed, _resources(source).get("/Font", {}))
    known.titles = titled(known.places, known.marks)
    known.subsets = fonts.subsets(known.needed)
    return known


def _begun(units: Sequence[Typeset]) -> Iterator[tuple[int, Typeset]]:
    """Every unit with the number, from 0, of its first page."""
    firsts = accumulate((unit.n_pages for unit in units[:-1]), initial=0)
    return zip(firsts, units, strict=True)


def _opened(unit: Typeset) -> Any:
    import pikepdf

    return pikepdf.open(BytesIO(unit.content))


def _resources(source: Any) -> Any:
    """All pages of a unit have the same."""
    return source.pages[0].Resources


class Book:
    """The book while it is being written."""

    def __init__(self, file: PdfFile, n_pages: int, known: Known) -> None:
        self._file, self._known = file, known
        self._top = file.number()  # of the tree of pages
        self._tree = Tree(file, n_pages)
        self._fonts: dict[str, int] = {}  # numbers of objects of the book, by name
        self._profiles: dict[str, int] = {}
        self.pages: list[int] = []

    def add(self, unit: Typeset) -> None:
        """Writes the pages of a unit, its links leading where they should, and its tree."""
        with _opened(unit) as source:
            lead(source, self._known.places, self._known.titles)
            copier = self._copier(source)
            self._share(source, copier)
            self._tree.add(source, copier)
            self.pages += [copier.number(page.obj) for page in source.pages]
            copier.finish()

    def close(self, first: Typeset, enclosures: Iterable[Enclosure]) -> None:
        """Writes what stands over all units: with what the ``first`` says of itself."""
        import pikepdf

        with _opened(first) as frame:
            copier = self._copier(frame)
            self._share(frame, copier)
            kids = b" ".join(b"%d 0 R" % page for page in self.pages)
            told = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self.pages), kids)
            self._file.add(self._top, told)
            self._tree.write(frame, copier)
            frame.Root.StructTreeRoot = reference(self._tree.root)
            frame.Root.Names = pikepdf.Dictionary()
            name(frame, self._known.places, self.pages)
            attaching.attach(frame, enclosures)
            outline.write(frame, self._known.marks, self.pages)
            if not frame.Root.Names:
                del frame.Root.Names
            root, info = copier.number(frame.Root), copier.number(frame.docinfo)
            copier.finish()
            self._file.close(root, info)

    def _copier(self, source: Any) -> Copier:
        return Copier(source, self._file, {source.Root.Pages.objgen[0]: self._top})

    def _share(self, source: Any, copier: Copier) -> None:
        """Fonts and colour profiles stand once in the book."""
        resources = _resources(source)
        for called, font in resources.get("/Font", {}).items():
            if called not in self._fonts:
                self._extend(source, called, font)
                self._fonts[called] = copier.number(font)
            elif self._known.subsets[called] is not None:
                copier.know(font, self._fonts[called])
        for called, space in resources.ColorSpace.items():
            for profile in (part for part in list(space)[1:] if part.is_indirect):
                if called in self._profiles:
                    copier.know(profile, self._profiles[called])
                self._profiles[called] = copier.number(profile)

    def _extend(self, source: Any, called: str, font: Any) -> None:
        content = self._known.subsets[called]
        if content is None:
            fonts.demand_content(font)
        else:
            fonts.extend(source, font, self._known.needed[called], content)
