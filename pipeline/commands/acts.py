"""`pipeline withdraw` and `pipeline move`: recorded acts; the answer is what they changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.collect.acts import Wanted, move, order, reinstate, withdraw
from pipeline.collect.reader.lexicon import Lexicon, build_lexicon
from pipeline.collect.receipts import Archive, Receipt
from pipeline.commands.board import LEGEND, Board, Entry, read_board
from pipeline.commands.current import current_warehouse, rejudge
from pipeline.commands.naming import area_called, form_called
from pipeline.commands.report import Grid, Report
from pipeline.commands.season import Season, open_season, today
from pipeline.commands.steps import Steps
from pipeline.errors import Exit
from pipeline.vocabulary import Text


def withdraw_or_reinstate(
    data: Path,
    year: int,
    area: str,
    form: str,
    lang: str,
    *,
    revision: int | None,
    reason: str,
    undo: bool,
) -> Report:
    """Takes a submission out of use, or with ``undo`` puts it back; it is never deleted.

    Raises UsageError when there is no such submission, and nothing is recorded.
    """
    season = open_season(data, year, Steps(lang, quiet=True))
    lexicon, asked = build_lexicon(season.catalogue), order(reason, today())
    wanted = _wanted(year, area, form, revision, lexicon)
    before = _board(season)
    act = reinstate if undo else withdraw
    receipt = act(Archive(season.workspace.received), wanted, asked)
    done = Text("恢复", "reinstated") if undo else Text("撤回", "withdrawn")
    return _answered(season, before, _told(wanted, receipt, done), lang)


def move_to(
    data: Path,
    year: int,
    area: str,
    form: str,
    lang: str,
    *,
    to: str,
    revision: int | None,
    reason: str,
) -> Report:
    """Gives a submission that was filed under the wrong unit to the unit ``to``.

    Raises UsageError when there is no such submission, DataError when it cannot be read as a form
    of that unit; then nothing is recorded.
    """
    season = open_season(data, year, Steps(lang, quiet=True))
    lexicon, asked = build_lexicon(season.catalogue), order(reason, today())
    wanted, target = _wanted(year, area, form, revision, lexicon), area_called(to, lexicon)
    before = _board(season)
    archive = Archive(season.workspace.received)
    former, receipt = move(archive, wanted, target, asked, lexicon)
    now = replace(wanted, area=target).name
    done = Text(
        f"改归{now.zh}，作第 {receipt.revision} 版",
        f"moved to {now.en}, where it is revision {receipt.revision}",
    )
    return _answered(season, before, _told(wanted, former, done), lang)


def _wanted(year: int, area: str, form: str, revision: int | None, lexicon: Lexicon) -> Wanted:
    return Wanted(year, area_called(area, lexicon), form_called(form, lexicon), revision)


def _told(wanted: Wanted, receipt: Receipt, done: Text) -> Text:
    name = wanted.name
    return Text(
        f"{name.zh}第 {receipt.revision} 版（{receipt.file_name}）已{done.zh}",
        f"{name.en}, revision {receipt.revision} ({receipt.file_name}): {done.en}",
    )


def _board(season: Season) -> Board:
    with current_warehouse(season) as warehouse:
        return read_board(warehouse, season, today())


def _answered(season: Season, before: Board, told: Text, lang: str) -> Report:
    """Judges everything again and tells the lines of the board that are no longer the same."""
    rejudge(season)
    after = _board(season)
    keys = [key for key in after.entries | before.entries if _differs(key, before, after)]
    heads = (Text("地区", "area"), Text("表", "form"), Text("原", "before"), Text("现", "after"))
    rows = tuple(
        (*key, *(_sign(board.entries.get(key), lang) for board in (before, after)))
        for key in sorted(keys)
    )
    unchanged = () if rows else (Text("进度表没有变化", "the board has not changed"),)
    return Report(
        Exit.DONE,
        (("recorded", Text("已登记", "recorded"), told),),
        (Grid("changes", heads, rows),),
        (*unchanged, LEGEND),
        {"recorded": {"zh": told.zh, "en": told.en}},
    )


def _differs(key: tuple[str, str], before: Board, after: Board) -> bool:
    return before.entries.get(key) != after.entries.get(key)


def _sign(entry: Entry | None, lang: str) -> str:
    """The sign on the board, and what is open."""
    if entry is None:
        return ""
    words = (("强制", entry.open_errors), ("核实", entry.open_queries))
    if lang == "en":
        words = (("errors", entry.open_errors), ("queries", entry.open_queries))
    return " ".join((entry.sign, *(f"{word} {count}" for word, count in words if count)))
