"""How wide a text will be, and where a Chinese head may break, before anything is set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import combinations, pairwise
from math import ceil

# Advance widths of Noto Sans CJK SC from U+0020 to U+007E, in thousandths of an em.
_LATIN = (
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555,
    555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589,
    552, 689, 728, 293, 535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573,
    531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552,
    284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
)  # fmt: skip
_OTHERS = {"\u00a0": 224, "−": 555, "–": 536, "≈": 555}
DIGIT, POINT = 0.555, 0.278
MM_PER_PT = 25.4 / 72
_FEW = 20  # a text is Chinese where one of so many characters is
_BEFORE, _AFTER = "（(", "、，）)和及与的"
_BALANCE = 0.6
_TEXTS = 1 << 15  # of which the size is remembered: labels and notes are measured again and again
_SHORTEST = 4.0
_MEDIUM, _BOLD = 1.03, 1.06  # how much wider bold English runs


@lru_cache(_TEXTS)
def ems(text: str) -> float:
    """The width of a text in em; everything that is not Latin is one em wide."""
    return sum(_em(char) for char in text)


@cache
def _em(char: str) -> float:
    if " " <= char <= "~":
        return _LATIN[ord(char) - 32] / 1000
    return _OTHERS.get(char, 1000) / 1000


def mm(text: str, size_pt: float) -> float:
    """The width of a text set in ``size_pt``, in mm."""
    return ems(text) * size_pt * MM_PER_PT


def medium_mm(text: str, size_pt: float) -> float:
    """The width of a label in mm: of medium weight, in which English runs a little wider."""
    return mm(text, size_pt) * (_MEDIUM if is_words(text) else 1.0)


def fitted_pt(text: str, across_mm: float, largest: float) -> float:
    """The size in pt that sets a headline on one line: at most a sixth smaller, or largest."""
    size = largest * min(1.0, across_mm * 0.99 / mm(text, largest)) if text else largest
    return round(size, 2) if size >= largest * 5 / 6 else largest


def beside_pt(text: str, unit: str, across_mm: float, largest: float, unit_pt: float) -> float:
    """The size in pt, at most ``largest``, that leaves a figure room for its unit behind it."""
    room = across_mm - (mm(f" {unit}", unit_pt) if unit else 0.0)
    return round(min(largest, max(room / (mm(text, 1.0) or 1.0), unit_pt)), 1)


def shrunk_pt(text: str, across_mm: float, largest: float) -> float:
    """The size in pt, at most ``largest``, that sets a bold text on one line."""
    wide = mm(text, _BOLD if is_latin(text) else 1.0)
    return round(min(largest, across_mm / wide), 1) if wide else largest


def headline_pt(tones: tuple[str, str], across_mm: float, largest: float) -> float:
    """The size in pt of a headline; of an English one the first half stays on its line."""
    size = fitted_pt("".join(tones), across_mm, largest)
    if not is_latin(tones[0]):
        return size
    return max(shrunk_pt(tones[0].strip(), across_mm, size), round(largest * 2 / 3, 2))


def cut_to(text: str, across_mm: float, size_pt: float) -> str:
    """The text, or as much of it as fits with an ellipsis behind."""
    if mm(text, size_pt) <= across_mm:
        return text
    while text and mm(text, size_pt) > across_mm - size_pt * MM_PER_PT:
        text = text[:-1]
    return text.rstrip(" ,;:，；：、") + "…"


def widest_word(text: str) -> float:
    """The width in em of the longest English word (words break at spaces and after hyphens)."""
    return max((ems(word) for word in text.replace("-", "- ").split()), default=0.0)


def unbroken(text: str) -> float:
    """The least width in em in which a text can be set: its longest word, or a few characters."""
    return widest_word(text) if is_latin(text) else min(ems(text), _SHORTEST)


@lru_cache(_TEXTS)
def latin_lines(text: str, room: float) -> int:
    """How many lines an English text takes in a column ``room`` em wide."""
    lines, used = 1, 0.0
    for piece in re.findall(r"[^ -]*-|[^ -]+ ?| ", text):
        wide = ems(piece.rstrip())
        if used and used + wide > room:
            lines, used = lines + 1, 0.0
        used += ems(piece)
    return lines


@lru_cache(_TEXTS)
def is_latin(text: str) -> bool:
    """Whether a text breaks between words, as English does, and not between any two characters."""
    wide = sum(char > "\u2e7f" for char in text)
    return wide * _FEW < len(text)


def title_lines(text: str, across_mm: float, size_pt: float) -> int:
    """How many lines a bold title takes; a Chinese one is short enough for one."""
    return latin_lines(text, across_mm / (size_pt * MM_PER_PT * _BOLD)) if is_latin(text) else 1


def is_words(text: str) -> bool:
    """Whether a text is English words and no code: these never break within a word."""
    return is_latin(text) and not any(char.isdigit() for char in text)


def lines(text: str, room: float) -> int:
    """How many lines a text of either language takes in a column ``room`` em wide."""
    if is_latin(text):
        return latin_lines(text, room)
    return max(1, ceil(ems(text) / room)) if room > 0 else 1


def wrapped(text: str, room: float) -> tuple[str, ...]:
    """An English text in lines of at most ``room`` em, as far as its words allow."""
    found = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".lstrip()
        if found[-1] and ems(longer) > room:
            found.append(word)
        else:
            found[-1] = longer
    return tuple(found)


def halves(text: str) -> tuple[str, ...]:
    """An English text in two lines of about the same length; a single word stays whole."""
    words = text.split()
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(cuts, key=lambda cut: max(map(ems, cut)), default=(text,))


class Breaker:
    """Breaks heads between words; Chinese ones it knows from how often two characters meet.

    No dictionary is needed: in the names and definitions of the catalogue the characters of one
    word follow each other again and again, those of two words seldom.
    """

    def __init__(self, corpus: Iterable[str]) -> None:
        texts = tuple(corpus)
        self._pairs = Counter(pair for text in texts for pair in pairwise(text))
        self._chars = Counter(char for text in texts for char in text)

    def lines(self, text: str, room: float, balance: float = _BALANCE) -> tuple[str, ...]:
        """The text in as few lines as fit into ``room`` em, broken where it hurts least.

        ``balance`` is what an uneven line weighs against a broken word.
        """
        if ems(text) <= room:
            return (text,)
        if " " in text:
            return wrapped(text, room) if is_latin(text) else tuple(text.split(" "))
        if is_words(text):
            return (text,)
        for count in range(2, len(text)):
            fits = [cut for cut in self._cuts(text, count) if max(map(ems, cut)) <= room]
            if fits:
                return min(fits, key=lambda cut: (self._cost(cut, room, balance), -len(cut[0])))
        return tuple(text)

    def _cuts(self, text: str, count: int) -> Iterable[tuple[str, ...]]:
        for places in combinations(range(1, len(text)), count - 1):
            yield tuple(text[a:b] for a, b in pairwise((0, *places, len(text))))

    def _cost(self, cut: tuple[str, ...], room: float, balance: float) -> float:
        seams = sum(self._bond(before[-1], after[0]) for before, after in pairwise(cut))
        widths = [ems(line) for line in cut]
        return seams + balance * (max(widths) - min(widths)) / room

    def _bond(self, before: str, after: str) -> float:
        """0 between two words, 1 inside one; more where Chinese forbids a break."""
        if after in "）)、，％%" or before in _BEFORE:
            return 9.0
        if after in _BEFORE or before in _AFTER:
            return 0.0
        if before.isascii() and after.isascii():
            return 3.0
        rarer = min(self._chars[before], self._chars[after])
        return self._pairs[(before, after)] / rarer if rarer else 0.5
