"""`pipeline remind`: a letter to every unit that is late or has something to correct."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from pipeline.collect.reader.lexicon import build_lexicon
from pipeline.commands.board import read_board
from pipeline.commands.current import current_warehouse, demand_known
from pipeline.commands.findings import LABELS
from pipeline.commands.letters import MARK, Letter, letter_page, letters
from pipeline.commands.naming import area_called
from pipeline.commands.report import Grid, Report
from pipeline.commands.season import open_season, today
from pipeline.commands.steps import Steps
from pipeline.errors import Exit
from pipeline.vocabulary import Text
from pipeline.workspace import write_whole

_NAME = re.compile(r"\d{6}_.+\.html")


def remind(
    data: Path, year: int, lang: str, *, select: Sequence[str], as_of: datetime | None
) -> Report:
    """Writes the letters of the year, all or those to the units ``select`` names.

    Letters of units that owe nothing any more are removed; nothing else in the folder is touched.
    ``as_of`` dates the letters and counts the days, today unless given. Raises UsageError for an
    unknown year or unit.
    """
    season = open_season(data, year, Steps(lang, quiet=True))
    demand_known(season)
    lexicon, catalogue = build_lexicon(season.catalogue), season.catalogue
    chosen = {area_called(name, lexicon).code for name in select}
    with current_warehouse(season) as warehouse:
        board = read_board(warehouse, season, as_of.date() if as_of else today())
        due = letters(board, warehouse)
    due = [letter for letter in due if not chosen or letter.unit.code in chosen]
    folder = season.workspace.internal(year) / "reminders"
    for letter in due:
        write_whole(folder / letter.file_name, letter_page(letter, board, catalogue))
    removed = _tidy(folder, {letter.file_name for letter in due}, chosen)
    return _answer(due, removed, folder, lang)


def _tidy(folder: Path, kept: Collection[str], chosen: Collection[str]) -> int:
    """Removes letters that are out of date: files that this command has written, and no others."""
    old = [
        path
        for path in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if path.name not in kept and (not chosen or path.name[:6] in chosen) and _is_letter(path)
    ]
    for path in old:
        path.unlink()
    return len(old)


def _is_letter(path: Path) -> bool:
    named = _NAME.fullmatch(path.name) is not None and path.is_file() and not path.is_symlink()
    return named and f'content="{MARK}"'.encode() in path.read_bytes()


def _answer(due: Sequence[Letter], removed: int, folder: Path, lang: str) -> Report:
    heads = (
        Text("单位", "unit"),
        Text("未报", "missing"),
        Text("待改", "to correct"),
        Text("最长逾期（天）", "days late"),
        Text("函件", "letter"),
    )
    rows = tuple(_row(letter, lang) for letter in due)
    nobody = Text("没有需要催报的单位。", "Nobody is late and nothing is to be corrected.")
    paths = [str(folder / letter.file_name) for letter in due]
    facts = (
        ("letters", Text("催报函", "letters"), len(due)),
        ("removed", Text("撤下旧函", "old letters removed"), removed),
        *((("paths", LABELS["paths"], [str(folder)]),) if due else ()),
    )
    grids = (Grid("units", heads, rows),) if due else ()
    return Report(Exit.DONE, facts, grids, () if due else (nobody,), {"paths": paths})


def _row(letter: Letter, lang: str) -> tuple[str, ...]:
    longest = max(row.entry.late_days for row in letter.owed)
    return (
        f"{letter.unit.code} {letter.unit.name.told(lang)}",
        str(letter.n_missing),
        str(letter.n_again),
        str(longest),
        letter.file_name,
    )
