"""What anybody can read: published figures, and how the catalogue says that they hang together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.vocabulary import CITY_KIND, ConfStatus, Measure, ObsStatus
from pipeline.warehouse import Warehouse

Key = tuple[str, str, int]  # area, indicator, period: a level
Row = Mapping[str, Any]

_FIGURES = "select * from disseminated.figure order by area, indicator, measure, period"
_AREAS = "select code, kind from codelist.area order by code"
_INDICATORS = """
    select id, kind, numerator, denominator, factor, region_reports
    from codelist.indicator order by id
"""
_LINES = "select indicator, line from codelist.formula_line order by indicator, line"
_MEMBERS = 'select "class" as total, city as part from codelist.area_member order by 1, 2'
_DIFFERENCES = "select indicator, period, difference from disseminated.region_difference"
_TERMS = """
    select relation.relation_id, relation.kind, term.indicator, term.coefficient
    from codelist.relation as relation
    inner join codelist.relation_term as term on relation.relation_id = term.relation_id
    where
        relation.kind in ('sum', 'subset') and relation.binding and relation.severity = 'error'
        and relation.relation_id not in (
            select relation_id from codelist.relation_term where lag <> 0
        )
    order by relation.relation_id, term.indicator
"""


@dataclass(frozen=True)
class Published:
    """Figures by area, indicator, measure and period, and the code lists."""

    figures: Mapping[tuple[str, str, str, int], Row]
    kinds: Mapping[str, str]  # of areas
    indicators: Mapping[str, Row]
    members: Mapping[str, tuple[str, ...]]  # of classes
    differences: Mapping[tuple[str, int], float]  # observed total less the sum of cities
    relations: Mapping[str, tuple[Row, ...]]
    lines: Mapping[str, tuple[str, ...]]  # of rates and indices
    average_years: int

    def figure(self, key: Key, measure: Measure = Measure.LEVEL) -> Row | None:
        area, indicator, period = key
        return self.figures.get((area, indicator, measure, period))

    def is_withheld(self, key: Key) -> bool:
        row = self.figure(key)
        return row is not None and row["conf_status"] == ConfStatus.WITHHELD

    @cached_property
    def withheld(self) -> tuple[Key, ...]:
        """The levels that are printed as ×."""
        return tuple(
            (area, indicator, period)
            for (area, indicator, measure, period), row in self.figures.items()
            if measure == Measure.LEVEL
            and row["conf_status"] == ConfStatus.WITHHELD
            and indicator not in self.lines
        )

    def indices_of(self, line: str) -> list[str]:
        """The indices made of a line; nothing linear follows from one."""
        return [
            code
            for code, lines in self.lines.items()
            if line in lines and self.indicators[code]["kind"] == "index"
        ]

    def has_level(self, key: Key) -> bool:
        """Whether anything is printed there: a figure, × or — (not applicable)."""
        row = self.figure(key)
        return row is not None and (
            row["value"] is not None
            or row["conf_status"] == ConfStatus.WITHHELD
            or row["obs_status"] == ObsStatus.NOT_APPLICABLE
        )

    def owner(self, area: str) -> str:
        """Who knows the cells of an area as its own: a city, or blank."""
        return area if self.kinds.get(area) == CITY_KIND else ""


def read_published(warehouse: Warehouse, average_years: int) -> Published:
    """Everything that is about to leave the house; average growth is over so many years."""
    figures = warehouse.rows(_FIGURES)
    members: dict[str, list[str]] = {}
    for row in warehouse.rows(_MEMBERS):
        members.setdefault(row["total"], []).append(row["part"])
    lines: dict[str, list[str]] = {}
    for row in warehouse.rows(_LINES):
        lines.setdefault(row["indicator"], []).append(row["line"])
    relations: dict[str, list[Row]] = {}
    for row in warehouse.rows(_TERMS):
        relations.setdefault(row["relation_id"], []).append(row)
    return Published(
        {(r["area"], r["indicator"], r["measure"], r["period"]): r for r in figures},
        {row["code"]: row["kind"] for row in warehouse.rows(_AREAS)},
        {row["id"]: row for row in warehouse.rows(_INDICATORS)},
        {total: tuple(parts) for total, parts in members.items()},
        {
            (r["indicator"], r["period"]): float(r["difference"])
            for r in warehouse.rows(_DIFFERENCES)
        },
        {code: tuple(rows) for code, rows in relations.items()},
        {code: tuple(found) for code, found in lines.items()},
        average_years,
    )
