"""The first page after the opener of part one: the year on one page, for those who read one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.vocabulary import PartRole, Text
from pipeline.yearbook import cards
from pipeline.yearbook.charts import tile_chart
from pipeline.yearbook.charts.model import Chart
from pipeline.yearbook.commentary.model import Headline, KeyFigure, Sentence
from pipeline.yearbook.commentary.overview import key_figures, overview_headline, three_sentences

if TYPE_CHECKING:
    from pipeline.yearbook.edition import EditionModel

CARDS = 8
ARROWS = {"up": "▲", "down": "▼", "flat": "", "": ""}


@dataclass(frozen=True, slots=True)
class Card:
    """A key figure with the drawing of its years and the sign of its direction."""

    figure: KeyFigure
    svg: str
    arrow: str

    @property
    def alt(self) -> Text:
        return series_told(self.figure)


def series_told(figure: KeyFigure) -> Text:
    """The series of a key figure in words."""
    zh = "，".join(f"{p.year}年{p.text or '空缺'}" for p in figure.series)
    en = ", ".join(f"{p.year} {p.text or 'blank'}" for p in figure.series)
    return Text(f"{figure.name.zh}：{zh}", f"{figure.name.en}: {en}")


@dataclass(frozen=True, slots=True)
class Overview:
    """The overview: eight cards, three sentences, the cities on the tile grid."""

    headline: Headline | None
    cards: tuple[Card, ...]
    sentences: tuple[Sentence, ...]
    tiles: Chart | None


def overview(model: EditionModel) -> Overview:
    """The overview of an edition; what cannot be computed is left out."""
    colour = model.part_for(PartRole.SURVEY).ink
    figures = key_figures(model)[:CARDS]
    return Overview(
        overview_headline(model),
        tuple(Card(f, cards.drawing(f, colour), ARROWS[f.direction]) for f in figures),
        three_sentences(model),
        tile_chart(model),
    )
