"""What stands in a template: which forms, which lines, whose name."""

from __future__ import annotations

from dataclasses import replace

from pipeline.collect.templates.drawing_up import draw_up, formal_name, reporting_units
from tests.collect.templates.drawn import (
    NANNING,
    REGION,
    catalogue,
    drawn,
    sheet_of,
    within_one_form,
)


def asked(template, form):
    lines = sheet_of(template, form).lines
    return {line.indicator.code for line in lines if line.is_asked}


def test_a_city_is_asked_for_every_line_of_every_form():
    template = drawn(NANNING)
    assert [s.form.code for s in template.sheets] == [f.code for f in catalogue().forms]
    assert all(line.is_asked for sheet in template.sheets for line in sheet.lines)


def test_the_region_has_the_forms_on_which_it_reports_anything():
    forms = [sheet.form.code for sheet in drawn(REGION).sheets]
    assert forms == ["MT1", "MT4", "MT5", "MT6", "MT7", "MTN", "MTE"]


def test_the_region_is_asked_for_its_own_lines_and_for_rates_made_of_them():
    template = drawn(REGION)
    assert asked(template, "MT4") == {"404", "405", "406", "407", "408"}
    assert {"116", "136"} < asked(template, "MT1")
    assert "117" not in asked(template, "MT1")
    assert "714" in asked(template, "MT7")
    assert "708" not in asked(template, "MT7")


def test_a_relation_is_watched_only_where_all_its_terms_are_asked():
    region = {r.code for s in drawn(REGION).sheets for r in s.relations}
    city = {r.code for s in drawn(NANNING).sheets for r in s.relations}
    assert "S405" in region
    assert "P409" not in region
    assert city == {relation.code for relation in within_one_form()}


def test_parts_stand_further_in_than_their_whole():
    depths = {x.indicator.code: x.depth for x in sheet_of(drawn(), "MT1").lines}
    assert (depths["121"], depths["123"], depths["124"]) == (0, 1, 2)


def test_a_form_that_is_not_owed_yet_is_not_asked_for():
    later = replace(catalogue().forms[0], expected_from=2030)
    changed = replace(catalogue(), forms=(later, *catalogue().forms[1:]))
    template = draw_up(changed, changed.area(NANNING), 2025, {})
    assert "MT1" not in [sheet.form.code for sheet in template.sheets]


def test_the_reporting_unit_goes_by_the_name_of_its_office():
    assert formal_name(catalogue().area(NANNING)) == "南宁市民族宗教事务委员会"
    assert formal_name(replace(catalogue().area(NANNING), aliases=("邕",))) == "南宁市"


def test_areas_that_did_not_exist_report_nothing():
    codes = [unit.code for unit in reporting_units(catalogue(), 2025)]
    assert len(codes) == 15
    assert codes[0] == REGION
    assert reporting_units(catalogue(), 1990) == ()


def test_without_a_deadline_there_is_none():
    template = drawn()
    assert template.deadline is None
    assert replace(template, year=2024).deadline.isoformat() == "2025-02-28"
