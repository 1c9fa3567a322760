"""Which builder draws which kind of chart."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.yearbook.charts.bars import bars
from pipeline.yearbook.charts.grids import heat, tiles
from pipeline.yearbook.charts.pairs import pairs
from pipeline.yearbook.charts.panels import panels
from pipeline.yearbook.charts.plot import Plot, Scene
from pipeline.yearbook.charts.strips import strip
from pipeline.yearbook.charts.trends import trends
from pipeline.yearbook.charts.years import years

KINDS: dict[str, Callable[[Scene], Plot | None]] = {
    "bars": bars,
    "heat": heat,
    "pair": pairs,
    "panels": panels,
    "strip": strip,
    "tiles": tiles,
    "trends": trends,
    "years": years,
}
