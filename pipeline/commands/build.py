"""`pipeline build` and `pipeline render`: from the drop folder or the archive to the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.commands.board import board_grid, read_board
from pipeline.commands.findings import (
    LABELS,
    counts,
    older_lines,
    stop_lines,
    write_findings,
)
from pipeline.commands.freeze import demand_reason
from pipeline.commands.outputs import USUAL, Press, Written
from pipeline.commands.report import Report
from pipeline.commands.season import (
    Season,
    fill,
    fresh_warehouse,
    open_season,
    receive_all,
    reckon,
    rejections,
    today,
)
from pipeline.commands.steps import Steps
from pipeline.commands.unchanged import built_before, inputs, keep_built
from pipeline.errors import Exit
from pipeline.publish.printed import keep_printed
from pipeline.publish.record import write_record
from pipeline.vocabulary import NOTHING, Medium, Text
from pipeline.warehouse import Warehouse, open_warehouse

_WITHHELD = "select reason, count(*) as n from protected.withheld group by reason order by reason"
_OF_A_RUN = frozenset({"reused", "made"})
_UNCHANGED = Text(
    "自上次成书以来没有变动，各件照旧。",
    "Nothing has changed since the last build: all is as it was.",
)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a build: in which ``media`` (none: the usual ones) and how.

    ``draft`` prints the book despite open errors and says so on every page; a frozen edition of
    which anything has changed wants a ``reason``; ``fresh`` uses nothing that was made before.
    """

    media: tuple[Medium, ...] = ()
    draft: bool = False
    reason: str = ""
    fresh: bool = False


def build(data: Path, year: int, lang: str, order: Order, *, quiet: bool) -> Report:
    """Receives what is new, judges it and writes the edition in the media asked for.

    Exit 1, with the city-media named, when one has an open error and no accepted revision; then
    nothing is printed unless a draft is asked for.
    """
    return _run(data, year, Steps(lang, quiet), order, receiving=True)


def render(data: Path, year: int, lang: str, order: Order, *, quiet: bool) -> Report:
    """Writes the edition from what has been received before; takes nothing new from ``raw``."""
    return _run(data, year, Steps(lang, quiet), order, receiving=False)


def _run(data: Path, year: int, steps: Steps, order: Order, *, receiving: bool) -> Report:
    with steps.shown():
        season = open_season(data, year, steps, fresh=order.fresh)
        rejected = rejections(season, receive_all(season) if receiving else {})
        given = inputs(season, (sorted(order.media or USUAL), order.draft), rejected)
        facts = None if order.fresh or order.reason else built_before(season, given)
        if facts is not None:
            return _standing(season, facts)
        with fresh_warehouse(season) as warehouse:
            fill(season, warehouse, rejected)
            if not order.draft:
                demand_reason(season, warehouse, order.reason)
            stops = stop_lines(warehouse, season)
            outputs = _print(season, warehouse, order) if order.draft or not stops else None
            report = _report(season, warehouse, stops, outputs)
        if outputs:
            keep_built(season, given, {key: value for key, _, value in report.facts})
        return report


def _standing(season: Season, facts: Mapping[str, Any]) -> Report:
    """The report of a build that need not be made again."""
    with open_warehouse(season.workspace.warehouse, read_only=True) as warehouse:
        lines = (_UNCHANGED, *older_lines(warehouse, season))
        grid = board_grid(read_board(warehouse, season, today()))
        stops = stop_lines(warehouse, season)
    now = {"seconds": round(sum(season.steps.seconds.values()), 1)}
    told = {key: now.get(key, value) for key, value in facts.items() if key not in _OF_A_RUN}
    named = tuple((key, LABELS.get(key, Text(key, key)), value) for key, value in told.items())
    return Report(Exit.DATA if stops else Exit.DONE, named, (grid,), (*stops, *lines))


def _print(season: Season, warehouse: Warehouse, order: Order) -> Written:
    reckon(season, warehouse)
    stamp = season.catalogue.edition.draft_mark if order.draft else NOTHING
    media = order.media or USUAL
    written = Press(season, warehouse, stamp=stamp).write(media)
    if Medium.PDF in media and not order.draft:
        keep_printed(warehouse, season.workspace, season.year)
    return written


def _report(
    season: Season, warehouse: Warehouse, stops: tuple[Text, ...], outputs: Written | None
) -> Report:
    exit_code = Exit.DATA if stops else Exit.DONE
    findings = write_findings(warehouse, season)
    facts: dict[str, Any] = counts(warehouse, season.year)
    facts |= outputs.facts if outputs else {}
    facts["seconds"] = round(sum(season.steps.seconds.values()), 1)
    outcome = {"counts": facts, "seconds": season.steps.seconds, "exit": int(exit_code)}
    outcome |= {"edition": _edition(warehouse)} if outputs else {}
    record = write_record(season.workspace, season.year, outcome, _inputs(warehouse))
    facts["paths"] = [str(p) for p in (*(outputs.paths if outputs else ()), findings, record)]
    named = tuple((key, LABELS[key], value) for key, value in facts.items())
    lines = (*stops, *older_lines(warehouse, season))
    grid = board_grid(read_board(warehouse, season, today()))
    return Report(exit_code, named, (grid,), lines)


def _edition(warehouse: Warehouse) -> dict[str, Any]:
    """What was printed, by the hash of all tables, and how much of it was imputed or withheld."""
    (imputed,) = warehouse.rows("select count(*) as n from aggregated.imputed")
    reasons = warehouse.rows(_WITHHELD)
    return {
        "content": warehouse.content(),
        "imputed": {"cells": imputed["n"]},
        "suppressed": {row["reason"]: row["n"] for row in reasons},
    }


def _inputs(warehouse: Warehouse) -> list[dict[str, Any]]:
    return warehouse.rows(
        "select submission_id, file_name, sha256, revision, received_on, verdict, in_force"
        " from validated.submission order by year, area, form, revision"
    )
