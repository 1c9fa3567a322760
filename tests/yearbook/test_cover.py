"""The cover: rings are read from the figures, and it works for any region."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.catalogue.formula import Ratio
from pipeline.tables.figures import Figures
from pipeline.vocabulary import ConfStatus, Measure
from pipeline.yearbook.cover import Cover, cover, title_lines
from pipeline.yearbook.edition import EditionModel
from tests.fakes import fake_area, fake_catalogue, fake_edition, fake_figures, fake_indicator

DENSITY = fake_indicator(
    "D201", "每10万人口平台", "Platforms per 100 000 residents",
    kind="ratio", on_form=False, formula=Ratio("201", "101", 100_000),
)  # fmt: skip


def edition(densities: dict[str, str | None]) -> EditionModel:
    """An edition whose cities have these densities; none is withheld, absent is not reported."""
    catalogue = fake_catalogue()
    catalogue = replace(catalogue, indicators=(*catalogue.indicators, DENSITY))
    others = [f for f in fake_figures(catalogue, 2024) if f.indicator != "D201"]
    plain = next(f for f in others if f.measure is Measure.LEVEL and f.period == 2024)
    told = [
        replace(
            plain, area=area, indicator="D201", value=None if value is None else Decimal(value),
            conf=ConfStatus.WITHHELD if value is None else ConfStatus.FREE,
        )
        for area, value in densities.items()
    ]  # fmt: skip
    return replace(fake_edition(catalogue), figures=Figures([*others, *told]))


def rings(made: Cover) -> dict[str, int | None]:
    return {tile.city.code: tile.rings for tile in made.tiles}


def test_rings_are_whole_platforms_per_100_000_up_to_four() -> None:
    made = cover(edition({"450100": "3.99", "450200": "6.1", "450600": "0.8"}))
    assert rings(made) == {"450100": 3, "450200": 4, "450600": 0}


def test_a_withheld_density_has_no_rings_and_a_pale_frame() -> None:
    made = cover(edition({"450100": "3.2", "450200": "2.1", "450600": None}))
    assert rings(made)["450600"] is None
    assert "#7C92B8" in made.svg


def test_where_few_cities_have_a_density_rings_count_the_forms_reported() -> None:
    made = cover(edition({"450100": "3.2"}))
    assert rings(made) == {"450100": 2, "450200": 2, "450600": 2}
    assert "张数" in made.meaning.zh


def test_one_changed_figure_changes_the_cloth() -> None:
    before = cover(edition({"450100": "3.2", "450200": "2.1", "450600": "1.1"}))
    after = cover(edition({"450100": "3.2", "450200": "2.1", "450600": "2.1"}))
    assert before.svg != after.svg


def test_a_catalogue_without_a_tile_grid_gets_a_square() -> None:
    model = edition({})
    cities = tuple(fake_area(f"5301{n:02}", "city", f"市{n}", f"City {n}") for n in range(10))
    made = cover(replace(model, catalogue=replace(model.catalogue, areas=cities)))
    assert {tile.place for tile in made.tiles} >= {(0, 0), (3, 0), (0, 2)}
    assert len({tile.place for tile in made.tiles}) == 10
    assert not made.year_in_cloth


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("广西民族工作统计年鉴", ("广西民族工作", "统计年鉴")),
        ("云南年鉴", ("云南年鉴",)),
        ("内蒙古自治区民族事务年鉴", ("内蒙古自治区民族事务", "年鉴")),
        ("民族工作数据汇编", ("民族工作", "数据汇编")),
    ],
)
def test_a_long_title_breaks_before_the_kind_of_book(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title) == lines


def test_the_meaning_names_the_indicator_that_is_counted() -> None:
    made = cover(edition({"450100": "3.2", "450200": "2.1", "450600": "1.1"}))
    assert "每10万人口平台" in made.meaning.zh
