"""The objects of a PDF as WeasyPrint writes it, in plain Python: enough to look at its structure."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

_TOKEN = re.compile(
    rb"\s*(<<|>>|\[|\]|\d+ \d+ R(?![A-Za-z])|/[^\s/<>\[\]()]*|<[0-9A-Fa-f\s]*>|\("
    rb"|[-+]?[\d.]+|true|false|null|stream|endobj)"
)
_OBJECT = re.compile(rb"(?<![0-9])(\d+) 0 obj\n")


@dataclass(frozen=True)
class Ref:
    number: int


@dataclass
class Stream:
    head: dict[str, Any]
    data: bytes = field(repr=False)


class PdfFile:
    """All objects of one file, by their numbers; ``at`` follows a reference."""

    def __init__(self, content: bytes) -> None:
        self.objects: dict[int, Any] = {}
        heads: list[dict[str, Any]] = []
        at = 0
        while found := _OBJECT.search(content, at):
            thing, at = _parse(content, found.end())
            if isinstance(thing, dict) and content[at:].lstrip()[:6] == b"stream":
                begin = content.index(b"stream\n", at) + 7
                at = begin + thing["Length"]
                thing = Stream(thing, _plain(thing, content[begin:at]))
                heads.append(thing.head)
            self.objects[int(found[1])] = thing
        for packed in [s for s in self.objects.values() if _is(s, "/ObjStm")]:
            self._unpack(packed)
        self.trailer = next(head for head in heads if head.get("Type") == "/XRef")

    def at(self, thing: Any) -> Any:
        return self.objects[thing.number] if isinstance(thing, Ref) else thing

    @property
    def catalog(self) -> dict[str, Any]:
        return self.at(self.trailer["Root"])

    @cached_property
    def elements(self) -> list[dict[str, Any]]:
        """The structure elements that can be reached, in the order of reading."""
        return list(self.below(self.at(self.catalog["StructTreeRoot"])))

    def below(self, element: dict[str, Any]) -> Any:
        for kid in element["K"]:
            child = self.at(kid)
            if isinstance(child, dict) and child.get("Type") == "/StructElem":
                yield child
                yield from self.below(child)

    def of(self, role: str) -> list[dict[str, Any]]:
        return [element for element in self.elements if element["S"] == role]

    @property
    def pages(self) -> list[dict[str, Any]]:
        return [self.at(page) for page in self.at(self.catalog["Pages"])["Kids"]]

    def content(self, page: int) -> str:
        return self.at(self.pages[page]["Contents"]).data.decode("latin-1")

    def _unpack(self, packed: Stream) -> None:
        numbers = [int(n) for n in packed.data[: packed.head["First"]].split()]
        for number, offset in zip(numbers[::2], numbers[1::2], strict=True):
            self.objects[number] = _parse(packed.data, packed.head["First"] + offset)[0]


def _is(thing: Any, kind: str) -> bool:
    return isinstance(thing, Stream) and thing.head.get("Type") == kind


def _plain(head: dict[str, Any], data: bytes) -> bytes:
    return zlib.decompress(data) if head.get("Filter") == "/FlateDecode" else data


def _parse(data: bytes, at: int) -> tuple[Any, int]:
    found = _TOKEN.match(data, at)
    if not found:
        return None, at
    token, at = found[1], found.end()
    if token == b"<<":
        items, at = _parse_until(data, at, b">>")
        return {str(k)[1:]: v for k, v in zip(items[::2], items[1::2], strict=True)}, at
    if token == b"[":
        return _parse_until(data, at, b"]")
    if token == b"(":
        return _literal(data, at)
    return _atom(token), at


def _parse_until(data: bytes, at: int, end: bytes) -> tuple[list[Any], int]:
    items = []
    while (found := _TOKEN.match(data, at)) and found[1] != end:
        item, at = _parse(data, at)
        items.append(item)
    return items, found.end() if found else len(data)


def _atom(token: bytes) -> Any:
    if token.endswith(b" R"):
        return Ref(int(token.split()[0]))
    if token.startswith(b"/"):
        return token.decode()
    if token.startswith(b"<"):
        return _text(bytes.fromhex(token[1:-1].decode()))
    words = {b"true": True, b"false": False, b"null": None}
    return words[token] if token in words else float(token) if b"." in token else int(token)


def _literal(data: bytes, at: int) -> tuple[str, int]:
    end = at
    while data[end : end + 1] != b")":
        end += 2 if data[end : end + 1] == b"\\" else 1
    return _text(re.sub(rb"\\(.)", rb"\1", data[at:end], flags=re.DOTALL)), end + 1


def _text(raw: bytes) -> str:
    return raw[2:].decode("utf-16-be") if raw[:2] == b"\xfe\xff" else raw.decode("latin-1")
