"""Templates on disk: whole or not at all, and never over what somebody has begun to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.reading import read_file
from pipeline.collect.reader.titles.sender import Place
from pipeline.errors import UsageError
from pipeline.vocabulary import Severity
from pipeline.workspace import replaced_folder, write_whole

_NOTHING_IN_IT = "D53"


def deliver_file(target: Path, content: bytes, lexicon: Lexicon) -> None:
    """Writes a workbook. Raises UsageError where one stands that has been filled in."""
    if target.exists():
        _forbid(target, target.name, lexicon)
    write_whole(target, content)


def deliver_folder(target: Path, files: Mapping[str, bytes], lexicon: Lexicon) -> None:
    """Writes a folder of files: made aside, then put in the place of the old one as a whole.

    Raises UsageError where the old one holds anything but templates that nobody has filled in.
    """
    if target.exists() and not target.is_dir():
        _forbid(target, target.name, lexicon, known=False)
    for path in sorted(target.iterdir()) if target.is_dir() else ():
        _forbid(path, f"{target.name}/{path.name}", lexicon, known=path.name in files)
    with replaced_folder(target) as new:
        for name, content in files.items():
            (new / name).write_bytes(content)


def _forbid(path: Path, shown: str, lexicon: Lexicon, *, known: bool = True) -> None:
    """Stops unless ``path`` is a template in which nothing has been filled in."""
    if known and path.is_file() and _is_blank(path, lexicon):
        return
    raise UsageError(
        f"不覆盖已有的文件：{shown} 已经填过，或者不是空白模板",
        f"not written over: {shown} has been filled in, or is no blank template",
        where=str(path),
        remedy_zh="请把它移到别处，或用 --out 另指定目录。",
        remedy_en="move it elsewhere, or name another folder with --out",
    )


def _is_blank(path: Path, lexicon: Lexicon) -> bool:
    """Whether the reader finds nothing in it, and nothing wrong but that."""
    reading = read_file(path.read_bytes(), Place(path.name), lexicon)
    refused = {f.rule for f in reading.findings if f.severity is Severity.REJECT}
    return refused <= {_NOTHING_IN_IT} and all(form.content.is_blank for form in reading.forms)
