"""Collates two proofs of a book: which page became which, and what differs on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from pipeline.publish.proofs.leaves import Leaf

_ALIKE = 0.25  # the share of lines that two versions of a page have in common at least
_TONE = 96  # of 255: by how much a dot must differ; the edge of a letter set elsewhere does less
_DOTS = 6  # that many of them are a change


class Change(StrEnum):
    """What became of a page."""

    SAME = "same"
    TEXT = "text"
    DRAWING = "drawing"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Collated:
    """A page of one proof or of both; ``lines`` are pairs of a line before and now."""

    before: Leaf | None
    now: Leaf | None
    change: Change
    lines: tuple[tuple[str, str], ...] = ()


def collate(before: Sequence[Leaf], now: Sequence[Leaf]) -> list[Collated]:
    """Every page of both, in the order of the later proof."""
    return [_compared(old, new) for old, new in _aligned(before, now)]


def _aligned(
    before: Sequence[Leaf], now: Sequence[Leaf]
) -> Iterator[tuple[Leaf | None, Leaf | None]]:
    """Pages that say the same are pairs; between them those that have most lines in common."""
    texts = [leaf.lines for leaf in before], [leaf.lines for leaf in now]
    for kind, i, j, k, m in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(before[i:j], now[k:m], strict=True)
        else:
            yield from _paired(before[i:j], now[k:m])


def _paired(
    before: Sequence[Leaf], now: Sequence[Leaf]
) -> Iterator[tuple[Leaf | None, Leaf | None]]:
    """The pairing in order with the greatest likeness in all (Needleman and Wunsch 1970)."""
    best = [[0.0] * (len(now) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(now) - 1, -1, -1):
            together = best[i + 1][j + 1] + _likeness(before[i], now[j])
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(before) and j < len(now):
        likeness = _likeness(before[i], now[j])
        if likeness and best[i][j] == best[i + 1][j + 1] + likeness:
            yield before[i], now[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield before[i], None
            i += 1
        else:
            yield None, now[j]
            j += 1
    yield from ((leaf, None) for leaf in before[i:])
    yield from ((None, leaf) for leaf in now[j:])


def _likeness(one: Leaf, other: Leaf) -> float:
    """The share of lines in common (Jaccard); that a bookmark leads to both counts as much."""
    if one.marks and one.marks == other.marks:
        return 1.0
    lines, others = set(one.lines), set(other.lines)
    share = len(lines & others) / max(len(lines | others), 1)
    return share if share >= _ALIKE else 0.0


def _compared(old: Leaf | None, new: Leaf | None) -> Collated:
    if old is None or new is None:
        return Collated(old, new, Change.GONE if old else Change.NEW)
    if old.lines != new.lines:
        return Collated(old, new, Change.TEXT, tuple(_lines(old.lines, new.lines)))
    redrawn = not old.stamped and _redrawn(old, new)
    return Collated(old, new, Change.DRAWING if redrawn else Change.SAME)


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from zip_longest(old[i:j], new[k:m], fillvalue="")


def _redrawn(old: Leaf, new: Leaf) -> bool:
    """Whether something was drawn otherwise on a page whose words are the same."""
    from PIL import ImageChops

    pictures = old.picture(), new.picture()
    if pictures[0].size != pictures[1].size:
        return True
    different = ImageChops.difference(*pictures).histogram()
    return sum(different[_TONE:]) > _DOTS
