"""Where a figure comes from: formula, inputs, and at the end the cell of a file that was sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.catalogue.model import Catalogue, Indicator
from pipeline.tables.figures import Figures, read_figures
from pipeline.tables.writing import write
from pipeline.vocabulary import CITY_KIND, Measure, Text
from pipeline.warehouse import Warehouse

Row = dict[str, Any]
Address = tuple[str, str, Measure, int]  # area, indicator, measure, period

_FIGURES = "select area, indicator, measure, period, value, obs_status from aggregated.figure"
_REASONS = "select area, indicator, period, reason from protected.withheld"
_IMPUTED = "select area, indicator, period, method from aggregated.imputed"
_PARTS = """
    select membership.part
    from aggregated.membership as membership
    inner join aggregated.reported as reported
        on membership.part = reported.area and membership.indicator = reported.indicator
    where membership.total = $area and membership.indicator = $indicator
        and reported.period = $period
    order by membership.part
"""
_CELL = """
    select
        cell.raw_text, cell.value, cell.sheet, cell.line, cell.column_no, submission.file_name,
        submission.sha256, submission.revision, submission.received_on, submission.submission_id
    from validated.observation as observation
    inner join staged.observation as cell
        on
            observation.submission_id = cell.submission_id
            and observation.indicator = cell.indicator and observation.period = cell.period
            and cell.role = 'this'
    inner join validated.submission as submission
        on observation.submission_id = submission.submission_id
    where observation.area = $area and observation.indicator = $indicator
        and observation.period = $period
"""
_FOUND = """
    select rule, severity, outcome, reason_code, explanation
    from validated.finding
    where submission_id = $whose and indicator = $indicator and outcome <> 'holds'
    order by rule, outcome
"""


@dataclass(frozen=True, slots=True)
class Origin:
    """The cell that was sent: ``line`` and ``column`` from 1, the text as it stood there.

    ``findings`` are what the rules had to say of it: rule, severity, outcome, and the explanation.
    """

    file_name: str
    sheet: str
    line: int
    column: int | None
    raw_text: str
    sha256: str
    revision: int
    received_on: date
    findings: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A figure, how it was made (``formula``, blank where it was sent) and of what.

    ``value`` is exact and unprotected; ``printed`` is what stands in the book; ``withheld`` says
    why it does not (primary or secondary), ``imputed`` by which method it was estimated.
    """

    area: str
    indicator: str
    measure: Measure
    period: int
    printed: str
    value: Decimal | None
    status: str
    formula: Text
    inputs: tuple[Step, ...] = ()
    origin: Origin | None = None
    withheld: str = ""
    imputed: str = ""


