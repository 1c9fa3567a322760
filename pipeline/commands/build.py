"""`pipeline build` and `pipeline render`: from the drop folder or the archive to the book."""

from __future__ import annotations

from collections.abc import Collection
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
from pipeline.errors import Exit
from pipeline.publish.printed import keep_printed
from pipeline.publish.record import write_record
from pipeline.vocabulary import NOTHING, Medium, Text
from pipeline.warehouse import Warehouse


def build(
    data: Path,
    year: int,
    lang: str,
    *,
    draft: bool,
    quiet: bool,
    media: Collection[Medium] = USUAL,
    reason: str = "",
) -> Report:
    """Receives what is new, judges it and writes the edition in the media asked for.

    Exit 1, with the city-media named, when one has an open error and no accepted revision; then
    nothing is printed unless ``draft`` asks for it. A frozen edition of which anything has changed
    wants a ``reason``.
    """
    return _run(data, year, Steps(lang, quiet), media or USUAL, reason, draft=draft, receiving=True)


def render(
    data: Path,
    year: int,
    lang: str,
    *,
    draft: bool,
    quiet: bool,
    media: Collection[Medium] = USUAL,
    reason: str = "",
) -> Report:
    """Writes the edition from what has been received before; takes nothing new from ``raw``."""
    return _run(
        data, year, Steps(lang, quiet), media or USUAL, reason, draft=draft, receiving=False
    )


def _run(
    data: Path,
    year: int,
    steps: Steps,
    media: Collection[Medium],
    reason: str,
    *,
    draft: bool,
    receiving: bool,
) -> Report:
    with steps.shown():
        season = open_season(data, year, steps)
        rejected = rejections(season, receive_all(season) if receiving else {})
        with fresh_warehouse(season) as warehouse:
            fill(season, warehouse, rejected)
            if not draft:
                demand_reason(season, warehouse, reason)
            stops = stop_lines(warehouse, season)
            outputs = _print(season, warehouse, media, draft=draft) if draft or not stops else None
            return _report(season, warehouse, stops, outputs)


def _print(
    season: Season, warehouse: Warehouse, media: Collection[Medium], *, draft: bool
) -> Written:
    reckon(season, warehouse)
    stamp = season.catalogue.edition.draft_mark if draft else NOTHING
    written = Press(season, warehouse, stamp=stamp).write(media)
    if Medium.PDF in media and not draft:
        keep_printed(warehouse, season.workspace, season.year)
    return written


def _report(
    season: Season, warehouse: Warehouse, stops: tuple[Text, ...], outputs: Written | None
) -> Report:
    exit_code = Exit.DATA if stops else Exit.DONE
    findings = write_findings(warehouse, season)
    facts: dict[str, Any] = counts(warehouse, season.year)
    told = {"pages": outputs.pages, "observations": outputs.observations} if outputs else {}
    facts |= {name: value for name, value in told.items() if value is not None}
    facts["seconds"] = round(sum(season.steps.seconds.values()), 1)
    outcome = {"counts": facts, "seconds": season.steps.seconds, "exit": int(exit_code)}
    record = write_record(season.workspace, season.year, outcome, _inputs(warehouse))
    facts["paths"] = [str(p) for p in (*(outputs.paths if outputs else ()), findings, record)]
    named = tuple((key, LABELS[key], value) for key, value in facts.items())
    lines = (*stops, *older_lines(warehouse, season))
    grid = board_grid(read_board(warehouse, season, today()))
    return Report(exit_code, named, (grid,), lines)


def _inputs(warehouse: Warehouse) -> list[dict[str, Any]]:
    return warehouse.rows(
        "select submission_id, file_name, sha256, revision, received_on, verdict, in_force"
        " from validated.submission order by year, area, form, revision"
    )
