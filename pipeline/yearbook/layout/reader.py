"""Reads a PDF with PDFium: every piece of text and every drawing, and where it stands."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import hypot
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.yearbook.layout.marks import FIGURE, HEADING, marks_of
from pipeline.yearbook.layout.sheet import Box, Sheet

_MM = 25.4 / 72
_UNDRAWN = 3  # the mode of text that is neither filled nor outlined; 0 is filled alone
_GAP = 0.5  # em between letters of one word
_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text that stands in one line, in one font; a halo round it does not count."""

    text: str
    box: Box
    font: str
    size_pt: float
    is_heading: bool
    in_drawing: bool

    def runs_on(self, letter: Words) -> bool:
        """Whether the next letter of a drawing, which is set letter by letter, goes on here."""
        gap = letter.box.left - self.box.right
        level = abs(letter.box.top + letter.box.bottom - self.box.top - self.box.bottom) / 2
        em = self.size_pt * _MM
        return (
            (self.font, self.size_pt) == (letter.font, letter.size_pt)
            and len(letter.text) == 1
            and self.in_drawing
            and -_GAP * em < gap < _GAP * em
            and level < em
        )

    def with_letter(self, letter: Words) -> Words:
        return replace(self, text=self.text + letter.text, box=self.box.around(letter.box))


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is printed on one page (the first is 1)."""

    number: int
    sheet: Sheet
    words: tuple[Words, ...]
    drawings: tuple[Box, ...]


def read_leaves(pdf: Path) -> Iterator[Leaf]:
    """All pages, one after another; nothing of a page is kept when the next is read."""
    document = pdfium.PdfDocument(pdf)
    try:
        fonts: dict[int, str] = {}
        for index in range(len(document)):
            page = document[index]
            yield _Reader(page, fonts).leaf(index + 1)
            page.close()
    finally:
        document.close()


class _Reader:
    """Reads one page."""

    def __init__(self, page: Any, fonts: dict[int, str]) -> None:
        self._page = page
        self._text = page.get_textpage()
        self._fonts = fonts
        self._height: float = page.get_height()
        self._marks = marks_of(page.raw)
        self._words: list[Words] = []
        self._drawings: list[Box] = []

    def leaf(self, number: int) -> Leaf:
        page = self._page
        for at in range(raw.FPDFPage_CountObjects(page.raw)):
            self._take(raw.FPDFPage_GetObject(page.raw, at), _SAME)
        width, height = (length * _MM for length in page.get_size())
        sheet = Sheet(width, height, number % 2 == 1)
        self._text.close()
        return Leaf(number, sheet, tuple(self._words), tuple(self._drawings))

    def _take(self, thing: Any, matrix: _Matrix) -> None:
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self._take_text(thing, matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            inside = _product(_matrix_of(thing), matrix)
            for at in range(raw.FPDFFormObj_CountObjects(thing)):
                self._take(raw.FPDFFormObj_GetObject(thing, at), inside)
        else:
            self._drawings.append(self._box(thing, matrix))

    def _take_text(self, thing: Any, matrix: _Matrix) -> None:
        text = self._string(thing).strip()
        mode = raw.FPDFTextObj_GetTextRenderMode(thing)
        if not text or mode == _UNDRAWN:
            return
        role = self._marks.get(raw.FPDFPageObj_GetMarkedContentID(thing))
        words = Words(
            text,
            self._box(thing, matrix).within(_halo_mm(thing, matrix) if mode else 0.0),
            self._font(thing),
            _size_pt(thing, matrix),
            is_heading=role == HEADING,
            in_drawing=matrix != _SAME or role == FIGURE,
        )
        if self._words and self._words[-1].runs_on(words):
            words = self._words.pop().with_letter(words)
        self._words.append(words)

    def _string(self, thing: Any) -> str:
        length = raw.FPDFTextObj_GetText(thing, self._text.raw, None, 0)
        buffer = (ctypes.c_ushort * (length // 2 + 1))()
        raw.FPDFTextObj_GetText(thing, self._text.raw, buffer, length)
        return bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", "replace")

    def _font(self, thing: Any) -> str:
        """The name of the font, without the six letters of the subset."""
        font = raw.FPDFTextObj_GetFont(thing)
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            length = raw.FPDFFont_GetBaseFontName(font, None, 0)
            buffer = ctypes.create_string_buffer(length)
            raw.FPDFFont_GetBaseFontName(font, buffer, length)
            self._fonts[key] = buffer.value.decode("utf-8", "replace").split("+", 1)[-1]
        return self._fonts[key]

    def _box(self, thing: Any, matrix: _Matrix) -> Box:
        """The box of what is drawn, from the upper left corner of the page."""
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
        if matrix == _SAME:
            return self._turned(left.value, bottom.value, right.value, top.value)
        a, b, c, d, e, f = matrix
        corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
        across = [a * x + c * y + e for x, y in corners]
        up = [b * x + d * y + f for x, y in corners]
        return self._turned(min(across), min(up), max(across), max(up))

    def _turned(self, left: float, bottom: float, right: float, top: float) -> Box:
        """From points above the lower edge to millimetres below the upper one."""
        height = self._height
        return Box(left * _MM, (height - top) * _MM, right * _MM, (height - bottom) * _MM)


def _size_pt(thing: Any, matrix: _Matrix) -> float:
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(thing, size)
    own = _product(_matrix_of(thing), matrix)
    return round(size.value * hypot(own[2], own[3]), 2)  # a turned text has its height elsewhere


def _halo_mm(thing: Any, matrix: _Matrix) -> float:
    """How far an outline reaches beyond the letters."""
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(thing, width)
    own = _product(_matrix_of(thing), matrix)
    return width.value * hypot(own[2], own[3]) * _MM / 2


def _matrix_of(thing: Any) -> _Matrix:
    into = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, into)
    return (into.a, into.b, into.c, into.d, into.e, into.f)


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
