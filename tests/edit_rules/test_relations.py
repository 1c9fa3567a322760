"""The relations of the catalogue, judged with intervals: they hold, fail, or cannot be judged."""

from __future__ import annotations

import pytest

from tests.edit_rules.given import LIUZHOU, NANNING, catalogue, sheet
from tests.edit_rules.judging import found, told, well_put
from tests.edit_rules.relation_cases import CASES

SEVERITY = {relation.code: relation.severity for relation in catalogue().relations}


@pytest.mark.parametrize("code", CASES)
def test_a_relation_finds_the_figures_that_break_it(warehouse, code):
    case = CASES[code]
    (finding,) = found(warehouse, code, sheet(NANNING, case.form, 2024, case.trips))
    assert well_put(finding)
    assert told(finding) == f"{SEVERITY[code]} {NANNING} {case.form} 2024 {case.finds}"


@pytest.mark.parametrize("code", CASES)
def test_a_relation_that_just_holds_is_not_a_finding(warehouse, code):
    case = CASES[code]
    assert found(warehouse, code, sheet(NANNING, case.form, 2024, case.near)) == []


def judged(warehouse, code: str, form: str, figures: str) -> list[str]:
    return [told(one) for one in found(warehouse, code, sheet(NANNING, form, 2024, figures))]


def test_the_message_names_the_figures_and_says_what_to_do(warehouse):
    (finding,) = found(warehouse, "S201", sheet(NANNING, "MT2", 2024, "201=418 202=48 216=371"))
    assert finding.message.zh.startswith(
        "审核关系 S201 不成立：201=202+216，实填 418≠48+371（=419），差 −1。"
    )
    assert finding.message.en.startswith(
        "Relation S201 fails: 201 = 202+216, but 418 ≠ 48+371 (=419), difference −1."
    )
    assert finding.remedy.zh == "请核对 201、202、216 各行，更正后重新报送整张表。"
    assert (finding.line, finding.column_name, finding.suspects) == (7, "本年", "201;202;216")


def test_a_blank_part_leaves_a_sum_open(warehouse):
    assert judged(warehouse, "S201", "MT2", "201=418 202=48 216=") == []
    assert judged(warehouse, "S201", "MT2", "201=418 202=48") == []
    assert judged(warehouse, "S201", "MT2", "201= 202=48 216=371") == []


def test_known_parts_above_the_whole_break_a_sum_although_another_part_is_blank(warehouse):
    (finding,) = found(warehouse, "S503", sheet(NANNING, "MT5", 2024, "503=9 504=8 505=2 506="))
    assert told(finding) == "error 450100 MT5 2024 503 9 ≥10 ·"
    assert "9≠8+2+□（≥10）。" in finding.message.zh


def test_an_unknown_part_is_a_blank_and_not_a_zero(warehouse):
    assert judged(warehouse, "S201", "MT2", "201=418 202=48 216=?") == []


def test_a_part_that_does_not_apply_counts_as_zero(warehouse):
    assert judged(warehouse, "S216", "MT2", "216=76 203=76 204=-") == []
    assert judged(warehouse, "S216", "MT2", "216=77 203=76 204=-") == [
        "error 450100 MT2 2024 216 77 76 1"
    ]


def test_more_than_830_schools_of_830_is_one_too_many(warehouse):
    assert judged(warehouse, "P409", "MT4", "409>830 404=830") == [
        "error 450100 MT4 2024 409 >830 830 ·"
    ]


def test_more_than_76_and_none_is_not_76(warehouse):
    assert judged(warehouse, "S216", "MT2", "216=76 203>76 204=0") == [
        "error 450100 MT2 2024 216 76 ≥76 ·"
    ]
    assert judged(warehouse, "S216", "MT2", "216=77 203>76 204=0") == [
        "note 450100 MT2 2024 216 77 ≥76 · ?"
    ]


def test_without_lawyers_nothing_is_implied(warehouse):
    assert judged(warehouse, "X303", "MT3", "303=0 301=0 302=0") == []
    assert judged(warehouse, "X303", "MT3", "303= 301=0 302=0") == []
    assert judged(warehouse, "X303", "MT3", "303=5 301=0 302=") == []


