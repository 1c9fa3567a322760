"""The figures of 2020 and 2021 that the samples build on, read from ``data/raw``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tools.samples.canonical import read_rows


@dataclass(frozen=True, slots=True)
class Published:
    """What is known of a year before the samples: (year, area) → line → value."""

    figures: dict[tuple[int, str], dict[str, Decimal]]

    def exact(self, year: int, area: str) -> dict[str, Decimal]:
        """The exact figures only; bounds and approximations are no level to start from."""
        return self.figures.get((year, area), {})


def read_published(raw: Path, years: tuple[int, ...] = (2020, 2021)) -> Published:
    """Reads the exact figures of ``years``; a workspace without them gives none."""
    figures: dict[tuple[int, str], dict[str, Decimal]] = {}
    for year in years:
        for path in sorted((raw / str(year)).glob("*/mt[1-7].csv")):
            lines = figures.setdefault((year, path.parent.name), {})
            for row in read_rows(path):
                if row["本年"] and not row["数据性质"]:
                    lines[row["指标代码"]] = Decimal(row["本年"])
    return Published(figures)
