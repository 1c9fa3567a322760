"""What sentences and charts hand to the page: runs of text, headlines, figures with their words."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence; ``figure`` sets it bold in the ink of the chapter."""

    text: str
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A computed sentence in both languages and the numbers of the tables it was computed from."""

    zh: tuple[Run, ...]
    en: tuple[Run, ...]
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Headline:
    """The computed finding over a table: ``lead`` in text ink, ``finding`` in chapter ink.

    Both are Chinese and read on as one sentence, ``lead`` with its punctuation (…，).
    """

    lead: str
    finding: str
    en: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure of the book: ``number`` 图3-1 without 图, SVG with a size in mm, words for those who
    cannot see it (``alt``), and a note under it (may be blank). ``width`` is full (168 mm) or half
    (82 mm)."""

    number: str
    title: Text
    svg: str
    alt: Text
    note: Text = Text("", "")
    width: str = "full"
    headline: Headline | None = None


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A card of the overview: the figure as printed, its change, and a small drawing of it.

    ``svg`` is 39 mm wide; ``change`` says the change on last year with its unit (may be blank).
    """

    name: Text
    value: str
    unit: Text
    change: Text
    svg: str
    alt: Text
    table: str = ""
