"""All that is read out of the words of a form: its texts one by one, and what was found in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.catalogue.usage import Usage
from pipeline.collect.reader.events import Event
from pipeline.collect.reader.header import BODY, HEADING, MATTER, PLACE, REMARK
from pipeline.collect.reader.narrative import Paragraph
from pipeline.collect.reader.observations import Observation
from pipeline.collect.reader.prose.figures import PlainFigure, Setting, plain_figures
from pipeline.collect.reader.prose.names import Naming
from pipeline.collect.reader.replies.columns import VALUE
from pipeline.rules.methods import Method, method_of
from pipeline.rules.wording import WordFound, words_found


@dataclass(frozen=True, slots=True)
class Passage:
    """One Chinese text, the line and column in which it stands, and what it is about."""

    text: str
    line: int
    column: str
    number: int | None = None  # of a paragraph or event
    indicator: str = ""  # of a remark


@dataclass(frozen=True, slots=True)
class NamedMethod:
    """The method that a narrative is about, and how many of its sections are parts of it."""

    method: Method
    line: int
    n_parts: int


@dataclass(frozen=True, slots=True)
class Told:
    """What stands in the words of one form."""

    words: tuple[tuple[Passage, WordFound], ...] = ()
    figures: tuple[tuple[Passage, PlainFigure], ...] = ()
    method: NamedMethod | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """The texts of a form, of whatever kind it is."""

    observations: Sequence[Observation] = ()
    paragraphs: Sequence[Paragraph] = ()
    events: Sequence[Event] = ()

    def passages(self) -> Iterator[Passage]:
        """Every text; a remark once, though two cells stand beside it."""
        remarks = {s.indicator: s for s in self.observations if s.remark and s.column != VALUE}
        for code, seen in remarks.items():
            yield Passage(seen.remark, seen.line, REMARK, indicator=code)
        for paragraph in self.paragraphs:
            yield Passage(paragraph.heading.zh, paragraph.line, HEADING, paragraph.number)
            yield Passage(paragraph.text.zh, paragraph.line, BODY, paragraph.number)
        for event in self.events:
            yield Passage(event.place.zh, event.line, PLACE, event.number)
            yield Passage(event.text.zh, event.line, MATTER, event.number)


def read_prose(prose: Prose, setting: Setting, usages: Sequence[Usage], names: Naming) -> Told:
    """Words of the list everywhere; plain figures in paragraphs and events, not in remarks."""
    passages = [passage for passage in prose.passages() if passage.text]
    return Told(
        tuple((p, word) for p in passages for word in words_found(p.text, usages)),
        tuple(
            (p, figure)
            for p in passages
            if p.column in (BODY, MATTER)
            for figure in plain_figures(p.text, setting, names)
        ),
        _method(prose.paragraphs),
    )


def _method(paragraphs: Sequence[Paragraph]) -> NamedMethod | None:
    first = next((p for p in paragraphs if p.number == 0), None)
    if first is None or (method := method_of(first.heading)) is None:
        return None
    headings = [p.heading.zh for p in paragraphs if p.number]
    return NamedMethod(method, first.line, len(method.parts_of(headings)))
