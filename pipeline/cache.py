"""What was made before and may be used again; the folder can be deleted at any time.

Nothing depends on it but time: a file is found by the hash of all that determines its content, and
what was damaged is as good as absent.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pipeline.workspace import ASIDE, HOUSE

LIMIT_BYTES = 400_000_000
_DIGEST = 32


def key_of(*parts: str | bytes) -> str:
    """The hash of all parts; where one ends and the next begins counts."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8) + data)
    return whole.hexdigest()


def key_of_files(*paths: Path) -> str:
    """The hash of these files, and of all below these folders, by name; not of what is compiled."""
    found = [(path, file) for path in paths for file in sorted(_files(path))]
    told = [(p, f) for p, f in found if "__pycache__" not in f.parts]
    names = (file.relative_to(path.parent).as_posix() for path, file in told)
    return key_of(*names, *(file.read_bytes() for _, file in told))


@cache
def program() -> str:
    """The hash of the whole program: what it does, and what it says and knows."""
    return key_of_files(HOUSE / "pipeline", HOUSE / "sql")


@dataclass(slots=True)
class Cache:
    """Files in ``folder``; without one nothing is kept. ``used`` and ``made`` count."""

    folder: Path | None
    used: int = field(default=0, init=False)
    made: int = field(default=0, init=False)

    def get(self, key: str) -> bytes | None:
        """What was kept under this key, whole, or none."""
        if self.folder is None:
            return None
        path = self._path(self.folder, key)
        try:
            stored = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        digest, content = stored[:_DIGEST], stored[_DIGEST:]
        if hashlib.sha256(content).digest() != digest:
            return None
        self.used += 1
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keeps it; where that cannot be, as on a full disk, it is made again the next time."""
        self.made += 1
        if self.folder is None:
            return
        path = self._path(self.folder, key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(prefix=ASIDE, dir=path.parent)
            with os.fdopen(handle, "wb") as file:  # not synced: what a crash cuts off is not used
                file.write(hashlib.sha256(content).digest() + content)
            Path(aside).replace(path)
        except OSError:
            return

    def prune(self, limit: int = LIMIT_BYTES) -> None:
        """Forgets what has not been used for the longest time, until no more than this is left."""
        if self.folder is None or not self.folder.is_dir():
            return
        files = sorted(((p, p.stat()) for p in _files(self.folder)), key=lambda f: f[1].st_mtime_ns)
        size = sum(stat.st_size for _, stat in files)
        for path, stat in files:
            if size <= limit:
                return
            path.unlink(missing_ok=True)
            size -= stat.st_size

    @staticmethod
    def _path(folder: Path, key: str) -> Path:
        return folder / key[:2] / key


def _files(path: Path) -> Iterable[Path]:
    """A file itself, or all below a folder."""
    return (p for p in ([path] if path.is_file() else path.rglob("*")) if p.is_file())
