"""`pipeline trace`: every printed figure leads back to what a city wrote."""

from __future__ import annotations

import json
import random
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from pipeline.collect.receipts import Archive
from pipeline.commands.lineage import Lineage, Step, leaves
from pipeline.commands.season import (
    fill,
    fresh_warehouse,
    open_season,
    prepare,
    receive_all,
    rejections,
)
from pipeline.commands.steps import Steps
from pipeline.tables.assembly import addresses
from pipeline.tables.program import program
from pipeline.vocabulary import Measure
from tests.commands.conftest import runner
from tests.workspaces import workspace_in

YEAR = 2024


@pytest.fixture(scope="module")
def traced(tmp_path_factory):
    """The whole sample edition up to its figures, without the book."""
    folder = workspace_in(tmp_path_factory.mktemp("trace"), (2020, 2021, 2022, 2023, YEAR))
    season = open_season(folder, YEAR, Steps(quiet=True))
    rejected = rejections(season, receive_all(season))
    with fresh_warehouse(season) as warehouse:
        fill(season, warehouse, rejected)
        prepare(season, warehouse)
        yield folder, season, Lineage(warehouse, season.catalogue)


@pytest.fixture(scope="module")
def printed(traced):
    """The addresses of all figures that the tables of the 2024 book print, in order."""
    _, season, lineage = traced
    tables = program(season.catalogue, lineage.figures, YEAR)
    found = {a: c for table in tables for a, c in addresses(table) if c.kind == "number"}
    return sorted(found)


def address(text: str):
    area, code, measure, period = text.split("/")
    return (area, code, Measure(measure), int(period))


def reckoned(step: Step, catalogue) -> Fraction | None:
    """The figure, made again from the raw texts at the ends."""
    if step.origin is not None:
        raw = step.origin.raw_text
        return Fraction(raw) if re.fullmatch(r"\d+(\.\d+)?", raw) else None
    inputs = [reckoned(one, catalogue) for one in step.inputs]
    if None in inputs or not inputs:
        return None
    indicator, years = catalogue.indicator(step.indicator), catalogue.edition.average_years
    now, before = inputs[0], inputs[-1]
    formulas = {
        Measure.GROWTH: lambda: now / before * 100 - 100,
        Measure.AVERAGE: lambda: Fraction(float(now / before) ** (1 / years)) * 100 - 100,
        Measure.CHANGE: lambda: now - before,
        Measure.SHARE: lambda: now / before * 100,
    }
    if step.measure in formulas:
        return formulas[step.measure]()
    if indicator.kind == "index":
        return 1 - sum((part / sum(inputs)) ** 2 for part in inputs)
    return now / before * indicator.ratio.factor if indicator.ratio else sum(inputs)


def test_two_hundred_printed_figures_lead_to_lines_whose_text_gives_them(traced, printed):
    folder, season, lineage = traced
    archive = Archive(folder / "received")
    files = {r.sha256: archive.recall(r) for r in archive.receipts()}
    chosen = random.Random(7).sample(printed, 200)  # noqa: S311
    n_reckoned = 0
    for text in chosen:
        step = lineage.of(address(text))
        ends = list(leaves(step))
        assert ends, text
        for end in ends:
            assert end.origin is not None, (text, end)
            assert stands(files[end.origin.sha256], end), (text, end)
        if step.measure is Measure.RANK:
            continue
        published = lineage.figures.get(step.area, step.indicator, step.period, step.measure)
        if not published.exact or published.partial:
            continue
        if (made := reckoned(step, season.catalogue)) is None:
            continue
        n_reckoned += 1
        unit = Decimal(1).scaleb(-published.decimals)
        exact = Decimal(made.numerator) / Decimal(made.denominator)
        assert abs(exact - published.value) <= unit / 2 + Decimal("1e-9"), (text, exact)
    assert n_reckoned > 150


def stands(content: bytes, step: Step) -> bool:
    """Whether the raw text stands on that physical line of the file that was received."""
    origin = step.origin
    if content.startswith(b"PK"):
        return True  # a workbook has no lines
    for codec in ("utf-8-sig", "gb18030"):
        try:
            lines = content.decode(codec).splitlines()
        except UnicodeDecodeError:
            continue
        return origin.raw_text in lines[origin.line - 1]
    return False


def test_a_withheld_figure_says_why_and_is_traced_all_the_same(traced):
    _, _, lineage = traced
    step = lineage.of(("450400", "133", Measure.LEVEL, YEAR))
    assert (step.printed, step.withheld, step.origin.raw_text) == ("×", "primary", "8")


def test_the_command_tells_file_line_and_text(traced):
    folder, _, _ = traced
    run = runner(Path(folder))
    told = run("trace", "2024", "南宁", "201").stdout
    assert "mt2.csv 第 7 行第 4 列: “448”" in told
    (step,) = json.loads(run("trace", "2024", "450100", "D201", "--format", "json").stdout)
    assert step["formula"] == "201 ÷ 101 × 100\u00a0000"
    assert [one["origin"]["line"] for one in step["inputs"]] == [7, 7]


def test_a_table_that_does_not_print_it_names_those_that_do(traced):
    folder, _, _ = traced
    ended = runner(Path(folder))(
        "trace", "2024", "--table", "2-1", "--area", "南宁", "--column", "201"
    )
    assert ended.exit_code == 2
    assert "刊印这个数的表：" in ended.stderr


def test_unknown_indicators_are_met_with_near_ones(traced):
    folder, _, _ = traced
    ended = runner(Path(folder))("trace", "2024", "南宁", "平台")
    assert ended.exit_code == 2
    assert "201 少数民族流动人口服务平台" in ended.stderr
