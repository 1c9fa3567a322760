"""Withholds small cells and those that would give them away, then releases the rest."""

from __future__ import annotations

from pipeline.catalogue.model import Catalogue
from pipeline.warehouse import Warehouse


def protect(warehouse: Warehouse, catalogue: Catalogue, year: int) -> None:
    """Fills ``protected`` (reasons, internal) and ``disseminated`` (the edition of ``year``).

    Primary cells are counts from 1 to k - 1; complementary cells follow the hypercube method of
    Repsilber (1994), as in tau-ARGUS: whoever knows all printed margins cannot bound a primary
    cell more narrowly than 0 to k. Every figure computed from a withheld one is withheld.
    """
    warehouse.materialise("protected")
    warehouse.materialise("disseminated", year=year, rank_min=catalogue.edition.rank_min_areas)
