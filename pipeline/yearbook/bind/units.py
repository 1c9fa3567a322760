"""What is set by itself: the chapters of the book in the pieces of which it is bound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.yearbook.chapters import Chapter
from pipeline.yearbook.opener import Opener

# Templates with which a unit begins; the contents wait for the pages of all others.
_BEGINNING = frozenset({"contents", "opener", "city", "appendix", "back"})


@dataclass(frozen=True, slots=True)
class Unit:
    """Chapters that are set together; ``within`` opened the part that they go on with."""

    chapters: tuple[Chapter, ...]
    within: Opener | None


def units(chapters: Iterable[Chapter]) -> tuple[Unit, ...]:
    """The book in pieces that begin on pages of their own.

    Openers are pieces of one page: they cite the pages of what follows, which cites none.
    """
    found: list[Unit] = []
    within: Opener | None = None
    before = ""
    for chapter in chapters:
        if not found or chapter.template in _BEGINNING or before == "opener":
            found.append(Unit((), within))
        last = found[-1]
        found[-1] = Unit((*last.chapters, chapter), last.within)
        if chapter.template == "opener":
            within = chapter.content
        before = chapter.template
    return tuple(found)
