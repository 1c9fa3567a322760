"""Withholds small cells and those that would give them away, then releases the rest."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from pipeline.cache import Cache
from pipeline.catalogue.model import Catalogue
from pipeline.protect.known import known_pattern
from pipeline.protect.linked import Cell, System, linked
from pipeline.protect.pattern import Pattern
from pipeline.vocabulary import CITY_KIND
from pipeline.warehouse import Warehouse

PRINTED_COLUMNS = ("area", "indicator", "period", "conf", "value", "decimals", "mark")
PATTERN_COLUMNS = ("area", "indicator", "period", "reason", "is_optimal")
_SYSTEM = ("protected.primary_cell", "protected.cell", "protected.equation_term")
_AFTER = tuple(
    f"protected.{name}" for name in ("withheld", "withheld_count", "tainted", "tainted_line")
)
_CELLS = "select * from protected.cell order by period, area, indicator"
_TERMS = "select * from protected.equation_term order by period, equation, area, indicator"
_WHOLE = 10  # a total or a whole that is withheld costs its readers so many cells of a city


def protect(
    warehouse: Warehouse,
    catalogue: Catalogue,
    year: int,
    printed: Sequence[Mapping[str, str]] = (),
    cache: Cache | None = None,
) -> None:
    """Fills ``protected`` (reasons, internal) and ``disseminated`` (the edition of ``year``).

    Primary cells are counts from 1 to k - 1. With them are withheld the cells without which an
    outsider, or a city that knows its own, could exclude any value from 1 to k - 1; and every
    figure computed from a withheld one. ``printed`` are levels in the books of earlier years (area,
    indicator, period, conf): what they printed is known, what they withheld stays withheld.
    Patterns that ``cache`` knows are not searched again.
    """
    withhold(warehouse, printed, cache)
    warehouse.materialise(
        "disseminated",
        year=year,
        rank_min=catalogue.edition.rank_min_areas,
        average_years=catalogue.edition.average_years,
    )


def withhold(
    warehouse: Warehouse,
    printed: Sequence[Mapping[str, str]] = (),
    cache: Cache | None = None,
) -> list[Pattern]:
    """Fills ``protected``; gives the pattern of every system in which anything is withheld."""
    warehouse.load("protected.printed_before", PRINTED_COLUMNS, printed)
    warehouse.materialise("protected", _SYSTEM)
    kept = cache or Cache(None)
    found = [known_pattern(system, kept) for system in systems(warehouse)]
    rows = [
        {
            "area": area,
            "indicator": indicator,
            "period": str(period),
            "reason": "primary" if is_primary else "secondary",
            "is_optimal": str(one.is_optimal).lower(),
        }
        for one in found
        for (area, indicator, period), is_primary in one.reasons.items()
    ]
    warehouse.load("protected.pattern", PATTERN_COLUMNS, rows)
    warehouse.materialise("protected", _AFTER)
    return found


def systems(warehouse: Warehouse) -> Iterator[System]:
    """Every year's linked cells, in the order of their keys."""
    terms = {
        period: list(rows)
        for period, rows in groupby(warehouse.rows(_TERMS), key=lambda row: row["period"])
    }
    for period, rows in groupby(warehouse.rows(_CELLS), key=lambda row: row["period"]):
        yield from linked(map(_cell, rows), terms.get(period, []))


def _cell(row: Mapping[str, Any]) -> Cell:
    return Cell(
        key=(row["area"], row["indicator"], row["period"]),
        value=float(row["value"]),
        loss=_loss(row) if row["may_be_withheld"] else None,
        k=row["k"],
        low=None if row["lower"] is None else float(row["lower"]),
        high=None if row["upper"] is None else float(row["upper"]),
        owner=row["area"] if row["kind"] == CITY_KIND else "",
        is_kept=row["is_kept"],
    )


def _loss(row: Mapping[str, Any]) -> int:
    """Tenths of the natural logarithm of the figure; totals, and what counts no people, are dearer.

    The logarithm lets a pattern take some small cells rather than one large, and no huge one.
    """
    size = 10 + round(10 * math.log1p(float(row["value"])))
    is_detail = row["kind"] == CITY_KIND and row["is_counted_people"]
    return size if is_detail else size * _WHOLE
