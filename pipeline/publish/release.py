"""Releases: what left the house, whole, numbered, with the hashes of every file; never overwritten.

``releases/<year>/0001/`` holds ``public/`` as it was, ``release.json`` (checklist, hashes, the kept
book that it printed), ``notes.md`` and, from the second on, ``errata.csv``.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import DataError
from pipeline.publish.record import hashes
from pipeline.tables.csv import written
from pipeline.workspace import Workspace, replaced_folder

ERRATA = (
    *("table", "page", "area", "area_en", "indicator", "indicator_en"),
    *("measure", "period", "printed", "corrected"),
)


@dataclass(frozen=True, slots=True)
class Released:
    """A release that exists; ``edition`` is the hash of the kept book that it printed.

    ``files`` are the hashes of its files by name, ``versions`` those of the libraries that made it.
    """

    year: int
    number: int
    edition: str
    folder: Path
    files: Mapping[str, str]
    versions: Mapping[str, str]


def releases(workspace: Workspace, year: int) -> list[Released]:
    """Those of a year, the oldest first. Raises DataError where one is damaged."""
    folders = sorted(p for p in workspace.releases(year).glob("[0-9]*") if p.is_dir())
    return [_read(year, folder) for folder in folders]


def _read(year: int, folder: Path) -> Released:
    try:
        told = json.loads((folder / "release.json").read_text(encoding="utf-8"))
        return Released(
            year, int(folder.name), str(told["edition"]), folder,
            dict(told["files"]), dict(told.get("versions", {})),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        raise DataError(
            "发布记录不完整或已被改动",
            "a release is incomplete or was edited",
            where=str(folder / "release.json"),
            remedy_zh="从备份恢复该文件夹；发布件不可改动。",
            remedy_en="restore the folder from a backup; a release must not be edited",
        ) from None


def write_release(
    workspace: Workspace,
    year: int,
    record: Mapping[str, Any],
    notes: str,
    errata: Sequence[Sequence[str]],
) -> Path:
    """Copies what is public into the next release of ``year`` and says what it is; whole or not.

    ``record`` goes into ``release.json`` beside number, edition and hashes; ``errata`` are lines of
    ``ERRATA`` against the release before.
    """
    number = max((one.number for one in releases(workspace, year)), default=0) + 1
    target = workspace.releases(year) / f"{number:04}"
    with replaced_folder(target) as folder:
        shutil.copytree(workspace.public(year), folder / "public")
        (folder / "notes.md").write_text(notes, encoding="utf-8")
        if errata:
            (folder / "errata.csv").write_bytes(written([ERRATA, *errata]))
        told = {"year": year, "release": number, **record, "files": hashes(folder, folder)}
        text = json.dumps(told, ensure_ascii=False, indent=2, default=str)
        (folder / "release.json").write_text(text + "\n", encoding="utf-8")
    return target


def released_as_is(workspace: Workspace, year: int, edition: str) -> Released | None:
    """The last release, if it is of this edition and holds what is public now, file by file."""
    last = next(reversed(releases(workspace, year)), None)
    if last is None or last.edition != edition:
        return None
    public = workspace.public(year)
    held = {name: digest for name, digest in last.files.items() if name.startswith("public/")}
    now = {f"public/{name}": digest for name, digest in hashes(public, public).items()}
    return last if held == now else None
