"""The archive of a release: all that is needed to make the same book again, in one ZIP."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import DataError
from pipeline.publish.record import files_of
from pipeline.workspace import Workspace, replaced

SUMS = "SHA256SUMS"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # of the files in an archive: the same content, the same bytes


def archive_of(workspace: Workspace, release: Path, year: int) -> Path:
    """Where the archive of a release is kept; it stays in the house."""
    return workspace.internal(year) / f"archive-{year}-{release.name}.zip"


def write_archive(workspace: Workspace, release: Path, year: int) -> Path:
    """The release, and everything that it was made from, with ``SHA256SUMS``.

    That is: what was received with its ledger, the log, catalogue, editorial texts, explanations,
    the ledgers of books and releases, and what the warehouse remembers. One that is there is left
    as it is.
    """
    target = archive_of(workspace, release, year)
    if target.exists():
        return target
    sums = []
    with replaced(target) as aside, zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in dict.fromkeys((*files_of(release), *sources(workspace))):
            name, content = path.relative_to(workspace.root).as_posix(), path.read_bytes()
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
            archive.writestr(_entry(name), content)
        archive.writestr(_entry(SUMS), "".join(sums))
    return target


def sources(workspace: Workspace) -> Iterator[Path]:
    """The files from which any book of a workspace can be made again."""
    for folder in (workspace.received, workspace.log, *workspace.edited):
        yield from files_of(folder)
    root = workspace.root
    yield from sorted((root / "editions").glob("*/*.csv"))
    yield from sorted((root / "editions").glob("*/*.json"))
    yield from sorted((root / "releases").glob("*/*/release.json"))
    yield from sorted(workspace.warehouse.parent.glob("*.voucher.json"))


def unpack(archive: Path, folder: Path) -> None:
    """Writes what is in an archive into ``folder``.

    Raises DataError where a file is not what its sum says, is missing, or has no sum.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            told = [line.split("  ", 1) for line in opened.read(SUMS).decode().splitlines()]
            if {name for _, name in told} != set(opened.namelist()) - {SUMS}:
                raise _damaged(archive, SUMS)
            for digest, name in told:
                _write(folder, name, opened.read(name), digest, archive)
    except (zipfile.BadZipFile, KeyError, ValueError):
        raise _damaged(archive, SUMS) from None


def _write(folder: Path, name: str, content: bytes, digest: str, archive: Path) -> None:
    target = (folder / name).resolve()
    if hashlib.sha256(content).hexdigest() != digest or not target.is_relative_to(folder.resolve()):
        raise _damaged(archive, name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return entry


def _damaged(archive: Path, name: str) -> DataError:
    return DataError(
        f"归档已损坏或被改动：{name}",
        f"the archive is damaged or was edited: {name}",
        where=str(archive),
        remedy_zh="从备份恢复该归档。",
        remedy_en="restore the archive from a backup",
    )
