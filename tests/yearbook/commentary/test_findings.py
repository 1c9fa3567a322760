"""What the findings say, literally, in the cases where a sentence goes wrong."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from pipeline.tables.figures import Figure
from pipeline.vocabulary import Mark, Measure, ObsStatus, Text
from pipeline.yearbook.commentary.facts import Facts
from pipeline.yearbook.commentary.findings import (
    Finding,
    cities,
    concentration,
    ends,
    size,
    structure,
)
from pipeline.yearbook.commentary.grammar import NBSP
from pipeline.yearbook.commentary.tallies import peaks, since, steepest, tally, volume
from tests.yearbook.stand_in import catalogue, edition, figure, withheld

REGION, PLATFORMS, RATE, DENSITY = "450000", "201", "310", "D201"
CITIES = tuple(city.code for city in catalogue().cities)


def told(finding: Finding | None) -> tuple[str, str] | None:
    """A finding as one sentence a language, with plain spaces; none stays none."""
    if finding is None:
        return None
    text = finding.sentence().text
    return text.zh.replace(NBSP, " "), text.en.replace(NBSP, " ")


def facts(*changes: Figure) -> Facts:
    return Facts(edition(2024, changes))


def series(code: str, *values: str | int | None, area: str = REGION) -> Iterable[Figure]:
    """Levels of the years up to 2024, without published changes."""
    first = 2025 - len(values)
    return [figure(area, code, first + at, value) for at, value in enumerate(values)]


NAME = (
    "全区少数民族流动人口服务平台",
    "Service platforms for the ethnic minority floating population",
)


@pytest.mark.parametrize(
    ("values", "zh", "en"),
    [
        ((1900, 1870, 1965), "1 965 个，比上年增长 5.1%", "1 965, up 5.1 per cent on 2023"),
        ((1800, 1870, 1965), "1 965 个，比上年增长 5.1%，连续两年增长",
         "1 965, up 5.1 per cent on 2023, the second yearly increase in a row"),
        ((1900, 2000, 1965), "1 965 个，比上年下降 1.8%", "1 965, down 1.8 per cent on 2023"),
        ((2100, 2000, 1965), "1 965 个，比上年下降 1.8%，连续两年下降",
         "1 965, down 1.8 per cent on 2023, the second yearly decrease in a row"),
        ((1900, 1965, 1965), "1 965 个，与上年持平", "1 965, unchanged from 2023"),
        ((1, 250000, 250100), "25.01 万个，比上年增长 0.04%，连续两年增长",
         "250 100, up 0.04 per cent on 2023, the second yearly increase in a row"),
        ((2000000, 1000000, 1000040), "100.00 万个，与上年基本持平",
         "1.00 million, virtually unchanged from 2023"),
        ((900, 400, 1000), "1 000 个，是上年的 2.5 倍", "1 000, 2.5 times that of 2023"),
        ((9, 0, 5), "5 个，比上年增加 5 个", "5, 5 more than in 2023"),
        ((9, 12, 5), "5 个，比上年减少 7 个", "5, 7 fewer than in 2023"),
        ((9, 12, 0), "0 个，比上年减少 12 个", "0, 12 fewer than in 2023"),
    ],
)  # fmt: skip
def test_a_level_is_told_with_its_change(values: tuple[int, ...], zh: str, en: str) -> None:
    found = told(size(facts(*series(PLATFORMS, *values)), PLATFORMS))
    assert found == (f"{NAME[0]} {zh}。", f"{NAME[1]} numbered {en}.")


def _partial(found: Figure) -> Figure:
    return replace(found, n_reported=4, n_expected=14)


@pytest.mark.parametrize(
    "spoiled",
    [
        withheld(figure(REGION, PLATFORMS, 2024, 1965)),
        figure(REGION, PLATFORMS, 2024, ">1965"),
        figure(REGION, PLATFORMS, 2024, None),
        _partial(figure(REGION, PLATFORMS, 2024, 1965)),
        replace(figure(REGION, PLATFORMS, 2024, 1965), status=ObsStatus.ESTIMATED),
        replace(figure(REGION, PLATFORMS, 2024, 1965), mark=Mark.ABOUT),
        withheld(figure(REGION, PLATFORMS, 2023, 1870)),
        figure(REGION, PLATFORMS, 2023, ">1870"),
        _partial(figure(REGION, PLATFORMS, 2023, 1870)),
        replace(figure(REGION, PLATFORMS, 2023, 1870), is_sample=False),
        replace(figure(REGION, PLATFORMS, 2023, 1870), ref_date=figure(REGION, "101", 2021, 1).ref_date),
        withheld(figure(REGION, PLATFORMS, 2024, 5, Measure.GROWTH)),
        _partial(figure(REGION, PLATFORMS, 2024, 5, Measure.GROWTH)),
    ],
    ids=lambda f: f"{f.measure}-{f.period}-{f.mark}{f.status}{f.conf}",
)  # fmt: skip
def test_what_is_hidden_uncertain_partial_or_unlike_is_not_told_as_a_change(
    spoiled: Figure,
) -> None:
    assert size(facts(spoiled), PLATFORMS) is None


@pytest.mark.parametrize(
    ("now", "before", "change", "zh", "en"),
    [
        ("95.10", "94.30", "0.80", "比上年提高 0.80 个百分点", "up 0.80 percentage points on 2023"),
        ("94.30", "95.10", "-0.80", "比上年下降 0.80 个百分点", "down 0.80 percentage points on 2023"),
        ("95.10", "95.10", "0", "与上年持平", "unchanged from 2023"),
        ("95.10", "94.10", "1", "比上年提高 1.00 个百分点", "up 1.00 percentage point on 2023"),
    ],
)  # fmt: skip
def test_rates_change_in_percentage_points(
    now: str, before: str, change: str, zh: str, en: str
) -> None:
    rates = [
        *series(RATE, "94.00", before, now),
        figure(REGION, RATE, 2024, change, Measure.CHANGE),
    ]
    flat = series("307", 1000, 1000, 1000)
    found = told(volume(facts(*rates, *flat), "307", RATE))
    assert found is not None
    assert found[0].endswith(f"本年诉求办结率为 {now}%，{zh}。")
    assert found[1].endswith(f"stood at {now} per cent, {en}.")


def _density(*values: str | None) -> list[Figure]:
    return [
        figure(city, DENSITY, 2024, value)
        for city, value in zip(CITIES, (*values, *["3"] * 14), strict=False)
    ]


@pytest.mark.parametrize(
    ("values", "zh"),
    [
        (("6.8", "1.0"), "每10万人口服务平台南宁最高（6.80），是柳州的 6.8 倍。"),
        (("6.8", "4.0"), "每10万人口服务平台南宁最高（6.80），12 个市并列最低（3.00）。"),
        (("6.8", "6.8", "1.0"), "每10万人口服务平台南宁、柳州并列最高（6.80），是桂林的 6.8 倍。"),
        (("6.8", "1.0", "1.0"), "每10万人口服务平台南宁最高（6.80），柳州、桂林并列最低（1.00）。"),
        (("0.0", "3.0"), "每10万人口服务平台 13 个市并列最高（3.00），南宁最低（0.00）。"),
        ((None, "6.8", "1.0"), "已报 13 市中每10万人口服务平台柳州最高（6.80），是桂林的 6.8 倍。"),
    ],
)
def test_superlatives_share_ties_and_say_who_reported(values: tuple[str, ...], zh: str) -> None:
    found = told(ends(facts(*_density(*values)), DENSITY))
    assert found is not None
    assert found[0].startswith(zh)


@pytest.mark.parametrize(
    "spoiled",
    [
        withheld(figure(CITIES[0], DENSITY, 2024, 1)),
        figure(CITIES[0], DENSITY, 2024, ">2"),
        replace(figure(CITIES[0], DENSITY, 2024, 2), status=ObsStatus.ESTIMATED),
    ],
)
def test_no_superlative_where_one_city_is_hidden_or_uncertain(spoiled: Figure) -> None:
    assert ends(facts(*_density("6.8", "1.0"), spoiled), DENSITY) is None


def test_no_superlative_with_fewer_than_ten_cities() -> None:
    blanks = [figure(city, DENSITY, 2024, None) for city in CITIES[:5]]
    assert ends(facts(*_density("6.8"), *blanks), DENSITY) is None


def test_counts_measure_size_and_are_never_ranked() -> None:
    assert ends(facts(), PLATFORMS) is None


def _platforms(*values: int, total: int = 1000) -> list[Figure]:
    each = [
        figure(c, PLATFORMS, 2024, v) for c, v in zip(CITIES, (*values, *[10] * 14), strict=False)
    ]
    return [*each, figure(REGION, PLATFORMS, 2024, total)]


def test_the_three_largest_cities_are_told_with_their_share() -> None:
    found = told(concentration(facts(*_platforms(200, 150, 108)), PLATFORMS))
    assert found == (
        f"{NAME[0]} 1 000 个，南宁、柳州、桂林三市占 45.8%。",
        f"{NAME[1]} numbered 1 000, with 45.8 per cent in Nanning, Liuzhou and Guilin.",
    )


def test_three_cities_are_not_the_largest_when_the_fourth_equals_the_third() -> None:
    assert concentration(facts(*_platforms(200, 150, 108, 108)), PLATFORMS) is None


def test_the_largest_part_of_a_whole_is_told() -> None:
    parts = [figure(REGION, c, 2024, v) for c, v in (("710", 500), ("711", 300), ("712", 200))]
    found = told(structure(facts(*parts, figure(REGION, "709", 2024, 1000)), "709"))
    assert found is not None
    assert found[0] == "全区民族工作经费 1 000.00 万元，其中中央占 50.0%。"


def test_a_structure_with_a_hidden_part_is_left_out() -> None:
    assert structure(facts(withheld(figure(REGION, "712", 2024, 1))), "709") is None


def _two_years(code: str, now: int, before: int, areas: Iterable[str] = CITIES) -> list[Figure]:
    return [figure(a, code, y, v) for a in areas for y, v in ((2024, now), (2023, before))]


def test_the_cities_that_rose_are_counted_and_the_fastest_is_named() -> None:
    levels = [*_two_years(PLATFORMS, 100, 100), *_two_years(PLATFORMS, 110, 100, CITIES[:2])]
    levels += _two_years(PLATFORMS, 120, 100, CITIES[5:6])
    assert told(cities(facts(*levels), PLATFORMS)) == (
        "14 市中 3 市的少数民族流动人口服务平台增长，防城港最快（20.0%）。",
        f"{NAME[1]} rose in 3 of 14 cities, most in Fangchenggang (20.0 per cent).",
    )


def test_the_only_city_that_rose_is_not_called_the_fastest() -> None:
    levels = [*_two_years(PLATFORMS, 100, 100), *_two_years(PLATFORMS, 90, 100, CITIES[:2])]
    levels += _two_years(PLATFORMS, 120, 100, CITIES[5:6])
    assert told(cities(facts(*levels), PLATFORMS)) == (
        "14 市中 1 市的少数民族流动人口服务平台增长，为防城港（20.0%）。",
        f"{NAME[1]} rose in 1 of 14 cities, Fangchenggang (20.0 per cent).",
    )


def test_of_funds_there_are_less_and_not_fewer() -> None:
    found = told(size(facts(*series("709", 20, 25, 20)), "709"))
    assert found is not None
    assert found[1].endswith("0.20 million yuan, 0.05 million yuan less than in 2023.")


def test_two_cities_that_grew_alike_are_not_the_fastest() -> None:
    levels = [*_two_years(PLATFORMS, 100, 100), *_two_years(PLATFORMS, 110, 100, CITIES[:2])]
    assert cities(facts(*levels), PLATFORMS) is None


def test_comparable_cities_are_said_to_be_comparable() -> None:
    levels = [*_two_years(PLATFORMS, 100, 90), *_two_years(PLATFORMS, 110, 90, CITIES[1:2])]
    found = told(cities(facts(*levels, figure(CITIES[0], PLATFORMS, 2024, None)), PLATFORMS))
    assert found is not None
    assert found[0].startswith("可比的 13 市的少数民族流动人口服务平台全部增长，")


def test_rises_and_falls_are_counted() -> None:
    noun = Text("主要指标", "main indicators")
    codes = ["201", "206", "207", "208"]
    rising = [f for code in codes[:3] for f in series(code, 100, 100, 110)]
    found = told(tally(facts(*rising, *series("208", 100, 100, 90)), codes, noun))
    assert found == (
        "4 项主要指标中，3 项比上年上升、1 项下降。",
        "Of 4 main indicators, 3 rose on 2023 and 1 fell.",
    )
    risen = [*rising, *series("208", 100, 100, 110)]
    assert told(tally(facts(*risen), codes, noun)) == (
        "4 项主要指标全部比上年上升。",
        "All 4 main indicators rose on 2023.",
    )


def test_the_greatest_rise_and_fall_are_named() -> None:
    codes = ["201", "206", "207", "208"]
    ends_of = ((201, 120), (206, 110), (207, 105), (208, 90))
    levels = [f for code, v in ends_of for f in series(str(code), 100, 100, v)]
    found = told(steepest(facts(*levels), codes))
    assert found is not None
    assert found[0] == (
        "增幅最大的是少数民族流动人口服务平台（20.0%），降幅最大的是创业孵化站（10.0%）。"
    )


def test_a_small_base_makes_no_greatest_rise() -> None:
    codes = ["201", "206", "207", "208"]
    levels = [f for code in codes for f in series(code, 40, 40, 44)]
    assert steepest(facts(*levels), codes) is None


def test_a_run_of_comparable_years_is_told_from_its_first_year() -> None:
    found = told(since(facts(*series(PLATFORMS, 1000, 1100, 1123)), PLATFORMS))
    assert found is not None
    assert found[0] == f"{NAME[0]} 1 123 个，比 2022 年增长 12.3%。"


def test_real_and_sample_years_are_one_run_only_when_they_are_alike() -> None:
    people = [figure(REGION, "101", 2021, 50_000_000)]
    found = told(since(facts(*people), "101"))
    assert found is not None
    assert "比 2022 年" in found[0]


def test_the_two_most_concentrated_groups_are_named_with_their_city() -> None:
    shares = [figure("450600", "131", 2024, "90.93", Measure.SHARE)]
    shares += [figure("450200", "127", 2024, "76.25", Measure.SHARE)]
    shares = [replace(f, decimals=2) for f in shares]
    found = told(peaks(facts(*shares), [str(c) for c in range(124, 136)]))
    assert found is not None
    assert found[0] == "京族 90.93% 在防城港，侗族 76.25% 在柳州。"


def test_growth_is_rounded_once_from_unrounded_levels() -> None:
    """3.1496 % is 3.1 %, not the 3.2 % that rounding 3.15 % again would give."""
    found = told(size(facts(*series(PLATFORMS, 99999, 100000, 103149)), PLATFORMS))
    assert found is not None
    assert "增长 3.1%" in found[0]
