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
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_WIDE_SPACE = "\u3000"  # common in Chinese names, and nothing obeys it
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
    """Something in the drop folder: its path, its name as shown, and the folders it lies in.

    The name holds nothing that a terminal, a table or a page would obey: what cannot be printed is
    written as an escape. ``folders`` are those below the year, outermost first, as they are called.
    """

    path: Path
    name: str
    folders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that was not read, and the rule that says why."""

    rule: str
    reason: Text


def walk(folder: Path, base: Path) -> Iterator[Dropped]:
    """Everything that may have been sent, in the order of its path; links are not followed.

    Hidden files, office lock files, half-copied files and the house's own ``.md`` notes are passed
    over. ``base`` is where shown names begin. However deep the folders are, nothing recurses.
    """
    open_folders = [_entries(folder)]
    while open_folders:
        entry = next(open_folders[-1], None)
        if entry is None:
            open_folders.pop()
        elif isinstance(entry, Path):
            yield dropped(entry, base, folder)  # which take() will refuse, with the reason
        elif _passed_over(entry.name):
            continue
        elif entry.is_dir(follow_symlinks=False):
            open_folders.append(_entries(Path(entry.path)))
        else:
            yield dropped(Path(entry.path), base, folder)


def _entries(folder: Path) -> Iterator[os.DirEntry[str] | Path]:
    """What a folder holds, by name; of one that cannot be opened itself, so that it is told of."""
    try:
        with os.scandir(folder) as entries:
            return iter(sorted(entries, key=lambda entry: entry.name))
    except OSError:
        return iter((folder,))


def take(path: Path, folder: Path | None = None) -> bytes | Refused:
    """The bytes of an ordinary file, read once; otherwise the reason why not.

    ``folder`` is one above it, from which on no folder may be a link, even if it was none when the
    file was found; by default the one that it lies in.
    """
    try:
        if (reason := _extraordinary(path.lstat().st_mode)) is not None:
            return Refused("D51", reason)
        descriptor = _opened(path, folder or path.parent)
    except OSError as problem:
        return _unreadable(problem)
    try:
        return _read(descriptor)
    except OSError as problem:
        return _unreadable(problem)
    finally:
        os.close(descriptor)


def _opened(path: Path, folder: Path) -> int:
    """Opens a file step by step from ``folder`` on, following no link on the way."""
    *between, name = path.relative_to(folder).parts
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for step in between:
            inner = os.open(step, _NOT_LED_ON | os.O_DIRECTORY, dir_fd=held)
            os.close(held)
            held = inner
        return os.open(name, _NOT_LED_ON, dir_fd=held)
    finally:
        os.close(held)


def _passed_over(name: str) -> bool:
    plain = name.lower()
    unfinished = plain.startswith((".", "~$")) or plain.endswith(_UNFINISHED)
    return unfinished or plain.endswith(_NOTES) or plain in _LEFT_BY_SYSTEMS


def dropped(path: Path, base: Path, folder: Path) -> Dropped:
    """A file under ``folder``, with its name from ``base`` on."""
    between = path.relative_to(folder).parts[:-1]
    return Dropped(path, _shown(path.relative_to(base).as_posix()), tuple(map(_shown, between)))


def _shown(name: str) -> str:
    """The name as text: bytes in no known encoding, control and invisible characters escaped."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() or c == _WIDE_SPACE else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


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
