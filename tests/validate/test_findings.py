"""All findings in one table: the reader's and the rules', of old revisions and new ones."""

from __future__ import annotations

from dataclasses import replace

from pipeline.validate import validate
from tests.edit_rules.given import LIUZHOU, NANNING, catalogue, report, sheet, stage


def findings(warehouse, *sent, rule: str):
    stage(warehouse, *sent)
    validate(warehouse, catalogue())
    return warehouse.rows("select * from validated.finding where rule = $rule", rule=rule)


def test_a_finding_knows_file_line_and_what_to_do(warehouse):
    (row,) = findings(warehouse, sheet(NANNING, "MT1", 2024, "101=1 117=11.65"), rule="V01")
    assert (row["file_name"], row["line"], row["column_name"]) == ("mt1-1.csv", 8, "本年")
    assert row["message_zh"] == (
        "指标 117（登记在册少数民族流动人口）应为整数（单位：人），实填“11.65”。"
    )
    assert row["remedy_zh"].endswith("更正后重新报送整张表。")
    assert row["message_en"].endswith("must be a whole number (unit: person), but is “11.65”.")


def test_a_finding_in_a_workbook_knows_sheet_and_column(warehouse):
    wrong = sheet(NANNING, "MT2", 2024, "211=1.5", last="211=2.5")
    rows = findings(warehouse, replace(wrong, workbook_sheet="民统2表"), rule="V01")
    assert [(row["sheet"], row["line"], row["column_no"]) for row in rows] == [
        ("民统2表", 7, 4),
        ("民统2表", 7, 5),
    ]


def test_a_line_that_is_not_in_the_file_still_has_its_column(warehouse):
    (row,) = findings(warehouse, sheet(NANNING, "MT3", 2024, "303=1"), rule="V05")[:1]
    assert (row["line"], row["column_no"], row["column_name"]) == (None, 4, "本年")


def test_findings_of_a_replaced_revision_stay_but_are_not_current(warehouse):
    wrong, right = (sheet(NANNING, "MT1", 2024, f"117={typed}") for typed in ("11.65", "116500"))
    (row,) = findings(warehouse, wrong, right, rule="V01")
    assert (row["submission_id"], row["is_current"]) == ("450100-MT1-2024-1", False)


def test_the_same_fault_in_two_revisions_is_one_finding_seen_twice(warehouse):
    twice = (sheet(NANNING, "MT1", 2024, "117=11.65"),) * 2
    first, second = findings(warehouse, *twice, rule="V01")
    assert first["finding_id"] == second["finding_id"]
    assert [first["is_current"], second["is_current"]] == [False, True]


def test_what_the_reader_found_is_passed_on(warehouse):
    stage(warehouse)
    report(warehouse, rule="D04", severity="reject", period="2024", line="3", message_zh="损坏")
    validate(warehouse, catalogue())
    (row,) = warehouse.rows("select * from validated.finding")
    assert (row["rule"], row["line"], row["message_zh"], row["is_current"]) == (
        "D04",
        3,
        "损坏",
        True,
    )


def test_a_missing_form_is_a_finding_without_a_file(warehouse):
    rows = findings(warehouse, sheet(NANNING, "MT1", 2024, "101=1"), rule="V07")
    missing = {(row["area"], row["form"]) for row in rows}
    assert (LIUZHOU, "MT1") in missing
    assert (NANNING, "MT1") not in missing
    assert {row["submission_id"] for row in rows} == {None}


def test_the_list_is_the_same_whenever_it_is_made(warehouse):
    sent = [
        sheet(city.code, "MT2", year, "201=418 202=48 216=371 212=0.94")
        for city in catalogue().cities
        for year in (2022, 2023)
    ]
    stage(warehouse, *sent)
    validate(warehouse, catalogue())
    first = warehouse.rows("select * from validated.finding")
    validate(warehouse, catalogue())
    assert warehouse.rows("select * from validated.finding") == first
    order = [(row["period"], row["area"], row["form"]) for row in first]
    assert order == sorted(order)


def test_a_part_of_an_exhaustive_sum_is_not_judged_twice(warehouse):
    """202 <= 201 follows from 201 = 202 + 216, so the relation has nothing left to say."""
    run = warehouse._connection.execute
    run("insert into codelist.relation select * replace ('P202' as relation_id)"
        " from codelist.relation where relation_id = 'P205'")  # fmt: skip
    run("insert into codelist.relation_term values ('P202', '202', 0, 1), ('P202', '201', 0, -1)")
    try:
        warehouse.build("codelist.relation_side")
        too_many = sheet(NANNING, "MT2", 2024, "201=40 202=48 216=2")
        assert findings(warehouse, too_many, rule="P202") == []
        assert len(findings(warehouse, too_many, rule="S201")) == 1
    finally:
        run("delete from codelist.relation where relation_id = 'P202'")
        run("delete from codelist.relation_term where relation_id = 'P202'")
        warehouse.build("codelist.relation_side")
