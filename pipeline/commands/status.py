"""`pipeline status`: the board of a year on the terminal, as JSON, or as a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.catalogue.model import Area
from pipeline.collect.certifications import Standing
from pipeline.commands.board import LEGEND, Board, Tally, board_grid, read_board, tally
from pipeline.commands.board_page import board_page
from pipeline.commands.certify import certified, known_certificates
from pipeline.commands.current import current_warehouse, demand_known
from pipeline.commands.findings import LABELS, counts, older_lines, stop_lines
from pipeline.commands.lives import lives_grid
from pipeline.commands.report import Grid, Report
from pipeline.commands.season import Season, open_season, today
from pipeline.commands.steps import Steps
from pipeline.errors import Exit
from pipeline.vocabulary import Text
from pipeline.warehouse import Warehouse
from pipeline.workspace import write_whole

_TOTALS = {
    "owed": Text("应报", "owed"),
    "received": Text("已收", "received"),
    "accepted": Text("采用", "accepted"),
    "returned": Text("退回", "returned"),
    "rejected": Text("拒收", "rejected"),
    "missing": Text("未报", "missing"),
    "late": Text("迟报", "late"),
}

Signed = dict[Standing, list[Area]]
_STANDINGS = {
    Standing.VALID: ("certified", Text("已确认", "certified")),
    Standing.LAPSED: ("certificate_lapsed", Text("确认已失效", "certificate lapsed")),
}


def status(
    data: Path, year: int, lang: str, *, html: bool, out: Path | None, as_of: datetime | None
) -> Report:
    """What has come, from whom, in which state; changes nothing but the page, if one is asked for.

    ``html`` writes the page to ``out``, or else to ``internal/board.html``. ``as_of`` is the day up
    to which lateness counts, today unless given. Raises UsageError for an unknown year.
    """
    season = open_season(data, year, Steps(lang, quiet=True))
    demand_known(season)
    with current_warehouse(season) as warehouse:
        board = read_board(warehouse, season, as_of.date() if as_of else today())
        found = counts(warehouse, year)
        lives = lives_grid(warehouse, season.catalogue, year, lang)
        signed = _signed(warehouse, season)
        lines = (*stop_lines(warehouse, season), *older_lines(warehouse, season))
    facts = [
        *_facts(board),
        *_signed_facts(signed),
        *((key, LABELS[key], value) for key, value in found.items()),
    ]
    if html or out:
        target = out or season.workspace.internal(year) / "board.html"
        write_whole(target, board_page(board, season.catalogue))
        facts.append(("paths", LABELS["paths"], [str(target)]))
    grids = (board_grid(board), lives, *_refused_grid(board, lang))
    told = (*_nothing_yet(board), *lines, LEGEND)
    return Report(Exit.DONE, tuple(facts), grids, told, _data(board) | _signed_data(signed))


def _facts(board: Board) -> list[tuple[str, Text, Any]]:
    total = asdict(tally(board.entries.values()))
    shown = "  ".join(f"{_TOTALS[name].zh} {total[name]}" for name in _TOTALS)
    told = "  ".join(f"{_TOTALS[name].en} {total[name]}" for name in _TOTALS)
    return [
        ("as_of", Text("截至", "as of"), str(board.as_of)),
        ("deadline", Text("报送截止", "deadline"), str(board.deadline or "—")),
        ("totals", Text("合计（表）", "forms"), Text(shown, told)),
    ]


def _signed(warehouse: Warehouse, season: Season) -> Signed:
    """Whose certificates hold, and whose have lapsed, where any was recorded."""
    year, known = season.year, known_certificates(season)
    signed: Signed = {}
    for area in season.catalogue.areas:
        if (area.code, year) in known:
            reached = certified(warehouse, known, area.code, year)
            signed.setdefault(reached, []).append(area)
    return signed


def _signed_facts(signed: Signed) -> Iterator[tuple[str, Text, Text]]:
    for standing, areas in signed.items():
        names = [area.short for area in areas]
        told = Text("、".join(n.zh for n in names), ", ".join(n.en for n in names))
        yield (*_STANDINGS[standing], told)


def _signed_data(signed: Signed) -> dict[str, Any]:
    return {_STANDINGS[one][0]: [area.code for area in areas] for one, areas in signed.items()}


def _refused_grid(board: Board, lang: str) -> tuple[Grid, ...]:
    """The files that could not be read, where there are any."""
    heads = (
        Text("拒收的文件", "rejected file"),
        Text("地区", "area"),
        Text("表", "form"),
        Text("原因", "reason"),
    )
    rows = tuple((r.file_name, r.area, r.form, r.message.told(lang)) for r in board.refused)
    return (Grid("rejected_files", heads, rows),) if rows else ()


def _nothing_yet(board: Board) -> tuple[Text, ...]:
    if tally(board.entries.values()).received or board.refused:
        return ()
    return (
        Text(
            f"还没有收过件；先运行 pipeline collect {board.year}。",
            f"nothing has been collected yet; run pipeline collect {board.year} first",
        ),
    )


def _data(board: Board) -> dict[str, Any]:
    """The whole board for programs: an entry a city-form with all its fields."""

    def summed(total: Tally) -> dict[str, int]:
        return asdict(total)

    return {
        "year": board.year,
        "as_of": board.as_of,
        "deadline": board.deadline,
        "totals": summed(tally(board.entries.values())),
        "areas": {area.code: summed(tally(board.of_area(area))) for area in board.areas},
        "forms": {form.code: summed(tally(board.of_form(form))) for form in board.forms},
        "board": [entry.plain() for entry in board.entries.values()],
        "rejected_files": [asdict(refused) for refused in board.refused],
    }
