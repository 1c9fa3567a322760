"""The appendix: code lists, relations in signs, figures as first published, revisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.catalogue import load
from pipeline.catalogue.model import Catalogue, EthnicGroup
from pipeline.tables.figures import Figures
from pipeline.tables.model import Table
from pipeline.vocabulary import Mark, Text
from pipeline.yearbook.appendix import (
    appendix,
    explanation_table,
    published_table,
    revision_table,
)
from pipeline.yearbook.codebook import (
    ethnic_table,
    formula,
    indicator_table,
    relation_table,
)
from pipeline.yearbook.edition import EditionModel, PrintedExplanation, Revision
from pipeline.yearbook.html import environment
from pipeline.yearbook.methods import methods_table
from tests.fakes import fake_catalogue, fake_edition

SHIPPED = Path(__file__).parents[2] / "data" / "catalogue"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(SHIPPED)


@pytest.fixture(scope="module")
def model() -> EditionModel:
    return fake_edition(fake_catalogue())


def labels(table: Table) -> list[str]:
    return [row.label.zh for part in table.parts for row in part.rows]


def cells(table: Table, label: str) -> list[str]:
    row = next(r for r in table.parts[0].rows if r.label.zh == label)
    return [cell.prefix + cell.text for cell in row.cells]


def test_every_indicator_is_listed_once_under_its_form(catalogue: Catalogue) -> None:
    table = indicator_table(catalogue, catalogue.indicators, "A-1")
    codes = [row.cells[0].text for row in table.parts[0].rows if row.kind == "item"]
    assert codes == [
        i.code for form in catalogue.forms for i in catalogue.indicators if i.form == form.code
    ]
    assert len(set(codes)) == len(codes)


def test_an_indicator_points_to_the_page_of_its_explanation(catalogue: Catalogue) -> None:
    row = indicator_table(catalogue, catalogue.indicators, "A-1").parts[0].rows[1]
    assert (row.cells[-1].kind, row.cells[-1].text) == ("page", f"d-{row.cells[0].text}")


@pytest.mark.parametrize(
    ("code", "told"),
    [("212", "211 ÷ 210 × 100"), ("D201", "201 ÷ 101 × 100\u00a0000"), ("201", "")],
)
def test_a_ratio_shows_how_it_is_computed(catalogue: Catalogue, code: str, told: str) -> None:
    assert str(catalogue.indicator(code).formula or "") == told


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("S201", "201 = 202 + 216"),
        ("P205", "205 ≤ 203"),
        ("C311", "311 = 311(t−1) + 307"),
        ("X303", "303 > 0 → 301 + 302 > 0"),
        ("R212", "212 = 211 ÷ 210 × 100"),
    ],
)
def test_relations_are_written_in_signs(catalogue: Catalogue, code: str, told: str) -> None:
    relation = next(r for r in catalogue.relations if r.code == code)
    assert formula(relation, catalogue) == told


def test_every_relation_is_listed(catalogue: Catalogue) -> None:
    table = relation_table(catalogue, "A-3")
    assert labels(table) == [relation.code for relation in catalogue.relations]


def test_all_ethnic_groups_stand_in_two_halves(catalogue: Catalogue) -> None:
    rows = ethnic_table(catalogue, "A-2").parts[0].rows
    told = {row.cells[0].text for row in rows} | {row.cells[3].text for row in rows}
    assert told - {""} == {group.number for group in catalogue.ethnic_groups}


def test_an_odd_number_of_groups_leaves_one_blank(catalogue: Catalogue) -> None:
    groups: tuple[EthnicGroup, ...] = catalogue.ethnic_groups[:3]
    rows = ethnic_table(replace(catalogue, ethnic_groups=groups), "A-2").parts[0].rows
    assert [row.cells[2].text for row in rows] == [groups[2].name.zh, ""]


def published(model: EditionModel) -> EditionModel:
    """The edition with one figure of a city from the year before forms were due."""
    plain = next(f for f in model.figures if f.firm and f.measure == "N" and f.period == 2024)
    old = replace(
        plain, area="450600", indicator="201", period=2023, value=Decimal(830), mark=Mark.MORE,
        lower=Decimal(830), upper=None, is_sample=False, ref_date=date(2023, 9, 27),
    )  # fmt: skip
    return replace(model, figures=Figures([plain, old]))


def test_published_figures_keep_their_bound_and_their_day(model: EditionModel) -> None:
    table = published_table(published(model), "A-4")
    assert table is not None
    assert labels(table) == ["防城港市", "服务平台总数"]
    assert cells(table, "服务平台总数") == ["201", ">830", "2023-09-27"]


def test_sample_figures_are_never_told_as_published(model: EditionModel) -> None:
    sample = replace(model, figures=Figures(replace(f, is_sample=True) for f in model.figures))
    assert published_table(sample, "A-4") is None


def test_revisions_show_both_figures(model: EditionModel) -> None:
    revision = Revision("450100", "201", 2023, "401", "403", Text("订正", "corrected"), "2")
    table = revision_table(
        replace(model, quality=replace(model.quality, revisions=(revision,))), "A-5"
    )
    assert table is not None
    assert cells(table, "南宁")[1:] == ["2023", "2024年版", "401", "403", "2", "订正"]
    assert revision_table(model, "A-5") is None


def test_explanations_tell_area_indicator_year_and_reason_in_both_languages(
    model: EditionModel,
) -> None:
    told = PrintedExplanation("450200", "201", 2024, Text("含一次性活动。", "A single event."))
    table = explanation_table(
        replace(model, quality=replace(model.quality, explanations=(told,))), "A-5"
    )
    assert table is not None
    assert cells(table, "柳州市") == ["服务平台总数", "2024", "含一次性活动。"]
    assert table.parts[0].rows[0].cells[2].english == "A single event."
    assert explanation_table(model, "A-5") is None


def test_tables_are_numbered_without_gaps_and_listed(model: EditionModel) -> None:
    made = appendix(model)
    numbers = [entry.number.en for entry in made.entries if entry.number.en]
    assert numbers == [f"A-{n}" for n in range(1, len(numbers) + 1)]
    assert [table.number for table in made.tables] == numbers


def test_sources_stand_at_the_end_when_there_are_any(model: EditionModel) -> None:
    text = {"sources": "# 资料来源 | Sources\n\n## 一 | One\n\n普查。\n\n> Census.\n"}
    made = appendix(replace(model, editorial=model.editorial | text))
    assert made.entries[-1].anchor == "sources"
    html = environment().get_template("chapters/appendix.html.j2").render(chapter=made, model=model)
    assert 'id="sources"' in html
    assert "普查。" in html
    assert appendix(model).sources is None


def test_the_methods_of_the_cities_stand_city_by_city_with_their_parts(model: EditionModel) -> None:
    table = methods_table(model, "A-4")
    assert table is not None
    assert labels(table) == [city.short.zh for city in model.catalogue.cities]
    assert cells(table, "南宁") == ["“五同”工作法", "同谋；同建"]


def test_a_part_is_named_up_to_its_colon_and_a_city_without_a_method_is_left_out(
    model: EditionModel,
) -> None:
    first, *others = model.narratives
    lead, plan, build = first.sections
    long = replace(plan, heading=Text("同谋：部门商量", "Planning: departments confer"))
    none = replace(lead, heading=Text("民族工作概况", "Survey"))
    told = (
        replace(first, sections=(lead, long, build)),
        replace(others[0], sections=(none, plan)),
    )
    table = methods_table(replace(model, narratives=told), "A-4")
    assert table is not None
    (row,) = table.parts[0].rows
    assert (row.cells[1].text, row.cells[1].english) == ("同谋；同建", "Planning; Build together")
    assert methods_table(replace(model, narratives=()), "A-4") is None
