"""How the chapter of a city falls on its pages: rows, charts and story, with the fewest of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.bilingual import CHINESE_FIRST, Languages
from pipeline.yearbook.charts.model import Chart
from pipeline.yearbook.pacing import PAGE_MM, ChartRow, placed, table_left_mm
from pipeline.yearbook.setting import SetTable
from pipeline.yearbook.story import SIZES_PT, Story

ROWS_MM = tuple(n / 20 for n in range(82, 119))  # 4.1 … 5.9


@dataclass(frozen=True, slots=True)
class Flow:
    """The height of the rows, where charts begin pages, how the story is set; pages in all."""

    row_mm: float
    charts: tuple[ChartRow, ...]
    story: Story | None
    n_pages: int

    @property
    def ease(self) -> float:
        """How comfortable it is to read: 2 with the tallest rows and the largest story."""
        size = self.story.size_pt if self.story else SIZES_PT[0]
        return self.row_mm / ROWS_MM[-1] + size / SIZES_PT[0]


def flow(
    above_mm: float,
    table: SetTable | None,
    charts: Sequence[Sequence[Chart]],
    told: Callable[[float], Story] | None,
    languages: Languages = CHINESE_FIRST,
) -> Flow:
    """The fewest pages below ``above_mm``; among equals, the easiest to read."""
    placing = partial(placed, charts, languages=languages)
    flows = [_flow(above_mm, table, placing, told, row_mm) for row_mm in ROWS_MM]
    return min(flows, key=lambda found: (found.n_pages, -found.ease))


def _flow(
    above_mm: float,
    table: SetTable | None,
    placing: Callable[[float], tuple[tuple[ChartRow, ...], float]],
    told: Callable[[float], Story] | None,
    row_mm: float,
) -> Flow:
    left = table_left_mm(table, above_mm, row_mm) if table else (PAGE_MM - above_mm,)
    rows, room = placing(left[-1])
    story = told(room) if told else None
    count = len(left) + sum(row.fresh for row in rows) + (story.n_pages if story else 0)
    return Flow(row_mm, rows, story, count)
