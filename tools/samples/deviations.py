"""The deliberate deviations of ``deviations.toml``, and what each does to figures and files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import Any

from pipeline.vocabulary import Text
from tools.samples.places import HERE
from tools.samples.sheets import Key, Sheet


@dataclass(frozen=True, slots=True)
class Deviation:
    """One entry of the table; ``expects`` names the edit rules that it makes fire."""

    id: str
    kind: str  # figure | file | first | later | late | absent | natural
    key: Key
    expects: tuple[str, ...]
    reason: Text
    cells: tuple[dict[str, str], ...] = ()
    day: date = date.max  # first, later, late: when the other file comes
    line: str = ""
    factor: float = 1.0


@cache
def deviations() -> tuple[Deviation, ...]:
    """All entries of the table, in its order."""
    entries = tomllib.loads((HERE / "deviations.toml").read_text(encoding="utf-8"))["deviation"]
    return tuple(_read(entry) for entry in entries)


def shocks() -> dict[tuple[str, int, str], float]:
    """(area, year, line) → the factor by which a figure is unusual."""
    figures = (d for d in deviations() if d.kind == "figure")
    return {(d.key.area, d.key.year, d.line): d.factor for d in figures}


def of_kind(key: Key, *kinds: str) -> tuple[Deviation, ...]:
    """The deviations of these kinds that concern one form."""
    return tuple(d for d in deviations() if d.key == key and d.kind in kinds)


def edited(sheet: Sheet, deviation: Deviation) -> Sheet:
    """The sheet with the cells of the deviation written otherwise."""
    rows = dict(sheet.rows)
    for edit in deviation.cells:
        row = rows[edit["line"]]
        rows[edit["line"]] = replace(
            row,
            this=_changed(row.this, edit.get("this")),
            last=_changed(row.last, edit.get("last")),
            nature=edit.get("nature", row.nature),
            remark=edit.get("remark", row.remark),
        )
    return replace(sheet, rows=rows)


def _read(entry: dict[str, Any]) -> Deviation:
    extras = {n: entry[n] for n in ("day", "line", "factor") if n in entry}
    return Deviation(
        entry["id"],
        entry["kind"],
        Key(entry["area"], entry["form"], entry["year"]),
        tuple(entry["expects"]),
        Text(entry["zh"], entry["en"]),
        tuple(entry.get("cells", ())),
        **extras,
    )


def _changed(text: str, how: str | None) -> str:
    """``how`` is blank, swap, round n, down n, or a signed number to add; no cell is filled."""
    if not text or how is None:
        return text
    match how.split():
        case ["blank"]:
            return ""
        case ["swap"]:
            return text[:-2] + text[-1] + text[-2]
        case ["round", step]:
            return _stepped(text, step, ROUND_HALF_EVEN)
        case ["down", step]:
            return _stepped(text, step, ROUND_DOWN)
        case [offset]:
            return str(Decimal(text) + Decimal(offset))
    raise ValueError(how)


def _stepped(text: str, step: str, rounding: str) -> str:
    return str((Decimal(text) / Decimal(step)).quantize(Decimal(1), rounding) * Decimal(step))
