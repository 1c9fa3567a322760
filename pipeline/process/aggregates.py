"""Runs the SQL that turns validated observations into every figure that exists."""

from __future__ import annotations

from pipeline.catalogue.model import Catalogue
from pipeline.process.imputation import impute
from pipeline.warehouse import Warehouse

_FAULTS = "select * from aggregated.imputation_fault"


def process(warehouse: Warehouse, catalogue: Catalogue) -> None:
    """Fills ``aggregated`` from ``validated``: one row per area, indicator, measure, period.

    Blank cells are imputed where the edition asks for it. Sums carry their coverage, ratios come
    from summed parts over areas that reported both, growth from matched areas; everything exact,
    rounded half to even once (GB/T 8170).
    """
    edition = catalogue.edition
    warehouse.build("validated.narrative")
    warehouse.build("validated.event")
    impute(warehouse, edition.imputation, edition.matched_min_areas)
    warehouse.materialise(
        "aggregated",
        matched_min=edition.matched_min_areas,
        average_years=edition.average_years,
        final_pct=edition.imputation.final_limit_pct,
    )
    if faults := warehouse.rows(_FAULTS):
        raise RuntimeError(f"imputation broke {len(faults)} cells, the first {faults[0]}")
