"""The 数据质量确认书: what it says of a city's year, and when there is one."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.catalogue import load
from pipeline.commands.certificates import (
    Certificate,
    CertifiedForm,
    certificate,
    certificate_of,
    obstacles,
)
from pipeline.commands.content import content_hash
from pipeline.warehouse import open_warehouse
from pipeline.workspace import HOUSE
from tests.commands.conftest import break_figure, change
from tests.commands.papers import facts, sheets, words

CATALOGUE = load(HOUSE / "data/catalogue")
NANNING = CATALOGUE.area("450100")
LONG = "各族青少年交流交往交融计划和民族团结进步创建活动情况统计"
FILE, CONTENT = hashlib.sha256(b"file").hexdigest(), hashlib.sha256(b"content").hexdigest()

FIGURES = CertifiedForm(
    "民统7表", "民族工作机构与经费", 2, date(2025, 2, 19), FILE, 12, 14, Decimal("5896.30"), 11, 3
)
TEXTS = CertifiedForm("民统附2表", "大事记", 1, date(2025, 2, 20), FILE, 8, 0)
GIVEN = Certificate(
    NANNING, 2024, "广西民族工作统计年鉴", "《年鉴》编辑部（示例）", date(2025, 2, 20),
    (FIGURES, TEXTS), CONTENT, "示例数据",
)  # fmt: skip


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return certificate(GIVEN)


@pytest.fixture
def open_data(data: Path):
    return lambda: open_warehouse(data / "out/yearbook.duckdb", read_only=True)


@pytest.fixture
def derive(open_data):
    def made(area="450100", explained=None, year=2024):
        with open_data() as warehouse:
            return certificate_of(warehouse, CATALOGUE, CATALOGUE.area(area), year, explained or {})

    return made


@pytest.fixture
def content(open_data):
    def digest(area="450100"):
        with open_data() as warehouse:
            return content_hash(warehouse, area, 2024)

    return digest


def form_of(made: Certificate, table_no: str) -> CertifiedForm:
    return next(form for form in made.forms if form.table_no == table_no)


def again(collected: Path, name: str = "mt2") -> Path:
    """A second file of the form, as it was sent."""
    form = collected / f"raw/2024/450100/{name}.csv"
    copy = form.with_name(f"{name}_again.csv")
    copy.write_bytes(form.read_bytes())
    return copy


def test_it_names_the_unit_the_year_and_what_it_is_for(pdf):
    text = words(pdf)
    assert "数据质量确认书2024年度民族工作统计报表" in text
    assert "填报单位南宁市民族宗教事务委员会" in text
    assert "行政区划代码450100" in text
    assert "《广西民族工作统计年鉴》" in text


def test_a_form_is_a_row_with_revision_day_cells_total_and_hash(pdf):
    assert f"民统7表民族工作机构与经费22025-02-1912/145896.30（11）3{FILE[:12]}" in words(pdf)


def test_a_form_of_texts_has_a_number_of_them_and_no_total(pdf):
    assert f"民统附2表大事记12025-02-208条—0{FILE[:12]}" in words(pdf)


def test_the_content_hash_is_printed_in_full(pdf):
    assert CONTENT in words(pdf)


def test_there_is_a_statement_and_room_to_sign_and_seal(pdf):
    text = words(pdf)
    assert "我单位确认：以上数据由我单位填报并经审核" in text
    assert "与留存的统计台账一致" in text
    for line in ("填报人（签字）", "审核人（签字）", "单位负责人（签字）", "单位（盖章）", "日期"):
        assert line in text


def test_samples_are_marked_and_real_data_are_not(pdf):
    assert "示例数据" in words(pdf)
    assert "示例数据" not in words(certificate(replace(GIVEN, mark="")))


def test_it_repeats_byte_for_byte_and_bears_the_day_of_the_last_receipt(pdf):
    assert certificate(GIVEN) == pdf
    assert facts(pdf)["CreationDate"].startswith("D:20250220")


def test_nine_forms_with_long_names_and_figures_are_one_sheet():
    row = replace(
        FIGURES, table_no="民统附12表", name=LONG, revision=12, total=Decimal("1234567890123.25")
    )
    made = certificate(replace(GIVEN, forms=(row,) * 9, publisher=LONG, book=LONG))
    assert sheets(made) == [(210, 297)]
    assert words(made).count("1234567890123.25（11）") == 9


def test_a_complete_city_has_one_with_all_of_its_forms(collected, derive, content):
    made = derive(explained={"MT2": 3})
    assert [form.table_no for form in made.forms] == [f.table_no for f in CATALOGUE.forms]
    assert made.content_hash == content()
    assert made.mark == "示例数据"
    assert made.day == max(form.received_on for form in made.forms)
    assert form_of(made, "民统2表").n_explained == 3
    assert form_of(made, "民统1表").n_explained == 0


def test_filled_cells_and_totals_are_those_of_the_file(collected, derive):
    source = collected / "raw/2024/450100/mt2.csv"
    cells = [
        line.split(",") for line in source.read_text("utf-8-sig").splitlines() if line[:3].isdigit()
    ]
    kinds = {i.code: i.kind for i in CATALOGUE.indicators}
    typed = [Decimal(c[3]) for c in cells if c[3] and not c[5] and kinds[c[0]] != "ratio"]
    form = form_of(derive(), "民统2表")
    assert (form.filled, form.asked) == (sum(bool(c[3]) for c in cells), len(cells))
    assert (form.total, form.n_summed) == (sum(typed), len(typed))
    assert form.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()


def test_bounds_approximations_and_rates_are_not_in_the_total(collected, run, derive):
    before = form_of(derive(), "民统2表")
    change(again(collected), ",19,17,,", ",19,17,多于,")
    run("collect", "2024")
    after = form_of(derive(), "民统2表")
    assert (after.revision, after.n_summed) == (2, before.n_summed - 1)
    assert after.total == before.total - 19
    assert after.filled == before.filled


def test_decimals_stay_as_they_were_given(collected, derive):
    total = form_of(derive(), "民统7表").total
    assert total.as_tuple().exponent == -2
    assert form_of(derive(), "民统1表").total.as_tuple().exponent == 0


@pytest.mark.parametrize(("area", "year"), [("450300", 2024), ("450000", 2024), ("450100", 2021)])
def test_who_has_not_sent_all_or_owed_nothing_has_none(collected, derive, area, year):
    assert derive(area, year=year) is None


def test_an_open_error_stands_in_the_way_though_an_older_file_is_in_force(
    collected, run, derive, open_data
):
    break_figure(again(collected), "201", "99999")
    run("collect", "2024")
    assert derive() is None
    with open_data() as warehouse:
        (why,) = obstacles(warehouse, CATALOGUE, NANNING, 2024)
    assert why.zh == "民统2表有 1 项错误未改"


def test_a_withdrawn_form_stands_in_the_way(collected, run, derive):
    run("withdraw", "2024", "南宁", "MT4", "--reason", "试验")
    assert derive() is None


def test_the_content_hash_is_of_figures_and_texts_and_nothing_else(collected, run, derive, content):
    before, other = content(), content("450200")
    change(again(collected), ",19,17,,", ",19,17,,据部门台账")
    run("collect", "2024")
    assert form_of(derive(), "民统2表").revision == 2
    assert content() == before, "what is around the figures does not matter"
    break_figure(again(collected), "209", "7")
    run("collect", "2024")
    moved = content()
    assert moved != before
    change(again(collected, "mtn"), "居民的评价成为主要依据", "居民的评价成为依据")
    run("collect", "2024")
    assert content() not in (before, moved)
    assert content("450200") == other
    for form in ("MT2", "MTN"):
        run("withdraw", "2024", "南宁", form, "--reason", "试验")
    assert content() == before, "what counts again is confirmed again"
