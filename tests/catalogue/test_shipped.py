"""What the catalogue in data/catalogue says."""

from __future__ import annotations

import csv
import re
from decimal import Decimal

import pytest

from pipeline.catalogue import load
from pipeline.catalogue.model import Catalogue
from tests.catalogue.conftest import SHIPPED

# ASCII punctuation next to a Chinese character
HALF_WIDTH = re.compile(r"[一-鿿][,;:!?()]|[,;:!?()][一-鿿]")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(SHIPPED)


def test_the_region_its_own_level_fourteen_cities_and_six_classes(catalogue):
    assert catalogue.region.code == "450000"
    assert catalogue.own_level.code == "459900"
    assert [city.code for city in catalogue.cities] == [f"45{n:02}00" for n in range(1, 15)]
    assert [c.code for c in catalogue.classes] == ["C11", "C12", "C13", "C21", "C22", "C23"]


def test_109_lines_on_seven_forms_and_derived_indicators_after_them(catalogue):
    on_form = [i for i in catalogue.indicators if i.on_form]
    assert len(on_form) == 109
    assert catalogue.indicators[:109] == tuple(on_form)
    assert [len(catalogue.lines_of(f"MT{n}")) for n in range(1, 8)] == [24, 16, 15, 14, 13, 13, 14]
    assert all(i.code.startswith("D") and i.formula for i in catalogue.indicators[109:])


def test_41_relations_of_five_kinds(catalogue):
    kinds = [relation.kind for relation in catalogue.relations]
    counted = {kind: kinds.count(kind) for kind in kinds}
    assert counted == {"sum": 10, "subset": 19, "cumulative": 1, "implies": 3, "ratio": 8}


def test_56_ethnic_groups_of_which_twelve_have_a_line_on_the_form(catalogue):
    groups = catalogue.ethnic_groups
    assert [group.number for group in groups] == [f"{n:02}" for n in range(1, 57)]
    lines = {group.name.zh: group.indicator for group in groups if group.indicator}
    assert len(lines) == 12
    assert lines["壮族"] == "124"
    assert "毛难族" in next(group.aliases for group in groups if group.name.zh == "毛南族")


def test_the_line_of_a_group_is_named_after_it(catalogue):
    for group in catalogue.ethnic_groups:
        if group.indicator:
            line = catalogue.indicator(group.indicator)
            assert group.name.zh in line.name.zh
            assert group.name.en in line.name.en


def test_rates_of_the_form_are_ratios_of_two_lines(catalogue):
    rate = catalogue.indicator("312")
    assert (rate.ratio.numerator, rate.ratio.denominator, rate.ratio.factor) == ("315", "311", 100)
    assert rate.aggregation == "formula"


def test_heritage_items_and_member_departments_have_no_total(catalogue):
    alone = [i.code for i in catalogue.indicators if i.aggregation == "none"]
    assert alone == ["604", "605", "606", "607", "703"]


def test_the_region_reports_totals_of_population_and_schools_and_its_own_level(catalogue):
    reports = {i.code: i.region_reports for i in catalogue.indicators if i.region_reports}
    totals = {code for code, what in reports.items() if what == "total"}
    own = {code for code, what in reports.items() if what == "own_level"}
    assert {"101", "104", "121", "135", "404", "408"} <= totals
    assert own == {"513", "601", "609", "610", "611", "701", "709", "710", "711", "712", "713"}


def test_parts_of_a_whole_are_reported_by_the_region_in_the_same_way(catalogue):
    for part in catalogue.indicators:
        if part.part_of == "exhaustive":
            assert part.region_reports == catalogue.indicator(part.parent).region_reports


def test_yearly_deadlines_begin_with_the_first_year_that_is_owed(catalogue):
    first = min(catalogue.edition.deadlines)
    assert {form.expected_from for form in catalogue.forms} == {first}
    assert min(catalogue.edition.closings) == 2020


def test_the_book_has_ten_parts_and_each_says_what_it_covers(catalogue):
    parts = catalogue.edition.parts
    assert [part.number for part in parts] == list(range(1, 11))
    assert [part.form for part in parts[1:8]] == [f"MT{n}" for n in range(1, 8)]
    assert all(2 <= len(part.introduction) <= 4 for part in parts)
    assert len({part.ink for part in parts}) == 10


def test_introductions_hold_for_any_year(catalogue):
    """The one year they may name is that of the census on which the classes are fixed."""
    for part in catalogue.edition.parts:
        for text in part.introduction:
            assert set(re.findall(r"20\d\d", text.zh + text.en)) <= {"2020"}


def test_no_authority_is_named_as_publisher(catalogue):
    assert "示例" in catalogue.edition.publisher.zh
    assert all(form.approval.zh == "样张" for form in catalogue.forms)


def test_definitions_are_whole_sentences_in_both_languages(catalogue):
    for indicator in catalogue.indicators:
        assert indicator.definition.zh.startswith("指"), indicator.code
        assert indicator.definition.zh.endswith("。"), indicator.code
        assert indicator.definition.en.endswith("."), indicator.code


def test_short_names_fit_a_column_head(catalogue):
    for indicator in catalogue.indicators:
        assert len(indicator.short.zh) <= 10, indicator.code
        assert max(map(len, indicator.short.en.split())) <= 17, indicator.code


def test_funds_are_the_only_lines_counted_in_money(catalogue):
    money = [i.code for i in catalogue.lines_of("MT7") if i.unit.zh == "万元"]
    assert money == ["709", "710", "711", "712", "713"]
    per_head = catalogue.indicator("D709")
    assert (per_head.unit.zh, per_head.ratio.factor) == ("元", 10_000)


def test_limits_are_numbers(catalogue):
    assert catalogue.indicator("101").yoy_limit_pct == Decimal(3)
    assert catalogue.indicator("303").k == 3
    assert catalogue.indicator("304").release == "internal"


def test_heng_county_became_hengzhou_city(catalogue):
    counties = {row["code"]: row for row in catalogue.registers["counties"]}
    assert counties["450127"]["valid_to"] == "2020-12-31"
    assert counties["450127"]["replaced_by"] == "450181"
    assert counties["450181"]["name_zh"] == "横州市"


def test_registers_hold_every_county_and_ethnic_township(catalogue):
    current = [row for row in catalogue.registers["counties"] if not row["valid_to"]]
    assert len(current) == 111
    assert len(catalogue.registers["ethnic_townships"]) == 59


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.csv")), ids=lambda path: path.name)
def test_chinese_texts_use_full_width_punctuation(path):
    with path.open(encoding="utf-8", newline="") as handle:
        for line in csv.DictReader(handle):
            for column, text in line.items():
                if column.endswith("_zh"):
                    assert not HALF_WIDTH.search(text), (path.name, text)


def test_english_numbers_are_grouped_by_a_space_that_does_not_break(catalogue):
    for indicator in catalogue.indicators:
        for text in (indicator.name.en, indicator.unit.en, indicator.definition.en):
            assert not re.search(r"\d \d{3}\b", text), indicator.code
