"""Binds units that were set by themselves into one PDF, as if they had been set together.

Pages, named places, outline, structure tree, metadata and output intent are those that WeasyPrint
writes for one document; tests hold a bound book against one that was set whole.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any

from pipeline.yearbook.archive.enclosure import Enclosure
from pipeline.yearbook.bind import attaching, fonts, outline, structure
from pipeline.yearbook.bind.places import Place, lead, name, places_of
from pipeline.yearbook.bind.structure import Tree
from pipeline.yearbook.typesetting import Typeset


def bind(units: Sequence[Typeset], target: Path, enclosures: Iterable[Enclosure] = ()) -> int:
    """Writes the pages of all units, in their order, to ``target``; gives their number.

    Raises RenderError where a link leads nowhere.
    """
    import pikepdf

    sources = [pikepdf.open(BytesIO(unit.content)) for unit in units]
    places = dict(_places(sources, units))
    book = sources[0]
    structure.join([_taken(book, source) for source in sources])
    _share(book, [pages[0].Resources for pages in _pages(book, units)])
    marks = [replace(m, page=first + m.page) for first, u in _begun(units) for m in u.bookmarks]
    outline.write(book, marks)
    name(book, places)
    lead(book, places, marks)
    attaching.attach(book, enclosures)
    book.save(
        target,
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return len(book.pages)


def _begun(units: Sequence[Typeset]) -> Iterator[tuple[int, Typeset]]:
    """Every unit with the number, from 0, of its first page."""
    firsts = accumulate((unit.n_pages for unit in units[:-1]), initial=0)
    return zip(firsts, units, strict=True)


def _places(sources: Sequence[Any], units: Sequence[Typeset]) -> Iterator[tuple[str, Place]]:
    for source, (first, _) in zip(sources, _begun(units), strict=True):
        for anchor, place in places_of(source):
            yield anchor, replace(place, page=first + place.page)


def _taken(book: Any, source: Any) -> Tree:
    """The pages of a unit as the last ones of the book, and its tree, which knows them."""
    before = len(book.pages)
    if source is book:
        return Tree(book.Root.StructTreeRoot, [page.obj for page in book.pages])
    with warnings.catch_warnings():  # of named places, which are written anew
        warnings.simplefilter("ignore")
        book.pages.extend(source.pages)
    pages = [page.obj for page in book.pages[before:]]
    return Tree(book.copy_foreign(source.Root.StructTreeRoot), pages)


def _pages(book: Any, units: Sequence[Typeset]) -> Iterator[list[Any]]:
    pages = [page.obj for page in book.pages]
    return (pages[first : first + unit.n_pages] for first, unit in _begun(units))


def _share(book: Any, resources: Sequence[Any]) -> None:
    """Fonts and colour profiles once in the book: all pages of a unit have the same resources."""
    fonts.share(book, [each.Font for each in resources if "/Font" in each])
    profiles = resources[0].ColorSpace
    for each in resources[1:]:
        for key in each.ColorSpace.keys():  # noqa: SIM118 -- of pikepdf, which has no other way
            each.ColorSpace[key] = profiles[key]
