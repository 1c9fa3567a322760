"""Finds words of the term list in a text, and leaves alone longer words in which they are fine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.catalogue.usage import Usage

_AROUND = 8  # characters of the text on either side of a word
_MORE = "…"


@dataclass(frozen=True, slots=True)
class WordFound:
    """A word that is not to be used, where it first stands in a text, and the text around it."""

    usage: Usage
    at: int
    piece: str


def words_found(text: str, usages: Iterable[Usage]) -> list[WordFound]:
    """Each word once, in the order of the text; of words inside one another the longest."""
    spans = [
        (at, at + len(usage.wrong), usage)
        for usage in usages
        if usage.wrong in text
        for at in _places(text, usage.wrong)
        if not _is_fine(text, at, usage)
    ]
    first: dict[str, WordFound] = {}
    for start, end, usage in sorted(spans, key=lambda span: span[0]):
        inside = any(s <= start and end <= e and e - s > end - start for s, e, _ in spans)
        if not inside and usage.wrong not in first:
            first[usage.wrong] = WordFound(usage, start, around(text, start, end))
    return list(first.values())


def around(text: str, start: int, end: int) -> str:
    """A piece of a text with a little before and after it, in one line."""
    begin, stop = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, after = _MORE if begin else "", _MORE if stop < len(text) else ""
    return before + " ".join(text[begin:stop].split()) + after


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _is_fine(text: str, at: int, usage: Usage) -> bool:
    """Whether the word at this place is part of a longer one that is right."""
    return any(
        text.startswith(word, at - offset)
        for word in usage.protected
        for offset in _places(word, usage.wrong)
        if at >= offset
    )
