"""The samples are consistent, and every departure stands in the table of deviations."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.catalogue import load
from pipeline.catalogue.model import Catalogue
from tests.samples.judging import findings
from tests.samples.reading import DATA, SAMPLE_YEARS, Form, forms
from tools.samples.deviations import deviations


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(DATA / "catalogue")


def test_what_is_found_is_what_the_table_declares(catalogue: Catalogue) -> None:
    declared = {(rule, *deviation.key) for deviation in deviations() for rule in deviation.expects}
    assert findings(catalogue) == declared


def test_every_deviation_gives_its_reason_in_both_languages() -> None:
    assert all(deviation.reason.zh and deviation.reason.en for deviation in deviations())
    numbers = [deviation.id for deviation in deviations()]
    assert numbers == sorted(set(numbers))


def test_marks_beside_figures_are_all_declared() -> None:
    """Provisional, estimated, bounded, unknown: nothing carries a mark without an entry."""
    declared = {
        (*d.key, edit["line"], edit["nature"])
        for d in deviations()
        for edit in d.cells
        if "nature" in edit
    }
    marked = {
        (form.area, form.form, form.year, line, nature)
        for year in SAMPLE_YEARS
        for form in _tables(year)
        for line, nature in form.natures().items()
    }
    assert marked == declared


def test_the_region_totals_are_the_sums_over_the_cities(catalogue: Catalogue) -> None:
    totals = [i.code for i in catalogue.indicators if i.region_reports == "total"]
    for year in SAMPLE_YEARS:
        sums: Counter[str] = Counter()
        region: Counter[str] = Counter()
        for form in forms(year):
            if form.form in ("MT1", "MT4"):
                figures = {k: int(v) for k, v in form.figures().items() if k in totals}
                (region if form.area == catalogue.region.code else sums).update(figures)
        assert region == sums


def test_the_region_reports_only_what_it_is_asked(catalogue: Catalogue) -> None:
    asked = {i.code for i in catalogue.indicators if i.region_reports}
    for year in SAMPLE_YEARS:
        for form in _tables(year):
            if form.area == catalogue.region.code:
                assert form.figures().keys() <= asked


def test_a_few_cells_are_small_enough_to_need_protection() -> None:
    """Groups that hardly live in the east: between two and ten cells under ten in each year."""
    for year in SAMPLE_YEARS:
        census = [form for form in forms(year) if form.form == "MT1"]
        small = [
            (form.area, line)
            for form in census
            for line, value in form.figures().items()
            if "124" <= line <= "135" and 0 < value < 10
        ]
        assert 2 <= len(small) <= 10


def test_series_both_rise_and_fall(catalogue: Catalogue) -> None:
    """Believable texture: in most lines some cities rise and others fall."""
    before = {(f.area, k): v for f in _tables(2023) for k, v in f.figures().items()}
    moves: dict[str, set[bool]] = {}
    for form in _tables(2024):
        for line, value in form.figures().items():
            was = before.get((form.area, line), value)
            if was != value:
                moves.setdefault(line, set()).add(value > was)
    stocks = [i.code for i in catalogue.indicators if i.on_form and not i.monotone]
    mixed = [line for line in stocks if len(moves.get(line, ())) == 2]
    assert len(mixed) > len(stocks) / 2


def _tables(year: int) -> list[Form]:
    return [form for form in forms(year) if form.form not in ("MTN", "MTE")]
