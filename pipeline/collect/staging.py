"""Stage: everything received is read again and becomes the rows of the schema ``staged``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.cache import Cache, key_of, key_of_files, program
from pipeline.catalogue.model import Catalogue
from pipeline.collect.reader.lexicon import Lexicon, build_lexicon
from pipeline.collect.reader.reading import FileReading, read_file
from pipeline.collect.reader.titles.sender import Place
from pipeline.collect.receipts import Archive, Receipt
from pipeline.collect.rejections import Rejected
from pipeline.collect.spool import Spool
from pipeline.errors import DataError
from pipeline.warehouse import Warehouse
from pipeline.workspace import Workspace


def stage(
    workspace: Workspace,
    catalogue: Catalogue,
    warehouse: Warehouse,
    rejections: Sequence[Rejected] = (),
    cache: Cache | None = None,
) -> None:
    """Builds the schema ``staged`` from every receipt of every year, and from ``rejections``.

    What was received depends on ledger, copies and catalogue alone; what ``cache`` knows of a file
    is not read again. Raises DataError when a copy is missing or damaged, or the catalogue no
    longer knows who sent it.
    """
    spool = Spool()
    for rejected in rejections:
        spool.add_findings(rejected.findings, rejected.sha256)
    archive, lexicon = Archive(workspace.received), build_lexicon(catalogue)
    kept = Kept(cache or Cache(None), key_of(program(), key_of_files(workspace.catalogue)))
    told: set[str] = set()  # files of which a part was moved are read for each of their areas
    for place, group in _groups(archive.receipts(), lexicon):
        content, about_file = archive.recall(group[0]), group[0].sha256 not in told
        told.add(group[0].sha256)
        spool.add_packed(kept.rows(content, place, group, lexicon, about_file=about_file))
    spool.into(warehouse)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was read before, found by the file, its receipts and ``surroundings``."""

    cache: Cache
    surroundings: str

    def rows(
        self,
        content: bytes,
        place: Place,
        group: Sequence[Receipt],
        lexicon: Lexicon,
        *,
        about_file: bool,
    ) -> bytes:
        """The rows of ``staged`` that one file gives, packed."""
        key = key_of(self.surroundings, content, repr((place, group, about_file)))
        packed = self.cache.get(key)
        if packed is None:
            spool = Spool()
            add_forms(spool, group, read_file(content, place, lexicon), about_file=about_file)
            packed = spool.packed()
            self.cache.put(key, packed)
        return packed


def readings(
    archive: Archive, lexicon: Lexicon, receipts: Iterable[Receipt]
) -> Iterator[tuple[list[Receipt], FileReading]]:
    """Each received file once, with those of its receipts that stand and share a place."""
    for place, group in _groups(receipts, lexicon):
        yield group, read_file(archive.recall(group[0]), place, lexicon)


def _groups(receipts: Iterable[Receipt], lexicon: Lexicon) -> Iterator[tuple[Place, list[Receipt]]]:
    groups: dict[tuple[str, Place], list[Receipt]] = {}
    for receipt in receipts:
        if not receipt.withdrawn:
            groups.setdefault((receipt.sha256, place_of(receipt, lexicon)), []).append(receipt)
    yield from ((place, group) for (_, place), group in groups.items())


def place_of(receipt: Receipt, lexicon: Lexicon) -> Place:
    """Where the reader is told that the file lay: as at its receipt, or as it was moved since."""
    if receipt.area not in lexicon.units:
        raise _sender_unknown(receipt)
    area = lexicon.units.get(receipt.area if receipt.moved else receipt.folder)
    return Place(receipt.file_name, area, receipt.year, receipt.encoding, receipt.moved)


def add_forms(
    spool: Spool, receipts: Sequence[Receipt], reading: FileReading, *, about_file: bool = True
) -> None:
    """The forms that stand with what was found in them; of the others nothing is told.

    ``about_file``: what was found beside the forms is told as well.
    """
    by_key = {receipt.key: receipt for receipt in receipts}
    forms = [
        (receipt, form)
        for form in reading.forms
        if (receipt := by_key.get((form.titles.area.code, form.titles.form.code, form.titles.year)))
    ]
    told = {form.submission_id for _, form in forms} | ({""} if about_file else set())
    spool.add_findings((f for f in reading.findings if f.submission_id in told), reading.sha256)
    for receipt, form in forms:
        spool.add(receipt, reading, form)


def _sender_unknown(receipt: Receipt) -> DataError:
    return DataError(
        f"目录中已没有填报单位 {receipt.area}，但收到过它的报送文件",
        f"the catalogue no longer knows {receipt.area}, which has sent files",
        where=f"received/ledger.csv:{receipt.seq + 1} ({receipt.file_name})",
        remedy_zh="撤销的地区不要从 areas.csv 删除，应填写 valid_to。",
        remedy_en="do not delete an abolished area from areas.csv; give it a valid_to",
    )
