"""How one published figure shows in a chart: a value, an open bound, × or a blank; never zero."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.bilingual import Languages
from pipeline.tables.figures import Figure
from pipeline.tables.writing import WITHHELD, write
from pipeline.vocabulary import LOWER_BOUNDS, UPPER_BOUNDS, ObsStatus, Text
from pipeline.yearbook.charts.palette import SYMBOL, TEXT


class State(StrEnum):
    """What can be drawn of a figure."""

    VALUE = "value"
    BOUND = "bound"  # only a lower or upper bound is known: drawn in outline
    WITHHELD = "withheld"
    INAPPLICABLE = "inapplicable"
    SILENT = "silent"  # not reported, or unknown


WORDS = {
    State.WITHHELD: Text("不予公布", "withheld"),
    State.INAPPLICABLE: Text("不适用", "n/a"),
    State.SILENT: Text("未报送", "not reported"),
}
SIGNS = {State.WITHHELD: WITHHELD, State.INAPPLICABLE: "—"}


def briefly(state: State, languages: Languages) -> str:
    """Why there is no value, in as little room as may be."""
    return SIGNS.get(state) or languages.lead(WORDS[state])


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as a chart shows it; ``value`` is none where no length may stand for it."""

    state: State
    value: float | None
    label: str

    @property
    def drawn(self) -> bool:
        return self.value is not None

    @property
    def ink(self) -> str:
        return TEXT if self.drawn else SYMBOL


def shown(figure: Figure | None, languages: Languages, decimals: int | None = None) -> Shown:
    """The mark for a figure; labels are written as in the tables, symbols are told in words."""
    state = _state(figure)
    if figure is None or figure.value is None or state not in (State.VALUE, State.BOUND):
        told = languages.joined(WORDS[state])
        return Shown(state, None, f"{SIGNS.get(state, '')} {told}".lstrip())
    cell = write(figure, decimals)
    return Shown(state, float(figure.value), f"{cell.prefix}{cell.text}{cell.flag}")


def _state(figure: Figure | None) -> State:
    if figure is None:
        return State.SILENT
    if figure.withheld:
        return State.WITHHELD
    if figure.status is ObsStatus.NOT_APPLICABLE:
        return State.INAPPLICABLE
    if figure.value is None:
        return State.SILENT
    return State.BOUND if figure.mark in (*LOWER_BOUNDS, *UPPER_BOUNDS) else State.VALUE
