"""The 退回函: what came, what goes back and why in numbers, until when, and how to reply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.catalogue.model import Area, Catalogue
from pipeline.collect.templates.drawing_up import formal_name
from pipeline.commands.board import MISSING
from pipeline.commands.papers import in_chinese, paper
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Outcome, Severity, Verdict
from pipeline.warehouse import Warehouse

_BOARD = """
    select form, state, newest_verdict, revision_in_force, is_owed, is_sample
    from validated.board where year = $year and area = $area
"""


@dataclass(frozen=True, slots=True)
class Returned:
    """A row of the letter's table: one form, its state (a verdict, or missing), what is open.

    ``kept`` is the earlier revision that stays in use while the newest file did not clear.
    """

    table_no: str
    name: str
    state: str
    n_errors: int = 0
    n_queries: int = 0
    kept: int | None = None

    @property
    def told(self) -> str:
        """How the form stands, in the words of the letter."""
        word = {Verdict.RETURNED: "退回", Verdict.REJECTED: "无法读取", MISSING: "未报"}.get(
            self.state, "已采用，请核实" if self.n_queries else "已采用"
        )
        return word + (f"，暂用第{self.kept}版" if self.kept else "")


@dataclass(frozen=True, slots=True)
class ReturnLetter:
    """One unit's letter of ``day``, to be answered until ``due``.

    ``book`` and ``publisher`` are title and sender, ``mark`` is printed where data are samples, and
    ``n_unknown`` counts the files of which not even the form could be told.
    """

    unit: Area
    year: int
    book: str
    publisher: str
    day: date
    due: date
    rows: tuple[Returned, ...]
    n_unknown: int = 0
    mark: str = ""

    @property
    def n_errors(self) -> int:
        return sum(row.n_errors for row in self.rows)

    @property
    def n_queries(self) -> int:
        return sum(row.n_queries for row in self.rows)

    def count(self, *states: str) -> int:
        """How many forms are in one of these states."""
        return sum(row.state in states for row in self.rows)


def return_letter(letter: ReturnLetter) -> bytes:
    """The letter as a PDF: one page A4, as long as there are no more than a dozen forms."""
    return paper(
        "return_letter",
        letter=letter,
        addressee=formal_name(letter.unit),
        subject=_subject(letter),
        asked=_asked(letter),
        n_missing=letter.count(MISSING),
        n_back=letter.count(Verdict.RETURNED, Verdict.REJECTED),
        n_unreadable=letter.count(Verdict.REJECTED) + letter.n_unknown,
        n_accepted=letter.count(Verdict.ACCEPTED),
        n_received=len(letter.rows) - letter.count(MISSING),
        day=in_chinese(letter.day),
        due=in_chinese(letter.due),
    )


def return_letter_of(
    warehouse: Warehouse,
    catalogue: Catalogue,
    area: Area,
    year: int,
    findings: Iterable[Finding],
    day: date,
    due: date,
) -> ReturnLetter | None:
    """The letter that one unit is due, none where nothing is to be done.

    ``findings`` are those still open: of the newest files, without what was explained. Those of
    other units and years are left out, and so are notes and queries about forms that never came.
    """
    given = [f for f in findings if _is_open(f) and (f.area, f.period) == (area.code, year)]
    board = {row["form"]: row for row in warehouse.rows(_BOARD, year=year, area=area.code)}
    known = [form for form in catalogue.forms if form.code in board]
    rows = tuple(
        _row(
            form.table_no, form.name.zh, board[form.code], [f for f in given if f.form == form.code]
        )
        for form in known
    )
    unknown = {f.file_name for f in given if not f.form}
    if not unknown and all(row.told == "已采用" for row in rows):
        return None
    is_sample = any(row["is_sample"] for row in board.values())
    edition = catalogue.edition
    return ReturnLetter(
        area, year, edition.title.zh, edition.publisher.zh, day, due, rows, len(unknown),
        edition.sample_mark.zh if is_sample else "",
    )  # fmt: skip


def _row(table_no: str, name: str, entry: dict[str, Any], found: Sequence[Finding]) -> Returned:
    if entry["state"] == MISSING:
        return Returned(table_no, name, MISSING)
    errors, queries = (
        sum(f.severity == severity for f in found) for severity in (Severity.ERROR, Severity.QUERY)
    )
    state = _state(entry, found)
    kept = entry["revision_in_force"] if state != Verdict.ACCEPTED else None
    return Returned(table_no, name, state, errors, queries, kept)


def _state(entry: dict[str, Any], found: Sequence[Finding]) -> str:
    """That of the newest file, readable or not, whatever is in force beside it."""
    if any(f.severity == Severity.REJECT for f in found):
        return Verdict.REJECTED
    return str(entry["newest_verdict"] or entry["state"])


def _is_open(found: Finding) -> bool:
    return found.severity != Severity.NOTE and found.outcome == Outcome.FAILS


def _subject(letter: ReturnLetter) -> str:
    """The gravest of what the letter asks for."""
    if letter.n_unknown or letter.count(Verdict.RETURNED, Verdict.REJECTED):
        return "退回"
    return "核实" if letter.n_queries else "补报"


def _asked(letter: ReturnLetter) -> str:
    """What is to be done, in numbers."""
    parts = (
        (letter.n_errors, "必须改正{}项"),
        (letter.n_queries, "请核实{}项"),
        (letter.count(MISSING), "未报{}张"),
        (letter.count(Verdict.REJECTED), "重新填报{}张"),
        (letter.n_unknown, "重报{}个文件"),
    )
    return "，".join(words.format(count) for count, words in parts if count)
