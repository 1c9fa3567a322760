"""The figures of the year before that are in force: what a template rolls on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.collect.templates.words import nature
from pipeline.vocabulary import ObsStatus, Qualifier
from pipeline.warehouse import Warehouse

# What the region reports of its own level is filed under the own level, hence by submission.
_IN_FORCE = """
select
    submission.area, observation.indicator, observation.value, observation.decimals,
    observation.precision, observation.qualifier, observation.obs_status, observation.ref_date,
    observation.is_sample
from validated.observation as observation
inner join validated.submission as submission
    on observation.submission_id = submission.submission_id
where observation.period = $year
order by submission.area, observation.indicator
"""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A figure in force, with the decimals it was given with and what was declared of it.

    ``nature`` is in the words of 数据性质; without a value it says why there is none. ``is_exact``:
    the figure is neither a bound nor an approximation.
    """

    value: Decimal | None
    decimals: int
    nature: str
    is_exact: bool
    ref_date: date
    is_sample: bool

    @property
    def text(self) -> str:
        """The figure as it was given; blank where there was none."""
        return "" if self.value is None else f"{self.value:.{self.decimals}f}"

    @property
    def is_of_year_end(self) -> bool:
        return (self.ref_date.month, self.ref_date.day) == (12, 31)


def accepted_figures(warehouse: Warehouse, year: int) -> dict[str, dict[str, Accepted]]:
    """Reporting unit → indicator → its figure in force of ``year``; empty where nothing is."""
    found: dict[str, dict[str, Accepted]] = {}
    for row in warehouse.rows(_IN_FORCE, year=year):
        found.setdefault(row["area"], {})[row["indicator"]] = _accepted(row)
    return found


def _accepted(row: dict[str, Any]) -> Accepted:
    """A step that follows from the digits alone was not declared."""
    value, step = row["value"], row["precision"]
    if step == Decimal(1).scaleb(-(row["decimals"] or 0)):
        step = None
    qualifier = Qualifier(row["qualifier"])
    return Accepted(
        value,
        max(row["decimals"] or 0, _needed(value)),
        nature(qualifier, ObsStatus(row["obs_status"]), step),
        value is not None and qualifier in (Qualifier.EXACT, Qualifier.STATED) and step is None,
        row["ref_date"],
        row["is_sample"],
    )


def _needed(value: Decimal | None) -> int:
    """The decimals without which the value would be another one."""
    exponent = value.normalize().as_tuple().exponent if value is not None else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0
