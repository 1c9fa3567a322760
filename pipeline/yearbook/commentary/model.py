"""What a computed text is: runs, sentences, headlines and key figures, each with its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.tables.figures import Address
from pipeline.vocabulary import Text

NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence; ``figure`` asks for bold in the chapter's ink.

    ``sources`` are the addresses of the figures that a number was written from; they are blank for
    plain words and for years.
    """

    text: str
    figure: bool = False
    sources: tuple[Address, ...] = ()


def plain(runs: Iterable[Run]) -> str:
    """The words of some runs, without their emphasis."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One computed sentence in both languages and the numbers of the tables it was read from."""

    zh: tuple[Run, ...]
    en: tuple[Run, ...]
    tables: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[Address, ...]:
        """The addresses of all figures the sentence uses, each once, in the order of use."""
        used = (address for run in (*self.zh, *self.en) for address in run.sources)
        return tuple(dict.fromkeys(used))

    @property
    def text(self) -> Text:
        return Text(plain(self.zh), plain(self.en))


@dataclass(frozen=True, slots=True)
class Headline:
    """The computed finding over a table or figure.

    ``lead`` (text ink) and ``finding`` (chapter ink) read on as one sentence, the lead with its
    punctuation; ``zh`` and ``en`` are the two halves in a language.
    """

    lead: Text
    finding: Text
    figures: tuple[Address, ...] = ()

    @property
    def zh(self) -> tuple[str, str]:
        return self.lead.zh, self.finding.zh

    @property
    def en(self) -> tuple[str, str]:
        return self.lead.en, self.finding.en

    @property
    def text(self) -> Text:
        return Text("".join(self.zh), "".join(self.en))


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a series: ``value`` is none, ``text`` blank where nothing is published."""

    year: int
    value: Decimal | None
    text: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A card: a large figure, how it changed, and the years behind it.

    ``direction`` is up, down, flat or blank (not compared; ``change`` is blank then, too). The
    English of ``change`` reads on after the Chinese and does not repeat its figure.
    ``qualifier`` says who reported it where the figure is not that of the region. A single year is
    no ``series``.
    """

    name: Text
    value: str
    unit: Text
    change: Text
    direction: str
    series: tuple[Point, ...]
    is_sample: bool
    figures: tuple[Address, ...]
    table: str = ""
    qualifier: Text = NOTHING
