"""Where things are: one ``data/`` folder and everything in it, and how a file is replaced whole."""

from __future__ import annotations

import fcntl
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
ASIDE = (
    ".aside."  # begins the name of all that is still being written, or was when a run was killed
)

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2)


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of one region's data; a second region is a second workspace."""

    root: Path

    @property
    def reads(self) -> tuple[Path, ...]:
        """What the warehouse reads; a catalogue may lie elsewhere, behind a link."""
        return (self.root, self.root.resolve(), self.catalogue.resolve())

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
    def log(self) -> Path:
        """The journal of what was done, chained line by line; a record, so not under ``out``."""
        return self.root / "log"

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
    with _held(target.parent, target.name, is_folder=False) as aside:
        yield aside
        settle(aside, target)


def settle(aside: Path, target: Path) -> None:
    """Puts a finished file of the same disk in its place: fsync, rename, fsync the folder."""
    _sync(aside)
    aside.chmod(0o644)
    aside.replace(target)
    _sync(target.parent)


@contextmanager
def passing_folder(parent: Path, name: str) -> Iterator[Path]:
    """A folder in ``parent`` that is gone at the end; one of a killed run goes with the next."""
    with _held(parent, name, is_folder=True) as folder:
        yield folder


@contextmanager
def replaced_folder(target: Path) -> Iterator[Path]:
    """Yields an empty folder beside ``target``; on success it takes its place, or else is gone."""
    with _held(target.parent, target.name, is_folder=True) as aside:
        yield aside
        for path in sorted(aside.rglob("*"), reverse=True):
            if path.is_file():
                path.chmod(0o644)
            _sync(path)
        aside.chmod(0o755)
        _sync(aside)
        if not target.exists():
            aside.replace(target)
        elif not _exchanged(aside, target):
            _put_in_place_of(aside, target)
        _sync(target.parent)


def _exchanged(one: Path, other: Path) -> bool:
    """Gives each of two paths the place of the other in one step; false where that is not known."""
    import ctypes

    system = ctypes.CDLL(None, use_errno=True)
    if not hasattr(system, "renameat2"):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(system.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0)


def _put_in_place_of(new: Path, target: Path) -> None:
    """In two steps, between which there is no ``target``; where the second fails it comes back."""
    with passing_folder(target.parent, target.name) as folder:
        former = folder / target.name
        target.replace(former)
        try:
            new.replace(target)
        except OSError:
            former.replace(target)
            raise


def write_whole(target: Path, content: bytes) -> None:
    """Replaces ``target`` by ``content``, whole or not at all."""
    with replaced(target) as aside:
        aside.write_bytes(content)


@contextmanager
def _held(parent: Path, name: str, *, is_folder: bool) -> Iterator[Path]:
    """A new file or folder under a name by which it is known for unfinished, locked while it is."""
    parent.mkdir(parents=True, exist_ok=True)
    path, handle = _made(parent, f"{ASIDE}{name}.", is_folder=is_folder)
    try:
        yield path
    finally:
        os.close(handle)
        if is_folder:
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _made(parent: Path, prefix: str, *, is_folder: bool) -> tuple[Path, int]:
    """The path and a locked descriptor; made again if somebody swept it before it was locked."""
    while True:
        if is_folder:
            path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        else:
            new, name = tempfile.mkstemp(prefix=prefix, dir=parent)
            os.close(new)
            path = Path(name)
        handle = _locked(path)
        if handle is not None and path.exists():
            return path, handle
        if handle is not None:
            os.close(handle)


def _locked(path: Path) -> int | None:
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
