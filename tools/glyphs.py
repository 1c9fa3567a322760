"""``python -m tools.glyphs``: writes ``pipeline/rules/printable.txt`` from the fonts of the book.

Where one of them lacks a character another one lends it; what none has cannot be printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from pathlib import Path

from pipeline.rules.printable import RANGES
from pipeline.yearbook.typesetting import FAMILIES

FONTS = Path("/usr/share/fonts/opentype/noto")  # of Debian's fonts-noto-cjk
_HEAD = "# Characters for which the fonts of the book have a glyph: python -m tools.glyphs.\n"


def covered(family: str) -> set[int]:
    """The code points for which a family has a glyph."""
    from fontTools.ttLib import TTCollection

    for path in sorted(FONTS.glob("Noto*CJK-Regular.ttc")):
        for font in TTCollection(path, lazy=True).fonts:
            if font["name"].getBestFamilyName() == family:
                return set(font.getBestCmap())
    raise LookupError(family)


def ranges(points: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Points that follow one another as first and last."""
    first = last = -2
    for point in sorted(points):
        if point > last + 1:
            if last >= 0:
                yield first, last
            first = point
        last = point
    yield first, last


def text() -> str:
    common = reduce(set.union, map(covered, sorted(FAMILIES)))
    return _HEAD + "".join(f"{first:x} {last:x}\n" for first, last in ranges(common))


if __name__ == "__main__":
    RANGES.write_text(text(), encoding="ascii")
    print(RANGES)
