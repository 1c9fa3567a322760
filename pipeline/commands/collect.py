"""`pipeline collect`: receive what is new, say what could not be read."""

from __future__ import annotations

from pathlib import Path

from pipeline.commands.board import LEGEND, board_grid, read_board
from pipeline.commands.findings import findings_grid, listed_findings
from pipeline.commands.report import Report
from pipeline.commands.returns import RETURNS, write_returns
from pipeline.commands.season import (
    fill,
    fresh_warehouse,
    open_season,
    receive_new,
    rejections,
    today,
)
from pipeline.commands.steps import Steps
from pipeline.errors import Exit
from pipeline.vocabulary import Text

CODECS = {"auto": "", "utf-8": "utf-8-sig", "big5": "cp950"}  # as users call them -> Python


def collect(data: Path, year: int, lang: str, *, encoding: str = "auto", quiet: bool) -> Report:
    """Archives new files and reads everything received; exit 1 when a file was rejected.

    Answers of returned workbooks that settle nothing are listed.

    ``encoding`` forces one on the new files of this run; the ledger remembers it.
    """
    steps = Steps(lang, quiet)
    with steps.shown():
        season = open_season(data, year, steps)
        received = receive_new(season, CODECS.get(encoding, encoding))
        rejected = rejections(season, {year: received})
        with fresh_warehouse(season) as warehouse:
            fill(season, warehouse, rejected)
            board = board_grid(read_board(warehouse, season, today()))
            listed = findings_grid(warehouse, year, lang, "severity = 'reject'")
            slips = write_returns(warehouse, season)
    facts = (
        ("new", Text("新收（表）", "new forms"), len(received.fresh)),
        ("unchanged", Text("内容未变（表）", "unchanged forms"), len(received.repeated)),
        ("known", Text("此前已收（文件）", "known files"), received.known),
        *(
            (("explained", Text("收到说明（条）", "explanations"), len(received.explained)),)
            if received.explained
            else ()
        ),
        ("rejected", Text("拒收（文件）", "rejected files"), len(received.rejections)),
        *((("returns", RETURNS, [str(slip) for slip in slips]),) if slips else ()),
    )
    unsettled = listed_findings("unsettled_answers", received.questions, lang)
    grids = (board, *(grid for grid in (listed, unsettled) if grid.rows))
    return Report(Exit.DATA if received.rejections else Exit.DONE, facts, grids, (LEGEND,))
