"""What became of the findings of each unit, and how many were open when."""

from __future__ import annotations

from pipeline.catalogue.model import Catalogue
from pipeline.commands.report import Grid
from pipeline.vocabulary import Text
from pipeline.warehouse import Warehouse

_SHOWN = 6  # days of a trend
_LIVES = """
    select
        area,
        count(*) as n_found,
        count(case when state = 'corrected' then 1 end) as n_corrected,
        count(case when state = 'explained' then 1 end) as n_explained,
        count(case when state = 'open' then 1 end) as n_open,
        count(case when has_lapsed then 1 end) as n_lapsed
    from validated.finding_life
    where period = $year and severity <> 'note' and area is not null
    group by area order by area
"""
_TREND = """
    select area, day, n_open from validated.finding_trend
    where period = $year order by area, day
"""


def lives_grid(warehouse: Warehouse, catalogue: Catalogue, year: int, lang: str) -> Grid:
    """A row for each unit about whose forms anything had to be asked; the trend ends today."""
    trends: dict[str, list[str]] = {}
    for row in warehouse.rows(_TREND, year=year):
        trends.setdefault(row["area"], []).append(str(row["n_open"]))
    heads = (
        Text("审核发现", "findings"),
        Text("发现", "found"),
        Text("已订正", "corrected"),
        Text("已说明", "explained"),
        Text("待处理", "open"),
        Text("失效", "lapsed"),
        Text("走势", "trend"),
    )
    rows = tuple(
        (
            f"{catalogue.area(row['area']).short.told(lang)} {row['area']}",
            *(str(row[f"n_{n}"]) for n in ("found", "corrected", "explained", "open", "lapsed")),
            "→".join(trends.get(row["area"], [])[-_SHOWN:]),
        )
        for row in warehouse.rows(_LIVES, year=year)
    )
    return Grid("findings_by_area", heads, rows)
