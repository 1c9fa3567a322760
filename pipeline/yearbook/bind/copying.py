"""Copies objects of a PDF into one that is being written, with all that they refer to."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import Any

from pipeline.yearbook.bind.writing import PdfFile

_BOOK = "/Book."  # begins a name that stands for an object of the book, by its number there
# What may look like a reference inside a text is none. Within texts qpdf escapes all parentheses.
_TOKEN = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]*>|/Book\.(\d+)|(\d+) 0 R", re.DOTALL)


def reference(number: int) -> Any:
    """What an object of a source says in order to refer to one of the book."""
    import pikepdf

    return pikepdf.Name(f"{_BOOK}{number}")


class Copier:
    """From one source into the book; ``known`` are objects of the source that the book has."""

    def __init__(self, source: Any, book: PdfFile, known: Mapping[int, int]) -> None:
        self._source, self._book = source, book
        self._numbers, self._waiting = dict(known), list[int]()

    def know(self, indirect: Any, number: int) -> None:
        """From now on the book has this object under ``number``."""
        self._numbers[indirect.objgen[0]] = number

    def number(self, indirect: Any) -> int:
        """The number of an object in the book, to which it is copied, if it is not yet there."""
        return self._number(indirect.objgen[0])

    def text(self, value: Any) -> bytes:
        """A value as it is written in the book: an indirect object as a reference to it."""
        return self._told(value.unparse())

    def copy(self, value: Any, number: int) -> None:
        """Writes an object, under this number, and whatever it refers to."""
        self._copy(value, number)
        self.finish()

    def finish(self) -> None:
        """Writes all that was numbered."""
        while self._waiting:
            old = self._waiting.pop()
            self._copy(self._source.get_object(old, 0), self._numbers[old])

    def _number(self, old: int) -> int:
        if old not in self._numbers:
            self._numbers[old] = self._book.number()
            self._waiting.append(old)
        return self._numbers[old]

    def _copy(self, value: Any, number: int) -> None:
        import pikepdf

        if isinstance(value, pikepdf.Stream):
            self._copy_stream(value, number)
        else:
            self._book.add(number, self._told(value.unparse(resolved=True)))

    def _copy_stream(self, value: Any, number: int) -> None:
        """As it is, or deflated; metadata can be read by programs that know no PDF."""
        import pikepdf

        told = {key: entry for key, entry in value.stream_dict.items() if key != "/Length"}
        entries, data = pikepdf.Dictionary(told), value.read_raw_bytes()
        if "/Filter" not in entries and entries.get("/Type") != "/Metadata":
            entries.Filter, data = pikepdf.Name.FlateDecode, zlib.compress(data)
        self._book.add_stream(number, self._told(entries.unparse(resolved=True))[2:-2], data)

    def _told(self, text: bytes) -> bytes:
        return _TOKEN.sub(self._renamed, text)

    def _renamed(self, token: re.Match[bytes]) -> bytes:
        known, old = token.groups()
        if known:
            return known + b" 0 R"
        return b"%d 0 R" % self._number(int(old)) if old else token[0]
