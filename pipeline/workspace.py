"""Where things are: one ``data/`` folder and everything in it, and how a file is replaced whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
SQL = HOUSE / "sql"
TEMPLATES = HOUSE / "templates"


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of one region's data; a second region is a second workspace."""

    root: Path

    @property
    def catalogue(self) -> Path:
        return self.root / "catalogue"

    @property
    def received(self) -> Path:
        return self.root / "received"

    @property
    def explanations(self) -> Path:
        return self.root / "explanations"

    @property
    def editorial(self) -> Path:
        return self.root / "editorial"

    @property
    def edited(self) -> tuple[Path, ...]:
        """The folders that people write in, apart from what the cities send."""
        return (self.catalogue, self.editorial, self.explanations)

    def editions(self, year: int) -> Path:
        """What the books of a year have printed, one file each time that it was something else."""
        return self.root / "editions" / str(year)

    def releases(self, year: int) -> Path:
        """What has left the house, a numbered folder a release; none is ever changed."""
        return self.root / "releases" / str(year)

    @property
    def cache(self) -> Path:
        """What was made before and may be used again; it can be deleted at any time."""
        return self.root / "out" / "cache"

    @property
    def warehouse(self) -> Path:
        return self.root / "out" / "yearbook.duckdb"

    def raw(self, year: int) -> Path:
        return self.root / "raw" / str(year)

    def out(self, year: int) -> Path:
        return self.root / "out" / str(year)

    def public(self, year: int) -> Path:
        return self.out(year) / "public"

    def internal(self, year: int) -> Path:
        return self.out(year) / "internal"


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """Yields a path beside ``target``; on success it becomes ``target``, otherwise it is gone.

    Write aside, fsync, rename, fsync the folder: after a crash the target is the old file or the
    new one, never half of either.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    aside = Path(name)
    try:
        yield aside
        _sync(aside)
        aside.chmod(0o644)
        aside.replace(target)
        _sync(target.parent)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def replaced_folder(target: Path) -> Iterator[Path]:
    """Yields an empty folder beside ``target``; on success it takes its place, or else is gone.

    A folder cannot be replaced in one step: the old one is moved away and the new one moved in, so
    that for a moment there is none, but never a half one.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        yield aside
        for path in sorted(aside.rglob("*")):
            if path.is_file():
                path.chmod(0o644)
                _sync(path)
        aside.chmod(0o755)
        _exchange(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(new: Path, target: Path) -> None:
    """Puts a folder in the place of another; where that fails the old one is put back."""
    former = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent)) / target.name
    if target.exists():
        target.replace(former)
    try:
        new.replace(target)
    except OSError:
        if former.exists():
            former.replace(target)
        raise
    finally:
        _sync(target.parent)
        shutil.rmtree(former.parent, ignore_errors=True)


def write_whole(target: Path, content: bytes) -> None:
    """Replaces ``target`` by ``content``, whole or not at all."""
    with replaced(target) as aside:
        aside.write_bytes(content)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
