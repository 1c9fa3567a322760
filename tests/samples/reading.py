"""Reads ``data/raw`` for the tests: forms with their titles and rows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tools.samples.canonical import read_rows, read_titles

DATA = Path(__file__).parents[2] / "data"
SAMPLE_YEARS = (2022, 2023, 2024)


@dataclass(frozen=True)
class Form:
    """A file under ``raw``, read."""

    area: str
    form: str
    year: int
    titles: dict[str, str]
    rows: list[dict[str, str]]

    def figures(self, column: str = "本年") -> dict[str, Decimal]:
        """Line → value of the cells that are filled."""
        return {r["指标代码"]: Decimal(r[column]) for r in self.rows if r[column]}

    def natures(self) -> dict[str, str]:
        return {r["指标代码"]: r["数据性质"] for r in self.rows if r["数据性质"]}


def forms(year: int) -> list[Form]:
    """Every file of a year in the order of its date, so that a later one replaces an earlier."""
    found = [_read(path) for path in sorted((DATA / "raw" / str(year)).glob("*/*.csv"))]
    return sorted(found, key=lambda form: form.titles["报出日期"])


def _read(path: Path) -> Form:
    titles = read_titles(path)
    area = titles["填报单位"].split()[0]
    return Form(area, titles["表号"], int(titles["统计年度"]), titles, read_rows(path))
