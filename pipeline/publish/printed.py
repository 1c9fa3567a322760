"""The ledger of editions: what every book has printed, kept outside the warehouse.

``editions/<year>/0003-1f2e….csv`` is the third different book of a year, named by the hash of what
it printed; a build that prints what the last one printed adds nothing. The files are internal: a
later edition may withhold what an earlier one printed.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pipeline.errors import DataError
from pipeline.vocabulary import Measure
from pipeline.warehouse import Warehouse
from pipeline.workspace import Workspace, write_whole

COLUMNS = ("area", "indicator", "measure", "period", "value", "mark", "status", "conf", "source")
_DIGITS = 12
_PRINTED = """
    select
        figure.area, figure.indicator, figure.measure, figure.period,
        rtrim(rtrim(cast(figure.value as varchar), '0'), '.') as value, figure.mark,
        figure.obs_status as status, figure.conf_status as conf,
        submission.file_name || ' #' || submission.revision as source
    from disseminated.figure as figure
    left join validated.observation as observation
        on
            figure.measure = 'N' and figure.area = observation.area
            and figure.indicator = observation.indicator and figure.period = observation.period
    left join validated.submission as submission
        on observation.submission_id = submission.submission_id
    where figure.value is not null or figure.conf_status = 'C'
    order by figure.area, figure.indicator, figure.measure, figure.period
"""

Address = tuple[str, str, str, int]  # area, indicator, measure, period


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as a book had it; ``source`` is the file and revision of a level that was sent."""

    value: Decimal | None
    mark: str
    status: str
    conf: str
    source: str

    @property
    def told(self) -> str:
        return "×" if self.conf == "C" else f"{self.mark}{self.value}"


@dataclass(frozen=True, slots=True)
class Edition:
    """One kept book: its ordinal among those of its year, and the beginning of its hash."""

    year: int
    ordinal: int
    digest: str
    path: Path


def printed_now(warehouse: Warehouse) -> dict[Address, Printed]:
    """What a book of the warehouse's edition would print."""
    return dict(_figure(row) for row in warehouse.rows(_PRINTED))


def keep_printed(warehouse: Warehouse, workspace: Workspace, year: int) -> Edition:
    """Keeps what the book of ``year`` prints, unless the last one printed the same."""
    content = io.StringIO(newline="")
    out = csv.writer(content, lineterminator="\n")
    out.writerow(COLUMNS)
    out.writerows([row[name] for name in COLUMNS] for row in warehouse.rows(_PRINTED))
    data = content.getvalue().encode()
    digest = hashlib.sha256(data).hexdigest()[:_DIGITS]
    before = editions(workspace, year)
    if before and before[-1].digest == digest:
        return before[-1]
    ordinal = before[-1].ordinal + 1 if before else 1
    target = workspace.editions(year) / f"{ordinal:04}-{digest}.csv"
    write_whole(target, data)
    return Edition(year, ordinal, digest, target)


def editions(workspace: Workspace, year: int) -> list[Edition]:
    """The kept books of a year, the oldest first."""
    paths = sorted(workspace.editions(year).glob("[0-9]*-*.csv"))
    return [
        Edition(year, int(path.stem.partition("-")[0]), path.stem.partition("-")[2], path)
        for path in paths
    ]


def read_printed(edition: Edition) -> dict[Address, Printed]:
    """What a kept book printed. Raises DataError where the file is not what its name says."""
    data = edition.path.read_bytes()
    if hashlib.sha256(data).hexdigest()[:_DIGITS] != edition.digest:
        raise DataError(
            "年鉴台账中的文件被改动过",
            "a file of the ledger of editions has been changed",
            where=str(edition.path),
            remedy_zh="从备份恢复，或删除该文件（该版不再可比）。",
            remedy_en="restore it from a backup, or delete it: that book can then not be compared",
        )
    return dict(_figure(row) for row in csv.DictReader(io.StringIO(data.decode(), newline="")))


def printed_before(workspace: Workspace, year: int) -> list[dict[str, str]]:
    """Levels in the last books of earlier years: area, indicator, period, and conf.

    ``conf`` is C where any of them withheld it, F where all that have it printed it.
    """
    found: dict[tuple[str, str, int], str] = {}
    for folder in sorted(workspace.editions(year).parent.glob("[0-9]" * 4)):
        kept = editions(workspace, int(folder.name))
        if int(folder.name) >= year or not kept:
            continue
        for (area, indicator, measure, period), figure in read_printed(kept[-1]).items():
            if measure == Measure.LEVEL:
                key = (area, indicator, period)
                found[key] = "C" if "C" in (figure.conf, found.get(key)) else "F"
    return [
        {"area": area, "indicator": indicator, "period": str(period), "conf": conf}
        for (area, indicator, period), conf in sorted(found.items())
    ]


def _figure(row: Mapping[str, object]) -> tuple[Address, Printed]:
    area, indicator, measure, period = (str(row[name]) for name in COLUMNS[:4])
    value, mark, status, conf, source = (str(row[name] or "") for name in COLUMNS[4:])
    figure = Printed(Decimal(value) if value else None, mark, status, conf, source)
    return (area, indicator, measure, int(period)), figure
