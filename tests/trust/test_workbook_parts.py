"""A workbook is an archive that anybody may have packed: what hides in its parts does nothing."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable

import pytest

from tests.collect.defects.books import book, packed, parts
from tests.collect.mini import read, rules, this_year

SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
INSIDE = "<!DOCTYPE x [<!ENTITY e '服务平台总数'>]>".encode()
NAME = "服务平台总数".encode()
Parts = dict[str, bytes]


def declared(doctype: bytes, before: bytes = b"") -> Callable[[Parts], Parts]:
    """The texts of the workbook, one of which is an entity."""

    def made(sound: Parts) -> Parts:
        texts = sound[TEXTS].replace(HEAD, HEAD + before + doctype).replace(NAME, b"&e;")
        return sound | {TEXTS: texts}

    return made


def encoded(codec: str) -> Callable[[Parts], Parts]:
    """A part in another encoding, in which no pattern of bytes finds what it declares."""

    def made(sound: Parts) -> Parts:
        text = (
            declared(INSIDE)(sound)[TEXTS]
            .decode()
            .replace('encoding="UTF-8"', f'encoding="{codec}"')
        )
        return sound | {TEXTS: text.encode(codec)}

    return made


def renamed(sound: Parts, part: str, name: str) -> Parts:
    """A part under another name, to which all others refer."""
    moved = {(name if path == part else path): content for path, content in sound.items()}
    old, new = part.rpartition("/")[2].encode(), name.rpartition("/")[2].encode()
    return {path: content.replace(old, new) for path, content in moved.items()}


def placed_twice(sound: Parts) -> Parts:
    """The sheet under a name that says nothing, with two cells at one place."""
    cell = b'<c r="D6"><v>419</v></c>'
    doubled = sound[SHEET].replace(b'<c r="E6"', cell + b'<c r="E6"', 1)
    assert doubled != sound[SHEET]
    return renamed(sound | {SHEET: doubled}, SHEET, "xl/worksheets/sheet1.bin")


REFUSED = {
    "an entity from outside": declared(OUTSIDE),
    "an entity of its own": declared(INSIDE),
    "one far down, behind a comment": declared(INSIDE, b"<!--" + b"x" * 10_000 + b"-->"),
    "one in UTF-16": encoded("utf-16"),
    "one in UTF-16 without a mark": encoded("utf-16-le"),
    "one in Latin letters alone": lambda sound: sound | {TEXTS: sound[TEXTS].replace(b"UTF-8", b"ISO-8859-1")},
    "one in a part of another kind": lambda sound: renamed(declared(INSIDE)(sound), TEXTS, "xl/strings.bin"),
    "a sheet of another name with two cells at one place": placed_twice,
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_sent_back(what):
    reading = read(packed(REFUSED[what](parts(book()))), name="x.xlsx")
    assert rules(reading) == ["D07"], what


def test_a_workbook_that_holds_a_part_twice_is_sent_back():
    """Which of the two is meant, every program decides for itself."""
    sound, target = parts(book()), io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w") as archive:
        warnings.simplefilter("ignore")
        for name, content in sound.items():
            archive.writestr(name, content)
        archive.writestr(SHEET, sound[SHEET].replace(b"<v>418</v>", b"<v>419</v>"))
    assert rules(read(target.getvalue(), name="x.xlsx")) == ["D07"]


def test_a_link_to_another_workbook_is_not_followed():
    """The stored result counts, and is told of; the other file is never opened."""
    sound = parts(
        book(None, lambda _, sheet: sheet.write_formula("D6", "='[9]Sheet1'!A1", None, 418))
    )
    link = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook'
        b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/></externalLink>'
    )
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        b' Type="x" Target="file:///etc/hostname" TargetMode="External"/></Relationships>'
    )
    held = sound | {
        "xl/externalLinks/externalLink9.xml": link,
        "xl/externalLinks/_rels/externalLink9.xml.rels": rels,
    }
    reading = read(packed(held), name="x.xlsx")
    assert this_year(reading).reading.value == 418
    assert rules(reading) == ["D29N"]
