"""The texts of an edition as they are printed, line by line, for the data files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.publish.publication import Listing
from pipeline.vocabulary import NOTHING, Text
from pipeline.yearbook.commentary.model import plain
from pipeline.yearbook.story import runs

if TYPE_CHECKING:
    from pipeline.yearbook.edition import EditionModel, Event, Narrative

_NARRATIVES = (
    *("area", "period", "method_zh", "method_en", "section", "is_part_of_method"),
    *("heading_zh", "heading_en", "text_zh", "text_en", "is_sample"),
)
_EVENTS = ("area", "date", "place_zh", "place_en", "text_zh", "text_en", "is_sample")


def listings(model: EditionModel) -> tuple[Listing, ...]:
    """``narratives`` (a line a section; 0 is title and lead) and ``events``, where there are any.

    Figures stand in them as in the book: × where they are withheld.
    """
    told = (n for n in model.narratives if n.period == model.year)
    happened = (e for e in model.events if e.day.year == model.year)
    found = (
        Listing(
            "narratives",
            Text("典型经验", "Narratives of methods"),
            _NARRATIVES,
            tuple(line for one in told for line in _sections(one)),
        ),
        Listing("events", Text("大事记", "Chronicle"), _EVENTS, tuple(map(_event, happened))),
    )
    return tuple(one for one in found if one.rows)


def _sections(narrative: Narrative) -> Iterator[tuple[str, ...]]:
    name = narrative.method.name if narrative.method else NOTHING
    parts = narrative.parts
    for section in narrative.sections:
        yield (
            narrative.area,
            str(narrative.period),
            *_both(name),
            str(section.number),
            _flag(section in parts),
            *_both(section.heading),
            *_both(section.text),
            _flag(narrative.is_sample),
        )


def _event(event: Event) -> tuple[str, ...]:
    return (
        event.area,
        event.day.isoformat(),
        *_both(event.place),
        *_both(event.text),
        _flag(event.is_sample),
    )


def _both(text: Text) -> tuple[str, str]:
    """Both languages without the marks round figures."""
    return plain(runs(text.zh)), plain(runs(text.en))


def _flag(holds: bool) -> str:
    return str(holds).lower()
