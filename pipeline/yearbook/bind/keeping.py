"""Units that were set before are used again, if nothing that determines them has changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from importlib.metadata import version

from pipeline.cache import key_of, key_of_files
from pipeline.workspace import HOUSE, TEMPLATES
from pipeline.yearbook.bind.planning import Job
from pipeline.yearbook.bind.subset import loaded
from pipeline.yearbook.typesetting import FAMILIES, Bookmark, Typeset

_LIBRARIES = ("weasyprint", "pydyf", "fonttools", "tinycss2", "cssselect2", "tinyhtml5", "pyphen")
_SOURCES = (
    "typesetting.py",
    "swift.py",
    "archive",
    "bind/subset.py",
)  # of the house, that have a hand in it


def key(job: Job) -> str:
    """By which a unit is found: its text, its first page, and everything around it."""
    return key_of(surroundings(), str(job.first_page), job.html)


@cache
def surroundings() -> str:
    """The hash of styles, program, libraries and fonts."""
    folder = HOUSE / "pipeline" / "yearbook"
    files = (TEMPLATES / "styles", TEMPLATES / "assets", *(folder / name for name in _SOURCES))
    versions = [f"{name} {version(name)}" for name in _LIBRARIES]
    return key_of(key_of_files(*files), *versions, *_natives(), *_fonts())


def _natives() -> Iterator[str]:
    from pipeline.yearbook.engine import weasyprint

    harfbuzz, pango = weasyprint.text.ffi.harfbuzz, weasyprint.text.ffi.pango

    yield f"pango {pango.pango_version()}"
    yield f"harfbuzz {[harfbuzz.hb_version_atleast(n, 0, 0) for n in range(4, 30)]}"


def _fonts() -> Iterator[bytes]:
    """One face of every family: the others come in the same package."""
    for family in sorted(FAMILIES):
        font = loaded(family, 400)
        yield font.whole if font else b""


def packed(unit: Typeset) -> bytes:
    """A unit without flaws as bytes: what is known of its pages in a line, then the pages."""
    told = {
        "n_pages": unit.n_pages,
        "anchors": unit.anchors,
        "bookmarks": [asdict(mark) for mark in unit.bookmarks],
    }
    return json.dumps(told).encode() + b"\n" + unit.content


def unpacked(stored: bytes) -> Typeset:
    """The opposite of :func:`packed`."""
    line, _, content = stored.partition(b"\n")
    told = json.loads(line)
    bookmarks = tuple(Bookmark(**mark) for mark in told["bookmarks"])
    return Typeset(content, told["n_pages"], (), told["anchors"], bookmarks)
