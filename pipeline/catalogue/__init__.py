"""Reads and checks ``data/catalogue``: areas, groups, forms, indicators, relations, tables."""

from pipeline.catalogue.loading import load

__all__ = ["load"]
