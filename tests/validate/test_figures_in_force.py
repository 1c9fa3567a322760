"""Which figures the book is made from, to whom they belong, and which have been revised."""

from __future__ import annotations

from decimal import Decimal

from pipeline.validate import validate
from tests.edit_rules.given import LIUZHOU, NANNING, OWN_LEVEL, REGION, catalogue, sheet, stage


def in_force(warehouse, *sent):
    stage(warehouse, *sent)
    validate(warehouse, catalogue())
    return warehouse.rows("select * from validated.observation")


def figures(rows):
    return [(row["area"], row["indicator"], row["value"]) for row in rows]


def test_only_this_years_column_of_revisions_in_force_counts(warehouse):
    rows = in_force(
        warehouse,
        sheet(NANNING, "MT1", 2024, "117=100"),
        sheet(NANNING, "MT1", 2024, "117=110", last="117=90"),
        sheet(NANNING, "MT1", 2024, "117=0.5"),
    )
    assert figures(rows) == [(NANNING, "117", Decimal(110))]


def test_the_regions_own_level_stands_beside_the_cities(warehouse):
    rows = in_force(warehouse, sheet(REGION, "MT7", 2024, "709=12.50"))
    assert figures(rows) == [(OWN_LEVEL, "709", Decimal("12.5"))]


def test_a_directly_observed_total_belongs_to_the_region(warehouse):
    rows = in_force(warehouse, sheet(REGION, "MT1", 2024, "101=50000000"))
    assert figures(rows) == [(REGION, "101", Decimal(50000000))]


def test_what_the_region_was_not_asked_for_is_left_out_and_said(warehouse):
    assert in_force(warehouse, sheet(REGION, "MT2", 2024, "201=3")) == []
    said = warehouse.rows("select rule, indicator from validated.finding where area = $a", a=REGION)
    assert said == [{"rule": "V11", "indicator": "201"}]


def test_a_blank_stays_a_row_without_a_value(warehouse):
    (row,) = in_force(warehouse, sheet(NANNING, "MT1", 2024, "117="))
    assert (row["value"], row["obs_status"]) == (None, "L")


def revised(warehouse, *sent):
    return [(row["revised"], row["printed_value"]) for row in in_force(warehouse, *sent)]


def test_a_figure_that_changed_after_its_edition_closed_is_revised(warehouse):
    before = sheet(NANNING, "MT1", 2023, "117=100 118=0", received="2024-02-01")
    after = sheet(NANNING, "MT1", 2023, "117=101 118=0", received="2024-09-01")
    assert revised(warehouse, before, after) == [(True, Decimal(100)), (False, Decimal(0))]


def test_a_correction_before_the_edition_closed_is_not_a_revision(warehouse):
    before = sheet(NANNING, "MT1", 2023, "117=100", received="2024-02-01")
    after = sheet(NANNING, "MT1", 2023, "117=101", received="2024-06-30")
    assert revised(warehouse, before, after) == [(False, None)]


def test_the_closing_day_belongs_to_the_edition(warehouse):
    before = sheet(NANNING, "MT1", 2023, "117=100", received="2024-06-30")
    after = sheet(NANNING, "MT1", 2023, "117=101", received="2024-07-01")
    assert revised(warehouse, before, after) == [(True, Decimal(100))]


def test_what_others_or_other_years_printed_revises_nothing(warehouse):
    late = sheet(NANNING, "MT1", 2023, "117=101", received="2024-09-01")
    others = (
        sheet(LIUZHOU, "MT1", 2023, "117=100", received="2024-02-01"),
        sheet(NANNING, "MT1", 2022, "117=100", received="2023-02-01"),
    )
    assert revised(warehouse, late, *others) == [(False, None)] * 3


def test_a_figure_that_came_first_after_the_edition_closed_is_not_a_revision(warehouse):
    blank = sheet(NANNING, "MT1", 2023, "117=", received="2024-02-01")
    late = sheet(NANNING, "MT1", 2023, "117=101", received="2024-09-01")
    assert revised(warehouse, blank, late) == [(False, None)]


def test_a_returned_file_was_never_printed(warehouse):
    returned = sheet(NANNING, "MT1", 2023, "117=99.5", received="2024-02-01")
    late = sheet(NANNING, "MT1", 2023, "117=101", received="2024-09-01")
    assert revised(warehouse, returned, late) == [(False, None)]
