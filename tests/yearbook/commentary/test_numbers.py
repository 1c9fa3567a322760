"""Every number in a computed text is the figure it names, rounded once."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from pipeline.tables.figures import Figure
from pipeline.tables.program import program
from pipeline.vocabulary import Measure
from pipeline.yearbook.commentary.cities import city_summary
from pipeline.yearbook.commentary.grammar import NBSP
from pipeline.yearbook.commentary.headlines import headline
from pipeline.yearbook.commentary.model import Run, Sentence
from pipeline.yearbook.commentary.overview import key_figures, overview_sentences
from pipeline.yearbook.edition import EditionModel
from tests.yearbook.stand_in import catalogue, edition

NUMBER = re.compile(rf"\d[\d{NBSP}]*(?:\.\d+)?")
SCALES = (("亿", 10**8), ("万", 10**4), ("million", 10**6), ("billion", 10**9))


def sentences(model: EditionModel) -> Iterator[Sentence]:
    yield from overview_sentences(model)
    for area in catalogue().cities:
        yield from city_summary(model, area)


def runs(model: EditionModel) -> list[Run]:
    return [run for told in sentences(model) for run in (*told.zh, *told.en)]


def number_in(run: Run) -> tuple[Decimal, Decimal]:
    """The number that a run prints, in the unit of the figure, and half of its last digit."""
    found = NUMBER.search(run.text)
    assert found is not None
    digits = found[0].replace(NBSP, "")
    places = len(digits.partition(".")[2])
    rest = run.text[found.end() :]
    scale = next((Decimal(size) for sign, size in SCALES if sign in rest), Decimal(1))
    if rest.strip(NBSP).endswith(("元", "yuan")):
        scale /= 10**4  # the figures are in 万元
    return Decimal(digits) * scale, scale * Decimal(1).scaleb(-places) / 2


@pytest.fixture(scope="module", params=[2024, 2022, 2021])
def model(request: pytest.FixtureRequest) -> EditionModel:
    return edition(request.param)


def figures_of(model: EditionModel, run: Run) -> list[Figure]:
    found = [model.figures.get(a, i, p, m) for a, i, m, p in run.sources]
    assert None not in found
    return [figure for figure in found if figure is not None]


def test_every_source_of_a_number_is_published_and_not_withheld(model: EditionModel) -> None:
    for run in runs(model):
        for figure in figures_of(model, run):
            assert figure.value is not None
            assert not figure.withheld
            assert not figure.partial


def test_a_number_with_one_source_is_that_figure_rounded_once(model: EditionModel) -> None:
    for run in runs(model):
        if len(run.sources) == 1 and "个数据" not in run.text:
            (figure,) = figures_of(model, run)
            printed, tolerance = number_in(run)
            assert abs(printed - abs(figure.value or 0)) <= tolerance, run


def test_a_share_or_growth_is_computed_from_the_levels_it_names(model: EditionModel) -> None:
    for run in runs(model):
        levels = [f for f in figures_of(model, run) if f.measure is Measure.LEVEL]
        if len(levels) == 2 and ("%" in run.text or "per cent" in run.text):
            first, second = (f.value or Decimal(0) for f in levels)
            change = abs(first - second) if levels[0].period != levels[1].period else first
            printed, tolerance = number_in(run)
            assert abs(printed - change * 100 / second) <= tolerance, run


def test_a_growth_prints_as_the_table_of_growth_prints_it(model: EditionModel) -> None:
    for run in runs(model):
        told = [f for f in figures_of(model, run) if f.measure is Measure.GROWTH]
        if len(run.sources) == 3 and told and told[0].value:
            printed, _ = number_in(run)
            assert printed == abs(told[0].value)


def test_words_without_a_source_hold_no_figures(model: EditionModel) -> None:
    for run in runs(model):
        if not run.sources:
            numbers = [n.replace(NBSP, "") for n in NUMBER.findall(run.text)]
            assert all(n.isdigit() for n in numbers), run
            assert "%" not in run.text.replace("（%）", "")


def test_a_headline_names_the_figures_it_was_computed_from() -> None:
    model = edition(2024)
    for table in program(model.catalogue, model.figures, model.year):
        line = headline(table, model)
        if line is not None and "%" in line.text.zh:
            assert line.figures
            assert all(model.figures.get(a, i, p, m) for a, i, m, p in line.figures)


def test_a_key_figure_prints_the_figure_of_its_address() -> None:
    model = edition(2024)
    for card in key_figures(model):
        area, indicator, measure, period = card.figures[0]
        figure = model.figures.get(area, indicator, period, measure)
        assert figure is not None
        run = Run(f"{card.value}{NBSP}{card.unit.zh}", sources=(card.figures[0],))
        printed, tolerance = number_in(run)
        assert abs(printed - (figure.value or 0)) <= tolerance
