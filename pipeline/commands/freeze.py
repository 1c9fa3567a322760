"""`pipeline freeze`: the edition is final; afterwards a build of changed inputs wants a reason."""

from __future__ import annotations

from pathlib import Path

from pipeline.commands.current import current_warehouse, demand_known
from pipeline.commands.report import Grid, Report
from pipeline.commands.season import Season, open_season, today
from pipeline.commands.steps import Steps
from pipeline.errors import Exit, UsageError
from pipeline.publish.freeze import accept, changes, freeze, frozen, listed
from pipeline.publish.record import hashes
from pipeline.vocabulary import Text
from pipeline.warehouse import Warehouse

_IN_FORCE = """
    select area, form, year, revision, sha256 from validated.submission
    where in_force and year <= $year order by area, form, year
"""
_HEADS = (
    Text("日期", "on"),
    Text("内容", "what"),
    Text("变动", "change"),
    Text("理由", "reason"),
)
_NAMED = 6


def freeze_year(data: Path, year: int, lang: str) -> Report:
    """Freezes the edition, or, where it is frozen, lists what was changed since and why."""
    season = open_season(data, year, Steps(lang, quiet=True))
    demand_known(season)
    with current_warehouse(season) as warehouse:
        path = freeze(season.workspace, year, inputs(season, warehouse), today())
    rows = tuple(tuple(line) for line in listed(season.workspace, year))
    told = Text(
        f"{year} 年年鉴已定稿；此后内容有变，成书须说明理由（--reason）。",
        f"the edition of {year} is frozen; what changes from now on wants a --reason",
    )
    facts = (("record", Text("记录", "record"), str(path)),)
    return Report(Exit.DONE, facts, (Grid("changes", _HEADS, rows),), (told,))


def inputs(season: Season, warehouse: Warehouse) -> dict[str, str]:
    """Everything that the edition is made of, with its hash."""
    workspace = season.workspace
    found = {n: h for folder in workspace.edited for n, h in hashes(workspace.root, folder).items()}
    for row in warehouse.rows(_IN_FORCE, year=season.year):
        name = f"{row['area']} {row['form']} {row['year']} #{row['revision']}"
        found[name] = row["sha256"]
    return found


def demand_reason(season: Season, warehouse: Warehouse, reason: str) -> None:
    """Of a frozen edition: lists what changed under its reason. Raises UsageError without one."""
    before = frozen(season.workspace, season.year)
    now = inputs(season, warehouse)
    if before is None or not (found := changes(before, now)):
        return
    if reason.strip():
        accept(season.workspace, season.year, now, today(), reason.strip())
        return
    names = "、".join(one.what for one in found[:_NAMED]) + ("…" if len(found) > _NAMED else "")
    raise UsageError(
        f"{season.year} 年年鉴已定稿，此后有 {len(found)} 处变动：{names}",
        f"the edition of {season.year} is frozen, and {len(found)} inputs changed: {names}",
        where=str(season.workspace.editions(season.year) / "freeze.json"),
        remedy_zh="确需改动的，用 --reason 说明理由；理由记入 changes.csv。",
        remedy_en="say why with --reason; it is kept in changes.csv",
    )
