"""The list of findings as a file that Excel and WPS open safely."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from pipeline.rules.finding import JUDGED_COLUMNS
from pipeline.warehouse import Warehouse
from pipeline.workspace import replaced

_COLUMNS = (*JUDGED_COLUMNS, "is_current")
_LIVE = re.compile(r"^[=+\-@\t\r\n＝＋－＠]")  # what a spreadsheet would take for a formula
_NUMBER = re.compile(r"^[+-]?[0-9]+(\.[0-9]+)?$")


def findings_csv(warehouse: Warehouse, year: int, target: Path) -> int:
    """Writes the findings of ``year`` to ``target``, whole or not at all; returns how many.

    UTF-8 with BOM. ``is_current`` is false for a revision that a newer one has replaced.
    """
    rows = warehouse.rows("select * from validated.finding where period = $year", year=year)
    with replaced(target) as aside, aside.open("w", encoding="utf-8-sig", newline="") as handle:
        out = csv.writer(handle)
        out.writerow(_COLUMNS)
        out.writerows([harmless(row[name]) for name in _COLUMNS] for row in rows)
    return len(rows)


def harmless(value: object) -> str:
    """A cell that cannot act as a formula: a leading = + - @ tab or CR is quoted by an apostrophe.

    Real numbers stay numbers; booleans are written true and false.
    """
    if isinstance(value, bool):
        return str(value).lower()
    text = "" if value is None else str(value)
    return f"'{text}" if _LIVE.match(text) and not _NUMBER.match(text) else text
