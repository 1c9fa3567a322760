"""Workspaces for tests: a copy of the shipped one, and an edition computed from it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.collect.receiving import receive
from pipeline.commands.season import Season, fill, fresh_warehouse, open_season, reckon
from pipeline.commands.steps import Steps
from pipeline.workspace import HOUSE

TODAY = date(2025, 7, 1)


def workspace_in(folder: Path, years: Iterable[int], areas: Iterable[str] = ("*",)) -> Path:
    """The shipped catalogue and texts, with the raw files of some years (of all or some areas)."""
    data = HOUSE / "data"
    for part in ("catalogue", "editorial"):
        shutil.copytree(data / part, folder / part)
    for year in years:
        for area in areas:
            for source in sorted((data / "raw" / str(year)).glob(area)):
                shutil.copytree(source, folder / "raw" / str(year) / source.name)
    return folder


def season(folder: Path, year: int) -> Season:
    """The season of ``year`` with the files of all years in ``raw`` received."""
    opened = open_season(folder, year, Steps(quiet=True))
    for raw in sorted((folder / "raw").iterdir()):
        receive(opened.workspace, opened.catalogue, int(raw.name), TODAY)
    return opened


def figures(folder: Path, year: int) -> dict[tuple[Any, ...], dict[str, Any]]:
    """``disseminated.figure`` of an edition by (area, indicator, measure, period)."""
    opened = season(folder, year)
    with fresh_warehouse(opened) as warehouse:
        fill(opened, warehouse, ())
        reckon(opened, warehouse)
        rows = warehouse.rows("from disseminated.figure")
    keys = ("area", "indicator", "measure", "period")
    return {tuple(row[key] for key in keys): row for row in rows}
