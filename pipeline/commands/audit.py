"""`pipeline audit`: attacks all that would be published, and says what could be worked out."""

from __future__ import annotations

from pathlib import Path

from pipeline.audit import audit
from pipeline.commands.current import demand_known
from pipeline.commands.leaks import leak_told
from pipeline.commands.report import Grid, Report
from pipeline.commands.season import (
    Season,
    fill,
    fresh_warehouse,
    open_season,
    prepare,
    rejections,
)
from pipeline.commands.steps import Steps
from pipeline.errors import Exit
from pipeline.vocabulary import Text
from pipeline.warehouse import Warehouse

_REASONS = """
    select area, reason, count(*) as n from protected.withheld
    group by area, reason order by area, reason
"""
_FALLBACK = "select count(*) as n from protected.pattern where is_optimal = 'false'"
PRIMARY, SECONDARY = Text("主要", "primary"), Text("次要", "secondary")


def audit_year(data: Path, year: int, lang: str, *, quiet: bool) -> Report:
    """What is withheld, and whether it stays hidden; exit 1 where a small cell would not.

    The report tells small cells from those that hide them: it stays in the house.
    """
    steps = Steps(lang, quiet)
    with steps.shown():
        season = open_season(data, year, steps)
        demand_known(season)
        rejected = rejections(season, {})
        with fresh_warehouse(season) as warehouse:
            fill(season, warehouse, rejected)
            prepare(season, warehouse)
            with steps.step("audit", Text("保密检验", "Auditing")):
                found = audit(warehouse, season.catalogue.edition.average_years)
            (fallback,) = warehouse.rows(_FALLBACK)
            areas = _by_area(season, warehouse, lang)
    facts = (
        ("withheld", Text("不予公布（格）", "withheld cells"), found.n_withheld),
        ("primary", PRIMARY, found.n_primary),
        ("secondary", SECONDARY, found.n_withheld - found.n_primary),
        ("not_optimal", Text("非最优方案（格）", "by the fallback"), fallback["n"]),
        ("attacks", Text("攻击检验（次）", "attacks"), found.n_attacks),
        ("recovered", Text("次要格可推出", "secondary cells worked out"), found.n_recovered),
        ("leaks", Text("泄露", "leaks"), len(found.leaks)),
    )
    lines = tuple(leak_told(leak, season.catalogue) for leak in found.leaks)
    grids = (areas,) if areas.rows else ()
    return Report(Exit.DATA if found.leaks else Exit.DONE, facts, grids, lines)


def _by_area(season: Season, warehouse: Warehouse, lang: str) -> Grid:
    counts: dict[str, dict[str, int]] = {}
    for row in warehouse.rows(_REASONS):
        counts.setdefault(row["area"], {})[row["reason"]] = row["n"]
    heads = (Text("地区", "area"), PRIMARY, SECONDARY)
    rows = tuple(
        (
            f"{area} {season.catalogue.area(area).short.told(lang)}",
            *(str(reasons.get(name, "")) for name in ("primary", "secondary")),
        )
        for area, reasons in counts.items()
    )
    return Grid("withheld_by_area", heads, rows)
