"""What stands on each page of a printed book, without head, foot and thumb tab."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

_PT_PER_MM = 72 / 25.4
# The strips of a page that hold its furniture, in mm from the head, the foot and the sides.
_HEAD_MM, _FOOT_MM, _SIDE_MM = 17.5, 16.0, 13.0
# The type area, which moves by whole dots where a page becomes a left one instead of a right one:
# distance from the left (landscape: from the top) on right and on left pages, in mm.
_INNER_MM = {False: (22, 20), True: (22, 14)}
_DOTS_PER_MM = 1.5  # of the picture that is compared
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its number (the first is 1), its lines, and the bookmarks that lead to it.

    ``stamped`` says that the number of the proof stands among the text, as on the cover; the lines
    are those without it.
    """

    number: int
    lines: tuple[str, ...]
    marks: tuple[str, ...]
    stamped: bool
    page: Any = field(repr=False, compare=False)

    def picture(self) -> Image:
        """The type area in grey."""
        drawn: Image = self.page.render(
            scale=_DOTS_PER_MM / _PT_PER_MM, grayscale=True, draw_annots=False
        ).to_pil()
        wide = drawn.width > drawn.height
        begins = round(_INNER_MM[wide][self.number % 2 == 0] * _DOTS_PER_MM)
        if wide:
            return drawn.crop((37, begins, 359, begins + 261))
        return drawn.crop((begins, 48, begins + 252, 408))


def read_leaves(book: Path, stamp: Collection[str]) -> list[Leaf]:
    """Every page of a PDF; the file is open as long as one of them lives.

    ``stamp`` are the pieces into which the stamp of the proof may be broken where it is narrow.

    Raises OSError or pypdfium2.PdfiumError where it cannot be read.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(book)
    marks: dict[int, list[str]] = defaultdict(list)
    for mark in document.get_toc():
        if (place := mark.get_dest()) is not None:
            marks[place.get_index()].append(mark.get_title())
    return [_leaf(document[at], at + 1, tuple(marks[at]), stamp) for at in range(len(document))]


def _leaf(page: Any, number: int, marks: tuple[str, ...], stamp: Collection[str]) -> Leaf:
    text = page.get_textpage().get_text_bounded(*_inner(*page.get_size()))
    lines = tuple(filter(None, (_SPACE.sub(" ", line).strip() for line in text.splitlines())))
    own = tuple(line for line in lines if not _is_stamp(line, stamp))
    return Leaf(number, own, marks, len(own) < len(lines), page)


def _is_stamp(line: str, stamp: Collection[str]) -> bool:
    """Whether nothing stands in a line but pieces of the stamp."""
    for piece in stamp:
        line = line.replace(piece, "")
    return not line.strip()


def _inner(width: float, height: float) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a page without its furniture, in points.

    A landscape page is bound turned left: the head of the book is its right side.
    """
    head, foot, side = (mm * _PT_PER_MM for mm in (_HEAD_MM, _FOOT_MM, _SIDE_MM))
    if width > height:
        return foot, side, width - head, height - side
    return side, foot, width - side, height - head