def test_two_lower_bounds_cannot_be_compared_and_that_is_only_a_note(warehouse):
    assert judged(warehouse, "P409", "MT4", "409>830 404>830") == [
        "note 450100 MT4 2024 409 >830 ≥830 · ?"
    ]


def test_at_least_830_schools_may_be_all_of_830(warehouse):
    assert judged(warehouse, "P409", "MT4", "409≥830 404=830") == [
        "note 450100 MT4 2024 409 ≥830 830 · ?"
    ]
    assert judged(warehouse, "P409", "MT4", "409≥831 404=830") == [
        "error 450100 MT4 2024 409 ≥831 830 ·"
    ]


def test_an_approximate_whole_may_equal_the_sum_but_nobody_can_tell(warehouse):
    assert judged(warehouse, "S307", "MT3", "307=100±50 308=80 309=60") == [
        "note 450100 MT3 2024 307 ≈100 140 · ?"
    ]
    assert judged(warehouse, "S307", "MT3", "307=100±50 308=80 309=71") == [
        "error 450100 MT3 2024 307 ≈100 151 ·"
    ]


def test_a_rate_is_judged_only_as_far_as_it_was_typed(warehouse):
    assert judged(warehouse, "R312", "MT3", "312=94 315=110000 311=116500") == []
    assert judged(warehouse, "R312", "MT3", "312=94.0 315=110000 311=116500") == [
        "error 450100 MT3 2024 312 94.0 94.42 -0.42"
    ]


def test_digits_beyond_the_second_are_not_held_against_a_rate(warehouse):
    assert judged(warehouse, "R212", "MT2", "212=66.663 211=2 210=3") == []
    assert judged(warehouse, "R212", "MT2", "212=66.671 211=2 210=3") == []
    assert len(judged(warehouse, "R212", "MT2", "212=66.661 211=2 210=3")) == 1


def test_a_half_may_be_rounded_either_way(warehouse):
    assert judged(warehouse, "R212", "MT2", "212=0.12 211=1 210=800") == []
    assert judged(warehouse, "R212", "MT2", "212=0.13 211=1 210=800") == []


def test_a_rate_over_bounds_is_not_judged(warehouse):
    assert judged(warehouse, "R410", "MT4", "410=100 409>830 404>830") == [
        "note 450100 MT4 2024 410 100 · · ?"
    ]


def test_a_rate_over_an_approximate_whole_fails_only_if_no_whole_fits(warehouse):
    assert judged(warehouse, "R410", "MT4", "410=100 409=830 404=830±1") == []
    assert judged(warehouse, "R410", "MT4", "410=100 409=840 404=830±10") == [
        "note 450100 MT4 2024 410 100 · · ?"
    ]
    assert judged(warehouse, "R410", "MT4", "410=98 409=840 404=830±10") == [
        "error 450100 MT4 2024 410 98 · ·"
    ]


def test_a_rate_over_nothing_is_not_judged(warehouse):
    assert judged(warehouse, "R212", "MT2", "212=100 211=0 210=0") == [
        "note 450100 MT2 2024 212 100 · · ?"
    ]


def test_a_rate_without_its_parts_stands_as_stated(warehouse):
    assert judged(warehouse, "R312", "MT3", "312=94 311=116500") == []
    assert judged(warehouse, "R312", "MT3", "312=94 315= 311=116500") == []
    assert judged(warehouse, "R312", "MT3", "312=94 315=109510 311=") == []
    assert judged(warehouse, "R312", "MT3", "312= 315=109510 311=116500") == []


def test_relations_hold_within_the_form_of_each_city(warehouse):
    sent = (
        sheet(NANNING, "MT2", 2024, "201=419 202=48 216=371"),
        sheet(LIUZHOU, "MT2", 2024, "201=418 202=48 216=371"),
    )
    assert [one.area for one in found(warehouse, "S201", *sent)] == [LIUZHOU]


def test_last_years_column_is_evidence_and_not_judged(warehouse):
    sent = sheet(NANNING, "MT2", 2024, last="201=418 202=48 216=371")
    assert found(warehouse, "S201", sent) == []
    for this, last in (
        ("212=1", "211=2 210=3"),
        ("212=1 211=2", "210=3"),
        ("211=2 210=3", "212=1"),
    ):
        assert found(warehouse, "R212", sheet(NANNING, "MT2", 2024, this, last)) == []
