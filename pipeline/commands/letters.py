"""The 催报函: what one unit still owes, as a letter in the form that offices use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.catalogue.model import Area, Catalogue
from pipeline.collect.templates.drawing_up import formal_name
from pipeline.commands.board import MISSING, Board, Entry
from pipeline.commands.pages import page
from pipeline.rules.finding import Finding
from pipeline.rules.places import place
from pipeline.vocabulary import Verdict
from pipeline.warehouse import Warehouse

MARK = "pipeline remind"  # in every letter, so that only letters are ever removed
_MOST_PROBLEMS = 40  # in one letter; the work list has them all
_PROBLEMS = """
    select * from validated.finding
    where
        period = $year and area = $area and outcome = 'fails' and is_current
        and (severity = 'error' or (severity = 'reject' and submission_id is null))
"""


@dataclass(frozen=True, slots=True)
class Owed:
    """A row of the letter's table: a form, how it stands, how late it is, what to do."""

    entry: Entry
    state: str
    to_do: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to correct in a file that was returned or rejected."""

    table_no: str
    place: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One unit's letter; ``problems`` holds the first of them, ``n_problems`` counts all."""

    unit: Area
    addressee: str
    owed: tuple[Owed, ...]
    problems: tuple[Problem, ...]
    n_problems: int

    @property
    def file_name(self) -> str:
        return f"{self.unit.code}_{self.unit.name.zh}.html"

    @property
    def n_missing(self) -> int:
        return sum(row.entry.state == MISSING for row in self.owed)

    @property
    def n_again(self) -> int:
        return len(self.owed) - self.n_missing


def letters(board: Board, warehouse: Warehouse) -> list[Letter]:
    """A letter to every unit that is late, or whose newest file did not clear.

    Where a file could not even be told to be which form, all that is missing may have been in it.
    """
    unknown = {refused.area for refused in board.refused if not refused.form}
    units = ((area, _due(board.of_area(area), area.code in unknown)) for area in board.areas)
    return [_letter(area, due, board.year, warehouse) for area, due in units if due]


def letter_page(letter: Letter, board: Board, catalogue: Catalogue) -> bytes:
    return page(
        "letter",
        letter=letter,
        year=board.year,
        deadline=_day(board.deadline),
        as_of=_day(board.as_of),
        edition=catalogue.edition,
        is_sample=board.is_sample,
        mark=MARK,
    )


def _due(entries: Iterable[Entry], missing_too: bool) -> list[Entry]:
    """What is outstanding and late, or was sent and did not clear."""
    return [
        entry
        for entry in entries
        if entry.is_outstanding and (missing_too or entry.late_days or entry.state != MISSING)
    ]


def _letter(area: Area, due: Sequence[Entry], year: int, warehouse: Warehouse) -> Letter:
    forms = {entry.form.code: entry.form.table_no for entry in due if entry.state != MISSING}
    found = warehouse.rows(_PROBLEMS, year=year, area=area.code)
    wanted = [row for row in found if row["form"] in forms or row["form"] is None]
    problems = tuple(_problem(row, forms) for row in wanted[:_MOST_PROBLEMS])
    owed = tuple(_owed(entry) for entry in due)
    return Letter(area, formal_name(area), owed, problems, len(wanted))


def _owed(entry: Entry) -> Owed:
    if entry.state == MISSING:
        return Owed(entry, "未报送", "尽快报送")
    if entry.state == Verdict.REJECTED:
        return Owed(entry, "文件无法读取", "改正后重新报送")
    if entry.state == Verdict.ACCEPTED:
        kept = f"；新版通过前，仍采用第{entry.revision_in_force}版"
        return Owed(entry, f"第{entry.revision}版退回", f"改正后重新报送{kept}")
    return Owed(entry, "审核退回", f"改正 {entry.open_errors} 项错误后重新报送")


def _problem(row: dict[str, Any], forms: dict[str, str]) -> Problem:
    name = (row["file_name"] or "").rpartition("/")[2]
    return Problem(
        forms.get(row["form"] or "", "—"),
        place(Finding.of(row), name).zh,
        row["message_zh"],
        row["remedy_zh"] or "",
    )


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
