"""The drop folder ``raw/<year>``: what lies there, and how a file is opened safely."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.vocabulary import Text

LARGEST = 20 * 1024 * 1024  # bytes; a form has a few thousand

_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", "~")
_NOTES = (".md",)
_LEFT_BY_WINDOWS = frozenset({"thumbs.db", "desktop.ini"})
_NOT_LED_ON = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC

_KINDS = (
    (stat.S_ISLNK, Text("符号链接", "a symbolic link")),
    (stat.S_ISFIFO, Text("命名管道", "a named pipe")),
    (stat.S_ISSOCK, Text("套接字", "a socket")),
    (stat.S_ISBLK, Text("块设备", "a block device")),
    (stat.S_ISCHR, Text("字符设备", "a character device")),
)
_TOO_LARGE = Text("文件超过 20 MB", "it is larger than 20 MB")
_CHANGING = Text("文件正在被写入", "it is still being written")


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something in the drop folder: its path, its name as shown, and the area folder it lies in."""

    path: Path
    name: str
    folder: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that was not read, and the rule that says why."""

    rule: str
    reason: Text


def walk(folder: Path, base: Path, area: str = "") -> Iterator[Dropped]:
    """Everything that may have been sent, in the order of its path; links are not followed.

    Hidden files, office lock files, half-copied files and the house's own ``.md`` notes are passed
    over. ``base`` is where shown names begin; ``area`` the folder directly under the year.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except PermissionError:
        yield _dropped(folder, base, area)  # which take() will refuse, with the reason
        return
    for entry in entries:
        if _passed_over(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(Path(entry.path), base, area or entry.name)
        else:
            yield _dropped(Path(entry.path), base, area)


def take(path: Path) -> bytes | Refused:
    """The bytes of an ordinary file, read once; otherwise the reason why not."""
    try:
        if (reason := _extraordinary(path.lstat().st_mode)) is not None:
            return Refused("D51", reason)
        descriptor = os.open(path, _NOT_LED_ON)
    except OSError as problem:
        return _unreadable(problem)
    try:
        return _read(descriptor)
    except OSError as problem:
        return _unreadable(problem)
    finally:
        os.close(descriptor)


def _passed_over(name: str) -> bool:
    plain = name.lower()
    unfinished = plain.startswith((".", "~$")) or plain.endswith(_UNFINISHED)
    return unfinished or plain.endswith(_NOTES) or plain in _LEFT_BY_WINDOWS


def _dropped(path: Path, base: Path, folder: str) -> Dropped:
    shown = os.fsencode(path.relative_to(base).as_posix()).decode("utf-8", "backslashreplace")
    return Dropped(path, shown, folder)


def _extraordinary(mode: int) -> Text | None:
    return next((kind for is_kind, kind in _KINDS if is_kind(mode)), None)


def _read(descriptor: int) -> bytes | Refused:
    """Reads an opened file; it must be ordinary still, and hold as many bytes as it says."""
    status = os.fstat(descriptor)
    if (reason := _extraordinary(status.st_mode)) is not None:
        return Refused("D51", reason)
    if status.st_size > LARGEST:
        return Refused("D52", _TOO_LARGE)
    with os.fdopen(os.dup(descriptor), "rb") as handle:
        content = handle.read(LARGEST + 1)
    return content if len(content) == status.st_size else Refused("D52", _CHANGING)


def _unreadable(problem: OSError) -> Refused:
    why = problem.strerror or type(problem).__name__
    return Refused("D52", Text(f"系统提示“{why}”", f"the system says “{why}”"))
