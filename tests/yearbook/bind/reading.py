"""What a reader, a screen reader and a viewer find in a PDF, to hold one book against another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from PIL import Image, ImageChops


def texts(path: Path) -> list[str]:
    with pdfium.PdfDocument(path) as book:
        return [page.get_textpage().get_text_range() for page in book]


def pictures(path: Path) -> list[Image.Image]:
    with pdfium.PdfDocument(path) as book:
        return [page.render(scale=0.8).to_pil() for page in book]


def differing(one: Path, other: Path) -> list[int]:
    """The pages that do not look the same."""
    pairs = zip(pictures(one), pictures(other), strict=True)
    return [n for n, (a, b) in enumerate(pairs, 1) if ImageChops.difference(a, b).getbbox()]


def outline(path: Path) -> list[tuple[Any, ...]]:
    """Level, title, page and place of every bookmark."""
    with pdfium.PdfDocument(path) as book:
        return [
            (mark.level, mark.get_title(), place.get_index(), _rounded(place.get_view()[1]))
            for mark in book.get_toc()
            if (place := mark.get_dest())
        ]


def places(book: pikepdf.Pdf) -> dict[str, tuple[Any, ...]]:
    """Page and place of every name."""
    numbers = _numbers(book)
    names = book.Root.Names.Dests.Names
    return {
        str(names[at]): (numbers[names[at + 1][0].objgen], *_rounded(list(names[at + 1])[2:4]))
        for at in range(0, len(names), 2)
    }


def links(book: pikepdf.Pdf) -> list[list[tuple[Any, ...]]]:
    """Of every page: where its links lead, what is said of them, and where they lie."""
    return [
        [
            (str(link.get("/Dest")), str(link.get("/A")), str(link.Contents), *_rounded(link.Rect))
            for link in page.get("/Annots", ())
        ]
        for page in book.pages
    ]


def tree(book: pikepdf.Pdf) -> Any:
    """The structure below /Document: role, words, language, scope and page of every element."""
    numbers = _numbers(book)

    def walk(element: Any) -> Any:
        if isinstance(element, int):
            return element
        if element.get("/Type") == "/OBJR":
            return "link", numbers[element.Pg.objgen]
        kids = element.get("/K", [])
        told = [str(element.get(name, "")) for name in ("/S", "/Alt", "/Lang")]
        scope = str(element.get("/A", {}).get("/Scope", ""))
        page = numbers[element.Pg.objgen] if "/Pg" in element else None
        return (*told, scope, page, [walk(kid) for kid in kids])

    return walk(book.Root.StructTreeRoot.K[0])


def owners(book: pikepdf.Pdf) -> list[tuple[int, Any]]:
    """What the ParentTree holds: for a page how much content, for a link the role of its owner."""
    listed = book.Root.StructTreeRoot.ParentTree.Nums
    return [(int(listed[at]), _owner(listed[at + 1])) for at in range(0, len(listed), 2)]


def _owner(entry: Any) -> Any:
    if entry is None:
        return None
    return len(entry) if isinstance(entry, pikepdf.Array) else str(entry.S)


def _numbers(book: pikepdf.Pdf) -> dict[Any, int]:
    return {page.obj.objgen: at for at, page in enumerate(book.pages)}


def _rounded(numbers: Any) -> tuple[float, ...]:
    return tuple(round(float(number), 1) for number in numbers or ())
