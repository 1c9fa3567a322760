"""The ledger of editions: what every book has printed, kept outside the warehouse.

``editions/<year>/0003-20250310-1f2e….csv`` is the third different book of a year, named by the
last day on which anything in it was received and by the hash of what it printed; a build that
prints what the last one printed adds nothing. The edition of a year is the last book made of what
had come when it closed. The files are internal: a later edition may withhold what an earlier one
printed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.errors import DataError
from pipeline.vocabulary import Measure
from pipeline.warehouse import Warehouse
from pipeline.workspace import Workspace, write_whole

COLUMNS = (
    *("area", "indicator", "measure", "period"),
    *("value", "decimals", "mark", "status", "conf", "source"),
)
_DIGITS = 12
_UNPRINTED = {"value": "", "decimals": "", "mark": ""}
_PRINTED = """
    select
        figure.area, figure.indicator, figure.measure, figure.period,
        rtrim(rtrim(cast(figure.value as varchar), '0'), '.') as value,
        figure.decimals, figure.mark, figure.obs_status as status, figure.conf_status as conf,
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

_RECEIVED = """
    select max(received_on) as closes_on from validated.submission
    where in_force and year <= $year
"""
_NAME = re.compile(r"(\d{4,})-(\d{8})-([0-9a-f]+)")

Address = tuple[str, str, str, int]  # area, indicator, measure, period


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as a book had it; ``source`` is the file and revision of a level that was sent."""

    value: Decimal | None
    decimals: int
    mark: str
    status: str
    conf: str
    source: str

    @property
    def told(self) -> str:
        return "×" if self.conf == "C" else f"{self.mark}{self.value}"


@dataclass(frozen=True, slots=True)
class Edition:
    """One kept book: its ordinal among those of its year, and the beginning of its hash.

    ``closes_on`` is the last day on which anything in it was received.
    """

    year: int
    ordinal: int
    closes_on: date
    digest: str
    path: Path


def printed_now(warehouse: Warehouse) -> dict[Address, Printed]:
    """What a book of the warehouse's edition would print."""
    return dict(_figure(row) for row in warehouse.rows(_PRINTED))


def keep_printed(warehouse: Warehouse, workspace: Workspace, year: int) -> Edition:
    """Keeps what the book of ``year`` prints, unless the last one printed the same."""
    data = _content(warehouse)
    digest = _digest(data)
    before = editions(workspace, year)
    if before and before[-1].digest == digest:
        return before[-1]
    ordinal = before[-1].ordinal + 1 if before else 1
    (received,) = warehouse.rows(_RECEIVED, year=year)
    closes_on = received["closes_on"] or date(year, 12, 31)
    target = workspace.editions(year) / f"{ordinal:04}-{closes_on:%Y%m%d}-{digest}.csv"
    write_whole(target, data)
    return Edition(year, ordinal, closes_on, digest, target)


def digest_now(warehouse: Warehouse) -> str:
    """By which a book of the warehouse's edition would be known in the ledger."""
    return _digest(_content(warehouse))


def _content(warehouse: Warehouse) -> bytes:
    content = io.StringIO(newline="")
    out = csv.writer(content, lineterminator="\n")
    out.writerow(COLUMNS)
    out.writerows([row[name] for name in COLUMNS] for row in warehouse.rows(_PRINTED))
    return content.getvalue().encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def editions(workspace: Workspace, year: int) -> list[Edition]:
    """The kept books of a year, the oldest first."""
    found = ((path, _NAME.fullmatch(path.stem)) for path in workspace.editions(year).glob("*.csv"))
    return sorted(
        (
            Edition(year, int(name[1]), date.fromisoformat(name[2]), name[3], path)
            for path, name in found
            if name
        ),
        key=lambda edition: edition.ordinal,
    )


def read_printed(edition: Edition) -> dict[Address, Printed]:
    """What a kept book printed. Raises DataError where the file is not what its name says."""
    data = edition.path.read_bytes()
    if _digest(data) != edition.digest:
        raise DataError(
            "年鉴台账中的文件被改动过",
            "a file of the ledger of editions has been changed",
            where=str(edition.path),
            remedy_zh="从备份恢复，或删除该文件（该版不再可比）。",
            remedy_en="restore it from a backup, or delete it: that book can then not be compared",
        )
    return dict(_figure(row) for row in csv.DictReader(io.StringIO(data.decode(), newline="")))


def printed_before(
    workspace: Workspace, year: int, closings: Mapping[int, date], released: Container[str] = ()
) -> list[dict[str, str]]:
    """Levels in the books of earlier years: area, indicator, period, conf, value, decimals, mark.

    Of the year itself, those books count that were ``released`` (their hashes).

    ``conf`` is C where the last book of any year withheld it, F where all that have it printed it.
    ``value`` (blank: none), ``decimals`` and ``mark`` are those of the edition of its own year.
    """
    found: dict[tuple[str, str, int], dict[str, str]] = {}
    for folder in sorted(workspace.editions(year).parent.glob("[0-9]" * 4)):
        kept = editions(workspace, int(folder.name))
        if int(folder.name) == year:
            kept = [one for one in kept if one.digest in released]
        if int(folder.name) > year or not kept:
            continue
        for key, figure in _levels(kept[-1]):
            conf = found.get(key, {}).get("conf", "F")
            names = dict(zip(("area", "indicator", "period"), map(str, key), strict=True))
            found[key] = names | {"conf": "C" if "C" in (figure.conf, conf) else "F"} | _UNPRINTED
        closed_on = closings.get(int(folder.name), date.max)
        if in_time := [one for one in kept if one.closes_on <= closed_on]:
            for key, figure in _levels(in_time[-1]):
                if key in found and key[2] == int(folder.name) and figure.value is not None:
                    told = {"value": str(figure.value), "decimals": str(figure.decimals)}
                    found[key] |= told | {"mark": figure.mark}
    return [found[key] for key in sorted(found)]


def _levels(edition: Edition) -> Iterator[tuple[tuple[str, str, int], Printed]]:
    for (area, indicator, measure, period), figure in read_printed(edition).items():
        if measure == Measure.LEVEL:
            yield (area, indicator, period), figure


def _figure(row: Mapping[str, object]) -> tuple[Address, Printed]:
    area, indicator, measure, period = (str(row[name]) for name in COLUMNS[:4])
    value, decimals, mark, status, conf, source = (
        "" if row[name] is None else str(row[name]) for name in COLUMNS[4:]
    )
    number = Decimal(value) if value else None
    figure = Printed(number, int(decimals), mark, status, conf, source)
    return (area, indicator, measure, int(period)), figure
