"""A table before it is written: what each cell asks for, without any digit."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.catalogue.model import Area, Catalogue, Indicator, TableColumn
from pipeline.tables.figures import Figure, Figures
from pipeline.tables.model import Cell
from pipeline.vocabulary import Measure, Text

NOTHING = Text("", "")
MAX_YEARS = 5  # a series goes back so far


@dataclass(frozen=True, slots=True)
class Source:
    """What tables are made from: the catalogue, the published figures, and the reference year."""

    catalogue: Catalogue
    figures: Figures
    year: int

    @property
    def cities(self) -> tuple[Area, ...]:
        return self.catalogue.cities

    def answer(self, ask: Ask) -> Figure | None:
        return self.figures.get(ask.area, ask.indicator, ask.period, ask.measure)

    def shows(self, ask: Ask) -> bool:
        """Whether anything is printed where the ask stands."""
        figure = self.answer(ask)
        return figure is not None and figure.shown

    def tells(self, ask: Ask) -> bool:
        """Whether anything is printed that is not a sum over some of the parts only."""
        figure = self.answer(ask)
        return figure is not None and figure.shown and not is_partial_total(figure)


def is_partial_total(figure: Figure) -> bool:
    """Whether it is a sum over some of the parts only.

    A growth rate over matched cities is not: it exists only where this year's total is complete.
    """
    return figure.partial and figure.measure is Measure.LEVEL


@dataclass(frozen=True, slots=True)
class Ask:
    """A figure that a cell asks for, and how it is to be printed."""

    area: str
    indicator: str
    period: int
    measure: Measure = Measure.LEVEL
    decimals: int | None = None
    scale: int = 1

    @property
    def address(self) -> str:
        """As in ``Cell.address``: area/indicator/measure/period."""
        return f"{self.area}/{self.indicator}/{self.measure}/{self.period}"


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of an area table: everything that its cells ask for, except the area."""

    indicator: Indicator
    period: int
    measure: Measure = Measure.LEVEL
    decimals: int | None = None
    scale: int = 1

    def at(self, area: str) -> Ask:
        code = self.indicator.code
        return Ask(area, code, self.period, self.measure, self.decimals, self.scale)


Entry = Ask | Cell | None


@dataclass(frozen=True, slots=True)
class DraftColumn:
    """A column to be; columns of one ``block`` are never parted, ``part`` is the asked 续表."""

    head: Text
    unit: Text = NOTHING
    spanner: Text = NOTHING
    block: int = 0
    part: int = 1
    bar_before: bool = False
    strong: bool = False
    bars: bool = False


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row to be: one entry for each column of the draft."""

    kind: str
    label: Text
    entries: tuple[Entry, ...]
    indent: int = 0
    hashed: bool = False
    unit: Text = NOTHING
    area: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A table to be. ``when`` is appended to the title; ``unit`` is that of the whole table."""

    stub: Text
    columns: tuple[DraftColumn, ...]
    rows: tuple[DraftRow, ...]
    when: Text = NOTHING
    unit: Text = NOTHING
    has_units_column: bool = False

    def asks(self) -> tuple[Ask, ...]:
        """Every figure asked for, row by row."""
        return tuple(e for row in self.rows for e in row.entries if isinstance(e, Ask))


def slot_of(column: TableColumn, indicator: Indicator, period: int, measure: Measure) -> Slot:
    """What a column of the programme asks for in one period.

    Levels of counts take the decimals of column or catalogue; quotients were rounded once when
    they were computed and print as they are.
    """
    if measure is not Measure.LEVEL or not indicator.is_counted:
        return Slot(indicator, period, measure, column.decimals)
    decimals = indicator.decimals if column.decimals is None else column.decimals
    return Slot(indicator, period, measure, decimals, column.scale)


def change_of(indicator: Indicator) -> Measure:
    """How a change is told: growth in per cent for counts, a difference for rates."""
    return Measure.GROWTH if indicator.is_counted else Measure.CHANGE
