"""The verdict on everything received, as it should be now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.commands.season import Season, fill, fresh_warehouse, rejections
from pipeline.errors import UsageError
from pipeline.warehouse import Warehouse, open_warehouse
from pipeline.workspace import HOUSE

_INPUTS = frozenset({".csv", ".toml", ".sql", ".py"})


@contextmanager
def current_warehouse(season: Season) -> Iterator[Warehouse]:
    """The warehouse of the last run; nothing new is received and nothing is changed.

    Where it is older than the ledger, the catalogue or this program, everything received is read
    and judged again, in a warehouse that lives as long as the block.
    """
    path = season.workspace.warehouse
    if path.exists() and path.stat().st_mtime_ns > _last_change(season):
        with open_warehouse(path, read_only=True) as warehouse:
            yield warehouse
        return
    rejected = rejections(season, {})
    with (
        TemporaryDirectory(prefix="current.") as folder,
        open_warehouse(Path(folder) / path.name, reads=(season.workspace.root,)) as warehouse,
    ):
        fill(season, warehouse, rejected)
        yield warehouse


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


def _last_change(season: Season) -> int:
    """When anything that the warehouse is made from was last written, in ns."""
    workspace = season.workspace
    folders = (workspace.catalogue, workspace.explanations, HOUSE / "sql", HOUSE / "pipeline")
    inputs = (p for folder in folders for p in folder.rglob("*") if p.suffix in _INPUTS)
    ledger = workspace.received / "ledger.csv"
    return max(p.stat().st_mtime_ns for p in (*inputs, ledger) if p.is_file())
