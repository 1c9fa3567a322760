"""The journal of a workspace: what was done, a line of JSON each, chained and only ever added to.

``log/journal.jsonl`` is a record and never read for what is the case: that stands in the ledger,
the explanations, the editions and the releases, to which its lines refer by name and hash. Each
line holds the sha256 of the line before; ``log/head.json`` holds that of the last.
"""

from __future__ import annotations

import fcntl
import json
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.errors import DataError
from pipeline.workspace import HOUSE, write_whole

_FILE, _HEAD = "journal.jsonl", "head.json"
MENDED = "mended"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was done: an act on something (``ref``, with its hash), by whom as a role.

    ``role`` is ``unit`` (who reports), ``office`` (who makes the book) or ``program``.
    """

    act: str
    ref: str
    sha256: str = ""
    year: int | None = None
    role: str = "program"
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the journal: its number from 1, its entry, and when, by which command."""

    number: int
    digest: str
    entry: Entry
    at: str
    command: str
    version: str
    is_late: bool = False  # recorded by a later run than the one that did it


@dataclass(frozen=True, slots=True)
class Head:
    """Up to where a journal goes: its last line and that line's hash."""

    number: int = 0
    digest: str = ""


class Journal:
    """The folder ``log/``."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._path = folder, folder / _FILE

    def lines(self) -> list[Line]:
        """All lines. Raises DataError naming the first that is not what was written.

        What a killed run has left of a last line counts for nothing.
        """
        whole, _ = self._read()
        return whole

    def append(self, entries: Sequence[Entry], command: str, *, late: bool = False) -> Head:
        """Writes entries behind the others; a torn last line is completed or cut off, and noted."""
        if not entries and not self._read()[1]:
            return self.head()
        with self._locked():
            lines, torn = self._read()
            head = Head(len(lines), lines[-1].digest) if lines else Head()
            if torn:
                head = self._mend(head, torn, command)
            if entries:
                head = self._write(entries, head, command, late=late)
            told = json.dumps({"line": head.number, "sha256": head.digest})
            write_whole(self._folder / _HEAD, told.encode() + b"\n")
            return head

    def head(self) -> Head:
        """That of the lines. Raises DataError where the chain is broken."""
        lines = self.lines()
        return Head(lines[-1].number, lines[-1].digest) if lines else Head()

    def noted_head(self) -> Head | None:
        """That which was noted beside the lines when the last one was written."""
        return noted_head(self._folder / _HEAD)

    def _read(self) -> tuple[list[Line], bytes]:
        content = self._path.read_bytes() if self._path.exists() else b""
        *whole, torn = content.split(b"\n")
        lines: list[Line] = []
        before = ""
        for number, line in enumerate(whole, 1):
            lines.append(_line(line, number, before))
            before = lines[-1].digest
        return lines, torn

    def _mend(self, head: Head, torn: bytes, command: str) -> Head:
        """A line that lacks nothing but its end is given it; of any other the rest is cut off."""
        try:
            line = _line(torn, head.number + 1, head.digest)
        except DataError:
            facts = {"cut_bytes": len(torn)}
            with self._path.open("r+b") as handle:
                handle.truncate(self._path.stat().st_size - len(torn))
        else:
            head = Head(line.number, line.digest)
            facts = {"completed_line": line.number}
            _add(self._path, b"\n")
        note = Entry(MENDED, f"log/{_FILE}", sha256(torn).hexdigest(), facts=facts)
        return self._write([note], head, command, late=False)

    def _write(self, entries: Sequence[Entry], head: Head, command: str, *, late: bool) -> Head:
        content = b""
        for entry in entries:
            line = _told(entry, head, command, late=late)
            head = Head(head.number + 1, sha256(line).hexdigest())
            content += line + b"\n"
        _add(self._path, content)
        return head

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / ".lock").open("a") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def noted_head(path: Path) -> Head | None:
    """The head that a file of JSON holds, as it is or under ``log``; none where it holds none."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        told = told.get("log", told)
        return Head(int(told["line"]), str(told["sha256"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


@cache
def version() -> str:
    """That of this program."""
    told = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    return str(told["project"]["version"])


def broken(number: int) -> DataError:
    """The journal cannot be believed from this line on."""
    return DataError(
        f"操作日志第 {number} 行被改动、插入或删除，此后各行不可信",
        f"line {number} of the log was edited, inserted or removed; none from there can be trusted",
        where=f"log/{_FILE}:{number}",
        remedy_zh="日志只能追加；请从备份恢复 log 目录。",
        remedy_en="the log is only ever added to: restore the folder log/ from a backup",
    )


def _told(entry: Entry, head: Head, command: str, *, late: bool) -> bytes:
    told: dict[str, Any] = {
        "line": head.number + 1,
        "before": head.digest,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "act": entry.act,
        "year": entry.year,
        "ref": entry.ref,
        "sha256": entry.sha256,
        "role": entry.role,
        "command": command,
        "version": version(),
    }
    told |= {"facts": dict(entry.facts)} if entry.facts else {}
    told |= {"late": True} if late else {}
    return json.dumps(told, ensure_ascii=False).encode()


def _line(content: bytes, number: int, before: str) -> Line:
    try:
        told = json.loads(content)
        if told["line"] != number:
            raise broken(number)
        if told["before"] != before:  # the line before is not the one that this one followed
            raise broken(max(number - 1, 1))
        entry = Entry(
            told["act"], told["ref"], told["sha256"], told["year"], told["role"],
            told.get("facts", {}),
        )  # fmt: skip
        digest = sha256(content).hexdigest()
        return Line(
            number, digest, entry, told["at"], told["command"], told["version"],
            bool(told.get("late")),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError):
        raise broken(number) from None


def _add(path: Path, content: bytes) -> None:
    """One write at the end, on the disk before it counts; what does not fit is taken back."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    size = os.fstat(handle).st_size
    try:
        written = 0
        while written < len(content):
            written += os.write(handle, content[written:])
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise
    finally:
        os.close(handle)
