"""The board of a year: what became of every form of every unit, and how late it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pipeline.catalogue.model import Area, Form
from pipeline.commands.report import Grid
from pipeline.commands.season import Season
from pipeline.vocabulary import Text, Verdict
from pipeline.warehouse import Warehouse

MISSING = "missing"
SIGNS = {Verdict.ACCEPTED: "✓", Verdict.RETURNED: "✗", Verdict.REJECTED: "⊘", MISSING: "·"}
STATES = {
    Verdict.ACCEPTED: Text("采用", "accepted"),
    Verdict.RETURNED: Text("退回", "returned"),
    Verdict.REJECTED: Text("拒收", "rejected"),
    MISSING: Text("未报", "missing"),
}
LEGEND = Text(
    "✓ 采用  ✗ 退回（有强制性错误）  ⊘ 拒收（无法读取）  · 未报  数字 第几版  +n 迟报天数",
    "✓ accepted  ✗ returned (open errors)  ⊘ rejected (unreadable)  · missing"
    "  number: revision  +n days late",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of one unit.

    ``state`` is accepted, returned, rejected or missing; ``newest`` the verdict on the newest
    readable file, which may be returned while an earlier revision is accepted and in force.
    ``late_days`` counts from the deadline to the first readable file, or to the day of the board
    where there is none; 0 where it is in time or nothing was owed. ``open_*`` are those of the
    newest file.
    """

    area: Area
    form: Form
    state: str
    newest: str
    revision: int | None
    revision_in_force: int | None
    received_on: date | None
    late_days: int
    open_errors: int
    open_queries: int
    n_unreadable: int  # files of this form that could not be read
    file_name: str
    is_owed: bool
    is_sample: bool

    @property
    def is_outstanding(self) -> bool:
        """Whether something still has to come: nothing is in force, or the newest did not clear."""
        cleared = self.state == Verdict.ACCEPTED and self.newest == Verdict.ACCEPTED
        return not cleared and (self.is_owed or self.state != MISSING)

    @property
    def sign(self) -> str:
        """✓2 +3: what it is, which revision (from the second on), how many days late."""
        sign = _signed(self.state, self.revision_in_force or self.revision)
        if self.state == Verdict.ACCEPTED and self.newest == Verdict.RETURNED:
            sign += _signed(self.newest, self.revision)
        return f"{sign} +{self.late_days}" if self.late_days else sign

    def plain(self) -> dict[str, Any]:
        """Every field under its own name, for programs."""
        fields = asdict(self)
        area, form = fields.pop("area"), fields.pop("form")
        return {
            "area": area["code"],
            "area_zh": area["name"]["zh"],
            "area_en": area["name"]["en"],
            "form": form["code"],
            "table_no": form["table_no"],
            **fields,
            "is_outstanding": self.is_outstanding,
        }


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read, with the first reason; area and form as far as they show."""

    area: str
    form: str
    file_name: str
    message: Text


@dataclass(frozen=True, slots=True)
class Tally:
    """How many forms of a row, a column or the whole board are in which state."""

    owed: int
    received: int
    accepted: int
    returned: int
    rejected: int
    missing: int
    late: int
    open_errors: int
    open_queries: int


@dataclass(frozen=True, slots=True)
class Board:
    """All entries of a reference year as of a day, areas and forms in the catalogue's order."""

    year: int
    as_of: date
    deadline: date | None
    areas: tuple[Area, ...]
    forms: tuple[Form, ...]
    entries: dict[tuple[str, str], Entry]  # by code of area and form
    refused: tuple[Refused, ...]

    def of_area(self, area: Area) -> list[Entry]:
        return [entry for entry in self.entries.values() if entry.area == area]

    def of_form(self, form: Form) -> list[Entry]:
        return [entry for entry in self.entries.values() if entry.form == form]

    @property
    def outstanding(self) -> list[Entry]:
        return [entry for entry in self.entries.values() if entry.is_outstanding]

    @property
    def is_sample(self) -> bool:
        return any(entry.is_sample for entry in self.entries.values())


