"""The cells of a damaged file for the second reader: by csv, or by zipfile and XML alone."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from xml.etree import ElementTree as Xml

from tests.collect.mutations.grids import XLSX, Shape

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")
_DELIMITERS = (",", ";", "\t", "|", "，", "；")
_BROKEN = (  # what zipfile, ElementTree and we raise on a damaged workbook
    zipfile.BadZipFile, zlib.error, Xml.ParseError, NotImplementedError, LookupError, ValueError,
    AttributeError, TypeError, EOFError, OSError, RuntimeError,
)  # fmt: skip
_PLAIN_FORMATS = ("0", "49")  # General and Text: what is stored is what is shown

Sheets = list[list[list[str]]]


def sheets_in(content: bytes, shape: Shape) -> Iterator[Sheets]:
    """The rows of every sheet (of a text: one) for each shape that the bytes may have."""
    if shape.container == XLSX:
        try:
            yield _book(content)
        except _BROKEN:
            return
    for encoding, delimiter in product(
        (shape.encoding, *_ENCODINGS), (shape.delimiter, *_DELIMITERS)
    ):
        try:
            text = content.decode(encoding).removeprefix("\ufeff").replace("\f", "\n")
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            yield [[*rows]]
        except (UnicodeError, csv.Error):
            continue


def _book(content: bytes) -> Sheets:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if archive.testzip() is not None:
            raise ValueError
        parts = {name: archive.read(name) for name in archive.namelist()}
    strings = [
        "".join(t.text or "" for t in item.iter(f"{_MAIN}t"))
        for item in _tree(parts.get("xl/sharedStrings.xml", b"<sst/>"))
    ]
    formats = _formats(_tree(parts["xl/styles.xml"]))
    return [_sheet(_tree(parts[path]), strings, formats) for path in _paths(parts)]


def _tree(part: bytes) -> Xml.Element:
    return Xml.fromstring(part)  # noqa: S314 # our own files, damaged by ourselves


def _paths(parts: dict[str, bytes]) -> list[str]:
    links = {
        link.get("Id"): link.get("Target") for link in _tree(parts["xl/_rels/workbook.xml.rels"])
    }
    named = _tree(parts["xl/workbook.xml"]).iter(f"{_MAIN}sheet")
    return ["xl/" + links[sheet.get(_LINK)].removeprefix("/xl/") for sheet in named]


def _formats(styles: Xml.Element) -> list[str]:
    cells = styles.find(f"{_MAIN}cellXfs")
    return [style.get("numFmtId") for style in cells]


def _sheet(tree: Xml.Element, strings: list[str], formats: list[str]) -> list[list[str]]:
    """Cells where their references put them; anything but plain text and numbers is refused."""
    cells: dict[tuple[int, int], str] = {}
    for cell in tree.iter(f"{_MAIN}c"):
        letters, number = re.fullmatch("([A-Z]{1,2})([0-9]{1,4})", cell.get("r")).groups()
        column = sum((ord(c) - 64) * 26**i for i, c in enumerate(reversed(letters)))
        if (int(number), column) in cells or cell.find(f"{_MAIN}f") is not None:
            raise ValueError
        cells[int(number), column] = _shown(cell, strings, formats)
    width = max((x for _, x in cells), default=0)
    depth = max((y for y, _ in cells), default=0)
    return [[cells.get((y, x), "") for x in range(1, width + 1)] for y in range(1, depth + 1)]


def _shown(cell: Xml.Element, strings: list[str], formats: list[str]) -> str:
    value = cell.find(f"{_MAIN}v")
    if value is None or value.text is None:
        return ""
    if cell.get("t") == "s":
        return strings[int(value.text)]
    if cell.get("t") == "b":
        return ("FALSE", "TRUE")[int(value.text)]
    if cell.get("t", "n") != "n" or formats[int(cell.get("s", "0"))] not in _PLAIN_FORMATS:
        raise ValueError
    return format(Decimal(format(float(value.text), ".15g")), "f")
