"""Receive: what is new in the drop folder is recognised, kept and entered, or rejected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import chain

from pipeline.catalogue.model import Catalogue
from pipeline.collect.dropfolder import Dropped, Refused, take, walk
from pipeline.collect.reader.lexicon import Lexicon, build_lexicon
from pipeline.collect.reader.privacy import masked, personal_number
from pipeline.collect.reader.reading import FileReading, read_file
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.titles import Place, Titles
from pipeline.collect.reader.wording import folded
from pipeline.collect.receipts import Archive, Receipt
from pipeline.errors import UsageError
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Text
from pipeline.workspace import Workspace

Progress = Callable[[str], None]

_NO_FOLDER = Text("（年份目录）", "(the folder of the year itself)")
_FILE_NAME = "文件名"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that was not received; its hash is blank when it was not even read."""

    file_name: str
    sha256: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """What one run found in a year's drop folder."""

    fresh: tuple[Receipt, ...]  # entered into the ledger by this run
    known: int  # files received before, byte for byte
    rejections: tuple[Rejected, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(chain.from_iterable(r.findings for r in self.rejections))


def receive(
    workspace: Workspace,
    catalogue: Catalogue,
    year: int,
    today: date,
    progress: Progress = lambda _: None,
) -> Received:
    """Receives what is new in ``raw/<year>``, which is only read.

    A file whose bytes the ledger knows is passed over in silence; one that cannot be read as its
    form is rejected with every finding and kept nowhere; any other is copied and entered under
    ``today``, in the order of (stated date, path). ``progress`` is told each file's name. Raises
    UsageError when the year has neither a drop folder nor receipts, DataError when the ledger is
    damaged.
    """
    archive = Archive(workspace.received)
    ledger = archive.receipts()
    desk = _Desk(archive, ledger, build_lexicon(catalogue), year, today)
    for dropped in _dropped(workspace, year, ledger):
        progress(dropped.name)
        desk.take_in(dropped)
    return desk.close()


class _Desk:
    """The receiving desk during one run."""

    def __init__(
        self, archive: Archive, ledger: list[Receipt], lexicon: Lexicon, year: int, today: date
    ) -> None:
        self._archive, self._lexicon, self._year, self._today = archive, lexicon, year, today
        self._ledger = {(r.sha256, r.area, r.year) for r in ledger}
        self._accepted: list[tuple[Titles, Receipt]] = []
        self._rejections: list[Rejected] = []
        self._known = 0

    def take_in(self, dropped: Dropped) -> None:
        """Decides on one file; one that was received before mends its copy, if need be."""
        area = self._lexicon.units.get(folded(dropped.folder))
        content = take(dropped.path)
        kind = next(filter(None, map(personal_number, dropped.name.split("/"))), None)
        if kind is not None:
            self._refuse(dropped, "D50", kind)
        elif area is None:
            self._refuse(dropped, "D67", dropped.folder or _NO_FOLDER)
        elif isinstance(content, Refused):
            self._refuse(dropped, content.rule, content.reason)
        elif (sha256(content).hexdigest(), area.code, self._year) in self._ledger:
            self._archive.keep(content)
            self._known += 1
        else:
            place = Place(dropped.name, area, self._year)
            self._judge(content, read_file(content, place, self._lexicon), dropped.name)

    def close(self) -> Received:
        """Enters what was accepted, all at once, after every copy is safely stored."""
        self._accepted.sort(key=lambda pair: (pair[0].stated_on, pair[1].file_name))
        entered = self._archive.enter([receipt for _, receipt in self._accepted])
        return Received(tuple(entered), self._known, tuple(self._rejections))

    def _judge(self, content: bytes, reading: FileReading, name: str) -> None:
        if not reading.forms:
            self._rejections.append(Rejected(name, reading.sha256, reading.findings))
            return
        self._archive.keep(content)
        for titles in (form.titles for form in reading.forms):
            digest, area, form = reading.sha256, titles.area.code, titles.form.code
            receipt = Receipt(0, digest, self._today, titles.year, area, form, name)
            self._accepted.append((titles, receipt))

    def _refuse(self, dropped: Dropped, rule: str, observed: str | Text) -> None:
        """Rejects a file for where or what it is, without regard to its content."""
        area, name = self._lexicon.units.get(folded(dropped.folder)), masked(dropped.name)
        report = Report()
        report.add(rule, column=_FILE_NAME if rule == "D50" else "", observed=observed)
        code = area.code if area else ""
        findings = report.findings(file_name=name, area=code, form="", period=self._year)
        self._rejections.append(Rejected(name, "", findings))


def _dropped(workspace: Workspace, year: int, ledger: Iterable[Receipt]) -> Iterable[Dropped]:
    folder = workspace.raw(year)
    if folder.is_dir():
        return walk(folder, workspace.root)
    if any(receipt.year == year for receipt in ledger):
        return ()
    raise UsageError(
        f"没有 {year} 年的报送目录",
        f"there is no drop folder for {year}",
        where=str(folder),
        remedy_zh="核对年份，或者建立该目录并放入各市报送的文件。",
        remedy_en="check the year, or make the folder and put the cities' files into it",
    )
