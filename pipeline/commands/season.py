"""The acts of a season in their order: receive, stage, validate, process, protect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

from pipeline.cache import Cache
from pipeline.catalogue import load
from pipeline.catalogue.model import Catalogue
from pipeline.commands.steps import Steps
from pipeline.errors import UsageError
from pipeline.rules.explanation import Explanation
from pipeline.rules.explanations import read_explanations
from pipeline.vocabulary import Text
from pipeline.warehouse import Warehouse, open_warehouse
from pipeline.workspace import Workspace, passing_folder

if TYPE_CHECKING:
    from pipeline.collect import Received, Rejected


@dataclass(frozen=True, slots=True)
class Season:
    """One reference year of one workspace, with its checked catalogue."""

    workspace: Workspace
    year: int
    catalogue: Catalogue
    steps: Steps
    fresh: bool = False  # whether all is to be made anew

    def cache(self) -> Cache:
        """What was made before in this workspace, to count from here on what is used again."""
        return Cache(None if self.fresh else self.workspace.cache)


def open_season(data: Path, year: int, steps: Steps, *, fresh: bool = False) -> Season:
    """Nothing that was made before is used where all is to be ``fresh``.

    Raises UsageError without a workspace, CatalogueError where its catalogue is broken.
    """
    workspace = Workspace(data)
    if not workspace.catalogue.is_dir():
        raise UsageError(
            f"找不到工作区：{workspace.catalogue} 不存在",
            f"no workspace: there is no folder {workspace.catalogue}",
            remedy_zh="在项目目录下运行，或用 --data 指明工作区。",
            remedy_en="run inside the project, or name the workspace with --data",
        )
    with steps.step("catalogue", Text("读取目录", "Catalogue")):
        return Season(workspace, year, load(workspace.catalogue), steps, fresh)


@contextmanager
def fresh_warehouse(season: Season) -> Iterator[Warehouse]:
    """A warehouse made anew beside the old one, which it replaces whole when the block succeeds."""
    from pipeline.commands.voucher import replaced_warehouse

    with replaced_warehouse(season.workspace) as warehouse:
        yield warehouse


@contextmanager
def own_warehouse(season: Season, name: str) -> Iterator[Warehouse]:
    """A warehouse made anew in a place of its own, gone at the end, for who only wants to know."""
    path = season.workspace.warehouse
    with (
        passing_folder(Path(gettempdir()), name) as folder,
        open_warehouse(folder / path.name, reads=season.workspace.reads) as warehouse,
    ):
        yield warehouse


def receive_new(season: Season, encoding: str = "") -> Received:
    """Receives what is new under ``raw/<year>``; ``encoding`` forces one on the new files."""
    from pipeline.collect.receiving import receive

    with season.steps.step("receive", Text("收件", "Receiving")) as progress:
        workspace, year = season.workspace, season.year
        return receive(workspace, season.catalogue, year, today(), progress, encoding)


def receive_all(season: Season) -> dict[int, Received]:
    """As :func:`receive_new`, and before it the years whose series stand in this year's book.

    What cannot be read of an earlier year stands on that year's board and does not stop this one.
    """
    received = {}
    for folder in sorted(season.workspace.raw(season.year).parent.glob("[0-9]" * 4)):
        if int(folder.name) < season.year:
            earlier = replace(season, year=int(folder.name))
            received[earlier.year] = receive_new(earlier)
    return received | {season.year: receive_new(season)}


def rejections(season: Season, received: Mapping[int, Received]) -> tuple[Rejected, ...]:
    """What could not be read: in this run, and of other years when they were last collected.

    That is written down beside the warehouse; of one that cannot be trusted the user is told here.
    """
    from pipeline.collect.receipts import Archive
    from pipeline.commands.voucher import examine

    now = chain.from_iterable(one.rejections for one in received.values())
    found = examine(season.workspace)
    if found.damage:
        season.steps.note(found.damage)
    before = found.last.rejections if found.last else ()
    held = {receipt.sha256 for receipt in Archive(season.workspace.received).receipts()}
    kept = (one for one in before if one.year not in received and one.sha256 not in held)
    return (*kept, *now)


def today() -> date:
    """The day of the run, where the statistician sits."""
    return datetime.now(UTC).astimezone().date()


def fill(season: Season, warehouse: Warehouse, rejected: Sequence[Rejected]) -> None:
    """Code lists, staged rows and findings: everything up to the verdict on each file."""
    from pipeline.collect.staging import stage
    from pipeline.validate import validate

    with season.steps.step("stage", Text("读数", "Reading")):
        publish_codelists(warehouse, season)
        stage(season.workspace, season.catalogue, warehouse, rejected, season.cache())
    with season.steps.step("validate", Text("审核", "Validating")):
        validate(warehouse, season.catalogue, explanations(season.workspace, season.catalogue))
        for table in ("rejection", "board"):
            warehouse.build(f"validated.{table}")


def explanations(workspace: Workspace, catalogue: Catalogue) -> list[Explanation]:
    """Everything that was explained, of all years. Raises DataError where a file is broken."""
    known = {reason.code for reason in catalogue.reasons}
    return read_explanations(workspace.explanations, known)


def publish_codelists(warehouse: Warehouse, season: Season) -> None:
    """Fills ``codelist`` from the same files that the catalogue was read from."""
    warehouse.materialise("codelist", folder=str(season.workspace.catalogue))


def reckon(season: Season, warehouse: Warehouse) -> None:
    """Totals, ratios, changes, protection; afterwards ``disseminated`` is the edition, audited.

    Raises DataError where what is published would betray a small cell.
    """
    from pipeline.audit import audit
    from pipeline.commands.leaks import demand_no_leak

    prepare(season, warehouse)
    with season.steps.step("audit", Text("保密检验", "Auditing")):
        found = audit(warehouse, season.catalogue.edition.average_years)
        demand_no_leak(found, season.catalogue)


def prepare(season: Season, warehouse: Warehouse) -> None:
    """Everything up to ``disseminated``, before anybody has tried to attack it."""
    from pipeline.process.aggregates import process
    from pipeline.protect.cells import protect
    from pipeline.publish.printed import printed_before
    from pipeline.publish.release import releases

    with season.steps.step("process", Text("汇总", "Processing")):
        process(warehouse, season.catalogue)
    with season.steps.step("protect", Text("保密处理", "Protecting")):
        closings = season.catalogue.edition.closings
        released = {one.edition for one in releases(season.workspace, season.year)}
        before = printed_before(season.workspace, season.year, closings, released)
        protect(warehouse, season.catalogue, season.year, before, season.cache())
