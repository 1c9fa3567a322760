"""The verdict on every file, and which revision is in force."""

from __future__ import annotations

import pytest

from pipeline.errors import CatalogueError
from pipeline.validate import open_errors, validate
from tests.edit_rules.given import LIUZHOU, NANNING, catalogue, report, sheet, stage

HOLDS, FAILS = "201=419 202=48 216=371", "201=418 202=48 216=371"


def judged(warehouse, *sent):
    stage(warehouse, *sent)
    validate(warehouse, catalogue())
    rows = warehouse.rows("select * from validated.submission order by seq")
    return [(row["verdict"], row["in_force"]) for row in rows]


def test_a_file_with_an_open_error_is_returned(warehouse):
    assert judged(warehouse, sheet(NANNING, "MT2", 2024, FAILS)) == [("returned", False)]


def test_queries_and_notes_do_not_keep_a_file_out(warehouse):
    late_and_incomplete = sheet(NANNING, "MT2", 2024, HOLDS, received="2025-03-05")
    assert judged(warehouse, late_and_incomplete) == [("accepted", True)]
    (row,) = warehouse.rows("select * from validated.submission")
    assert (row["n_error"], row["n_note"], row["late_days"]) == (0, 1, 5)
    assert row["n_query"] > 0


def test_a_year_without_an_edition_is_judged_all_the_same(warehouse):
    assert judged(warehouse, sheet(NANNING, "MT2", 2019, HOLDS)) == [("accepted", True)]


def test_an_error_of_the_reader_counts(warehouse):
    stage(warehouse, sheet(NANNING, "MT2", 2024, HOLDS))
    report(
        warehouse, rule="D22", severity="error", area=NANNING, form="MT2", period="2024",
        submission_id="450100-MT2-2024-1", outcome="fails",
    )  # fmt: skip
    validate(warehouse, catalogue())
    (row,) = warehouse.rows("select verdict, n_error from validated.submission")
    assert row == {"verdict": "returned", "n_error": 1}


def test_the_newest_accepted_revision_is_in_force(warehouse):
    first, second = (
        sheet(NANNING, "MT2", 2024, HOLDS, received=f"2025-02-0{day}") for day in (1, 2)
    )
    assert judged(warehouse, first, second) == [("accepted", False), ("accepted", True)]


def test_an_accepted_revision_stays_until_its_replacement_clears(warehouse):
    sent = (sheet(NANNING, "MT2", 2024, HOLDS), sheet(NANNING, "MT2", 2024, FAILS))
    assert judged(warehouse, *sent) == [("accepted", True), ("returned", False)]
    (row,) = open_errors(warehouse, 2024)
    assert (row["area"], row["form"], row["stops"], row["rules"]) == (NANNING, "MT2", False, "S201")
    assert (row["newest_file"], row["in_force_file"]) == ("mt2-2.csv", "mt2-1.csv")


def test_without_an_accepted_revision_the_form_stops_the_book(warehouse):
    sent = (
        sheet(NANNING, "MT2", 2024, FAILS),
        sheet(LIUZHOU, "MT2", 2024, HOLDS),
        sheet(NANNING, "MT2", 2023, FAILS),
    )
    judged(warehouse, *sent)
    (row,) = open_errors(warehouse, 2024)
    assert (row["area"], row["form"], row["stops"], row["n_error"]) == (NANNING, "MT2", True, 1)


def test_a_corrected_form_stops_nothing(warehouse):
    sent = (sheet(NANNING, "MT2", 2024, FAILS), sheet(NANNING, "MT2", 2024, HOLDS))
    assert judged(warehouse, *sent) == [("returned", False), ("accepted", True)]
    assert open_errors(warehouse, 2024) == []


def test_a_form_of_which_only_unreadable_files_came_stops_the_book(warehouse):
    stage(warehouse)
    report(
        warehouse, rule="D04", severity="reject", area=NANNING, form="MT2", period="2024",
        file_name="mt2.csv", outcome="fails",
    )  # fmt: skip
    validate(warehouse, catalogue())
    (row,) = open_errors(warehouse, 2024)
    assert (row["newest_file"], row["newest_verdict"], row["stops"]) == (
        "mt2.csv",
        "rejected",
        True,
    )


def test_an_unreadable_file_of_nobody_known_stops_nothing(warehouse):
    stage(warehouse)
    for unknown in ({"form": "MT2"}, {"area": NANNING}):
        report(
            warehouse, rule="D04", severity="reject", period="2024", file_name="x.csv", **unknown
        )
    validate(warehouse, catalogue())
    assert open_errors(warehouse, 2024) == []


def test_late_days_count_to_the_first_receipt(warehouse):
    sent = (
        sheet(NANNING, "MT2", 2024, HOLDS, received="2025-03-02"),
        sheet(NANNING, "MT2", 2024, HOLDS, received="2025-04-01"),
        sheet(LIUZHOU, "MT2", 2024, HOLDS, received="2025-02-28"),
        sheet(NANNING, "MT2", 2021, HOLDS),
    )
    judged(warehouse, *sent)
    rows = warehouse.rows("select late_days from validated.submission order by seq")
    assert [row["late_days"] for row in rows] == [2, 2, 0, None]


def test_a_relation_over_two_years_may_not_demand(warehouse):
    """Its verdict would depend on another file's verdict, and that one's perhaps on this one's."""
    stage(
        warehouse,
        sheet(NANNING, "MT3", 2023, "311=1000"),
        sheet(NANNING, "MT3", 2024, "311=1099 307=100"),
    )
    change = "update codelist.relation set severity = '{}' where relation_id = 'C311'"
    warehouse._connection.execute(change.format("error"))
    try:
        with pytest.raises(CatalogueError, match="C311"):
            validate(warehouse, catalogue())
    finally:
        warehouse._connection.execute(change.format("query"))
