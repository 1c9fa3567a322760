"""The front matter: imprint, foreword and editor's notes, their words filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.tables.dates import day_of
from pipeline.vocabulary import NOTHING, Text
from pipeline.yearbook import editorial
from pipeline.yearbook.opener import Entry

if TYPE_CHECKING:
    from pipeline.yearbook.edition import EditionModel

NAMES = ("imprint", "foreword", "editors_notes")

# sign and meaning; blank draws an empty cell, p r e hang behind a figure
SYMBOLS = (
    ("", Text("未报送或不掌握", "not reported or unknown")),
    ("—", Text("不适用", "not applicable")),
    ("…", Text("不足最小单位的半数", "less than half the unit shown")),
    ("×", Text("为保密不予公布", "withheld")),
    ("#", Text("其中的主要项", "of which, not all parts shown")),
    (">", Text("多于所列数", "more than the figure shown")),
    ("≥", Text("不少于所列数", "at least the figure shown")),
    ("<", Text("少于所列数", "less than the figure shown")),
    ("≤", Text("不多于所列数", "at most the figure shown")),
    ("≈", Text("约数", "approximate")),
    ("p", Text("初步数", "provisional")),
    ("r", Text("订正数", "revised")),
    ("e", Text("估计或插补数", "estimated or imputed")),
)


@dataclass(frozen=True, slots=True)
class Front:
    """One text of the front matter; ``symbols`` are explained in the editor's notes alone."""

    name: str
    piece: editorial.Piece
    symbols: tuple[tuple[str, Text], ...] = SYMBOLS

    @property
    def template(self) -> str:
        return "editors_notes" if self.name == "editors-notes" else "front"


def front(model: EditionModel) -> tuple[Front, ...]:
    """The texts of the editors that exist, in their order."""
    words = _words(model)
    return tuple(
        Front(name.replace("_", "-"), editorial.read(name, model.editorial[name], words))
        for name in NAMES
        if name in model.editorial
    )


def entries(texts: tuple[Front, ...]) -> tuple[Entry, ...]:
    """What the contents list of the front matter: everything but the imprint."""
    return tuple(
        Entry(NOTHING, text.piece.title, text.name) for text in texts if text.name != "imprint"
    )


def _words(model: EditionModel) -> dict[str, object]:
    edition = model.catalogue.edition
    closed = model.closed_on
    return {
        "year": model.year,
        "edition_year": model.edition_year,
        "first_year": model.years[0] if model.years else model.year,
        "cities": len(model.catalogue.cities),
        "reporting": len(model.reporting_cities),
        "title_zh": edition.title.zh,
        "title_en": edition.title.en,
        "publisher_zh": edition.publisher.zh,
        "publisher_en": edition.publisher.en,
        "place_zh": edition.place.zh,
        "place_en": edition.place.en,
        "closed_zh": day_of(closed).zh,
        "closed_en": day_of(closed).en,
    }
