"""Loads the whole catalogue: reads every file, checks them against each other, hands out values."""

from __future__ import annotations

from pathlib import Path

from pipeline.catalogue.areas import read_areas, read_groups
from pipeline.catalogue.checks import problems
from pipeline.catalogue.draft import Draft
from pipeline.catalogue.edition import read_edition, read_parts, read_toml, read_years
from pipeline.catalogue.indicators import read_forms, read_indicators
from pipeline.catalogue.model import Catalogue
from pipeline.catalogue.registers import read_registers
from pipeline.catalogue.relations import read_reasons, read_relations, read_terms
from pipeline.catalogue.tables import read_columns, read_tables
from pipeline.catalogue.terms import all_usages, read_usages


def load(folder: Path) -> Catalogue:
    """The catalogue in ``folder``, checked; the first broken place raises CatalogueError."""
    draft = read_draft(folder)
    for problem in problems(draft):
        raise problem
    areas = tuple(entry.value for entry in draft.areas)
    groups = tuple(entry.value for entry in draft.groups)
    counties = [row.values for row in draft.registers["counties"]]
    return Catalogue(
        areas=areas,
        ethnic_groups=groups,
        forms=tuple(entry.value for entry in draft.forms),
        indicators=tuple(entry.value for entry in draft.indicators),
        relations=tuple(entry.value for entry in draft.relations),
        tables=tuple(entry.value for entry in draft.tables),
        edition=draft.edition,
        reasons=tuple(entry.value for entry in draft.reasons),
        registers={
            name: tuple(dict(row.values) for row in rows) for name, rows in draft.registers.items()
        },
        usages=all_usages((entry.value for entry in draft.usages), areas, groups, counties),
    )


def read_draft(folder: Path) -> Draft:
    """Every file of the catalogue, each for itself in order, not yet held against each other."""
    terms = read_terms(folder)
    columns = read_columns(folder)
    years, toml = read_years(folder), read_toml(folder)
    parts = read_parts(toml)
    return Draft(
        areas=read_areas(folder),
        registers=read_registers(folder),
        groups=read_groups(folder),
        forms=read_forms(folder),
        indicators=read_indicators(folder),
        terms=terms,
        relations=read_relations(folder, terms),
        reasons=read_reasons(folder),
        columns=columns,
        tables=read_tables(folder, columns),
        years=years,
        parts=parts,
        edition=read_edition(toml, years, parts),
        usages=read_usages(folder),
    )
