"""The acts of a season in their order: receive, stage, validate, process, protect."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.catalogue import load
from pipeline.catalogue.model import Catalogue
from pipeline.commands.steps import Steps
from pipeline.errors import UsageError
from pipeline.vocabulary import Text
from pipeline.warehouse import Warehouse, open_warehouse
from pipeline.workspace import Workspace, replaced

if TYPE_CHECKING:
    from pipeline.collect.receiving import Received, Rejected


@dataclass(frozen=True, slots=True)
class Season:
    """One reference year of one workspace, with its checked catalogue."""

    workspace: Workspace
    year: int
    catalogue: Catalogue
    steps: Steps


def open_season(data: Path, year: int, steps: Steps) -> Season:
    """Raises UsageError without a workspace, CatalogueError where its catalogue is broken."""
    workspace = Workspace(data)
    if not workspace.catalogue.is_dir():
        raise UsageError(
            f"找不到工作区：{workspace.catalogue} 不存在",
            f"no workspace: there is no folder {workspace.catalogue}",
            remedy_zh="在项目目录下运行，或用 --data 指明工作区。",
            remedy_en="run inside the project, or name the workspace with --data",
        )
    with steps.step("catalogue", Text("读取目录", "Catalogue")):
        return Season(workspace, year, load(workspace.catalogue), steps)


@contextmanager
def fresh_warehouse(season: Season) -> Iterator[Warehouse]:
    """A warehouse made anew beside the old one, which it replaces whole when the block succeeds."""
    with replaced(season.workspace.warehouse) as aside:
        aside.unlink()  # DuckDB makes its file itself
        with open_warehouse(aside) as warehouse:
            yield warehouse


def receive_new(season: Season) -> Received:
    """Receives what is new under ``raw/<year>`` and returns what was found there."""
    from pipeline.collect.receiving import receive

    with season.steps.step("receive", Text("收件", "Receiving")) as progress:
        today = datetime.now(UTC).astimezone().date()
        return receive(season.workspace, season.catalogue, season.year, today, progress)


def receive_all(season: Season) -> Received:
    """As :func:`receive_new`, and before it the years whose series stand in this year's book.

    What cannot be read of an earlier year is told by ``pipeline collect`` of that year and does not
    stop this one.
    """
    for folder in sorted(season.workspace.raw(season.year).parent.glob("[0-9]" * 4)):
        if int(folder.name) < season.year:
            receive_new(replace(season, year=int(folder.name)))
    return receive_new(season)


def fill(season: Season, warehouse: Warehouse, rejections: tuple[Rejected, ...]) -> None:
    """Code lists, staged rows and findings: everything up to the verdict on each file."""
    from pipeline.collect.staging import stage
    from pipeline.validate import validate

    with season.steps.step("stage", Text("读数", "Reading")):
        publish_codelists(warehouse, season)
        stage(season.workspace, season.catalogue, warehouse, rejections)
    with season.steps.step("validate", Text("审核", "Validating")):
        validate(warehouse, season.catalogue)
        warehouse.build("validated.board")


def publish_codelists(warehouse: Warehouse, season: Season) -> None:
    """Fills ``codelist`` from the same files that the catalogue was read from."""
    warehouse.materialise("codelist", folder=str(season.workspace.catalogue))


def reckon(season: Season, warehouse: Warehouse) -> None:
    """Totals, ratios, changes; then protection; afterwards ``disseminated`` is the edition."""
    from pipeline.process.aggregates import process
    from pipeline.protect.cells import protect

    with season.steps.step("process", Text("汇总", "Processing")):
        process(warehouse, season.catalogue)
    with season.steps.step("protect", Text("保密处理", "Protecting")):
        protect(warehouse, season.catalogue, season.year)
