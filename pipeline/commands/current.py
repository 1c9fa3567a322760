"""The verdict on everything received, as it should be now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from pipeline.commands.season import Season, fill, fresh_warehouse, own_warehouse, rejections
from pipeline.commands.voucher import examine, inputs_of
from pipeline.errors import EnvironmentLacks, UsageError
from pipeline.warehouse import Warehouse, open_warehouse


@contextmanager
def current_warehouse(season: Season) -> Iterator[Warehouse]:
    """The warehouse of the last run; nothing new is received and nothing is changed.

    Where it was made from another ledger or catalogue or by another program, or cannot be trusted
    or opened, everything received is read and judged again, in a warehouse of the block's own. So
    it can be read while another command is writing: what is in its place is always finished.
    """
    with ExitStack() as stack:
        warehouse = _finished(season, stack)
        if warehouse is None:
            rejected = rejections(season, {})
            warehouse = stack.enter_context(own_warehouse(season, "current"))
            fill(season, warehouse, rejected)
        yield warehouse


def _finished(season: Season, stack: ExitStack) -> Warehouse | None:
    """That of the last run, if it is what would be made now."""
    found = examine(season.workspace).holds
    if found is None or found.inputs != inputs_of(season.workspace):
        return None
    try:
        return stack.enter_context(open_warehouse(season.workspace.warehouse, read_only=True))
    except EnvironmentLacks:  # another program has opened it as a database of its own
        return None


def rejudge(season: Season) -> None:
    """Reads and judges everything received again, for all to see, after an act on the ledger."""
    rejected = rejections(season, {})
    with fresh_warehouse(season) as warehouse:
        fill(season, warehouse, rejected)


def demand_known(season: Season) -> None:
    """Raises UsageError for a year of which neither catalogue nor drop folder know anything."""
    edition, year = season.catalogue.edition, season.year
    if year in edition.deadlines or year in edition.closings or season.workspace.raw(year).is_dir():
        return
    raise UsageError(
        f"{year} 年尚未开设",
        f"the year {year} has not been opened",
        where="edition_years.csv",
        remedy_zh=f"核对年份，或运行 pipeline init {year}。",
        remedy_en=f"check the year, or run pipeline init {year}",
    )
