"""A copy of the shipped catalogue that a test may break."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "catalogue"
TABLES = (
    "table,part,layout,title_zh,title_en,unit_zh,unit_en,orientation,with_classes,note_zh,note_en\n"
    "2-1,2,X,人口,Population,人,person,portrait,Y,,\n"
)
COLUMNS = (
    "table,ordinal,part,indicator,measure,head_zh,head_en,unit_zh,unit_en,"
    "spanner_zh,spanner_en,indent,hashed,scale,decimals\n"
    "2-1,1,1,101,N,,,,,,,0,N,1,\n"
    "2-1,2,1,D104,SHR,,,,,,,0,N,1,1\n"
)


@dataclass(frozen=True)
class Copy:
    """A catalogue in a folder of its own, with a table programme of one table."""

    folder: Path

    def change(self, file: str, key: str, column: str, value: str) -> str:
        """Sets one cell of the record that begins with ``key``; returns the place, as told."""
        header, *records = self.records(file)
        line = next(n for n, cells in enumerate(records, 2) if cells[0] == key)
        records[line - 2][header.index(column)] = value
        self.write(file, [header, *records])
        return f"{file}:{line} {column}"

    def add(self, file: str, *cells: str) -> int:
        """Appends a record, blank where nothing is given; returns its line."""
        records = self.records(file)
        records.append([*cells, *[""] * (len(records[0]) - len(cells))])
        self.write(file, records)
        return len(records)

    def drop(self, file: str, key: str) -> None:
        """Deletes every record that begins with ``key``."""
        self.write(file, [cells for cells in self.records(file) if cells[0] != key])

    def swap(self, file: str, old: str, new: str) -> int:
        """Replaces the first ``old`` in the text of a file; returns its line."""
        text = (self.folder / file).read_text(encoding="utf-8")
        assert old in text
        (self.folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def records(self, file: str) -> list[list[str]]:
        text = (self.folder / file).read_text(encoding="utf-8")
        return list(csv.reader(io.StringIO(text, newline="")))

    def write(self, file: str, records: list[list[str]]) -> None:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(records)
        (self.folder / file).write_text(out.getvalue(), encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    folder = tmp_path / "catalogue"
    shutil.copytree(SHIPPED, folder)
    (folder / "tables.csv").write_text(TABLES, encoding="utf-8")
    (folder / "table_columns.csv").write_text(COLUMNS, encoding="utf-8")
    return Copy(folder)
