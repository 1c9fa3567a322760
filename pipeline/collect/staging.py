"""Stage: everything received is read again and becomes the rows of the schema ``staged``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.catalogue.model import Catalogue
from pipeline.collect.reader.lexicon import build_lexicon
from pipeline.collect.reader.reading import FileReading, read_file
from pipeline.collect.reader.titles import Place
from pipeline.collect.receipts import Archive, Receipt
from pipeline.collect.receiving import Rejected
from pipeline.collect.spool import Spool
from pipeline.errors import DataError
from pipeline.warehouse import Warehouse
from pipeline.workspace import Workspace


def stage(
    workspace: Workspace,
    catalogue: Catalogue,
    warehouse: Warehouse,
    rejections: Sequence[Rejected] = (),
) -> None:
    """Builds the schema ``staged`` from every receipt of every year, and from ``rejections``.

    What was received depends on ledger, copies and catalogue alone. Raises DataError when a copy
    is missing or damaged, or the catalogue no longer knows who sent it.
    """
    spool = Spool()
    for rejected in rejections:
        spool.add_findings(rejected.findings, rejected.sha256)
    for receipt, reading in _readings(workspace, catalogue):
        spool.add_findings(reading.findings, reading.sha256)
        for form in reading.forms:
            spool.add(receipt, reading, form)
    out = workspace.warehouse.parent
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".spool.", dir=out) as folder:
        spool.write(Path(folder))
        warehouse.materialise("staged", spool=folder)


def _readings(workspace: Workspace, catalogue: Catalogue) -> Iterator[tuple[Receipt, FileReading]]:
    archive, lexicon = Archive(workspace.received), build_lexicon(catalogue)
    for receipt in archive.receipts():
        area = lexicon.units.get(receipt.area)
        if area is None:
            raise _sender_unknown(receipt)
        place = Place(receipt.file_name, area, receipt.year)
        yield receipt, read_file(archive.recall(receipt), place, lexicon)


def _sender_unknown(receipt: Receipt) -> DataError:
    return DataError(
        f"目录中已没有填报单位 {receipt.area}，但收到过它的报送文件",
        f"the catalogue no longer knows {receipt.area}, which has sent files",
        where=f"received/ledger.csv:{receipt.seq + 1} ({receipt.file_name})",
        remedy_zh="撤销的地区不要从 areas.csv 删除，应填写 valid_to。",
        remedy_en="do not delete an abolished area from areas.csv; give it a valid_to",
    )
