"""What was received: content-addressed objects, and the receipts that the ledger amounts to."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from pipeline.collect.ledger import BY_FILE, Act, ActKind, Ledger, damaged
from pipeline.errors import DataError
from pipeline.workspace import ASIDE

_OBJECT_MODE = 0o444  # nobody edits what was received


@dataclass(frozen=True, slots=True)
class Receipt:
    """One form of one received file, as it stands after all acts.

    ``seq`` is that of its act of receipt, ``received_on`` that day. ``revision`` counts from 1 what
    was received of an area, form and year; one that is withdrawn keeps its number. ``folder`` is
    the area in whose folder the file lay, blank if it lay in none; ``encoding`` is blank unless one
    was forced. ``moved``: ``area`` was set by an act and not by the file.
    """

    seq: int
    sha256: str
    received_on: date
    year: int
    area: str
    form: str
    file_name: str
    sheet: str
    digest: str
    folder: str
    encoding: str
    revision: int
    withdrawn: bool = False
    moved: bool = False

    @property
    def key(self) -> Key:
        """What it is a revision of."""
        return (self.area, self.form, self.year)


Key = tuple[str, str, int]  # area, form, year


class Archive:
    """The folder ``received/``: an object without a line in the ledger counts for nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.ledger = Ledger(folder)

    def receipts(self) -> list[Receipt]:
        """Everything received, oldest first. Raises DataError where the ledger is damaged."""
        return list(receipts_of(self.ledger.acts()).values())

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
        with NamedTemporaryFile(dir=target.parent, prefix=ASIDE, delete=False) as aside:
            try:
                aside.write(content)
                aside.flush()
                Path(aside.name).chmod(_OBJECT_MODE)
                Path(aside.name).replace(target)
            except OSError:
                Path(aside.name).unlink(missing_ok=True)
                raise

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

    def enter(self, candidates: Sequence[Act]) -> list[Act]:
        """Enters what came, in this order, and returns the lines that were written.

        A form whose content is that of the newest standing receipt of its area, form and year is
        entered as repeated: its bytes are known from then on, but it is no revision. A candidate
        that says of itself that it repeats (an untouched form of a correction workbook) may repeat
        any earlier receipt. What the ledger holds already is left out. First every object kept so
        far reaches the disk.
        """
        if not candidates:
            return []
        os.sync()  # much faster than an fsync for every small file
        with self.ledger.locked():
            before = self.ledger.acts()
            written = _numbered(before, candidates)
            self.ledger.append(written)
        return written

    def _object(self, digest: str) -> Path:
        return self._folder / "objects" / digest[:2] / digest


def receipts_of(acts: Iterable[Act]) -> dict[int, Receipt]:
    """The receipts by seq, with what later acts made of them."""
    found: dict[int, Receipt] = {}
    revisions: Counter[Key] = Counter()
    for act in acts:
        key = (act.area, act.form, act.year)
        if act.act in (ActKind.REPEATED, ActKind.CERTIFIED):
            continue
        if act.act in (ActKind.RECEIVED, ActKind.MOVED):
            revisions[key] += 1
        if act.act is ActKind.RECEIVED:
            receipt = _received(act, revisions[key])
        elif (former := found.get(act.refers_to or 0)) is not None:
            receipt = _changed(former, act, revisions[key])
        else:
            raise damaged(act.seq)
        found[receipt.seq] = receipt
    return found


def newest_standing(receipts: Iterable[Receipt]) -> dict[Key, Receipt]:
    """By area, form and year, the revision that was received last and not withdrawn."""
    standing = sorted((r for r in receipts if not r.withdrawn), key=lambda r: r.revision)
    return {receipt.key: receipt for receipt in standing}


def _received(act: Act, revision: int = 0) -> Receipt:
    return Receipt(
        act.seq, act.sha256, act.acted_on, act.year, act.area, act.form, act.file_name, act.sheet,
        act.digest, act.folder, act.encoding, revision,
    )  # fmt: skip


def _changed(former: Receipt, act: Act, revision: int) -> Receipt:
    if act.act is ActKind.MOVED:
        return replace(former, area=act.area, revision=revision, moved=True)
    return replace(former, withdrawn=act.act is ActKind.WITHDRAWN)


def _numbered(before: Sequence[Act], candidates: Iterable[Act]) -> list[Act]:
    """The lines that ``candidates`` become behind ``before``."""
    held = {_identity(act) for act in before if act.act in BY_FILE}
    receipts = [*receipts_of(before).values()]
    newest = newest_standing(receipts)
    written: list[Act] = []
    for candidate in candidates:
        if _identity(candidate) in held:
            continue
        held.add(_identity(candidate))
        seq, repeated = len(before) + len(written) + 1, _repeated(candidate, newest, receipts)
        if repeated is not None:
            act = replace(candidate, seq=seq, act=ActKind.REPEATED, refers_to=repeated.seq)
        else:
            act = replace(candidate, seq=seq, act=ActKind.RECEIVED)
            newest[_key(candidate)] = _received(act)
        written.append(act)
    return written


def _repeated(
    candidate: Act, newest: Mapping[Key, Receipt], receipts: Sequence[Receipt]
) -> Receipt | None:
    """The receipt that says the same: the newest that stands, or any for one that repeats."""
    standing = newest.get(_key(candidate))
    if standing is not None and standing.digest == candidate.digest:
        return standing
    if candidate.act is not ActKind.REPEATED:
        return None
    return said_before(receipts, _key(candidate), candidate.digest)


def said_before(receipts: Iterable[Receipt], key: Key, digest: str) -> Receipt | None:
    """The last receipt of an area, form and year that said this, withdrawn or not."""
    return max(
        (r for r in receipts if (r.key, r.digest) == (key, digest)),
        key=lambda r: r.revision,
        default=None,
    )


def _key(act: Act) -> Key:
    return (act.area, act.form, act.year)


def _identity(act: Act) -> tuple[str, str, str, int]:
    return (act.sha256, act.area, act.form, act.year)


def _object_lost(receipt: Receipt, zh: str, en: str) -> DataError:
    return DataError(
        f"登记簿第 {receipt.seq} 号文件的留存副本{zh}",
        f"the received copy of number {receipt.seq} of the ledger {en}",
        where=f"received/objects/{receipt.sha256[:2]}/{receipt.sha256} ({receipt.file_name})",
        remedy_zh="请从备份恢复该副本；或者把当时报送的文件原样放回原处，重新收件，副本即自动复原。",
        remedy_en="restore it from a backup, or put the file as it was sent back where it lay and"
        " collect again: the copy is then mended",
    )
