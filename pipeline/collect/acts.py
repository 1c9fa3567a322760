"""What people decide about receipts: to withdraw, reinstate, move them; all of it is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.catalogue.model import Area, Form
from pipeline.collect.ledger import Act, ActKind
from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.privacy import personal_number
from pipeline.collect.reader.reading import read_file
from pipeline.collect.reader.titles.sender import Place
from pipeline.collect.receipts import Archive, Receipt, receipts_of
from pipeline.errors import DataError, UsageError
from pipeline.vocabulary import Text

_LONGEST_REASON = 500
_DOABLE = {
    ActKind.WITHDRAWN: Text("撤回", "withdraw"),
    ActKind.REINSTATED: Text("恢复", "reinstate"),
    ActKind.MOVED: Text("改归", "move"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which receipt is meant; without ``revision`` the newest that fits."""

    year: int
    area: Area
    form: Form
    revision: int | None = None

    @property
    def name(self) -> Text:
        """As a sentence names it: 南宁市 2024 年民统2表."""
        return Text(
            f"{self.area.name.zh} {self.year} 年{self.form.table_no}",
            f"{self.form.code} of {self.area.name.en} for {self.year}",
        )


@dataclass(frozen=True, slots=True)
class Order:
    """The reason to record with an act, in a plain sentence, and the day of the act."""

    reason: str
    today: date


def order(reason: str, today: date) -> Order:
    """Raises UsageError without a reason, or with one that the ledger must not hold."""
    words = " ".join(reason.split())
    if not words or not words.isprintable() or len(words) > _LONGEST_REASON:
        raise UsageError(
            "须说明理由",
            "a reason must be given",
            where="--reason",
            remedy_zh=f"用一句话写明缘由，不超过 {_LONGEST_REASON} 字，如“重复报送”。",
            remedy_en=f"say why in a sentence of at most {_LONGEST_REASON} characters",
        )
    if personal_number(words):
        raise UsageError(
            "理由中疑有身份证号或手机号，未予登记",
            "the reason seems to hold an identity or telephone number; nothing was recorded",
            where="--reason",
            remedy_zh="登记簿不记个人信息，请改写理由。",
            remedy_en="the ledger holds no personal data; put it in other words",
        )
    return Order(words, today)


def withdraw(archive: Archive, wanted: Wanted, asked: Order) -> Receipt:
    """Takes a receipt out of use; what it replaced counts again. Returns it as it now stands."""
    return _record(archive, wanted, asked, ActKind.WITHDRAWN)


def reinstate(archive: Archive, wanted: Wanted, asked: Order) -> Receipt:
    """Puts a withdrawn receipt back, under the revision number that it had."""
    return _record(archive, wanted, asked, ActKind.REINSTATED)


def move(
    archive: Archive, wanted: Wanted, to: Area, asked: Order, lexicon: Lexicon
) -> tuple[Receipt, Receipt]:
    """Gives a receipt to the area ``to``, where it becomes the newest revision.

    Returns it before and after. Raises DataError when it cannot be read as a form of that area;
    then nothing is recorded.
    """
    last = to.valid_to or date.max
    if not to.valid_from.year <= wanted.year <= last.year:
        raise UsageError(
            f"{wanted.year} 年没有{to.name.zh}",
            f"there was no {to.name.en} in {wanted.year}",
            where="--to",
        )
    if to.code == wanted.area.code:
        raise UsageError(
            f"{wanted.name.zh}已在{to.name.zh}名下",
            f"{wanted.name.en} is with {to.name.en} already",
            where="--to",
        )
    with archive.ledger.locked():
        acts = archive.ledger.acts()
        former = _meant(receipts_of(acts).values(), wanted, ActKind.MOVED)
        _must_be_readable(archive, former, to, lexicon)
        act = _act(ActKind.MOVED, former, len(acts) + 1, asked, to.code)
        archive.ledger.append([act])
    return former, receipts_of([*acts, act])[former.seq]


def _record(archive: Archive, wanted: Wanted, asked: Order, kind: ActKind) -> Receipt:
    with archive.ledger.locked():
        acts = archive.ledger.acts()
        meant = _meant(receipts_of(acts).values(), wanted, kind)
        act = _act(kind, meant, len(acts) + 1, asked, meant.area)
        archive.ledger.append([act])
    return receipts_of([*acts, act])[meant.seq]


def _act(kind: ActKind, receipt: Receipt, seq: int, asked: Order, area: str) -> Act:
    return Act(
        seq, kind, asked.today, receipt.year, area, receipt.form, receipt.sha256,
        refers_to=receipt.seq, reason=asked.reason,
    )  # fmt: skip


def _meant(receipts: Iterable[Receipt], wanted: Wanted, kind: ActKind) -> Receipt:
    key = (wanted.area.code, wanted.form.code, wanted.year)
    of_form = sorted((r for r in receipts if r.key == key), key=lambda r: r.revision)
    fitting = [r for r in of_form if r.withdrawn == (kind is ActKind.REINSTATED)]
    meant = [r for r in fitting if wanted.revision in (None, r.revision)]
    if not meant:
        raise _nothing_such(wanted, kind, of_form)
    return meant[-1]


def _nothing_such(wanted: Wanted, kind: ActKind, received: list[Receipt]) -> UsageError:
    name, number, done = wanted.name, wanted.revision, _DOABLE[kind]
    there = "、".join(f"第 {r.revision} 版{'（已撤回）' if r.withdrawn else ''}" for r in received)
    held = ", ".join(f"{r.revision}{' (withdrawn)' if r.withdrawn else ''}" for r in received)
    return UsageError(
        f"{name.zh}没有可{done.zh}的报送" + (f"（第 {number} 版）" if number else ""),
        f"nothing to {done.en} of {name.en}" + (f" (revision {number})" if number else ""),
        remedy_zh=f"现有：{there}。" if received else "该表还没有收到过；用 pipeline status 核对。",
        remedy_en=f"received were revisions {held}" if received else "nothing of it was received",
    )


def _must_be_readable(archive: Archive, receipt: Receipt, to: Area, lexicon: Lexicon) -> None:
    place = Place(receipt.file_name, to, receipt.year, receipt.encoding, moved=True)
    reading = read_file(archive.recall(receipt), place, lexicon)
    if any(form.titles.form.code == receipt.form for form in reading.forms):
        return
    why = reading.findings[0].message if reading.findings else Text("", "")
    raise DataError(
        f"改归{to.name.zh}后这份文件无法读取，未作改动：{why.zh}",
        f"as a form of {to.name.en} it cannot be read; nothing was changed: {why.en}",
        where=receipt.file_name,
    )
