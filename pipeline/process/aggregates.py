"""Runs the SQL that turns validated observations into every figure that exists."""

from __future__ import annotations

from pipeline.catalogue.model import Catalogue
from pipeline.warehouse import Warehouse


def process(warehouse: Warehouse, catalogue: Catalogue) -> None:
    """Fills ``aggregated`` from ``validated``: one row per area, indicator, measure, period.

    Sums carry their coverage, ratios come from summed parts over areas that reported both, growth
    from matched areas; everything exact, rounded half to even once (GB/T 8170).
    """
    warehouse.build("validated.narrative")
    warehouse.build("validated.event")
    warehouse.materialise("aggregated", matched_min=catalogue.edition.matched_min_areas)
