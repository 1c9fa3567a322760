"""What a computed text is: runs, sentences, headlines and key figures, each with its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.tables.figures import Address
from pipeline.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence. ``sources`` are the addresses of the figures that a number was written
    from (blank for plain words and years); ``strong`` asks for bold in the chapter's ink."""

    text: str
    sources: tuple[Address, ...] = ()
    strong: bool = False


def plain(runs: Iterable[Run]) -> str:
    """The words of some runs, without their emphasis."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One computed sentence in both languages and the number of the table it was read from."""

    zh: tuple[Run, ...]
    en: tuple[Run, ...]
    table: str = ""

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
    """The finding above a table: ``plain`` is set in text ink, ``finding`` in the chapter's ink.

    Print the two parts one after the other; the separator belongs to the first.
    """

    plain: Text
    finding: Text
    figures: tuple[Address, ...]

    @property
    def text(self) -> Text:
        return Text(self.plain.zh + self.finding.zh, self.plain.en + self.finding.en)


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a series; ``value`` is none where nothing is published."""

    year: int
    value: Decimal | None
    text: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A card: a large figure, how it changed, and the years behind it.

    ``direction`` is up, down, flat or blank (no comparison); ``change`` is blank then, too.
    ``qualifier`` says 已报 4 市 where the figure is not that of the whole region, otherwise blank.
    """

    label: Text
    value: str
    unit: Text
    change: Text
    direction: str
    series: tuple[Point, ...]
    is_sample: bool
    figures: tuple[Address, ...]
    table: str = ""
    qualifier: Text = Text("", "")
