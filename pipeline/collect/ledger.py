"""The ledger of collection: append-only acts, each chained to the one before it."""

from __future__ import annotations

import csv
import fcntl
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from pipeline.errors import DataError
from pipeline.workspace import write_whole

_HASH_LENGTH = 64
_CHAIN = "chain"


class ActKind(StrEnum):
    """What was done: a form came, came again unchanged, was withdrawn, put back, or moved.

    Certified is a unit's whole year, by the scan of its signed certificate.
    """

    RECEIVED = "received"
    REPEATED = "repeated"
    WITHDRAWN = "withdrawn"
    REINSTATED = "reinstated"
    MOVED = "moved"
    CERTIFIED = "certified"


BY_FILE = (ActKind.RECEIVED, ActKind.REPEATED)  # the others are done by people
_ON_NO_RECEIPT = (ActKind.RECEIVED, ActKind.CERTIFIED)  # the others refer to one


@dataclass(frozen=True, slots=True)
class Act:
    """A line of the ledger: one act on one form. A workbook gives one line a form.

    ``seq`` counts from 1, ``acted_on`` is the day of the act. ``digest`` is the hash of what the
    form says; ``folder`` the area in whose folder the file lay, if it lay in one;
    ``encoding`` is blank unless one was forced. ``refers_to`` is the seq of the receipt that was
    repeated, withdrawn, reinstated or moved; ``area`` of a moved one is the new area. Of a
    certified year ``sha256`` and ``file_name`` are those of the scan, which is not kept, and
    ``digest`` the content hash that it confirms. What does not apply is blank.
    """

    seq: int
    act: ActKind
    acted_on: date
    year: int
    area: str
    form: str
    sha256: str = ""
    sheet: str = ""
    digest: str = ""
    file_name: str = ""
    folder: str = ""
    encoding: str = ""
    refers_to: int | None = None
    reason: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as text, without the hash that chains it."""
        values = (getattr(self, field.name) for field in fields(self))
        return tuple("" if value is None else str(value) for value in values)


COLUMNS = (*(field.name for field in fields(Act)), _CHAIN)


class Ledger:
    """The file ``received/ledger.csv``.

    The last column of a line is the hash of that column one line higher and of the line's own
    cells, so an edited line, an inserted or a missing one is found. (Lines cut off whole at the
    end are not: nothing behind them could tell. The journal can, which notes this chain.)
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "ledger.csv"

    def acts(self) -> list[Act]:
        """All acts, oldest first. Raises DataError with the line where the file is damaged."""
        return [act for act, _ in self.chained()]

    def chained(self) -> list[tuple[Act, str]]:
        """As :meth:`acts`, each with the hash that chains it."""
        if not self._path.exists():
            return []
        rows = self._rows()
        if not rows or tuple(rows[0]) != COLUMNS:
            raise _head_unknown()
        acts: list[tuple[Act, str]] = []
        chain = ""
        for number, cells in enumerate(rows[1:], 1):
            chain = _link(chain, cells[:-1])
            if cells[-1:] != [chain]:
                raise damaged(number)
            acts.append((_act(cells[:-1], number), chain))
        return acts

    def append(self, acts: Sequence[Act]) -> None:
        """Writes ``acts`` behind those that are there; call it under :meth:`locked` only.

        The file is replaced whole, so a crash leaves the old one or the new one.
        """
        if not acts:
            return
        rows = self._rows() if self._path.exists() else [list(COLUMNS)]
        chain = rows[-1][-1] if len(rows) > 1 else ""
        lines = []
        for act in acts:
            chain = _link(chain, act.cells)
            lines.append((*act.cells, chain))
        before = self._path.read_bytes() if self._path.exists() else _written([COLUMNS])
        write_whole(self._path, before + _written(lines))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else appends while the block runs."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / ".lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _rows(self) -> list[list[str]]:
        try:
            with self._path.open(encoding="utf-8", newline="") as handle:
                return list(csv.reader(handle))
        except (UnicodeDecodeError, csv.Error):
            raise damaged() from None


def damaged(seq: int | None = None) -> DataError:
    """The ledger cannot be believed from the act ``seq`` on (or at all)."""
    return DataError(
        "收件登记簿被改动或已损坏，无法确定收到过哪些文件",
        "the ledger of receipts was edited or is damaged; what was received cannot be told",
        where=f"received/ledger.csv:{seq + 1}" if seq is not None else "received/ledger.csv",
        remedy_zh="登记簿不可手工修改；请从备份恢复整个 received 目录后重新运行。",
        remedy_en="the ledger must not be edited; restore the whole folder received/ from a backup",
    )


def _head_unknown() -> DataError:
    return DataError(
        "收件登记簿的表头不是本程序所写，无法确定收到过哪些文件",
        "the head of the ledger of receipts is not ours; what was received cannot be told",
        where="received/ledger.csv:1",
        remedy_zh="登记簿若由旧版程序写成或被改动，请把整个 received 目录移走保存，再重新收件。",
        remedy_en="it was edited, or written by an older program: move the whole folder received/"
        " away, keep it, and collect again",
    )


def _link(chain: str, cells: Sequence[str]) -> str:
    return sha256("\x1f".join((chain, *cells)).encode()).hexdigest()


def _written(rows: Sequence[Sequence[str]]) -> bytes:
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows(rows)
    return target.getvalue().encode("utf-8")


def _act(cells: Sequence[str], number: int) -> Act:
    """A line whose hash is right; it may still not be one that this program writes."""
    try:
        seq, kind, day, year, *texts, refers_to, reason = cells
        area, form, digest, sheet, typed, name, folder, encoding = texts
        act = Act(
            int(seq), ActKind(kind), date.fromisoformat(day), int(year), area, form, digest, sheet,
            typed, name, folder, encoding, int(refers_to) if refers_to else None, reason,
        )  # fmt: skip
    except ValueError:
        raise damaged(number) from None
    points_back = act.refers_to is not None and 0 < act.refers_to < number
    fits = act.refers_to is None if act.act in _ON_NO_RECEIPT else points_back
    if act.seq != number or not fits or not _is_whole(act):
        raise damaged(number)
    return act


def _is_whole(act: Act) -> bool:
    """Whether it has the hashes that its kind must have; a certified year is of no one form."""
    if act.act is ActKind.CERTIFIED and (act.form or not act.area):
        return False
    hashed = act.act in (*BY_FILE, ActKind.CERTIFIED)
    return not hashed or len(act.sha256) == _HASH_LENGTH == len(act.digest)
