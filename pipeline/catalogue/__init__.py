"""Reads and checks ``data/catalogue``: areas, groups, forms, indicators, relations, tables."""