def read_board(warehouse: Warehouse, season: Season, as_of: date) -> Board:
    """The board that the last run left; what is late by now is reckoned for the day ``as_of``."""
    catalogue, year = season.catalogue, season.year
    deadline = catalogue.edition.deadlines.get(year)
    rows = warehouse.rows("from validated.board where year = $year", year=year)
    by_key = {(row["area"], row["form"]): row for row in rows}
    areas, forms = (catalogue.region, *catalogue.cities), catalogue.forms
    entries = {
        (area.code, form.code): _entry(row, area, form, _overdue(deadline, as_of))
        for area in areas
        for form in forms
        if (row := by_key.get((area.code, form.code)))
    }
    return Board(
        year,
        as_of,
        deadline,
        tuple(area for area in areas if any(code == area.code for code, _ in entries)),
        tuple(form for form in forms if any(code == form.code for _, code in entries)),
        entries,
        _refused(warehouse, year),
    )


def tally(entries: Iterable[Entry]) -> Tally:
    """The sums of what was owed among some entries; where nothing was, of what came."""
    given = list(entries)
    listed = [entry for entry in given if entry.is_owed] or given
    states = [entry.state for entry in listed]
    return Tally(
        owed=sum(entry.is_owed for entry in listed),
        received=states.count(Verdict.ACCEPTED) + states.count(Verdict.RETURNED),
        accepted=states.count(Verdict.ACCEPTED),
        returned=states.count(Verdict.RETURNED),
        rejected=states.count(Verdict.REJECTED),
        missing=states.count(MISSING),
        late=sum(entry.late_days > 0 for entry in listed),
        open_errors=sum(entry.open_errors for entry in listed),
        open_queries=sum(entry.open_queries for entry in listed),
    )


def board_grid(board: Board, only: Iterable[Entry] | None = None) -> Grid:
    """Areas × forms as signs, with each area's totals; ``only``: the rows of these entries."""
    wanted = None if only is None else {entry.area for entry in only}
    heads = (
        Text("地区", "area"),
        *(Text(form.code, form.code) for form in board.forms),
        Text("采用/应报", "accepted/owed"),
        Text("强制", "errors"),
        Text("核实", "queries"),
    )
    areas = [area for area in board.areas if wanted is None or area in wanted]
    return Grid("board", heads, tuple(_grid_row(board, area) for area in areas))


def _grid_row(board: Board, area: Area) -> tuple[str, ...]:
    found = (board.entries.get((area.code, form.code)) for form in board.forms)
    total = tally(board.of_area(area))
    return (
        f"{area.code} {area.short.zh}",
        *(entry.sign if entry else "" for entry in found),
        f"{total.accepted}/{total.owed}" if total.owed else str(total.accepted),
        str(total.open_errors or ""),
        str(total.open_queries or ""),
    )


def _entry(row: dict[str, Any], area: Area, form: Form, overdue: int) -> Entry:
    late_days = row["late_days"]
    if late_days is None:
        late_days = overdue
    return Entry(
        area=area,
        form=form,
        state=row["state"],
        newest=row["newest_verdict"] or "",
        revision=row["revision"],
        revision_in_force=row["revision_in_force"],
        received_on=row["received_on"],
        late_days=late_days if row["is_owed"] else 0,
        open_errors=row["open_errors"],
        open_queries=row["open_queries"],
        n_unreadable=row["n_unreadable"],
        file_name=row["file_name"] or "",
        is_owed=row["is_owed"],
        is_sample=row["is_sample"],
    )


def _overdue(deadline: date | None, as_of: date) -> int:
    return max(0, (as_of - deadline).days) if deadline else 0


def _refused(warehouse: Warehouse, year: int) -> tuple[Refused, ...]:
    rows = warehouse.rows("from validated.rejection where year = $year", year=year)
    return tuple(
        Refused(
            row["area"] or "",
            row["form"] or "",
            row["file_name"],
            Text(row["message_zh"], row["message_en"]),
        )
        for row in rows
    )


def _signed(state: str, revision: int | None) -> str:
    return SIGNS[state] + (str(revision) if revision and revision > 1 else "")
