"""The published figures, by address; every printed number comes from here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.vocabulary import ConfStatus, Mark, Measure, ObsStatus

if TYPE_CHECKING:
    from pipeline.warehouse import Warehouse

Address = tuple[str, str, Measure, int]

_PUBLISHED = "select * from disseminated.figure order by area, indicator, measure, period"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of ``disseminated.figure``: (area, indicator, measure, period) and its value.

    ``value`` is none when nothing may or can be printed; ``status`` and ``conf`` say why. ``mark``
    is derived from the bounds. A total with ``n_reported < n_expected`` covers only some cities.
    ``precision`` is the step the figure is known to (1 = exact to the unit, 100 = to the hundred).
    """

    area: str
    indicator: str
    measure: Measure
    period: int
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    precision: Decimal | None
    decimals: int
    mark: Mark
    status: ObsStatus
    conf: ConfStatus
    revised: bool
    n_reported: int
    n_expected: int
    is_sample: bool
    ref_date: date | None

    @property
    def address(self) -> Address:
        return (self.area, self.indicator, self.measure, self.period)

    @property
    def withheld(self) -> bool:
        return self.conf is ConfStatus.WITHHELD

    @property
    def partial(self) -> bool:
        """Whether it is a total over some of the cities only (已报 n 市合计)."""
        return self.n_reported < self.n_expected

    @property
    def shown(self) -> bool:
        """Whether anything is printed in its place: a figure, × or —."""
        return self.value is not None or self.withheld or self.status is ObsStatus.NOT_APPLICABLE

    @property
    def exact(self) -> bool:
        return self.value is not None and self.lower == self.upper == self.value

    @property
    def firm(self) -> bool:
        """Whether a sentence may state it as a fact: known, free, exact enough, complete."""
        sure = self.status in (ObsStatus.NORMAL, ObsStatus.PROVISIONAL)
        return self.value is not None and sure and self.mark is Mark.NONE and not self.partial


class Figures:
    """All figures of one edition, looked up by address."""

    def __init__(self, rows: Iterable[Figure]) -> None:
        self._rows = {row.address: row for row in rows}
        self._years = tuple(sorted({row.period for row in self._rows.values()}))
        self._of_area: dict[str, list[Figure]] = defaultdict(list)
        for row in self._rows.values():
            self._of_area[row.area].append(row)
        self._samples = {(row.area, row.period) for row in self if row.is_sample}
        self._ranked: dict[int, set[str]] = defaultdict(set)
        for row in self:
            if row.measure is Measure.RANK and row.value is not None:
                self._ranked[row.period].add(row.indicator)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def get(
        self, area: str, indicator: str, period: int, measure: Measure = Measure.LEVEL
    ) -> Figure | None:
        return self._rows.get((area, indicator, measure, period))

    def of_area(self, area: str) -> Sequence[Figure]:
        """All figures of one area."""
        return self._of_area.get(area, ())

    def ranked(self, period: int) -> Collection[str]:
        """The indicators by which areas are ranked in a period."""
        return self._ranked.get(period, ())

    def is_sample(self, area: str, period: int) -> bool:
        """Whether any figure of this area and period is sample."""
        return (area, period) in self._samples

    def years(self) -> tuple[int, ...]:
        """The periods in which anything is published, ascending."""
        return self._years


def read_figures(warehouse: Warehouse) -> Figures:
    """Everything that ``disseminated.figure`` publishes, in the order of the addresses."""
    return Figures(_figure(row) for row in warehouse.rows(_PUBLISHED))


def _figure(row: Mapping[str, Any]) -> Figure:
    return Figure(
        area=row["area"],
        indicator=row["indicator"],
        measure=Measure(row["measure"]),
        period=row["period"],
        value=row["value"],
        lower=row["lower"],
        upper=row["upper"],
        precision=row["precision"],
        decimals=row["decimals"],
        mark=Mark(row["mark"]),
        status=ObsStatus(row["obs_status"]),
        conf=ConfStatus(row["conf_status"]),
        revised=row["revised"],
        n_reported=row["n_reported"],
        n_expected=row["n_expected"],
        is_sample=row["is_sample"],
        ref_date=row["ref_date"],
    )
