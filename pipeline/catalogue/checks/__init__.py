"""Holds the files of the catalogue against each other; every check yields what is broken."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.catalogue.checks import (
    areas,
    charts,
    edition,
    imputation,
    indicators,
    registers,
    relations,
    tables,
    terms,
)
from pipeline.catalogue.draft import Draft
from pipeline.errors import CatalogueError

# References come first: later checks follow them.
CHECKS = (
    areas.kinds_are_complete,
    areas.parents_exist,
    areas.spans_are_ordered,
    areas.tiles_do_not_collide,
    areas.classes_are_sound,
    areas.names_tell_areas_apart,
    registers.counties_hang_together,
    registers.townships_hang_together,
    registers.facts_belong_to_areas,
    registers.facts_agree,
    edition.years_come_before_their_days,
    edition.parts_have_their_roles,
    indicators.references_exist,
    indicators.groups_count_on_a_line,
    indicators.parents_do_not_circle,
    indicators.parts_fit_their_whole,
    indicators.formulas_fit_their_kind,
    indicators.formulas_divide_counts,
    indicators.limits_make_sense,
    imputation.never_names_lines,
    imputation.lines_may_be_imputed,
    relations.terms_exist,
    relations.relations_have_their_shape,
    relations.sums_agree_with_parts,
    relations.parts_are_judged,
    tables.parts_exist,
    tables.columns_exist,
    tables.tables_can_be_filled,
    charts.charts_can_be_drawn,
    charts.key_figures_exist,
    terms.terms_are_told_once,
    terms.right_words_are_right,
    terms.exceptions_are_longer,
)


def problems(draft: Draft) -> Iterator[CatalogueError]:
    """All broken places, check by check, each in the order of its file."""
    for check in CHECKS:
        yield from check(draft)
