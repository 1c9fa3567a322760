"""Narratives and chronicles: figures by reference only, in both languages, no year a copy."""

from __future__ import annotations

import re

import pytest

from pipeline.catalogue import load
from pipeline.catalogue.model import Catalogue
from tests.samples.reading import DATA, SAMPLE_YEARS, Form, forms

REFERENCE = re.compile(r"\[\[(\d{3})(?:@(\d{4}))?\]\]")
LABELS = re.compile(r"“13456”|“1\+1”|10 000")  # names and units with digits in them, no figures
PLAIN_DATES = re.compile(r"opened in 2019")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(DATA / "catalogue")


def narratives(*years: int) -> list[Form]:
    return [form for year in years for form in forms(year) if form.form == "MTN"]


def chronicles(*years: int) -> list[Form]:
    return [form for year in years for form in forms(year) if form.form == "MTE"]


def test_every_city_and_the_region_tell_of_every_sample_year(catalogue: Catalogue) -> None:
    tellers = {area.code for area in (catalogue.region, *catalogue.cities)}
    for year in SAMPLE_YEARS:
        assert {form.area for form in narratives(year)} == tellers
        assert {form.area for form in chronicles(year)} == tellers


def test_figures_stand_in_the_text_as_references_only() -> None:
    for form in narratives(2021, *SAMPLE_YEARS):
        for row in form.rows:
            for column in ("正文", "英文正文"):
                words = PLAIN_DATES.sub("", LABELS.sub("", REFERENCE.sub("", row[column])))
                assert not re.search(r"\d", words), (form.area, form.year, words)


def test_both_languages_refer_to_the_same_figures() -> None:
    for form in narratives(2021, *SAMPLE_YEARS):
        for row in form.rows:
            chinese, english = (set(REFERENCE.findall(row[c])) for c in ("正文", "英文正文"))
            assert chinese == english, (form.area, form.year, row["标题"])


def test_every_reference_is_answered_by_a_public_figure(catalogue: Catalogue) -> None:
    """A figure of the city's own form; for the region, one that every city reported."""
    reported = {
        (form.area, form.year): set[str]() for year in (2021, *SAMPLE_YEARS) for form in forms(year)
    }
    for year in (2021, *SAMPLE_YEARS):
        for form in forms(year):
            if form.form not in ("MTN", "MTE"):
                reported[form.area, year] |= form.figures().keys()
    cities = [city.code for city in catalogue.cities]
    for form in narratives(2021, *SAMPLE_YEARS):
        who = cities if form.area == catalogue.region.code else [form.area]
        for row in form.rows:
            for code, year in REFERENCE.findall(row["正文"]):
                assert catalogue.indicator(code).release == "public"
                for area in who:
                    assert code in reported[area, int(year or form.year)], (form.area, code)


def test_references_avoid_the_lines_that_may_be_withheld() -> None:
    """The counts of single ethnic groups may be withheld, so no text rests on them."""
    for form in narratives(*SAMPLE_YEARS):
        codes = {code for row in form.rows for code, _ in REFERENCE.findall(row["正文"])}
        assert not codes & {str(line) for line in range(124, 136)}


def test_sections_have_the_length_of_a_paragraph() -> None:
    for form in narratives(*SAMPLE_YEARS):
        assert 4 <= len(form.rows) <= 6
        for row in form.rows:
            assert 58 <= len(REFERENCE.sub("", row["正文"])) <= 140
            assert row["英文标题"]
            assert len(row["英文正文"].split()) > 25


def test_no_year_is_a_copy_of_another() -> None:
    """Between two years the opening and at least one section differ."""
    for area in {form.area for form in narratives(*SAMPLE_YEARS)}:
        told = [f.rows for f in narratives(*SAMPLE_YEARS) if f.area == area]
        for first, second in ((told[0], told[1]), (told[1], told[2]), (told[0], told[2])):
            assert first[0]["正文"] != second[0]["正文"]
            sections = {row["正文"] for row in first[1:]}
            assert {row["正文"] for row in second[1:]} - sections


def test_invented_programmes_say_that_they_are_samples() -> None:
    """Four cities have published methods of their own; the others' are invented and say so."""
    real = {"450000", "450100", "450200", "450300", "450500"}
    for form in narratives(*SAMPLE_YEARS):
        if form.area not in real:
            opening = form.rows[0]
            assert "示例" in opening["标题"]
            assert "示例项目" in opening["正文"]
            assert "sample programme" in opening["英文标题"] + opening["英文正文"]


def test_chronicles_hold_six_to_ten_dated_events_of_their_year() -> None:
    for form in chronicles(*SAMPLE_YEARS):
        days = [row["日期"] for row in form.rows]
        assert 6 <= len(days) <= 10
        assert days == sorted(days)
        assert all(day.startswith(f"{form.year}-") for day in days)
        assert all(all(row.values()) for row in form.rows)
