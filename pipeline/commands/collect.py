"""`pipeline collect`: receive what is new, say what could not be read."""

from __future__ import annotations

from pathlib import Path

from pipeline.commands.findings import board_grid, findings_grid
from pipeline.commands.report import Report
from pipeline.commands.season import fill, fresh_warehouse, open_season, receive_new
from pipeline.commands.steps import Steps
from pipeline.errors import Exit
from pipeline.vocabulary import Text


def collect(data: Path, year: int, lang: str, *, quiet: bool) -> Report:
    """Archives new files and reads everything received; exit 1 when a file was rejected."""
    steps = Steps(lang, quiet)
    with steps.shown():
        season = open_season(data, year, steps)
        received = receive_new(season)
        with fresh_warehouse(season) as warehouse:
            fill(season, warehouse, received.rejections)
            board = board_grid(warehouse, season)
            rejected = findings_grid(warehouse, year, lang, "severity = 'reject'")
    facts = (
        ("new", Text("新收", "new"), len(received.fresh)),
        ("known", Text("此前已收", "known"), received.known),
        ("rejected", Text("退回", "rejected"), len(received.rejections)),
    )
    grids = (board, rejected) if rejected.rows else (board,)
    return Report(Exit.DATA if received.rejections else Exit.DONE, facts, grids)
