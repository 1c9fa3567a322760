"""Bounds every withheld level, as an outsider and as each city, and names what gives one away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.audit.attack import OUTSIDER, Attack
from pipeline.audit.knowledge import OPEN, constraints
from pipeline.audit.published import Key, Published, read_published
from pipeline.vocabulary import ConfStatus, Measure
from pipeline.warehouse import Warehouse

NEAR = 1e-6
# what a city knows of itself
_TRUTH = """
    select withheld.area, withheld.indicator, withheld.period, level.value
    from protected.withheld as withheld
    inner join aggregated.count_level as level
        on
            withheld.area = level.area
            and withheld.indicator = level.indicator
            and withheld.period = level.period
    order by withheld.area, withheld.indicator, withheld.period
"""
_PRIMARY = "select area, indicator, period, value, k from protected.primary_cell order by 1, 2, 3"


@dataclass(frozen=True, slots=True)
class Leak:
    """A small cell of which ``who`` (a city, or blank: anybody) can exclude a value of 1 to k - 1.

    What is known is that it lies between ``low`` and ``high``; ``by`` are the published figures and
    rules that say so.
    """

    area: str
    indicator: str
    period: int
    k: int
    who: str
    low: float
    high: float
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """The outcome: levels withheld and how many of them are primary, attacks made, leaks found.

    ``n_recovered``: secondary cells that can be worked out to the unit, which betrays nobody.
    """

    n_withheld: int
    n_primary: int
    n_attacks: int
    n_recovered: int
    leaks: tuple[Leak, ...]


def audit(warehouse: Warehouse, average_years: int) -> Audit:
    """Attacks what ``disseminated`` publishes with all that it publishes.

    After the auditor of M. Fischetti, J. J. Salazar-González (2001); a primary cell is safe if
    nobody can exclude any value from 1 to k - 1.
    """
    published = read_published(warehouse, average_years)
    small = {
        (row["area"], row["indicator"], row["period"]): row for row in warehouse.rows(_PRIMARY)
    }
    printed = {key: row for key, row in small.items() if published.figure(key) is not None}
    leaks = [*_printed(published, {key: row["k"] for key, row in printed.items()})]
    truth = {(r["area"], r["indicator"], r["period"]): r["value"] for r in warehouse.rows(_TRUTH)}
    attack = Attack(published, [*constraints(published)], truth)
    hidden = {key: row["k"] for key, row in printed.items() if published.is_withheld(key)}
    found = [*_attacked(attack, published, hidden)]
    leaks += (leak for leak in found if leak)
    exact = (attack.bounds(key, OUTSIDER) for key in published.withheld if key not in hidden)
    return Audit(
        len(published.withheld),
        len(hidden),
        len(found),
        sum(known.high - known.low < 1 - NEAR for known in exact),
        tuple(leaks),
    )


def _printed(published: Published, small: Mapping[Key, int]) -> Iterator[Leak]:
    """Small cells, indices of withheld ones, and ranks among cities of which one is withheld."""
    for (area, indicator, period), k in small.items():
        row = published.figure((area, indicator, period))
        if (
            row is not None
            and row["conf_status"] != ConfStatus.WITHHELD
            and row["value"] is not None
        ):
            value = float(row["value"])
            yield Leak(area, indicator, period, k, OUTSIDER, value, value, ("printed",))
    for (area, line, period), k in small.items():
        for code in published.indices_of(line):
            index = published.figure((area, code, period))
            if index and index["value"] is not None:
                yield Leak(area, line, period, k, OUTSIDER, 0, OPEN, (code,))
    lines = {
        (indicator, period)
        for (area, indicator, measure, period), row in published.figures.items()
        if measure == Measure.LEVEL
        and row["conf_status"] == ConfStatus.WITHHELD
        and published.owner(area)
    }
    for (area, indicator, measure, period), row in published.figures.items():
        ranked = measure == Measure.RANK and row["value"] is not None
        if ranked and (indicator, period) in lines:
            yield Leak(area, indicator, period, 0, OUTSIDER, 0, OPEN, (f"{measure} {area}",))


def _attacked(
    attack: Attack, published: Published, hidden: Mapping[Key, int]
) -> Iterator[Leak | None]:
    """Every primary cell attacked by everybody who may not know it: a leak, or none."""
    owners = sorted({published.owner(area) for area, _, _ in published.withheld} - {OUTSIDER})
    for key, k in hidden.items():
        for who in (OUTSIDER, *(owner for owner in owners if owner != key[0])):
            known = attack.bounds(key, who)
            is_safe = known.low <= 1 + NEAR and known.high >= k - 1 - NEAR
            yield None if is_safe else Leak(*key, k, who, known.low, known.high, known.by)
