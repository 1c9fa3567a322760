"""The checks of a page, and of a book page by page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.yearbook.layout.flaw import Flaw, Kind, flaw
from pipeline.yearbook.layout.sheet import Box
from pipeline.yearbook.typesetting import FAMILIES

if TYPE_CHECKING:
    from pipeline.yearbook.layout.reader import Leaf, Words

_SLACK = 0.6  # mm that a glyph may lean out of its box
_TOUCH = 0.35  # mm that two texts may share either way
_FULL = 0.15  # the least part of the type area that is covered
_GRID = 8.0  # mm; the cells in which covering is counted
_HEADING_PT = 10.0  # bold text from this size on heads something
_NEVER = {"Co", "Cn", "Cs"}  # private use, unassigned, half of a pair


def check_layout(pdf: Path) -> list[Flaw]:
    """All flaws of a PDF that was set with the styles of the book, page by page."""
    from pipeline.yearbook.layout.reader import read_leaves

    return [found for leaf in read_leaves(pdf) for found in _flaws(leaf)]


def _flaws(leaf: Leaf) -> Iterator[Flaw]:
    area = leaf.sheet.area_for(words.box for words in leaf.words)
    yield from _off_page(leaf)
    yield from _off_area(leaf, area)
    yield from _overlaps(leaf)
    yield from _unprintable(leaf)
    yield from _foreign_fonts(leaf)
    if area is not None:
        yield from _nearly_empty(leaf, area)
        yield from _orphans(leaf, area)


def _off_page(leaf: Leaf) -> Iterator[Flaw]:
    for words in leaf.words:
        if not leaf.sheet.whole.holds(words.box):
            yield flaw(leaf.number, Kind.OFF_PAGE, words.text)


def _off_area(leaf: Leaf, area: Box | None) -> Iterator[Flaw]:
    """Text that lies neither in the type area nor in a strip around it."""
    if area is None:
        return
    for words in _content(leaf):
        if leaf.sheet.whole.holds(words.box) and not area.holds(words.box, _SLACK):
            yield flaw(leaf.number, Kind.OFF_AREA, words.text)


def _content(leaf: Leaf) -> Iterator[Words]:
    """All text but the furniture of the page."""
    furniture = leaf.sheet.furniture
    for words in leaf.words:
        if not any(strip.holds(words.box, _SLACK) for strip in furniture):
            yield words


def _overlaps(leaf: Leaf) -> Iterator[Flaw]:
    """Pairs of texts that run into each other, from top to bottom; the same twice is a shadow."""
    standing: list[Words] = []
    for words in sorted(leaf.words, key=lambda each: each.box.top):
        standing = [other for other in standing if other.box.bottom > words.box.top + _TOUCH]
        for other in standing:
            if min(words.box.shared(other.box)) > _TOUCH and words.text != other.text:
                yield flaw(leaf.number, Kind.OVERLAP, other.text, words.text)
        standing.append(words)


def _unprintable(leaf: Leaf) -> Iterator[Flaw]:
    """A glyph that is missing still says which character it should be: one of no font."""
    for words in leaf.words:
        if any(map(_is_unprintable, words.text)):
            told = " ".join(f"U+{ord(c):04X}" for c in words.text if _is_unprintable(c))
            yield flaw(leaf.number, Kind.GLYPH, told, words.text)


def _is_unprintable(character: str) -> bool:
    return character in "\0\ufffd" or unicodedata.category(character) in _NEVER


def _foreign_fonts(leaf: Leaf) -> Iterator[Flaw]:
    ours = tuple(family.replace(" ", "-") for family in FAMILIES)
    for font in sorted({words.font for words in leaf.words}):
        if not font.replace(" ", "-").startswith(ours):
            yield flaw(leaf.number, Kind.FONT, font)


def _nearly_empty(leaf: Leaf, area: Box) -> Iterator[Flaw]:
    """Less than a seventh is covered; a page without a head may be left blank on purpose."""
    boxes = [words.box for words in _content(leaf)]
    headless = area.top == 0
    if headless and not boxes:
        return
    covered = _covered(chain(boxes, leaf.drawings), area)
    if covered < _FULL:
        yield flaw(leaf.number, Kind.EMPTY, f"{covered:.0%}")


def _covered(boxes: Iterable[Box], area: Box) -> float:
    """The part of the cells of ``area`` that some box touches."""
    across = ceil((area.right - area.left) / _GRID)
    down = ceil((area.bottom - area.top) / _GRID)
    touched: set[tuple[int, int]] = set()
    for box in boxes:
        if min(box.shared(area)) > 0:
            columns = _cells(box.left - area.left, box.right - area.left, across)
            rows = _cells(box.top - area.top, box.bottom - area.top, down)
            touched |= {(column, row) for column in columns for row in rows}
    return len(touched) / (across * down)


def _cells(first: float, last: float, most: int) -> range:
    return range(max(floor(first / _GRID), 0), min(ceil(last / _GRID), most))


def _orphans(leaf: Leaf, area: Box) -> Iterator[Flaw]:
    """Headings with nothing below them."""
    content = list(_content(leaf))
    text = [words for words in content if not _heads(words)]
    below = max((words.box.bottom for words in text), default=0.0)
    drawn = max((box.bottom for box in leaf.drawings if area.holds(box, _SLACK)), default=0.0)
    for words in content:
        if _heads(words) and words.box.bottom > max(below, drawn):
            yield flaw(leaf.number, Kind.ORPHAN, words.text)


def _heads(words: Words) -> bool:
    is_large = words.size_pt >= _HEADING_PT and words.font.endswith("Bold")
    return (words.is_heading or is_large) and not words.in_drawing
