"""A PDF written from front to back: of what was written only its place is kept in memory.

Objects that are no streams stand in object streams and their places in a cross-reference stream
(ISO 32000-1, 7.5.7 and 7.5.8).
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from itertools import pairwise
from typing import BinaryIO

_HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
_TOGETHER = 200  # objects in one object stream
_PLACE = struct.Struct(">BIH")  # kind, offset or number of the object stream, place in it
_FREE, _PLAIN, _PACKED = 0, 1, 2
_UP = b"\2"  # what a row of places differs by from the one before, as PNG has it


class PdfFile:
    """Numbers, writes and finds again the objects of one PDF."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle, self._at = handle, 0
        self._hash = hashlib.md5(usedforsecurity=False)
        self._places: list[tuple[int, int, int]] = [(_FREE, 0, 0xFFFF)]
        self._waiting: list[tuple[int, bytes]] = []
        self._write(_HEADER)

    def number(self) -> int:
        """A number for an object that will be written."""
        self._places.append((_FREE, 0, 0))
        return len(self._places) - 1

    def add(self, number: int, content: bytes) -> None:
        """Writes an object that is no stream."""
        self._waiting.append((number, content))
        if len(self._waiting) == _TOGETHER:
            self._flush()

    def add_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Writes a stream; ``entries`` are those of its dictionary but for the length."""
        self._places[number] = (_PLAIN, self._at, 0)
        head = b"%d 0 obj\n<<%s/Length %d>>\nstream\n" % (number, entries, len(data))
        self._write(head + data + b"\nendstream\nendobj\n")

    def close(self, root: int, info: int) -> None:
        """Writes what is still waiting, then the places of all, and where to begin."""
        self._flush()
        number = self.number()
        self._places[number] = (_PLAIN, self._at, 0)
        rows = [bytes(_PLACE.size), *(_PLACE.pack(*place) for place in self._places)]
        digest = self._hash.hexdigest().encode()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]" % (
            len(self._places), root, info, digest, digest,
        )  # fmt: skip
        start = self._at
        predicted = b"".join(_UP + _differences(*pair) for pair in pairwise(rows))
        parms = b"/DecodeParms<</Predictor 12/Columns %d>>" % _PLACE.size
        self.add_stream(number, *_deflated(entries + parms, predicted))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _flush(self) -> None:
        """Writes the waiting objects as one object stream."""
        if not self._waiting:
            return
        number, pairs, at = self.number(), [], 0
        for place, (each, content) in enumerate(self._waiting):
            self._places[each] = (_PACKED, number, place)
            pairs.append(b"%d %d" % (each, at))
            at += len(content) + 1
        index = b" ".join(pairs) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(pairs), len(index))
        body = b"\n".join(content for _, content in self._waiting)
        self._waiting.clear()
        self.add_stream(number, *_deflated(entries, index + body))

    def _write(self, content: bytes) -> None:
        self._handle.write(content)
        self._hash.update(content)
        self._at += len(content)


def _deflated(entries: bytes, data: bytes) -> tuple[bytes, bytes]:
    return entries + b"/Filter/FlateDecode", zlib.compress(data)


def _differences(before: bytes, row: bytes) -> bytes:
    return bytes((new - old) & 0xFF for old, new in zip(before, row, strict=True))
