"""The internal edition of the quality report: the same counts, and the cities by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.catalogue.model import Area, Catalogue
from pipeline.commands.papers import paper
from pipeline.commands.season import Season
from pipeline.vocabulary import CLASS_NAMES, ConfStatus, ObsStatus, RuleClass, Text
from pipeline.warehouse import Warehouse
from pipeline.workspace import write_whole

Row = dict[str, Any]
_TITLED = 5  # days of a trend
_BLANK = (ObsStatus.NOT_REPORTED, ObsStatus.UNKNOWN)
_BOARD = """
    select board.*, form.table_no from validated.board as board
    inner join codelist.form as form on board.form = form.code
    where board.year = $year and board.is_owed order by board.area, board.form
"""
_LIVES = "select * from validated.finding_life where period = $year and severity <> 'note'"
_TREND = "select * from validated.finding_trend where period = $year order by area, day"
_CELLS = "select * from disseminated.completeness"
_PENDING = """
    select life.area, life.rule, life.severity, life.indicator, form.table_no, life.has_lapsed
    from validated.finding_life as life
    inner join codelist.form as form on life.form = form.code
    where life.period = $year and life.state = 'open' and life.severity in ('error', 'query')
    order by life.area, life.severity, form.table_no, life.indicator, life.rule
"""


@dataclass(frozen=True, slots=True)
class CityRow:
    """How one city did; the last row of the table sums them up. Late forms carry their days."""

    name: str
    n_owed: int
    n_on_time: int
    late: tuple[str, ...]
    missing: tuple[str, ...]
    n_revised: int
    filled: str
    n_found: int
    n_corrected: int
    n_explained: int
    n_open: int
    n_lapsed: int
    n_imputed: int
    n_withheld: int
    trend: str


@dataclass(frozen=True, slots=True)
class ClassRow:
    """The findings of one class of rules, by what became of them."""

    name: str
    n_found: int
    n_corrected: int
    n_explained: int
    n_open: int


@dataclass(frozen=True, slots=True)
class Pending:
    """A finding that waits for an answer, named by its city."""

    area: str
    what: str


def write_quality(season: Season, warehouse: Warehouse) -> Path:
    """Writes ``internal/quality.pdf``, whole or not at all; it must not leave the house."""
    year, catalogue = season.year, season.catalogue
    facts = {name: warehouse.rows(sql, **_asked(sql, year)) for name, sql in _SQL.items()}
    cities = [_city(city, facts) for city in catalogue.cities]
    content = paper(
        "quality",
        book=catalogue.edition.title.zh,
        publisher=catalogue.edition.publisher.zh,
        year=year,
        rows=[*cities, _total(catalogue.edition.unit_of_region, cities, facts)],
        classes=[*_classes(facts["lives"])],
        pending=[*_pending(facts["pending"], catalogue)],
    )
    target = season.workspace.internal(year) / "quality.pdf"
    write_whole(target, content)
    return target


_SQL = {"board": _BOARD, "lives": _LIVES, "trend": _TREND, "cells": _CELLS, "pending": _PENDING}


def _asked(sql: str, year: int) -> dict[str, int]:
    return {"year": year} if "$year" in sql else {}


def _city(city: Area, facts: dict[str, list[Row]]) -> CityRow:
    ours = {name: [r for r in rows if r["area"] == city.code] for name, rows in facts.items()}
    trend = [str(row["n_open"]) for row in ours["trend"]][-_TITLED:]
    return _summed(city.short.zh, ours, "→".join(trend))


def _total(name: Text, cities: Sequence[CityRow], facts: dict[str, list[Row]]) -> CityRow:
    """All cities together; their forms are counted and not named again."""
    known = {row["area"] for row in facts["board"]}
    ours = {n: [r for r in rows if r["area"] in known] for n, rows in facts.items()}
    whole = _summed(name.zh, ours, "")
    late, missing = (
        sum(len(getattr(city, field)) for city in cities) for field in ("late", "missing")
    )
    return CityRow(
        whole.name, whole.n_owed, whole.n_on_time,
        (f"{late} 份",) if late else (), (f"{missing} 份",) if missing else (),
        whole.n_revised, whole.filled, whole.n_found, whole.n_corrected, whole.n_explained,
        whole.n_open, whole.n_lapsed, whole.n_imputed, whole.n_withheld, "",
    )  # fmt: skip


def _summed(name: str, ours: dict[str, list[Row]], trend: str) -> CityRow:
    board, lives, cells = ours["board"], ours["lives"], ours["cells"]
    late = [row for row in board if row["state"] != "missing" and (row["late_days"] or 0) > 0]
    missing = [row["table_no"] for row in board if row["state"] in ("missing", "rejected")]
    states = [row["state"] for row in lives]
    n_cells = sum(row["n_cells"] for row in cells)
    blank = sum(row["n_cells"] for row in cells if row["obs_status"] in _BLANK)
    return CityRow(
        name=name,
        n_owed=len(board),
        n_on_time=len(board) - len(late) - len(missing),
        late=tuple(f"{row['table_no']} +{row['late_days']}" for row in late),
        missing=tuple(missing),
        n_revised=sum((row["revision"] or 1) > 1 for row in board),
        filled=f"{100 * (n_cells - blank) / n_cells:.1f}" if n_cells else "",
        n_found=len(states),
        n_corrected=states.count("corrected"),
        n_explained=states.count("explained"),
        n_open=states.count("open"),
        n_lapsed=sum(row["has_lapsed"] for row in lives),
        n_imputed=_count(cells, obs_status=ObsStatus.IMPUTED),
        n_withheld=_count(cells, conf_status=ConfStatus.WITHHELD),
        trend=trend,
    )


def _count(cells: Sequence[Row], **wanted: str) -> int:
    ((name, value),) = wanted.items()
    return sum(row["n_cells"] for row in cells if row[name] == value)


def _classes(lives: Sequence[Row]) -> list[ClassRow]:
    found = {kind: [r["state"] for r in lives if r["class"] == kind] for kind in RuleClass}
    return [
        ClassRow(
            CLASS_NAMES[kind].zh,
            len(states),
            states.count("corrected"),
            states.count("explained"),
            states.count("open"),
        )
        for kind, states in found.items()
        if states
    ]


def _pending(rows: Sequence[Row], catalogue: Catalogue) -> list[Pending]:
    names = {indicator.code: indicator.name.zh for indicator in catalogue.indicators}
    return [
        Pending(
            catalogue.area(row["area"]).short.zh,
            f"{row['table_no']} {row['rule']} {names.get(row['indicator'] or '', '')}".strip()
            + ("（原说明失效）" if row["has_lapsed"] else ""),
        )
        for row in rows
    ]
