"""Our own mistakes: one line for the user, everything else into a log file."""

from __future__ import annotations

import platform
import tempfile
import traceback
from pathlib import Path


def record(bug: Exception, lang: str) -> str:
    """Writes the traceback to a file of its own and returns the line that the user sees."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="pipeline-bug-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"{platform.platform()} python {platform.python_version()}\n")
        log.writelines(traceback.format_exception(bug))
    return _line(bug, Path(log.name), lang)


def _line(bug: Exception, log: Path, lang: str) -> str:
    what = type(bug).__name__
    if lang == "zh":
        return f"程序内部错误（{what}）。数据没有被改动；请把日志发给维护者：{log}"
    return f"internal error ({what}); no data were changed. Please send this log: {log}"
