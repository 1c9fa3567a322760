"""One after another: a command that writes takes its turn; what a killed one left is swept."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import gettempdir

from pipeline.errors import EnvironmentLacks
from pipeline.vocabulary import Text
from pipeline.workspace import ASIDE, Workspace

_PAUSE = 0.05
_NOTE = ".lock"

Tell = Callable[[Text], None]

_mine: set[Path] = set()  # workspaces in which this process has its turn


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose turn it is, or was when it was killed: process, since when, which command."""

    pid: int
    since: str
    command: str

    @property
    def told(self) -> Text:
        return Text(
            f"“{self.command}”（进程 {self.pid}，{self.since} 开始）",
            f"“{self.command}” (process {self.pid}, since {self.since})",
        )


@contextmanager
def turn(workspace: Workspace, command: str, wait: float, tell: Tell) -> Iterator[Holder | None]:
    """Nobody else writes in the workspace while the block runs; yields who was killed in its turn.

    Waits ``wait`` seconds, which is told once. Raises EnvironmentLacks, naming the holder, when the
    turn has not come by then.
    """
    with _opened(workspace.root) as folder:
        _take(folder, workspace.root, wait, tell)
        killed = _holder(workspace.root)
        with _held(workspace.root, command):
            sweep(workspace.root)
            yield killed


@contextmanager
def turn_if_free(workspace: Workspace, command: str) -> Iterator[bool]:
    """Whether the block may write: it has its turn already, or gets it without waiting."""
    if workspace.root.resolve() in _mine:
        yield True
        return
    with _opened(workspace.root) as folder:
        if not _is_free(folder) or not os.access(workspace.root, os.W_OK):
            yield False
            return
        with _held(workspace.root, command):
            yield True


@contextmanager
def _opened(root: Path) -> Iterator[int]:
    """The folder itself is what is locked: nothing has to be written for it."""
    folder = os.open(root, os.O_RDONLY)
    try:
        yield folder
    finally:
        os.close(folder)


@contextmanager
def _held(root: Path, command: str) -> Iterator[None]:
    """Says whose turn it is while it is; what stands there of a killed run goes."""
    note = root / _NOTE
    told = {"pid": os.getpid(), "since": _now(), "command": command}
    _mine.add(root.resolve())
    try:
        with suppress(OSError):  # on a full disk it says nothing, and holds all the same
            note.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        yield
    finally:
        _mine.discard(root.resolve())
        with suppress(OSError):
            note.unlink(missing_ok=True)


def sweep(root: Path) -> list[Path]:
    """Removes what killed runs left unfinished; what somebody is still writing is locked.

    Readers pass things through the system's own folder, where theirs are known by the same name.
    """
    passed = sorted(Path(gettempdir()).glob(f"{ASIDE}*"))
    swept = [path for path in passed if _swept(path)]
    for folder, folders, files in os.walk(root):
        ours = [name for name in (*folders, *files) if name.startswith(ASIDE)]
        if Path(folder) == root:
            folders[:] = [name for name in folders if name != "raw"]  # only ever read
        folders[:] = [name for name in folders if not name.startswith(ASIDE)]
        swept += [path for path in (Path(folder) / name for name in ours) if _swept(path)]
    return swept


def _swept(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def _take(folder: int, root: Path, wait: float, tell: Tell) -> None:
    started = time.monotonic()
    waiting = False
    while not _is_free(folder):
        holder = _holder(root)
        if time.monotonic() - started >= wait:
            raise _not_my_turn(holder, wait)
        if not waiting:
            who = holder.told if holder else _SOMEBODY
            tell(Text(f"等待{who.zh}结束…", f"waiting for {who.en} to end…"))
            waiting = True
        time.sleep(_PAUSE)


def _is_free(folder: int) -> bool:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


_SOMEBODY = Text("另一个命令", "another command")


def _not_my_turn(holder: Holder | None, waited: float) -> EnvironmentLacks:
    who = holder.told if holder else _SOMEBODY
    return EnvironmentLacks(
        f"工作区正被{who.zh}占用，等了 {waited:g} 秒；没有改动任何东西",
        f"the workspace is held by {who.en}; after {waited:g} seconds nothing was done",
        remedy_zh="等它结束后再运行，或用 --wait 等得更久。",
        remedy_en="run it again when that has ended, or wait longer with --wait",
    )


def _holder(root: Path) -> Holder | None:
    """What is said of whose turn it is; none where it is nobody's, or is just being written."""
    try:
        told = json.loads((root / _NOTE).read_text(encoding="utf-8"))
        return Holder(int(told["pid"]), str(told["since"]), str(told["command"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(sep=" ", timespec="seconds")
