"""Receive: what is new in the drop folder is recognised, kept and entered, or rejected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

from pipeline.catalogue.model import Area, Catalogue
from pipeline.collect.answers import explanations_of
from pipeline.collect.dropfolder import Dropped, Refused, take, walk
from pipeline.collect.folders import folder_areas
from pipeline.collect.ledger import BY_FILE, Act, ActKind
from pipeline.collect.overtaken import unless_overtaken
from pipeline.collect.reader.lexicon import Lexicon, build_lexicon
from pipeline.collect.reader.privacy import masked, personal_number
from pipeline.collect.reader.reading import FormReading, read_file
from pipeline.collect.reader.replies.answers import ON_REPLIES
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.titles.sender import Place
from pipeline.collect.receipts import Archive, receipts_of
from pipeline.collect.rejections import Rejected
from pipeline.errors import UsageError
from pipeline.rules.explanation import Explanation
from pipeline.rules.explanations import add_explanations
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Text
from pipeline.workspace import Workspace

Progress = Callable[[str], None]

_FILE_NAME = "文件名"


@dataclass(frozen=True, slots=True)
class Received:
    """What one run found in a year's drop folder."""

    fresh: tuple[Act, ...]  # forms entered as new revisions by this run
    repeated: tuple[Act, ...]  # forms of new files that say what their newest revision says
    known: int  # files received before, byte for byte
    rejections: tuple[Rejected, ...]
    explained: tuple[Explanation, ...] = ()  # answers of returned workbooks that are new
    questions: tuple[Finding, ...] = ()  # about answers of returned workbooks that settle nothing

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(chain.from_iterable(r.findings for r in self.rejections))


def receive(
    workspace: Workspace,
    catalogue: Catalogue,
    year: int,
    today: date,
    progress: Progress = lambda _: None,
    encoding: str = "",
) -> Received:
    """Receives what is new in ``raw/<year>``, which is only read.

    A file whose bytes the ledger knows is passed over in silence; one that cannot be read is
    rejected with every finding and kept nowhere; any other is copied, and each of its forms is
    entered under ``today``, in the order of (stated date, path). ``encoding`` forces one on the new
    files. ``progress`` is told each file's name. Raises UsageError when the year has neither a drop
    folder nor receipts, DataError when the ledger is damaged.
    """
    acts = Archive(workspace.received).ledger.acts()
    desk = _Desk(workspace, acts, build_lexicon(catalogue), _Season(year, today, encoding))
    for dropped in _dropped(workspace, year, acts):
        progress(masked(dropped.name))
        desk.take_in(dropped)
    return desk.close()


class _Season(NamedTuple):
    year: int
    today: date
    encoding: str  # forced on new files, or blank


