"""The figure of a cell out of its dress: width, unseen characters, words, unit, spaces.

Layers are taken off from the outside, each told by its rule; what is left must be one number as a
whole. Nothing is taken off that could be part of the value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.collect.reader.figures.approximate import cut_around, cut_between
from pipeline.collect.reader.figures.diagnosis import diagnosed
from pipeline.collect.reader.figures.glyphs import SPACES, is_wide, narrowed, without_unseen, word
from pipeline.collect.reader.figures.notations import MAGNITUDES, Number, read_number, read_plain
from pipeline.collect.reader.figures.outcomes import Defect, Line
from pipeline.vocabulary import Qualifier

# 名 counts persons and nothing else. What other words stand for depends on what is counted
# (20 个 of what? 册 or 件 of books?), so they are no synonyms.
_SYNONYMS = {"人": ("名",)}
_PERCENT = "%"
_LIKE_A_DASH = frozenset("一")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what a word in the cell says of it, and the rules that tell of its dress."""

    number: Number
    claim: Qualifier | None = None
    rules: frozenset[str] = frozenset()


def read_figure(text: str, line: Line) -> Figure | Defect:
    """The one certain figure in ``text`` (no spaces at its ends), or what is wrong with it."""
    if plain := read_plain(text):
        return Figure(plain)
    shown = without_unseen(narrowed(text))
    clothed, claim = cut_around(shown)
    core = _without_unit(clothed, line.unit)
    unit = "" if core == clothed else word(line.unit)
    if claim is None:
        core, claim = _cut_between(core)
    core = _closed_up(core)
    number = read_number(core, line) if set(shown) != _LIKE_A_DASH else None
    if number is None:
        return diagnosed(core or shown, line)
    if isinstance(number, Defect):
        return number
    return Figure(number, claim, frozenset(_told(text, core, unit, claim)).union(number.rules))


def _told(text: str, core: str, unit: str, claim: Qualifier | None) -> Iterator[str]:
    """The rules of what was taken off ``text`` so that ``core`` was left."""
    shown = without_unseen(text)
    if is_wide(text):
        yield "D17"
    if shown != text or _gaps(shown) > _gaps(core):
        yield "D18"
    if unit:
        yield "D25" if unit == _PERCENT else "D20"
    if claim:
        yield "D23N"


def _without_unit(text: str, unit: str) -> str:
    """The text without the unit of the line at its end, in brackets or not."""
    names = _names(unit)
    starts = range(1, len(text) if names else 0)
    cut = next((start for start in starts if word(text[start:]) in names), len(text))
    return text[:cut]


@cache
def _names(unit: str) -> frozenset[str]:
    names = [word(name) for name in (unit, *_SYNONYMS.get(unit, ())) if name]
    return frozenset(names) | {f"({name})" for name in names}


def _cut_between(text: str) -> tuple[str, Qualifier | None]:
    """830多, 3万多 and 300多万 without 多."""
    core, claim = cut_between(text)
    if claim is None and text[-1:] in MAGNITUDES:
        head, claim = cut_between(text[:-1].rstrip(SPACES))
        core = head + text[-1] if claim else text
    return core, claim


def _closed_up(core: str) -> str:
    """11.65 万 without its space."""
    core = core.strip(SPACES)
    if core[-1:] in MAGNITUDES:
        return core[:-1].rstrip(SPACES) + core[-1]
    return core


def _gaps(text: str) -> int:
    return sum(glyph in SPACES for glyph in text)
