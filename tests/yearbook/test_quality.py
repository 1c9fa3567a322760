"""The page on data quality: counts that are true, and no city named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.tables.figures import Figures
from pipeline.vocabulary import ConfStatus, Mark, ObsStatus, RuleClass, Text
from pipeline.yearbook import ink
from pipeline.yearbook.appendix import explained_in
from pipeline.yearbook.chapters import Chapter
from pipeline.yearbook.edition import (
    BoardEntry,
    CityFindings,
    Completeness,
    EditionModel,
    FindingCount,
    PrintedExplanation,
    Quality,
)
from pipeline.yearbook.html import environment
from pipeline.yearbook.pdf import write_pdf
from pipeline.yearbook.quality import QualityPage, quality
from pipeline.yearbook.returns import per_cent
from tests.fakes import fake_catalogue, fake_edition
from tests.yearbook import stand_in

CITIES = ("450100", "450200", "450600")


def entries(form: str, *days: int | None) -> list[BoardEntry]:
    """One return a city; none as days: it never came."""
    return [
        BoardEntry(city, form, "missing", None, None)
        if late is None
        else BoardEntry(city, form, "accepted", 1, late)
        for city, late in zip(CITIES, days, strict=True)
    ]


def finding(
    rule: str,
    severity: str,
    found: int,
    corrected: int,
    explained: int,
    about: RuleClass = RuleClass.DOMAIN,
) -> FindingCount:
    rest = found - corrected - explained
    return FindingCount(rule, Text(rule, rule), about, severity, found, corrected, explained, rest)


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
    assert told.lead.zh == "6 份报表缺 1 份，4 份按时；"
    assert told.text.en.startswith("5 of 6 forms received, 4 on time")


def test_the_headline_says_when_all_came(base: EditionModel) -> None:
    assert "3 份报表全部收齐" in made(base, entries("MT1", 0, 0, 1)).headline.lead.zh


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
    assert made(base, entries("MT1", 0, 0, 0), *findings).headline.finding.zh == told


def test_a_note_asks_for_no_answer(base: EditionModel) -> None:
    found = made(base, entries("MT1", 0, 0, 0), finding("d", "note", 5, 0, 0))
    assert found.severities[0].n_open is None
    assert found.classes == ()
    assert found.headline.finding.zh == "审核发现全部了结"


def test_every_cell_of_the_cities_is_counted_once_by_what_stands_in_it(base: EditionModel) -> None:
    lines = {i.code for i in base.catalogue.lines_of("MT2") if i.kind != "ratio"}
    marks = [
        {"conf": ConfStatus.WITHHELD, "value": None},
        {"status": ObsStatus.NOT_APPLICABLE, "value": None},
        {"status": ObsStatus.NOT_REPORTED, "value": None},
        {"mark": Mark.MORE},
        {"status": ObsStatus.PROVISIONAL},
        {"status": ObsStatus.IMPUTED},
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
    assert row.filled == per_cent(6, 7) == "85.7"
    assert sum(share for _, share in row.shares) == pytest.approx(100)


def test_the_public_page_names_no_city(base: EditionModel) -> None:
    board = entries("MT1", 5, None, 0) + entries("MT2", 0, 0, 9)
    spread = (CityFindings(3, 2), CityFindings(1, 0), CityFindings(0, 0))
    told = Quality(
        board=tuple(board),
        findings=(finding("a", "query", 4, 1, 1),),
        completeness=tuple(Completeness(city, 10, 9, {}, 0, 0) for city in CITIES),
        spread=spread,
    )
    html = page(quality(replace(base, quality=told)), base)
    assert "各市分布" in html
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
    assert "由公开资料整理" in found.headline.lead.zh
    assert "按时" not in page(found, old)


def test_the_most_frequent_rules_come_first(base: EditionModel) -> None:
    findings = [finding(f"r{n}", "query", n, 0, 0) for n in range(1, 12)]
    found = made(base, entries("MT1", 0, 0, 0), *findings)
    assert [rule.n_found for rule in found.rules] == [11, 10, 9, 8, 7]
    assert found.most_found == 11


@pytest.mark.parametrize(
    ("part", "whole", "told"), [(1, 8, "12.5"), (1, 3, "33.3"), (0, 5, "0.0"), (0, 0, "")]
)
def test_shares_are_rounded_once(part: int, whole: int, told: str) -> None:
    assert per_cent(part, whole) == told


def test_findings_are_counted_by_class_with_the_marks_of_their_severities(
    base: EditionModel,
) -> None:
    found = made(
        base,
        entries("MT1", 0, 0, 0),
        finding("a", "query", 4, 1, 2, RuleClass.OUTLIER),
        finding("b", "error", 2, 2, 0, RuleClass.BALANCE),
        finding("c", "query", 1, 0, 0, RuleClass.BALANCE),
        finding("d", "note", 5, 0, 0, RuleClass.OUTLIER),
    )
    assert [
        (c.name.zh, c.marks, c.n_found, c.n_corrected, c.n_explained, c.n_open)
        for c in found.classes
    ] == [("平衡关系", "●○", 3, 2, 0, 1), ("异常值", "○", 4, 1, 2, 1)]


def test_classes_and_severities_add_up_to_the_same(base: EditionModel) -> None:
    kinds = list(RuleClass)
    found = made(
        base,
        entries("MT1", 0, 0, 0),
        *(
            finding(kind, ("error", "query")[at % 2], at + 3, 1, at % 2, kind)
            for at, kind in enumerate(kinds)
        ),
    )
    assert len(found.classes) == len(kinds)
    assert found.is_long
    for count in ("n_found", "n_corrected", "n_explained", "n_open"):
        by_class, by_severity = (
            sum(getattr(c, count) for c in table) for table in (found.classes, found.severities)
        )
        assert by_class == by_severity


def test_a_note_is_drawn_as_information_and_not_as_open(base: EditionModel) -> None:
    found = made(base, entries("MT1", 0, 0, 0), finding("d", "note", 5, 0, 0))
    assert found.outcome(found.rules[0]) == {"noted": 5}
    assert [kind for kind, _ in found.outcomes] == ["noted"]


def figure_of(found: QualityPage, label: str) -> str:
    return next(f.value for f in found.figures if f.label.zh == label)


def test_where_nothing_was_imputed_the_page_says_so(base: EditionModel) -> None:
    found = made(base, entries("MT1", 0, 0, 0))
    assert figure_of(found, "未作插补") == "0"
    assert "none imputed" in page(found, base)


def test_imputed_cells_are_counted(base: EditionModel) -> None:
    plain = next(f for f in base.figures if f.area == "450100" and f.indicator == "201")
    filled = replace(plain, period=2024, status=ObsStatus.IMPUTED, mark=Mark.NONE)
    firm = replace(filled, area="450200", status=ObsStatus.NORMAL)
    found = quality(replace(base, figures=Figures([filled, firm])))
    assert figure_of(found, "插补") == "1"
    assert "未作插补" not in page(found, base)


def test_the_page_points_to_the_table_of_explanations(base: EditionModel) -> None:
    told = PrintedExplanation("450100", "201", 2024, Text("含一次性活动。", "A single event."))
    model = replace(base, quality=replace(base.quality, explanations=(told,)))
    number = explained_in(model)
    html = page(quality(model, number), model)
    assert f"刊于附录表 {number}" in html
    assert f"in table {number}" in html
    assert f'href="#t-{number}"' in html
    assert explained_in(base) == ""
    assert "刊于附录表" not in page(quality(base), base)


def test_boxes_of_cities_run_from_high_to_low(base: EditionModel) -> None:
    cells = zip(CITIES, (7, 10, 9), strict=True)
    told = Quality(
        completeness=tuple(Completeness(city, 10, given, {}, 0, 0) for city, given in cells),
        spread=(CityFindings(3, 1), CityFindings(2, 0), CityFindings(0, 0)),
    )
    filled, found = quality(replace(base, quality=told)).strips
    assert [(b.value, b.css) for b in filled.boxes] == [
        ("100.0", "above"), ("90.0", "above"), ("70.0", "below"),
    ]  # fmt: skip
    assert [(b.value, b.css) for b in found.boxes] == [
        ("3", "pending"), ("2", "settled"), ("0", "free"),
    ]  # fmt: skip


def test_one_city_alone_is_not_shown_as_a_spread(base: EditionModel) -> None:
    told = Quality(completeness=(Completeness("450100", 10, 9, {}, 0, 0),))
    assert quality(replace(base, quality=told)).strips == ()


def test_findings_of_every_class_still_leave_the_report_one_page(tmp_path: Path) -> None:
    model = stand_in.edition()
    board = [
        BoardEntry(city.code, form.code, "accepted", 2, 35 if at % 3 == 0 else 0)
        for form in model.catalogue.forms
        for at, city in enumerate((*model.catalogue.cities, model.catalogue.region))
    ]
    findings = [
        finding(f"{kind}-{severity}", severity, 120, 40, 0, kind)
        for kind in RuleClass
        for severity in ("error", "query", "note")
    ]
    cities = model.catalogue.cities
    told = Quality(
        board=tuple(board),
        findings=tuple(findings),
        completeness=tuple(
            Completeness(city.code, 97, 90 + at % 3, {}, 0, 0) for at, city in enumerate(cities)
        ),
        spread=tuple(CityFindings(120 - at, 40) for at, _ in enumerate(cities)),
        explanations=(PrintedExplanation("450100", "201", 2024, Text("原因。", "A reason.")),),
    )
    bad = replace(model, quality=told)
    html = (
        environment()
        .get_template("yearbook.html.j2")
        .render(
            model=bad,
            chapters=[Chapter("quality", quality(bad))],
            inks=ink.of(bad),
        )
    )
    assert write_pdf(html, tmp_path / "quality.pdf") == 1