class _Desk:
    """The receiving desk during one run."""

    def __init__(
        self, workspace: Workspace, acts: list[Act], lexicon: Lexicon, season: _Season
    ) -> None:
        self._archive, self._lexicon, self._season = Archive(workspace.received), lexicon, season
        self._answers = workspace.explanations
        self._explained: list[Explanation] = []
        self._questions: list[Finding] = []
        self._receipts = [*receipts_of(acts).values()]
        self._known_from = _known_from(acts)
        self._accepted: list[tuple[date, Act]] = []
        self._rejections: list[Rejected] = []
        self._known = 0

    def take_in(self, dropped: Dropped) -> None:
        """Decides on one file; one that was received before mends its copy, if need be."""
        taken = opened(dropped, self._lexicon)
        if isinstance(taken, Refused):
            findings = refused_findings(taken, dropped, self._lexicon, self._season.year)
            self._rejections.append(Rejected(masked(dropped.name), "", findings))
        else:
            content, area = taken
            self._take_bytes(content, Place(dropped.name, area, self._season.year))

    def close(self) -> Received:
        """Enters what was accepted, all at once, after every copy is safely stored.

        Answers first: once a file stands in the ledger it is not read for them again, and adding
        them twice adds nothing.
        """
        explained = add_explanations(self._answers, self._explained)
        self._accepted.sort(key=lambda pair: (pair[0], pair[1].file_name))
        entered = self._archive.enter([act for _, act in self._accepted])
        fresh = tuple(act for act in entered if act.act is ActKind.RECEIVED)
        repeated = tuple(act for act in entered if act.act is ActKind.REPEATED)
        rejected = tuple(self._rejections)
        return Received(
            fresh, repeated, self._known, rejected, tuple(explained), tuple(self._questions)
        )

    def _take_bytes(self, content: bytes, place: Place) -> None:
        key = (sha256(content).hexdigest(), self._season.year)
        known_from = self._known_from.setdefault(key, set())
        if place.area.code in known_from if place.area else known_from:
            self._archive.keep(content)
            self._known += 1
            return
        place = replace(place, encoding=self._season.encoding)
        read = read_file(content, place, self._lexicon)
        reading = unless_overtaken(read, self._receipts, place.file_name)
        answers = [*explanations_of(reading, self._lexicon, self._season.today)]
        if not reading.forms and not answers:
            self._rejections.append(Rejected(place.file_name, reading.sha256, reading.findings))
            return
        self._archive.keep(content)
        self._explained += answers
        self._questions += (f for f in reading.findings if f.rule in ON_REPLIES)
        for form in reading.forms:
            act = self._act(form, place, reading.sha256)
            known_from.add(act.area)
            self._accepted.append((form.titles.stated_on or self._season.today, act))

    def _act(self, form: FormReading, place: Place, digest: str) -> Act:
        titles, folder = form.titles, place.area.code if place.area else ""
        kind = ActKind.REPEATED if form.is_untouched else ActKind.RECEIVED
        return Act(
            0, kind, self._season.today, titles.year, titles.area.code,
            titles.form.code, digest, form.sheet, form.digest, place.file_name, folder,
            place.encoding,
        )  # fmt: skip


def opened(dropped: Dropped, lexicon: Lexicon) -> tuple[bytes, Area | None] | Refused:
    """What a file holds, and the area of its folders (none where it lies in no area's folder)."""
    areas = folder_areas(dropped.folders, lexicon)
    kind = next(filter(None, map(personal_number, dropped.name.split("/"))), None)
    if kind is not None:
        return Refused("D50", kind)
    if len(areas) > 1 or (dropped.folders and not areas):
        folders = "/".join(dropped.folders)
        return Refused("D67", Text(folders, folders))
    content = take(dropped.path, dropped.path.parents[len(dropped.folders)])
    if isinstance(content, Refused):
        return content
    return content, areas[0] if areas else None


def refused_findings(
    refused: Refused, dropped: Dropped, lexicon: Lexicon, year: int | None
) -> tuple[Finding, ...]:
    """Why a file is rejected for where or what it is, without regard to its content."""
    areas, report = folder_areas(dropped.folders, lexicon), Report()
    report.add(
        refused.rule,
        column=_FILE_NAME if refused.rule == "D50" else "",
        observed=refused.reason,
    )
    code = areas[0].code if len(areas) == 1 else ""
    return report.findings(file_name=masked(dropped.name), area=code, form="", period=year)


def _known_from(acts: Iterable[Act]) -> dict[tuple[str, int], set[str]]:
    """By hash and year, in which areas' folders the ledger knows these bytes."""
    known: dict[tuple[str, int], set[str]] = {}
    for act in acts:
        # that a receipt was moved makes its file known in the folder of the new area as well
        if act.act in (*BY_FILE, ActKind.MOVED):
            known.setdefault((act.sha256, act.year), set()).add(act.area)
    return known


def _dropped(workspace: Workspace, year: int, acts: Iterable[Act]) -> Iterable[Dropped]:
    folder = workspace.raw(year)
    if folder.is_dir():
        return walk(folder, workspace.root)
    if any(act.year == year for act in acts):
        return ()
    raise UsageError(
        f"没有 {year} 年的报送目录",
        f"there is no drop folder for {year}",
        where=str(folder),
        remedy_zh="核对年份，或者建立该目录并放入各市报送的文件。",
        remedy_en="check the year, or make the folder and put the cities' files into it",
    )
