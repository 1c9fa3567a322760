"""A part of the book: its pages of tables and figures, its explanatory notes, what it lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.catalogue.imprint import Part
from pipeline.catalogue.model import Catalogue
from pipeline.tables.model import Table
from pipeline.vocabulary import Text
from pipeline.yearbook.charts import charts_for_part
from pipeline.yearbook.commentary.headlines import headline
from pipeline.yearbook.explanatory import Explanatory, explanatory
from pipeline.yearbook.measure import Breaker
from pipeline.yearbook.opener import Entry
from pipeline.yearbook.setting import set_table
from pipeline.yearbook.sheets import Piece, Sheet, paired, planned

if TYPE_CHECKING:
    from pipeline.yearbook.edition import EditionModel


@dataclass(frozen=True, slots=True)
class PartPages:
    """The pages of one part; ``entries`` is what its opener and the contents list."""

    part: Part
    sheets: tuple[Sheet, ...]
    explanatory: Explanatory | None  # the notes at its end
    entries: tuple[Entry, ...]


def part_pages(
    model: EditionModel, part: Part, tables: Sequence[Table], breaker: Breaker
) -> PartPages:
    """All pages of a part but its opener; ``tables`` are its tables in print order."""
    charts = charts_for_part(model, part)
    pieces = (piece for table in tables for piece in _pieces(model, table, breaker))
    sheets = planned(pieces, paired(charts), model.languages)
    last = sheets[-1] if sheets and sheets[-1].orientation == "portrait" else None
    return PartPages(
        part,
        sheets,
        explanatory(model, part, last.left_mm if last else 0.0),
        (
            *(_entry(model.catalogue, table) for table in tables),
            *(Entry(c.called, _undated(c.title), f"f-{c.number}") for c in charts),
        ),
    )


def _entry(catalogue: Catalogue, table: Table) -> Entry:
    number = Text(table.number, table.number)
    return Entry(number, _title(catalogue, table), f"t-{table.number}")


def _title(catalogue: Catalogue, table: Table) -> Text:
    """The title without its date, as the contents print it."""
    here = (spec.title for spec in catalogue.tables if spec.code == table.code)
    return next(here, table.title)


def _undated(title: Text) -> Text:
    """The title of a figure without the years it shows."""
    zh = re.sub(r"（\d{4}[—\d]*年）$", "", title.zh)
    return Text(zh, re.sub(r", \d{4}(–\d{4})?$", "", title.en))


def heads_breaker(catalogue: Catalogue) -> Breaker:
    """Knows the words of the catalogue, so that heads break between them."""
    texts = [
        text
        for indicator in catalogue.indicators
        for text in (indicator.name.zh, indicator.short.zh, indicator.definition.zh)
    ]
    for spec in catalogue.tables:
        texts += [spec.title.zh, *(column.head.zh for column in spec.columns)]
    for part in catalogue.edition.parts:
        texts += [part.title.zh, *(text.zh for text in part.introduction)]
    return Breaker(texts)


def _pieces(model: EditionModel, table: Table, breaker: Breaker) -> tuple[Piece, ...]:
    """The parts of a table, the first with the finding above it."""
    first, *others = set_table(table, breaker, model.languages)
    finding = headline(table, model)
    return (Piece(first, headline=finding), *(Piece(other) for other in others))
