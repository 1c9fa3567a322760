"""`pipeline collect`: receive what is new, say what could not be read."""

from __future__ import annotations

from pathlib import Path

from pipeline.commands.findings import board_grid
from pipeline.commands.report import Grid, Report
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
            fill(season, warehouse, received.findings)
            grids = (board_grid(warehouse, season), _rejections(received.findings, lang))
    facts = (
        ("new", Text("新收", "new"), received.n_new),
        ("known", Text("已收", "known"), received.n_known),
        ("rejected", Text("退回", "rejected"), received.n_rejected),
    )
    return Report(Exit.DATA if received.n_rejected else Exit.DONE, facts, tuple(g for g in grids if g.rows))


def _rejections(findings: tuple[object, ...], lang: str) -> Grid:
    from pipeline.commands.validate import HEADS, row_of

    return Grid("findings", HEADS, tuple(row_of(f, lang) for f in findings))
