"""The page on data quality: counts that are true, and no city named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.tables.figures import Figures
from pipeline.vocabulary import ConfStatus, Mark, ObsStatus, RuleClass, Text
from pipeline.yearbook.edition import BoardEntry, EditionModel, FindingCount, Quality
from pipeline.yearbook.html import environment
from pipeline.yearbook.quality import QualityPage, quality
from pipeline.yearbook.returns import per_cent
from tests.fakes import fake_catalogue, fake_edition

CITIES = ("450100", "450200", "450600")


def entries(form: str, *days: int | None) -> list[BoardEntry]:
    """One return a city; none as days: it never came."""
    return [
        BoardEntry(city, form, "missing", None, None)
        if late is None
        else BoardEntry(city, form, "accepted", 1, late)
        for city, late in zip(CITIES, days, strict=True)
    ]


def finding(rule: str, severity: str, found: int, corrected: int, explained: int) -> FindingCount:
    rest = found - corrected - explained
    return FindingCount(rule, Text(rule, rule), RuleClass.DOMAIN, severity, found, corrected, explained, rest)


@pytest.fixture(scope="module")
def base() -> EditionModel:
    return fake_edition(fake_catalogue())


def made(base: EditionModel, board: list[BoardEntry], *findings: FindingCount) -> QualityPage:
    return quality(replace(base, quality=Quality(board=tuple(board), findings=findings)))


def page(found: QualityPage, base: EditionModel) -> str:
    return environment().get_template("chapters/quality.html.j2").render(chapter=found, model=base)


def test_returns_stand_from_early_to_late_and_not_by_city(base: EditionModel) -> None:
    row = made(base, entries("MT1", 3, None, 0)).rows[0]
    assert [(box.state, box.days) for box in row.boxes] == [
        ("on-time", 0), ("late", 3), ("missing", 0),
    ]  # fmt: skip


def test_the_headline_counts_what_is_missing_and_what_was_on_time(base: EditionModel) -> None:
    board = entries("MT1", 0, 2, 0) + entries("MT2", 0, None, 0)
    told = made(base, board).headline
    assert told.lead == "6 份报表缺 1 份，4 份按时；"
    assert told.en.startswith("5 of 6 forms received, 4 on time")


def test_the_headline_says_when_all_came(base: EditionModel) -> None:
    assert "3 份报表全部收齐" in made(base, entries("MT1", 0, 0, 1)).headline.lead


@pytest.mark.parametrize(
    ("findings", "told"),
    [
        ((), "审核未发现问题"),
        ((finding("a", "query", 4, 2, 2),), "审核发现全部了结"),
        ((finding("a", "query", 4, 1, 1), finding("b", "error", 2, 2, 0)), "2 项核实性发现待说明"),
        ((finding("a", "query", 4, 1, 1), finding("b", "error", 2, 1, 0)), "1 项强制性错误未改正"),
    ],
)
def test_the_headline_ends_with_the_gravest_open_finding(
    base: EditionModel, findings: tuple[FindingCount, ...], told: str
) -> None:
    assert made(base, entries("MT1", 0, 0, 0), *findings).headline.finding == told


def test_a_note_asks_for_no_answer(base: EditionModel) -> None:
    found = made(base, entries("MT1", 0, 0, 0), finding("d", "note", 5, 0, 0))
    assert found.severities[0].n_open is None
    assert found.classes == ()
    assert found.headline.finding == "审核发现全部了结"


def test_every_cell_of_the_cities_is_counted_once_by_what_stands_in_it(base: EditionModel) -> None:
    lines = {i.code for i in base.catalogue.lines_of("MT2") if i.kind != "ratio"}
    marks = [
        {"conf": ConfStatus.WITHHELD, "value": None},
        {"status": ObsStatus.NOT_APPLICABLE, "value": None},
        {"status": ObsStatus.NOT_REPORTED, "value": None},
        {"mark": Mark.MORE},
        {"status": ObsStatus.PROVISIONAL},
        {},
    ]
    plain = next(f for f in base.figures if f.area == "450100" and f.firm and f.measure == "N")
    cells = [(city, line) for city in CITIES for line in sorted(lines)][: len(marks)]
    figures = [
        replace(plain, area=city, indicator=line, period=2024, **mark)  # type: ignore[arg-type]
        for (city, line), mark in zip(cells, marks, strict=True)
    ]
    row = quality(replace(base, figures=Figures(figures))).rows[-1]
    assert row.cells == dict.fromkeys(row.cells, 1)
    assert row.filled == per_cent(5, 6) == "83.3"
    assert sum(share for _, share in row.shares) == pytest.approx(100)


def test_the_public_page_names_no_city(base: EditionModel) -> None:
    board = entries("MT1", 5, None, 0) + entries("MT2", 0, 0, 9)
    html = page(made(base, board, finding("a", "query", 4, 1, 1)), base)
    for city in base.catalogue.cities:
        assert city.name.zh not in html
        assert city.name.en not in html
        assert city.code not in html


def test_years_without_a_deadline_are_told_as_compiled(base: EditionModel) -> None:
    edition = replace(base.catalogue.edition, deadlines={})
    old = replace(base, catalogue=replace(base.catalogue, edition=edition))
    found = made(old, entries("MT1", 0, 0, 0))
    assert not found.owed
    assert {box.state for row in found.rows for box in row.boxes} == {"compiled"}
    assert "由公开资料整理" in found.headline.lead
    assert "按时" not in page(found, old)


def test_the_most_frequent_rules_come_first(base: EditionModel) -> None:
    findings = [finding(f"r{n}", "query", n, 0, 0) for n in range(1, 12)]
    found = made(base, entries("MT1", 0, 0, 0), *findings)
    assert [rule.n_found for rule in found.rules] == [11, 10, 9, 8, 7, 6, 5, 4]
    assert found.most_found == 11


@pytest.mark.parametrize(
    ("part", "whole", "told"), [(1, 8, "12.5"), (1, 3, "33.3"), (0, 5, "0.0"), (0, 0, "")]
)
def test_shares_are_rounded_once(part: int, whole: int, told: str) -> None:
    assert per_cent(part, whole) == told
