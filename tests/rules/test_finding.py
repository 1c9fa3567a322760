"""A finding keeps its number through resubmissions, and notices when its figures move."""

from __future__ import annotations

from dataclasses import replace

from pipeline.rules.finding import JUDGED_COLUMNS, Finding
from pipeline.vocabulary import Severity, Text

FOUND = Finding(
    rule="S201",
    severity=Severity.ERROR,
    message=Text("不成立", "fails"),
    remedy=Text("请核对", "check"),
    area="450100",
    form="MT2",
    period=2024,
    submission_id="450100-MT2-2024-1",
    line=7,
    column_name="本年",
    indicator="201",
    observed="418",
    expected="419",
    difference="-1",
)


def test_the_same_cell_of_a_new_revision_has_the_same_number():
    again = replace(FOUND, submission_id="450100-MT2-2024-2", line=9, observed="417")
    assert again.finding_id == FOUND.finding_id


def test_another_rule_cell_area_or_year_has_another_number():
    others = (
        replace(FOUND, rule="V12"),
        replace(FOUND, indicator="202"),
        replace(FOUND, column_name="上年"),
        replace(FOUND, area="450200"),
        replace(FOUND, period=2023),
    )
    assert len({FOUND.finding_id, *(other.finding_id for other in others)}) == 6


def test_findings_without_an_indicator_are_told_apart_by_their_line():
    first, second = (replace(FOUND, indicator="", line=line) for line in (8, 9))
    assert first.finding_id != second.finding_id


def test_the_hash_of_the_values_moves_with_the_figures_only():
    assert replace(FOUND, observed="417").values_hash != FOUND.values_hash
    assert replace(FOUND, line=9, message=Text("改", "new")).values_hash == FOUND.values_hash


def test_a_row_has_every_column_as_text_and_blanks_as_none():
    row = FOUND.row()
    assert tuple(row) == JUDGED_COLUMNS
    assert (row["period"], row["line"], row["severity"]) == ("2024", "7", "error")
    assert (row["message_zh"], row["remedy_en"], row["suspects"]) == ("不成立", "check", None)


def test_a_finding_comes_back_from_its_row():
    row = FOUND.row() | {"period": 2024, "line": 7, "is_current": True}
    assert Finding.of(row) == FOUND
