"""The board as a page for the wall of the office: A4 landscape, nothing fetched, nothing run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.catalogue.model import Catalogue
from pipeline.commands.board import MISSING, SIGNS, STATES, Board, Entry, tally
from pipeline.commands.pages import page
from pipeline.vocabulary import Text, Verdict


@dataclass(frozen=True, slots=True)
class Task:
    """One line of what is outstanding: one form, or all that a unit has not sent."""

    entries: list[Entry]
    left: Text

    @property
    def first(self) -> Entry:
        return self.entries[0]

    @property
    def state(self) -> str:
        """Of an older revision in force counts what became of the newest."""
        return self.first.newest if self.first.newest == Verdict.RETURNED else self.first.state

    @property
    def forms(self) -> str:
        """民统1表、民统2表."""
        return "、".join(entry.form.table_no for entry in self.entries)


def board_page(board: Board, catalogue: Catalogue) -> bytes:
    """The page ``board``; for the house only, since it names the cities that are late."""
    return page(
        "board",
        board=board,
        edition=catalogue.edition,
        signs=SIGNS,
        states=STATES,
        total=tally(board.entries.values()),
        by_area={area.code: tally(board.of_area(area)) for area in board.areas},
        by_form={form.code: tally(board.of_form(form)) for form in board.forms},
        tasks=list(_tasks(board)),
        names={area.code: area.name for area in catalogue.areas},
        table_numbers={form.code: form.table_no for form in catalogue.forms},
    )


def _tasks(board: Board) -> Iterator[Task]:
    """What is outstanding, unit by unit; what a unit has not sent at all stands on one line."""
    for area in board.areas:
        left = [entry for entry in board.of_area(area) if entry.is_outstanding]
        missing = [entry for entry in left if entry.state == MISSING]
        for entry in left:
            if entry.state != MISSING:
                yield Task([entry], what_is_left(entry))
        if missing:
            yield Task(missing, what_is_left(missing[0]))


def what_is_left(entry: Entry) -> Text:
    """What the unit still has to do for this form."""
    if entry.state == MISSING:
        return Text("尚未报送", "not received")
    if entry.state == Verdict.REJECTED:
        return Text(
            f"{entry.n_unreadable} 份文件无法读取，需改正后重新报送",
            f"{entry.n_unreadable} file(s) could not be read; correct and send again",
        )
    again = Text(
        f"第 {entry.revision} 版有 {entry.open_errors} 项强制性错误，需改正后重新报送整张表",
        f"revision {entry.revision} has {entry.open_errors} open error(s); send the form again",
    )
    if entry.state == Verdict.ACCEPTED:
        again = Text(
            f"{again.zh}（现仍采用第 {entry.revision_in_force} 版）",
            f"{again.en} (revision {entry.revision_in_force} is still in force)",
        )
    return again
