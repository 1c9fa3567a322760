"""The files ``data/explanations/<year>.csv``: read strictly, added to whole, never rewritten."""

from __future__ import annotations

import csv
import fcntl
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import DataError
from pipeline.rules.explanation import EXPLANATION_COLUMNS, Explanation
from pipeline.workspace import write_whole

_BOM = "\ufeff"
_LIVE = ("=", "+", "-", "@", "\t", "\r")
_TEXTS = ("text", "print_zh", "print_en", "observed", "expected")


def read_explanations(folder: Path, reasons: Collection[str]) -> list[Explanation]:
    """All explanations of all years, in the order in which they were given.

    ``reasons`` are the codes that are known. Raises DataError with file and line for a row that is
    none: the files lie open to hand, and what was edited wrongly must not vanish in silence.
    """
    files = sorted(folder.glob("*.csv")) if folder.is_dir() else []
    return [found for path in files for found in _read(path, reasons)]


def explanation_ids(path: Path) -> set[str]:
    """Those of one file. Raises DataError where it is broken."""
    rows = _rows(path)
    try:
        return {Explanation.of(row).explanation_id for _, row in rows}
    except ValueError:
        raise _broken(path, 1, "年份或日期不对", "a year or date is wrong") from None


def add_explanations(folder: Path, new: Iterable[Explanation]) -> list[Explanation]:
    """Adds explanations to the file of their year; returns those that were not there before.

    The same words on the same figures are added once. A file is replaced whole, under a lock.
    """
    by_year: dict[int, list[Explanation]] = {}
    for one in new:
        by_year.setdefault(one.period, []).append(one)
    added: list[Explanation] = []
    for year, ones in by_year.items():
        with _locked(folder):
            added += _add(folder / f"{year}.csv", ones)
    return added


def _add(path: Path, new: Sequence[Explanation]) -> list[Explanation]:
    before = _rows(path) if path.exists() else []
    held = {Explanation.of(row).explanation_id for _, row in before}
    fresh = {one.explanation_id: one for one in new if one.explanation_id not in held}
    if fresh:
        kept = path.read_bytes() if path.exists() else _written([EXPLANATION_COLUMNS], _BOM)
        ending = b"" if kept.endswith((b"\n", b"\r")) else b"\n"
        rows = [_cells(one) for one in fresh.values()]
        write_whole(path, kept + ending + _written(rows))
    return list(fresh.values())


def _cells(one: Explanation) -> tuple[str, ...]:
    """The row as it is written; what a spreadsheet would take for a formula is quoted."""
    row = one.row()
    for name in _TEXTS:
        if row[name].startswith(_LIVE):
            row[name] = "'" + row[name]
    return tuple(row[name] for name in EXPLANATION_COLUMNS)


def _read(path: Path, reasons: Collection[str]) -> Iterator[Explanation]:
    for line, row in _rows(path):
        try:
            found = Explanation.of(row)
        except ValueError:
            raise _broken(path, line, "年份或日期不对", "a year or date is wrong") from None
        if found.reason_code not in reasons:
            told = f"没有原因代码“{found.reason_code}”", f"no reason code “{found.reason_code}”"
            raise _broken(path, line, *told)
        yield found


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The records with their physical lines. Raises DataError where the file is not ours."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        records = [(reader.line_num, cells) for cells in reader if cells]
    except (UnicodeDecodeError, csv.Error):
        raise _broken(path, 1, "不是 UTF-8 编码的 CSV", "it is no CSV in UTF-8") from None
    if not records or tuple(records[0][1]) != EXPLANATION_COLUMNS:
        raise _broken(path, 1, "表头不对", "the header is wrong")
    rows = []
    for line, cells in records[1:]:
        if len(cells) != len(EXPLANATION_COLUMNS):
            raise _broken(path, line, "列数不对", "the number of columns is wrong")
        row = dict(zip(EXPLANATION_COLUMNS, cells, strict=True))
        rows.append((line, row | {name: _unquoted(row[name]) for name in _TEXTS}))
    return rows


def _unquoted(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_LIVE) else text


def _broken(path: Path, line: int, zh: str, en: str) -> DataError:
    return DataError(
        f"出错说明文件读不了：{zh}",
        f"the file of explanations cannot be read: {en}",
        where=f"explanations/{path.name}:{line}",
        remedy_zh="按表头各列改正该行；不需要的说明可整行删去。",
        remedy_en="correct the line after the header; one that is not wanted may be deleted whole",
    )


def _written(rows: Iterable[Sequence[str]], head: str = "") -> bytes:
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows(rows)
    return (head + target.getvalue()).encode("utf-8")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
