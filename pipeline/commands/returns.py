"""Return slips: for every unit with files that did not clear, a page of what it has to correct."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.catalogue.model import Area
from pipeline.commands.answers import (
    Answer,
    cells_of,
    in_order,
    rejected_answer,
    texts_of,
    uncompared,
)
from pipeline.commands.season import Season, today
from pipeline.commands.slips import Slip, slip_page
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Text, Verdict
from pipeline.warehouse import Warehouse
from pipeline.workspace import write_whole

RETURNS = Text("退改单", "return slips")

_UNCLEARED = """
    select area from validated.standing where year = $year and newest_verdict <> 'accepted'
    union
    select area from validated.rejection where year = $year and area is not null
"""
_NEWEST = """
    select
        submission.*,
        before.submission_id is not null or submission.form = 'MTN' as compared
    from validated.submission as submission
    left join validated.submission as before
        on
            submission.area = before.area
            and submission.form = before.form
            and submission.year = before.year + 1
            and before.in_force
    where
        submission.area = $area and submission.year = $year and submission.is_newest
        and (submission.verdict = 'returned' or submission.n_query > 0)
    order by submission.form
"""
_REJECTED = """
    select * from staged.reading_finding
    where
        period = $year and area = $area and submission_id is null
        and file_name in (
            select rejection.file_name from validated.rejection as rejection
            where rejection.year = $year
        )
"""


def write_returns(warehouse: Warehouse, season: Season) -> tuple[Path, ...]:
    """Writes ``internal/returns/<code>_<name>.html``; those of units that have cleared go away.

    A slip names every form that was returned, every file that could not be read, and what is to
    be checked in forms that were accepted.
    """
    folder = season.workspace.internal(season.year) / "returns"
    uncleared = {row["area"] for row in warehouse.rows(_UNCLEARED, year=season.year)}
    areas = [area for area in season.catalogue.areas if area.code in uncleared]
    written = tuple(_write(warehouse, season, area, folder) for area in areas)
    for older in set(folder.glob("*.html")) - set(written):
        older.unlink()
    return written


def _write(warehouse: Warehouse, season: Season, area: Area, folder: Path) -> Path:
    target = folder / f"{area.code}_{area.name.zh}.html"
    write_whole(target, return_slip(warehouse, season, area))
    return target


def return_slip(warehouse: Warehouse, season: Season, area: Area) -> bytes:
    """The page of one unit, as HTML: every file that did not clear, and why, and what to do."""
    deadline = season.catalogue.edition.deadlines.get(season.year)
    slip = Slip(
        f"{area.name.zh} {season.year} 年报表退改单",
        (
            ("签发日期", today().isoformat()),
            *((("报送截止", deadline.isoformat()),) if deadline else ()),
        ),
        "改好后请重新报送整张表；不必改数的，请书面说明。",
        accepted="已采用，请核实",
    )
    answers = [*_rejected(warehouse, area, season.year), *_returned(warehouse, season, area)]
    return slip_page(answers, season.catalogue, slip)


def _returned(warehouse: Warehouse, season: Season, area: Area) -> Iterator[Answer]:
    for row in warehouse.rows(_NEWEST, area=area.code, year=season.year):
        whose = row["submission_id"]
        found = warehouse.rows(
            "select * from validated.finding where submission_id = $whose", whose=whose
        )
        yield Answer(
            file=row["file_name"],
            sha256=row["sha256"],
            verdict=Verdict(row["verdict"]),
            form=row["form"],
            area=row["area"],
            year=row["year"],
            sheet=row["sheet"] or "",
            submission_id=whose,
            findings=in_order(map(Finding.of, found)),
            cells=cells_of(warehouse, whose),
            texts=texts_of(warehouse, whose),
            remark=None if row["compared"] else uncompared(season.catalogue.form(row["form"])),
        )


def _rejected(warehouse: Warehouse, area: Area, year: int) -> Iterator[Answer]:
    files: dict[str, list[dict[str, Any]]] = {}
    for row in warehouse.rows(_REJECTED, area=area.code, year=year):
        files.setdefault(row["file_name"], []).append(row)
    for name, found in files.items():
        yield rejected_answer(name, found[0]["sha256"] or "", map(Finding.of, found))
