"""`pipeline status`: what has come, from whom, in which state, as of the last run."""

from __future__ import annotations

from pathlib import Path

from pipeline.commands.findings import LABELS, board_grid, counts, older_lines, stop_lines
from pipeline.commands.report import Report
from pipeline.commands.season import open_season
from pipeline.commands.steps import Steps
from pipeline.errors import Exit, UsageError
from pipeline.vocabulary import Text
from pipeline.warehouse import open_warehouse


def status(data: Path, year: int) -> Report:
    """Reads the warehouse as the last run left it; changes nothing."""
    season = open_season(data, year, Steps(quiet=True))
    path = season.workspace.warehouse
    if not path.exists():
        raise UsageError(
            "还没有收过件",
            "nothing has been collected yet",
            remedy_zh=f"先运行 pipeline collect {year}。",
            remedy_en=f"run pipeline collect {year} first",
        )
    with open_warehouse(path, read_only=True) as warehouse:
        facts = counts(warehouse, year)
        named = tuple((key, LABELS[key], value) for key, value in facts.items())
        grid = board_grid(warehouse, season)
        lines = (*stop_lines(warehouse, season), *older_lines(warehouse, season))
    legend = Text(
        "✓ 采用  ✗ 返回  · 未收到  +n 迟报天数",
        "✓ accepted  ✗ returned  · not received  +n days late",
    )
    return Report(Exit.DONE, named, (grid,), (*lines, legend))
