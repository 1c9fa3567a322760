"""A note stands under a table only where its cells give reason for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.tables.figures import Figure, Figures
from pipeline.tables.model import Table
from pipeline.tables.program import build_table
from pipeline.vocabulary import ConfStatus, Measure, ObsStatus, Text
from tests.tables.small import (
    OWN,
    REGION,
    catalogue,
    city,
    figure,
    notes,
    of_cities,
    spec,
)


def table(*changes: Figure, codes: tuple[str, ...] = ("201", "207"), layout: str = "X") -> Table:
    figures = {f.address: f for code in codes for f in of_cities(code, 1, 2, 3, 4)}
    figures |= {f.address: f for f in changes}
    made = build_table(spec(layout, *codes), catalogue(), Figures(figures.values()), 2024)
    assert made is not None
    return made


def test_a_plain_table_has_no_notes():
    assert table().notes == ()


def test_the_tables_own_note_stands_first():
    note = Text("平台数不含临时点。", "Without temporary ones.")
    figures = Figures([*of_cities("201", 1, 2, 3, ">4")])
    made = build_table(spec("X", "201", note=note), catalogue(), figures, 2024)
    assert made.notes[0] == note
    assert len(made.notes) == 2


@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [
        (figure(city(2), "201", ">8"), ">表示大于所列数：平台（c02）。", "> more than the figure shown: Platforms (C02)."),
        (figure(city(2), "201", "≥8"), "≥表示不少于所列数：平台（c02）。", "≥ at least the figure shown: Platforms (C02)."),
        (figure(city(2), "201", 8, status=ObsStatus.PROVISIONAL), "p为初步数：平台（c02）。", "p provisional: Platforms (C02)."),
        (figure(city(2), "201", 8, status=ObsStatus.ESTIMATED), "e为估计数：平台（c02）。", "e estimated: Platforms (C02)."),
        (figure(city(2), "201", 8, revised=True), "r为订正数：平台（c02）。", "r revised: Platforms (C02)."),
        (figure(city(2), "201", None, status=ObsStatus.UNKNOWN), "空格为不详：平台（c02）。", "Blank unknown: Platforms (C02)."),
        (figure(city(2), "201", None, conf=ConfStatus.WITHHELD), "×为不予公布的数，总数中包括该数。", "× withheld; totals include it."),
    ],
)  # fmt: skip
def test_signs_are_explained_in_both_languages(change: Figure, zh: str, en: str):
    assert table(change).notes == (Text(zh, en),)


def test_an_imputed_figure_is_an_estimate_of_the_editors():
    told = table(figure(city(2), "201", 8, status=ObsStatus.IMPUTED)).notes
    assert [note.zh for note in told] == [
        "e为估计数：平台（c02）。",
        "缺报数由编者推算：平台（c02）。",
    ]
    assert told[1].en == "Not reported and imputed: Platforms (C02)."


def test_not_reported_needs_no_note():
    assert table(figure(city(2), "201", None)).notes == ()


def test_a_table_of_one_indicator_names_areas_only():
    figures = Figures(of_cities("201", 1, 2, ">3", 4))
    made = build_table(spec("X", "201"), catalogue(), figures, 2024)
    assert notes(made) == ">表示大于所列数：c03。"


def test_a_sign_at_a_total_is_explained_by_its_city():
    both = [figure(at, "201", 8, status=ObsStatus.PROVISIONAL) for at in (city(2), REGION)]
    assert "p为初步数：平台（c02）。" in notes(table(*both))


def test_many_cells_are_not_named_one_by_one():
    bounds = [figure(city(at), code, f">{at}") for at in range(1, 4) for code in ("201", "207")]
    assert notes(table(*bounds)) == ">表示大于所列数。"


def test_days_that_are_not_year_ends_are_told():
    census = replace(figure(city(1), "201", 9), ref_date=date(2024, 11, 1))
    assert notes(table(census)) == "2024年部分数据的时点为2024年11月1日。"


def test_a_total_without_the_own_level_says_so():
    partial = figure(REGION, "206", 10, n_reported=4, n_expected=5)
    made = table(partial, codes=("206", "207"))
    assert notes(made) == "“已报市合计”中不含自治区本级：街。"


def test_many_sums_over_the_same_cities_are_not_listed_one_by_one():
    codes = ("201", "202", "203", "207", "208")
    sums = [figure(REGION, code, 6, n_reported=3, n_expected=4) for code in codes]
    blanks = [figure(city(4), code, None) for code in codes]
    assert notes(table(*sums, *blanks, codes=codes)) == "“已报市合计”不代表全区；共4市，已报3市。"


def test_growth_of_a_sample_on_a_real_year_says_so():
    real = [replace(f, is_sample=False) for f in of_cities("201", 1, 1, 2, 2, year=2023)]
    growth = [figure(city(at), "201", "9.0", measure=Measure.GROWTH) for at in range(1, 5)]
    assert "与上年真实数据相比" in notes(table(*real, *growth, layout="C"))
    samples = [replace(f, is_sample=True) for f in real]
    assert "与上年真实数据相比" not in notes(table(*samples, *growth, layout="C"))


def test_a_direct_total_that_differs_from_the_cities_shows_the_difference():
    made = table(figure(REGION, "201", 12), figure(OWN, "201", 1))
    assert notes(made) == "全区数为直接掌握数，与各市之和不等：平台多2个。"
    assert made.notes[0].en.endswith("Platforms +2.")
    assert table(figure(REGION, "201", 10)).notes == ()


def test_the_own_level_counts_where_it_reports():
    own, total = figure(OWN, "206", 5), figure(REGION, "206", 15)
    assert table(own, total, codes=("206", "207")).notes == ()
