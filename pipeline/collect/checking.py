"""Self-check: files are read where they lie and staged as if they came now; nothing is kept."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pipeline.catalogue.model import Area
from pipeline.collect.dropfolder import Dropped, Refused, dropped, walk
from pipeline.collect.overtaken import unless_overtaken
from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.privacy import masked
from pipeline.collect.reader.reading import FileReading, FormReading, read_file
from pipeline.collect.reader.titles.sender import Place
from pipeline.collect.receipts import Archive, Receipt, newest_standing, said_before
from pipeline.collect.receiving import opened, refused_findings
from pipeline.collect.spool import Cells, Spool
from pipeline.collect.staging import add_forms, place_of, readings
from pipeline.warehouse import Warehouse
from pipeline.workspace import Workspace

_TEXTS = ("narrative", "events")  # cite figures of any form and year
_YEAR_DIGITS = len("2024")


@dataclass(frozen=True, slots=True)
class Said:
    """What the caller says of the files, against their folder; what is blank was not said."""

    area: Area | None = None
    year: int | None = None
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Inspected:
    """One file that was looked at: its name as it may be shown, and what it turned out to be."""

    file: str
    reading: FileReading


class _Taken(NamedTuple):
    """A form with the receipt that it has, or would be given now."""

    reading: FileReading
    form: FormReading
    receipt: Receipt


def files_under(path: Path) -> Iterator[Path]:
    """The file itself, or what was put into a folder; nothing where nothing is."""
    if path.is_dir():
        yield from (found.path for found in walk(path, path))
    elif os.path.lexists(path):
        yield path


class Inspection:
    """Looks at files beside what a workspace has received, and writes nothing there."""

    def __init__(
        self,
        workspace: Workspace,
        lexicon: Lexicon,
        today: date,
        beside: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        """``beside``: by form, the other forms that relations hold it against."""
        self._workspace, self._lexicon, self._today = workspace, lexicon, today
        self._beside = beside or {}
        self._archive = Archive(workspace.received)
        self._receipts = self._archive.receipts()

    def inspect(self, path: Path, said: Said) -> Inspected:
        """Reads one file; one that lies in the drop folder is read as lying there."""
        found, year = self._found(path)
        taken = opened(found, self._lexicon)
        if isinstance(taken, Refused):
            findings = refused_findings(taken, found, self._lexicon, said.year or year)
            return Inspected(masked(str(path)), FileReading("", "", (), findings))
        content, area = taken
        place = Place(found.name, said.area or area, said.year or year, said.encoding)
        read = read_file(content, self._as_received(content, place), self._lexicon)
        reading = unless_overtaken(read, self._receipts, found.name)
        return Inspected(masked(str(path)), reading)

    def stage(
        self, inspected: Iterable[Inspected], warehouse: Warehouse, tables: Collection[str]
    ) -> list[Cells]:
        """Builds ``tables`` of ``staged``: the forms, and what the rules compare them with.

        Returns what was found when they were read, as rows under ``FINDING_COLUMNS``.
        """
        spool, taken = Spool(), self._taken_in(inspected)
        for reading, form, receipt in taken:
            spool.add(receipt, reading, form)
            told = (f for f in reading.findings if f.submission_id == form.submission_id)
            spool.add_findings(told, reading.sha256)
        for group, reading in readings(self._archive, self._lexicon, self._looked_back_on(taken)):
            add_forms(spool, group, reading)
        spool.into(warehouse, tables)
        return spool.rows["reading_finding"]

    def _found(self, path: Path) -> tuple[Dropped, int | None]:
        """The file as it lies in a year's drop folder, or else for itself, without a year."""
        root = self._workspace.root.resolve()
        lies_at = path.parent.resolve() / path.name
        if lies_at.is_relative_to(root / "raw"):
            year, *below = lies_at.relative_to(root / "raw").parts
            if below and year.isdigit() and len(year) == _YEAR_DIGITS:
                return dropped(lies_at, root, root / "raw" / year), int(year)
        return dropped(path, path.parent, path.parent), None

    def _as_received(self, content: bytes, place: Place) -> Place:
        """What was received from this place is read as it was then, or as it was moved since."""
        whose = (sha256(content).hexdigest(), place.year, place.area.code if place.area else "")
        known = (r for r in self._receipts if (r.sha256, r.year, r.folder) == whose)
        received = next((place_of(r, self._lexicon) for r in known if not r.withdrawn), None)
        return received if received and not place.encoding else place

    def _taken_in(self, inspected: Iterable[Inspected]) -> list[_Taken]:
        """Every form once, in the order in which they would be entered."""
        forms = {f.submission_id: (i, f) for i in inspected for f in i.reading.forms}
        dated = sorted(forms.values(), key=lambda pair: pair[1].titles.stated_on or self._today)
        receipts, taken = list(self._receipts), []
        for one, form in dated:
            receipt = _receipt_of(one, form, receipts) or self._new(one, form, receipts)
            receipts.append(receipt)
            taken.append(_Taken(one.reading, form, receipt))
        return taken

    def _new(self, one: Inspected, form: FormReading, before: Sequence[Receipt]) -> Receipt:
        titles = form.titles
        revisions = [receipt.revision for receipt in before if receipt.key == _key(form)]
        return Receipt(
            seq=len(before) + 1,
            sha256=one.reading.sha256,
            received_on=self._today,
            year=titles.year,
            area=titles.area.code,
            form=titles.form.code,
            file_name=one.file,
            sheet=form.sheet,
            digest=form.digest,
            folder="",
            encoding="",
            revision=max(revisions, default=0) + 1,
        )

    def _looked_back_on(self, taken: Sequence[_Taken]) -> Iterator[Receipt]:
        """Other revisions of the forms, last year's, forms that they are held against; for a
        text all that its area sent.
        """
        entered = {receipt.seq for *_, receipt in taken}
        told_of = {r.area for _, form, r in taken if form.titles.form.kind in _TEXTS}
        keys = {(r.area, r.form, r.year - back) for *_, r in taken for back in (0, 1)}
        keys |= {(r.area, f, r.year) for *_, r in taken for f in self._beside.get(r.form, ())}
        for receipt in self._receipts:
            asked_for = receipt.area in told_of or receipt.key in keys
            if asked_for and receipt.seq not in entered and not receipt.withdrawn:
                yield receipt


def _receipt_of(one: Inspected, form: FormReading, before: Sequence[Receipt]) -> Receipt | None:
    """The receipt of a form that came before, be it in a file that says the same."""
    of_form = [r for r in before if r.key == _key(form) and not r.withdrawn]
    newest = newest_standing(of_form).get(_key(form))
    again = newest if newest and newest.digest == form.digest else None
    if again is None and form.is_untouched:
        again = said_before(of_form, _key(form), form.digest)
    return next((r for r in of_form if r.sha256 == one.reading.sha256), again)


def _key(form: FormReading) -> tuple[str, str, int]:
    return form.titles.area.code, form.titles.form.code, form.titles.year
