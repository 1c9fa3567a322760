"""What can be wrong with a page, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.vocabulary import Text

_LONGEST = 40  # characters of a text that are cited


class Kind(StrEnum):
    """The flaws that are looked for."""

    OFF_PAGE = "off-page"
    OFF_AREA = "off-area"
    OVERLAP = "overlap"
    EMPTY = "empty"
    GLYPH = "glyph"
    FONT = "font"
    ORPHAN = "orphan"


_TOLD = {
    Kind.OFF_PAGE: Text("文字超出纸张：{}", "Text runs off the sheet: {}"),
    Kind.OFF_AREA: Text("文字超出版心：{}", "Text outside the type area: {}"),
    Kind.OVERLAP: Text("文字重叠：{}", "Texts overlap: {}"),
    Kind.EMPTY: Text("页面过空：{}", "Page nearly empty: {}"),
    Kind.GLYPH: Text("缺字或乱码：{}", "Characters that cannot be printed: {}"),
    Kind.FONT: Text("字体不是规定的两种：{}", "Font other than the two chosen: {}"),
    Kind.ORPHAN: Text("标题孤悬页末：{}", "Heading left alone at the end of the page: {}"),
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """A flaw of one page (the first is 1), told in both languages."""

    page: int
    kind: Kind
    what: Text


def flaw(page: int, kind: Kind, *cited: str) -> Flaw:
    """A flaw that cites what was found."""
    told, words = _TOLD[kind], " / ".join(map(_cut, cited))
    return Flaw(page, kind, Text(told.zh.format(words), told.en.format(words)))


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST] + "…"
