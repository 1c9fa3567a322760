"""What the book prints of the explanations: nothing of withheld figures, and never the clerk's text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.region import CITIES, REGION, Region, region_in

CLERK = "老王说是三个人"
REASON = ("含一次性活动或项目。", "Includes a single event or project.")
OWN_WORDS = ("当年承办自治区活动。", "It hosted an event of the region.")


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    """Two indicators: 201, and 202 whose small cells are withheld."""
    with region_in(tmp_path, ("450100", "450200", "450300", "450400")) as made:
        made.indicator("201")
        made.indicator("202", k=10)
        for city in made.cities:
            for year in (2023, 2024):
                made.observe(city, "201", 50, year)
                made.observe(city, "202", 40, year)
        made._run("insert into codelist.reason values ('R4', ?, ?)", *REASON)
        yield made


def explain(
    region: Region, area: str, indicator: str, *, words: tuple[str, str] = ("", ""),
    tells: bool = False, rule: str = "V12", current: bool = True, reason: str | None = "R4",
) -> None:  # fmt: skip
    finding = f"{area}-{indicator}-{rule}"
    region._run(
        "insert into validated.finding values (?, 'h', ?, ?, ?, 2024, ?, ?, ?)",
        finding, rule, area, indicator, f"{area}-2024-报送", reason, current,
    )  # fmt: skip
    region._run(
        "insert into validated.explanation values (?, 'h', 'R4', ?, ?, ?, '0', ?)",
        finding, CLERK, *words, str(tells).lower(),
    )  # fmt: skip


def printed(region: Region) -> list[tuple[str, str, str, str]]:
    region.reckon()
    names = ("area", "indicator", "text_zh", "text_en")
    rows = region.warehouse.rows("from disseminated.explanation order by area, indicator, text_zh")
    return [tuple(row[name] for name in names) for row in rows]  # type: ignore[misc]


def test_the_words_given_for_print_are_printed(region: Region) -> None:
    explain(region, CITIES[0], "201", words=OWN_WORDS)
    assert printed(region) == [(CITIES[0], "201", *OWN_WORDS)]


def test_without_words_for_print_the_reason_speaks_and_never_the_clerk(region: Region) -> None:
    explain(region, CITIES[0], "201")
    assert printed(region) == [(CITIES[0], "201", *REASON)]


def test_words_that_tell_a_figure_give_way_to_the_reason(region: Region) -> None:
    explain(region, CITIES[0], "201", words=("减少3人。", "Fewer."), tells=True)
    assert printed(region) == [(CITIES[0], "201", *REASON)]


def test_nothing_is_said_of_a_withheld_figure(region: Region) -> None:
    region._run("delete from validated.observation where area = '450200' and indicator = '202'")
    region.observe("450200", "202", 3, 2024)
    explain(region, "450200", "202", words=OWN_WORDS)
    explain(region, "450300", "201", words=OWN_WORDS)
    assert [row[0] for row in printed(region)] == ["450300"]
    assert region.printed("450200", "202") == "×"


def test_nothing_is_said_of_a_change_on_a_withheld_figure(region: Region) -> None:
    region._run(
        "delete from validated.observation where area = '450200' and indicator = '202'"
        " and period = 2023"
    )
    region.observe("450200", "202", 3, 2023)
    explain(region, "450200", "202", words=OWN_WORDS)
    assert printed(region) == []
    assert region.printed("450200", "202") == "40"


def test_nothing_is_said_of_a_relation_with_a_withheld_side(region: Region) -> None:
    region._run("delete from validated.observation where area = '450200' and indicator = '202'")
    region.observe("450200", "202", 3, 2024)
    for indicator in ("201", "202"):
        region._run("insert into codelist.relation_term values ('P202', ?, 0, 1)", indicator)
    explain(region, "450200", "201", words=OWN_WORDS, rule="P202")
    explain(region, "450100", "201", words=OWN_WORDS, rule="V12")
    assert [row[0] for row in printed(region)] == ["450100"]


def test_internal_indicators_are_not_explained(region: Region) -> None:
    region.indicator("299", release="internal")
    region.observe("450100", "299", 50)
    explain(region, "450100", "299", words=OWN_WORDS)
    assert printed(region) == []


def test_only_valid_explanations_of_the_newest_revision_in_force_count(region: Region) -> None:
    explain(region, "450100", "201", current=False)
    explain(region, "450200", "201", reason=None)
    explain(region, "450300", "201")
    region._run("update validated.submission set in_force = false where area = '450300'")
    assert printed(region) == []


def test_two_questions_with_one_answer_are_printed_once(region: Region) -> None:
    explain(region, "450100", "201", rule="V12")
    explain(region, "450100", "201", rule="V23")
    assert printed(region) == [("450100", "201", *REASON)]


def test_cities_are_counted_and_not_named_in_the_spread(region: Region) -> None:
    for city, state in (("450100", "open"), ("450100", "corrected"), ("450200", "explained")):
        region._run(
            "insert into validated.finding_life values ('V12', 'outlier', 'query', '', '', 2024, ?, ?)",
            state, city,
        )  # fmt: skip
    for area in (REGION, *region.cities):
        region._run(
            "insert into validated.board values (2024, ?, 'MT1', 'accepted', 1, 0, 0, 0, 0, false)",
            area,
        )
    region.reckon()
    rows = region.warehouse.rows("from disseminated.finding_spread order by place")
    assert rows == [
        {"place": 1, "n_found": 2, "n_open": 1},
        {"place": 2, "n_found": 1, "n_open": 0},
        {"place": 3, "n_found": 0, "n_open": 0},
        {"place": 4, "n_found": 0, "n_open": 0},
    ]