class Lineage:
    """The figures of one edition with their origins, read from its warehouse."""

    def __init__(self, warehouse: Warehouse, catalogue: Catalogue) -> None:
        self._warehouse, self._catalogue = warehouse, catalogue
        self.figures: Figures = read_figures(warehouse)
        self._known = {
            (r["area"], r["indicator"], Measure(r["measure"]), r["period"]): r
            for r in warehouse.rows(_FIGURES)
        }
        self._reasons = _keyed(warehouse.rows(_REASONS), "reason")
        self._imputed = _keyed(warehouse.rows(_IMPUTED), "method")
        self._kinds = {area.code: area.kind for area in catalogue.areas}

    def knows(self, address: Address) -> bool:
        """Whether there is such a figure, published or not."""
        return address in self._known or self._published(address) is not None

    def of(self, address: Address) -> Step:
        """The figure and everything behind it."""
        area, indicator, measure, period = address
        published, known = self._published(address), self._known.get(address)
        formula, inputs = self._made(address)
        value = known["value"] if known else published.value if published else None
        status = known["obs_status"] if known else published.status if published else "L"
        level = measure is Measure.LEVEL
        key = (area, indicator, str(period))
        cell = write(published)
        return Step(
            area, indicator, measure, period, cell.prefix + cell.text + cell.flag, value,
            status, formula, tuple(map(self.of, inputs)),
            self._origin(area, indicator, period) if level and not inputs else None,
            self._reasons.get(key, "") if level else "",
            self._imputed.get(key, "") if level else "",
        )  # fmt: skip

    def _published(self, address: Address) -> Any:
        area, indicator, measure, period = address
        return self.figures.get(area, indicator, period, measure)

    def _made(self, address: Address) -> tuple[Text, list[Address]]:
        """The formula, and the figures that go into it."""
        area, code, measure, period = address
        indicator = self._catalogue.indicator(code)
        this = (area, code, Measure.LEVEL, period)
        before = (area, code, Measure.LEVEL, period - 1)
        region = (self._catalogue.region.code, code, Measure.LEVEL, period)
        if measure is Measure.GROWTH:
            told = Text("本年 ÷ 上年 × 100 − 100", "this year / last year × 100 − 100")
            return told, [this, before]
        if measure is Measure.AVERAGE:
            years = self._catalogue.edition.average_years
            root = f"^(1/{years}) × 100 − 100"
            told = Text(f"(本年 ÷ {years} 年前){root}", f"(this / {years} years before){root}")
            return told, [this, (area, code, Measure.LEVEL, period - years)]
        if measure is Measure.CHANGE:
            return Text("本年 − 上年", "this year − last year"), [this, before]
        if measure is Measure.SHARE:
            return Text("占全区：本数 ÷ 全区 × 100", "of the region × 100"), [this, region]
        if measure is Measure.RANK:
            return Text("各市由高到低的位次", "place among the cities"), [this]
        return self._level(this, indicator)

    def _level(self, this: Address, indicator: Indicator) -> tuple[Text, list[Address]]:
        area, code, _, period = this
        if indicator.formula and not self._was_sent(this, stated=True):
            told = str(indicator.formula)
            lines = indicator.formula.lines
            return Text(told, told), [(area, line, Measure.LEVEL, period) for line in lines]
        if self._was_sent(this, stated=False) or (area, code, str(period)) in self._imputed:
            return Text("", ""), []
        rows = self._warehouse.rows(_PARTS, area=area, indicator=code, period=period)
        parts = [(row["part"], code, Measure.LEVEL, period) for row in rows]
        return Text(f"{len(parts)} 个单位合计", f"sum of {len(parts)} units"), parts

    def _was_sent(self, address: Address, *, stated: bool) -> bool:
        area, code, _, period = address
        table = "aggregated.stated_ratio" if stated else "aggregated.stated"
        found = self._warehouse.rows(
            f"select 1 as n from {table}"
            " where area = $area and indicator = $indicator and period = $period",
            area=area, indicator=code, period=period,
        )  # fmt: skip
        return bool(found) or (self._kinds.get(area) == CITY_KIND and not stated)

    def _origin(self, area: str, indicator: str, period: int) -> Origin | None:
        rows = self._warehouse.rows(_CELL, area=area, indicator=indicator, period=period)
        if not rows:
            return None
        cell = rows[0]
        found = self._warehouse.rows(_FOUND, whose=cell["submission_id"], indicator=indicator)
        return Origin(
            cell["file_name"], cell["sheet"] or "", cell["line"], cell["column_no"],
            cell["raw_text"] or "", cell["sha256"], cell["revision"], cell["received_on"],
            tuple({k: str(v) for k, v in row.items() if v} for row in found),
        )  # fmt: skip


def leaves(step: Step) -> Iterator[Step]:
    """The figures at the ends: those that were sent, or imputed."""
    if not step.inputs:
        yield step
    for one in step.inputs:
        yield from leaves(one)


def _keyed(rows: Iterable[Row], name: str) -> dict[tuple[str, str, str], str]:
    return {(r["area"], r["indicator"], str(r["period"])): str(r[name]) for r in rows}
