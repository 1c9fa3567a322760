"""Our own mistakes: one line for the user, everything else into a log file."""

from __future__ import annotations

import platform
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from pipeline.commands.disk import disk_trouble
from pipeline.errors import Exit
from pipeline.workspace import HOUSE

_READS_FILES = str(HOUSE / "pipeline" / "collect")
_WITHHELD = "(what it says is left out: it may repeat what stood in a file)"


def told_of(problem: Exception, lang: str) -> tuple[str, Exit]:
    """What the user sees of an error that no command has foreseen, and how the command ends.

    One that the disk is at the bottom of is a lack of this machine, any other is our mistake.
    """
    if lacks := disk_trouble(problem):
        return lacks.told(lang), lacks.exit
    try:
        return record(problem, lang), Exit.BUG
    except OSError:
        return _line(problem, None, lang), Exit.BUG


def record(bug: Exception, lang: str) -> str:
    """Writes the traceback to a file of its own and returns the line that the user sees.

    A log is sent to maintainers, so it holds nothing of a city's file: places in the program
    always, the words of an error only where no file was being read.
    """
    with tempfile.NamedTemporaryFile(
        "w", prefix="pipeline-bug-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"{platform.platform()} python {platform.python_version()}\n")
        log.writelines(_traced(bug))
    return _line(bug, Path(log.name), lang)


def _traced(bug: BaseException) -> Iterator[str]:
    """The error and those behind it, the last first."""
    errors = list(_chain(bug))
    places = [traceback.extract_tb(error.__traceback__) for error in errors]
    reading = any(f.filename.startswith(_READS_FILES) for stack in places for f in stack)
    for error, stack in zip(errors, places, strict=True):
        yield from stack.format()
        yield f"{type(error).__name__}: {_WITHHELD if reading else error}\n\n"


def _chain(bug: BaseException) -> Iterator[BaseException]:
    error: BaseException | None = bug
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _line(bug: Exception, log: Path | None, lang: str) -> str:
    what = type(bug).__name__
    if log is None:
        return (
            f"程序内部错误（{what}），日志也无法写入。"
            if lang == "zh"
            else (f"internal error ({what}), and no log of it can be written.")
        )
    if lang == "zh":
        return f"程序内部错误（{what}）。数据没有被改动；请把日志发给维护者：{log}"
    return f"internal error ({what}); no data were changed. Please send this log: {log}"
