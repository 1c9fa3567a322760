"""What was received, byte for byte: content-addressed objects and the ledger that names them."""

from __future__ import annotations

import csv
import fcntl
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from pipeline.errors import DataError
from pipeline.workspace import write_whole

_OBJECT_MODE = 0o444  # nobody edits what was received


@dataclass(frozen=True, slots=True)
class Receipt:
    """A line of the ledger; ``seq`` counts from 1, ``received_on`` is the day of first receipt."""

    seq: int
    sha256: str
    received_on: date
    year: int
    area: str
    form: str
    file_name: str


_COLUMNS = tuple(f.name for f in fields(Receipt))


class Archive:
    """The folder ``received/``: an object without a line in the ledger counts for nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ledger = folder / "ledger.csv"

    def receipts(self) -> list[Receipt]:
        """The ledger, oldest first. Raises DataError with the line where it is damaged."""
        if not self._ledger.exists():
            return []
        with self._ledger.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.reader(handle))
        if not rows or tuple(rows[0]) != _COLUMNS:
            raise _ledger_damaged(1)
        return [_receipt(cells, number) for number, cells in enumerate(rows[1:], 1)]

    def keep(self, content: bytes) -> None:
        """Stores an object under its hash; one that is there and sound stays untouched.

        It is written aside and renamed. Only :meth:`enter` makes sure of the disk, once for all
        objects; what a crash leaves of them before that has no line in the ledger.
        """
        digest = sha256(content).hexdigest()
        target = self._object(digest)
        if target.exists() and sha256(target.read_bytes()).hexdigest() == digest:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as aside:
            aside.write(content)
        Path(aside.name).chmod(_OBJECT_MODE)
        Path(aside.name).replace(target)

    def recall(self, receipt: Receipt) -> bytes:
        """The bytes that were received. Raises DataError when they are missing or not the same."""
        path = self._object(receipt.sha256)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise _object_lost(receipt, "不见了", "is missing") from None
        if sha256(content).hexdigest() != receipt.sha256:
            raise _object_lost(receipt, "已损坏", "is damaged")
        return content

    def enter(self, receipts: Sequence[Receipt]) -> list[Receipt]:
        """Appends to the ledger, numbering on; what it already holds is left out.

        First every object kept so far reaches the disk. The ledger is replaced whole under a lock,
        so a crash leaves the old one or the new one.
        """
        if not receipts:
            return []
        os.sync()  # much faster than an fsync for every small file
        with self._locked():
            known = self.receipts()
            held = {receipt.sha256 for receipt in known}
            fresh = {r.sha256: r for r in reversed(receipts) if r.sha256 not in held}
            in_order = reversed(fresh.values())  # of the same bytes the first counts
            numbered = [replace(r, seq=n) for n, r in enumerate(in_order, len(known) + 1)]
            if numbered:
                before = self._ledger.read_bytes() if known else _written([_COLUMNS])
                write_whole(self._ledger, before + _written(list(map(astuple, numbered))))
        return numbered

    def _object(self, digest: str) -> Path:
        return self._folder / "objects" / digest[:2] / digest

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / ".lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def _written(rows: Sequence[tuple[object, ...]]) -> bytes:
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows(rows)
    return target.getvalue().encode("utf-8")


def _receipt(cells: list[str], number: int) -> Receipt:
    try:
        seq, digest, day, year, area, form, name = cells
        receipt = Receipt(int(seq), digest, date.fromisoformat(day), int(year), area, form, name)
    except ValueError:
        raise _ledger_damaged(number + 1) from None
    if receipt.seq != number or len(digest) != len(sha256().hexdigest()) or not digest.isalnum():
        raise _ledger_damaged(number + 1)
    return receipt


def _ledger_damaged(line: int) -> DataError:
    return DataError(
        "收件登记簿已损坏，无法确定收到过哪些文件",
        "the ledger of receipts is damaged; what was received cannot be told",
        where=f"received/ledger.csv:{line}",
        remedy_zh="登记簿不可手工修改；请从备份恢复整个 received 目录后重新运行。",
        remedy_en="the ledger must not be edited; restore the whole folder received/ from a backup",
    )


def _object_lost(receipt: Receipt, zh: str, en: str) -> DataError:
    return DataError(
        f"登记簿第 {receipt.seq} 号文件的留存副本{zh}",
        f"the received copy of number {receipt.seq} of the ledger {en}",
        where=f"received/objects/{receipt.sha256[:2]}/{receipt.sha256} ({receipt.file_name})",
        remedy_zh="请从备份恢复该副本；或者把当时报送的文件原样放回原处，重新收件，副本即自动复原。",
        remedy_en="restore it from a backup, or put the file as it was sent back where it lay and"
        " collect again: the copy is then mended",
    )
