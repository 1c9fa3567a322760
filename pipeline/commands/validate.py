"""`pipeline validate`: judge what was received and list the findings."""

from __future__ import annotations

from pathlib import Path

from pipeline.commands.findings import (
    LABELS,
    OPEN,
    counts,
    findings_grid,
    older_lines,
    stop_lines,
    write_findings,
)
from pipeline.commands.report import Report
from pipeline.commands.returns import RETURNS, write_returns
from pipeline.commands.season import fill, fresh_warehouse, open_season, rejections
from pipeline.commands.steps import Steps
from pipeline.errors import Exit
from pipeline.vocabulary import Text


def validate(data: Path, year: int, lang: str, *, quiet: bool) -> Report:
    """Judges all received files of the year; exit 1 when one that is needed has an open error."""
    steps = Steps(lang, quiet)
    with steps.shown():
        season = open_season(data, year, steps)
        rejected = rejections(season, {})
        with fresh_warehouse(season) as warehouse:
            fill(season, warehouse, rejected)
            stops = stop_lines(warehouse, season)
            older = older_lines(warehouse, season)
            grid = findings_grid(warehouse, year, lang, OPEN)
            facts = tuple((k, LABELS[k], v) for k, v in counts(warehouse, year).items())
            path = write_findings(warehouse, season)
            slips = write_returns(warehouse, season)
    listed = (
        *facts,
        *((("returns", RETURNS, [str(slip) for slip in slips]),) if slips else ()),
        ("paths", Text("全部发现", "all findings"), [str(path)]),
    )
    return Report(Exit.DATA if stops else Exit.DONE, listed, (grid,), (*stops, *older))
