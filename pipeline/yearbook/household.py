"""What the house knows of the quality of an edition by name; nothing of it may leave the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.vocabulary import RuleClass, Text
from pipeline.warehouse import Warehouse

_BOARD = "from validated.board where year = $year order by area, form"
_TALLY = "from validated.finding_tally where period = $year order by area, class, severity"
_TREND = "from validated.finding_trend where period = $year order by area, day"
_WITHHELD = "from protected.withheld_count where period = $year order by area, reason"
_QUESTIONS = """
    from validated.finding_life
    where period = $year and state in ('open', 'explained') and area is not null
    order by area, form nulls last, case severity when 'query' then 2 else 1 end, indicator, rule
"""

NOT_HERE = ("missing", "rejected")


@dataclass(frozen=True, slots=True)
class Return:
    """What became of one form of one area: accepted, returned, rejected or missing."""

    area: str
    form: str
    state: str
    revision: int | None
    late_days: int | None
    received_on: date | None

    @property
    def in_time(self) -> bool:
        """Whether something that can be read came before the deadline."""
        return self.state not in NOT_HERE and not self.late_days


@dataclass(frozen=True, slots=True)
class Tally:
    """The findings of one area, class and severity by what became of them.

    ``n_lapsed`` of the open ones had been explained before their figures moved; ``n_undated`` are
    of forms that never came.
    """

    area: str
    rule_class: RuleClass
    severity: str
    n_found: int
    n_corrected: int
    n_explained: int
    n_open: int
    n_lapsed: int
    n_undated: int


@dataclass(frozen=True, slots=True)
class Level:
    """How many findings of an area were open at the end of a day on which the number changed."""

    area: str
    day: date
    n_open: int


@dataclass(frozen=True, slots=True)
class Question:
    """A finding that waits for an answer, or has one: ``reason`` is its code."""

    area: str
    form: str | None
    indicator: str | None
    rule: str
    title: Text
    severity: str
    opened_on: date | None
    has_lapsed: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Household:
    """All that the internal report tells beyond the book."""

    returns: tuple[Return, ...]
    tallies: tuple[Tally, ...]
    trend: tuple[Level, ...]
    questions: tuple[Question, ...]
    withheld: Mapping[tuple[str, str], int]  # area and reason (primary, secondary)


def read_household(warehouse: Warehouse, year: int) -> Household:
    """From ``validated`` and ``protected``, which the book itself never reads."""
    return Household(
        returns=tuple(
            Return(
                r["area"], r["form"], r["state"], r["revision"], r["late_days"], r["received_on"]
            )
            for r in warehouse.rows(_BOARD, year=year)
        ),
        tallies=_tallies(warehouse, year),
        trend=tuple(
            Level(r["area"], r["day"], r["n_open"]) for r in warehouse.rows(_TREND, year=year)
        ),
        questions=_questions(warehouse, year),
        withheld={
            (r["area"], r["reason"]): r["n_cells"] for r in warehouse.rows(_WITHHELD, year=year)
        },
    )


def _tallies(warehouse: Warehouse, year: int) -> tuple[Tally, ...]:
    return tuple(
        Tally(
            r["area"],
            RuleClass(r["class"]),
            r["severity"],
            n_found=r["n_found"],
            n_corrected=r["n_corrected"],
            n_explained=r["n_explained"],
            n_open=r["n_open"],
            n_lapsed=r["n_lapsed"],
            n_undated=r["n_undated"],
        )
        for r in warehouse.rows(_TALLY, year=year)
    )


def _questions(warehouse: Warehouse, year: int) -> tuple[Question, ...]:
    return tuple(
        Question(
            r["area"],
            r["form"],
            r["indicator"],
            r["rule"],
            Text(r["title_zh"], r["title_en"]),
            r["severity"],
            r["opened_on"],
            r["has_lapsed"],
            r["reason_code"] if r["state"] == "explained" else None,
        )
        for r in warehouse.rows(_QUESTIONS, year=year)
    )
