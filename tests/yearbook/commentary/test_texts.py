"""The texts of the book as wholes: overview, cities, headlines, cards, and the 2021 edition."""

from collections import Counter

import pytest

from pipeline.tables.program import program
from pipeline.vocabulary import Measure
from pipeline.yearbook.commentary.cities import city_summary
from pipeline.yearbook.commentary.grammar import NBSP
from pipeline.yearbook.commentary.headlines import headline
from pipeline.yearbook.commentary.model import Headline
from pipeline.yearbook.commentary.overview import (
    key_figures,
    overview_headline,
    overview_sentences,
    three_sentences,
)
from tests.yearbook.stand_in import catalogue, edition, figure, withheld


def headlines(year: int) -> dict[str, Headline | None]:
    model = edition(year)
    tables = program(model.catalogue, model.figures, model.year)
    return {table.number: headline(table, model) for table in tables}


@pytest.fixture(scope="module")
def of_2024() -> dict[str, Headline | None]:
    return headlines(2024)


def test_the_overview_has_five_to_eight_sentences_each_with_its_table() -> None:
    told = overview_sentences(edition())
    assert 5 <= len(told) <= 8
    assert all(len(sentence.tables) == 1 for sentence in told)


def test_the_leader_s_page_takes_the_three_most_telling_of_them() -> None:
    assert three_sentences(edition()) == overview_sentences(edition())[:3]


def test_the_headline_counts_what_rose_and_fell() -> None:
    line = overview_headline(edition())
    assert line is not None
    assert line.lead.zh.replace(NBSP, " ") == "8 项主要指标中，"
    assert "比上年上升" in line.finding.zh


def test_eight_key_figures_have_their_years_and_their_change() -> None:
    cards = key_figures(edition())
    assert len(cards) == 8
    assert all(card.direction in ("up", "down", "flat") for card in cards)
    assert all(card.series[-1].year == 2024 for card in cards)


def test_a_year_without_a_regional_total_is_an_empty_place_in_the_series() -> None:
    people = key_figures(edition())[0]
    empty = [point.year for point in people.series if point.value is None]
    assert empty == [2021]


def test_a_withheld_total_makes_no_card() -> None:
    gone = withheld(figure("450000", "201", 2024, 1))
    names = {card.name.zh for card in key_figures(edition(2024, [gone]))}
    assert len(names) == 7
    assert "少数民族流动人口服务平台" not in names


def test_every_city_has_four_to_six_sentences_in_both_languages() -> None:
    for area in catalogue().cities:
        told = city_summary(edition(), area)
        assert 4 <= len(told) <= 6
        assert all(s.text.zh.endswith("。") and s.text.en.endswith(".") for s in told)


def test_a_place_that_two_cities_share_is_said_to_be_shared() -> None:
    alike = [figure(area, "136", 2024, "55.00") for area in ("450100", "450200")]
    ranks = [figure(a, "136", 2024, 3, Measure.RANK) for a in ("450100", "450200")]
    told = city_summary(edition(2024, [*alike, *ranks]), catalogue().cities[0])
    assert any("并列第 3 位" in s.text.zh.replace(NBSP, " ") for s in told)


def test_a_city_with_few_data_is_told_by_what_it_reported() -> None:
    beihai = next(a for a in catalogue().cities if a.code == "450500")
    first, second = (s.text for s in city_summary(edition(2021), beihai))
    assert first.zh.replace(NBSP, " ") == "2021 年北海市已报 8 个数据。"
    assert "网格员多于 3 000 人" in second.zh.replace(NBSP, " ")
    assert "师生多于 45 万人" in second.zh.replace(NBSP, " ")
    assert "more than 450 000" in second.en.replace(NBSP, " ")


def test_a_city_that_reported_nothing_has_no_summary() -> None:
    wuzhou = next(a for a in catalogue().cities if a.code == "450400")
    assert city_summary(edition(2021), wuzhou) == ()


def test_the_edition_of_2021_speaks_of_its_four_cities_alone() -> None:
    line = overview_headline(edition(2021))
    assert line is not None
    assert line.text.zh == "已报 4 市，南宁、柳州、桂林、北海，共 27 个数据"
    told = [s.text.zh for s in overview_sentences(edition(2021))]
    assert [text.split("：")[0] for text in told] == ["南宁", "柳州", "桂林", "北海"]
    assert not any(word in text for text in told for word in ("全区", "比上年", "最高"))


def test_its_cards_name_the_only_city_that_reported_the_figure() -> None:
    cards = key_figures(edition(2021))
    assert len(cards) == 8
    assert all(card.qualifier.zh.startswith("仅") and not card.change.zh for card in cards)


def test_lists_of_what_was_reported_say_how_much_and_infer_nothing() -> None:
    found = headlines(2021)
    line = found["3-1"]
    assert line is not None
    assert line.lead.zh == "已报 2 市，9 个数据；"
    assert line.text.en == "9 figures reported by 2 cities; nothing is inferred for the others"


def test_nearly_every_table_of_2024_has_a_finding(of_2024: dict[str, Headline | None]) -> None:
    without = [number for number, line in of_2024.items() if line is None]
    assert len(without) <= 3


def test_no_two_tables_of_a_part_say_the_same(of_2024: dict[str, Headline | None]) -> None:
    said = Counter((n.split("-")[0], line.finding.zh) for n, line in of_2024.items() if line)
    assert max(said.values()) == 1


def test_headlines_have_a_lead_a_finding_and_english(of_2024: dict[str, Headline | None]) -> None:
    for line in filter(None, of_2024.values()):
        assert line.lead.zh
        assert line.finding.zh
        assert line.text.en[0].isupper() or line.text.en[0].isdigit()
        assert not line.finding.zh.endswith("。")


def test_nothing_is_said_of_a_multiple_that_decreases(of_2024: dict[str, Headline | None]) -> None:
    texts = [line.text.zh for line in of_2024.values() if line]
    assert not any("减少" in text and "倍" in text for text in texts)
