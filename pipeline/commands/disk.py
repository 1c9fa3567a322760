"""A disk that is full, read-only or not ours, whatever library met it: no bug."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator

from pipeline.errors import EnvironmentLacks
from pipeline.vocabulary import Text

_FULL = Text("磁盘已满", "the disk is full")
_READ_ONLY = Text("磁盘或目录只读", "the disk or folder is read-only")
_FORBIDDEN = Text("没有写权限", "writing is not permitted")
_LARGE = Text("文件超过系统允许的大小", "a file is larger than this system allows")
_FAILING = Text("磁盘读写出错", "the disk fails")
_TOLD = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EFBIG: _LARGE,
    errno.EIO: _FAILING,
}
# Libraries in other languages only say it in words: those of the system.
_WORDS = {os.strerror(number): told for number, told in _TOLD.items()}


def disk_trouble(problem: BaseException) -> EnvironmentLacks | None:
    """What the disk refused, if that is at the bottom of an error; none where it is another."""
    for error in _chain(problem):
        told = _of_system(error) or _in_words(error)
        if told:
            return _lacks(told, getattr(error, "filename", None))
    return None


def _of_system(error: BaseException) -> Text | None:
    return _TOLD.get(error.errno or 0) if isinstance(error, OSError) else None


def _in_words(error: BaseException) -> Text | None:
    if type(error).__module__.partition(".")[0] not in _LIBRARIES:
        return None
    said = str(error)
    return next((told for words, told in _WORDS.items() if words in said), None)


_LIBRARIES = frozenset({"duckdb", "_duckdb", "polars", "pikepdf", "xlsxwriter", "builtins"})


def _lacks(what: Text, where: str | bytes | None) -> EnvironmentLacks:
    return EnvironmentLacks(
        f"无法写入：{what.zh}；已收到的报送没有丢失，也没有留下不完整的文件",
        f"cannot write: {what.en}; nothing received was lost and no file is incomplete",
        where=os.fsdecode(where) if isinstance(where, (str, bytes)) else "",
        remedy_zh="腾出空间或换可写的目录后，重新运行同一命令即可。",
        remedy_en="make room, or choose a folder that can be written, and run the command again",
    )


def _chain(problem: BaseException) -> Iterator[BaseException]:
    """The error and those behind it."""
    error: BaseException | None = problem
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
