"""What the charts show of real, withheld, missing and bounded figures, and what they say in words."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from pipeline.tables.figures import Figure
from pipeline.yearbook.charts import charts_for_city, charts_for_part, tile_chart
from pipeline.yearbook.charts.kinds import KINDS
from pipeline.yearbook.charts.model import Chart
from pipeline.yearbook.charts.palette import Palette
from pipeline.yearbook.charts.plot import Plot, Scene
from pipeline.yearbook.charts.program import programme
from tests.yearbook.stand_in import catalogue, edition, figure, withheld

NANNING, LIUZHOU, GUILIN = (city.code for city in catalogue().cities[:3])
TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")


def plot(code: str, changes: Iterable[Figure] = (), year: int = 2024) -> Plot | None:
    """One chart of the programme over a changed edition."""
    part = int(code.split("-", maxsplit=1)[0])
    spec = next(s for s in programme(catalogue(), "part", part) if s.code == code)
    return KINDS[spec.kind](Scene(edition(year, changes), spec, Palette("#17695A")))


def words_in(drawn: Plot | Chart | None) -> list[str]:
    assert drawn is not None
    svg = drawn.svg if isinstance(drawn, Chart) else drawn.drawing.svg
    return TEXT.findall(svg)


@pytest.fixture(scope="module")
def charts() -> dict[str, Chart]:
    model = edition()
    tiles = tile_chart(model)
    parts = [c for n in range(1, 9) for c in charts_for_part(model, model.part(n))]
    cities = charts_for_city(model, catalogue().cities[0])
    return {c.number: c for c in (*([tiles] if tiles else []), *parts, *cities)}


def test_every_chart_of_the_programme_is_drawn_and_numbered_in_its_part(
    charts: dict[str, Chart],
) -> None:
    assert len(charts) == len(catalogue().registers["charts"])
    assert {"1-1", "3-2", "8-3", "9-1-3"} <= set(charts)


def test_charts_fit_the_measure_or_its_half(charts: dict[str, Chart]) -> None:
    assert {chart.width_mm for chart in charts.values()} == {168.0, 82.0}
    assert all(chart.height_mm < 120 for chart in charts.values())


def test_titles_carry_the_years_that_are_shown(charts: dict[str, Chart]) -> None:
    assert charts["3-1"].title.zh == "服务平台密度与结构（2024年）"
    assert charts["3-2"].title.en == "Platforms by city, 2022–2024"
    assert charts["9-1-1"].title.zh == "南宁市服务平台（2021—2024年）"


def test_every_chart_says_in_words_what_it_shows(charts: dict[str, Chart]) -> None:
    for chart in charts.values():
        assert chart.alt.zh
        assert chart.alt.en
    assert "最高" in charts["3-1"].alt.zh


def test_the_words_hold_the_extremes_as_printed() -> None:
    high, low = figure(NANNING, "D306", 2024, "99.90"), figure(LIUZHOU, "D306", 2024, "0.10")
    drawn = plot("4-2", [high, low])
    assert drawn is not None
    assert "最高南宁 99.90，最低柳州 0.10" in drawn.alt.zh
    assert "highest Nanning 99.90, lowest Liuzhou 0.10" in drawn.alt.en


def test_withheld_and_missing_cities_keep_their_row_and_are_never_zero() -> None:
    gone = [withheld(figure(NANNING, "D306", 2024, 1)), figure(LIUZHOU, "D306", 2024, None)]
    drawn = plot("4-2", gone)
    assert drawn is not None
    words = words_in(drawn)
    assert {"南宁", "柳州", "× 不予公布 withheld", "未报送 not reported"} <= set(words)
    assert "0.00" not in words
    assert drawn.alt.zh.endswith("未报送：柳州；不予公布：南宁。")


def test_a_lower_bound_is_an_open_bar_with_its_mark() -> None:
    drawn = plot("4-2", [figure(NANNING, "D306", 2024, ">88.00")])
    assert drawn is not None
    assert any(text.startswith("&gt;88") for text in words_in(drawn))
    assert 'fill="#FFFFFF" stroke="#17695A"' in drawn.drawing.svg


def test_a_total_over_some_cities_is_not_drawn_as_the_region() -> None:
    partial = replace(figure("450000", "D306", 2024, "5.00"), n_reported=4, n_expected=14)
    assert "全区" not in words_in(plot("4-2", [partial]))
    assert "全区" in words_in(plot("4-2"))


def test_a_chart_of_fewer_than_three_cities_is_not_drawn() -> None:
    cities = [c.code for c in catalogue().cities]
    silent = [figure(code, "D306", 2024, None) for code in cities[2:]]
    assert plot("4-2", silent) is None
    assert plot("4-2", silent[1:]) is not None


def test_a_structure_with_a_hidden_part_shows_the_rest_in_outline() -> None:
    drawn = plot(
        "8-1",
        [withheld(figure(NANNING, "710", 2024, 1)), withheld(figure(NANNING, "711", 2024, 1))],
    )
    assert drawn is not None
    assert 'fill="#FFFFFF"' in drawn.drawing.svg


def test_a_sum_reported_for_two_parts_stands_in_outline_under_its_name() -> None:
    """Nanning reported Ethnic Homes and stations of 2021 as one number."""
    nanning = charts_for_city(edition(), catalogue().cities[0])[0]
    words = words_in(nanning)
    assert {"362", "仅报合计", "total only"} <= set(words)
    assert "民族之家和服务站；未报：服务中心" in words


def test_a_part_that_was_not_reported_is_named_under_its_year() -> None:
    guilin = charts_for_city(edition(), catalogue().cities[2])[0]
    assert "未报：服务站" in words_in(guilin)
    assert "2021 年合计未报，服务中心 78，民族之家 76，服务站未报" in guilin.alt.zh


def test_a_stroke_stands_between_published_and_sample_years() -> None:
    nanning, liuzhou = (charts_for_city(edition(), c)[0] for c in catalogue().cities[:2])
    assert {"公开资料 published", "示例 sample"} <= set(words_in(nanning))
    assert "示例 sample" not in words_in(liuzhou)


def test_no_line_joins_real_and_sample_years() -> None:
    people = [figure(c.code, "201", 2021, 500) for c in catalogue().cities]
    drawn = plot("3-2", people)
    assert drawn is not None
    assert drawn.years == (2022, 2023, 2024)


def test_a_city_without_a_series_says_so_in_its_tile() -> None:
    drawn = plot("3-2", [figure(NANNING, "201", 2023, None)])
    assert "数据不足 too few years" not in words_in(plot("3-2"))
    assert any("too few years" in text or "376" in text for text in words_in(drawn))


def test_pairs_join_last_year_to_this_year_and_print_the_published_change() -> None:
    drawn = plot("4-1")
    assert {"2023", "2024"} <= set(words_in(drawn))
    assert any(text.startswith("+") for text in words_in(drawn))


def test_the_edition_of_2021_draws_no_charts() -> None:
    model = edition(2021)
    assert tile_chart(model) is None
    assert not [c for n in range(1, 9) for c in charts_for_part(model, model.part(n))]
    assert not [c for city in catalogue().cities for c in charts_for_city(model, city)]


def test_a_chart_tells_a_finding_that_no_table_of_its_part_tells(charts: dict[str, Chart]) -> None:
    lines = [c.headline.finding for c in charts.values() if c.headline and c.number[0] == "3"]
    assert lines
    assert len(set(lines)) == len(lines)


def test_a_changed_figure_changes_its_chart_and_no_other() -> None:
    changed = [figure(NANNING, "D306", 2024, "77.77")]
    assert plot("4-2", changed) != plot("4-2")
    assert plot("3-4", changed) == plot("3-4")
