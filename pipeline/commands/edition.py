"""The warehouse of one edition: its figures as they would be printed now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.commands.current import current_warehouse
from pipeline.commands.season import (
    Season,
    fill,
    fresh_warehouse,
    own_warehouse,
    prepare,
    rejections,
)
from pipeline.turns import turn_if_free
from pipeline.warehouse import Warehouse

_READY = """
    select table_name from information_schema.tables
    where table_schema = 'disseminated' and table_name = 'figure'
"""


@contextmanager
def edition_warehouse(season: Season) -> Iterator[Warehouse]:
    """That of the last build where nothing has changed; else everything is reckoned again.

    It is kept, unless another command is writing or nothing can be written.
    """
    with current_warehouse(season) as warehouse:
        if _is_ready(warehouse, season.year):
            yield warehouse
            return
    rejected = rejections(season, {})
    with (
        turn_if_free(season.workspace, f"edition {season.year}") as ours,
        fresh_warehouse(season) if ours else own_warehouse(season, "edition") as warehouse,
    ):
        fill(season, warehouse, rejected)
        prepare(season, warehouse)
        yield warehouse


def _is_ready(warehouse: Warehouse, year: int) -> bool:
    if not warehouse.rows(_READY):
        return False
    (newest,) = warehouse.rows("select max(period) as year from disseminated.figure")
    return bool(newest["year"] == year)
