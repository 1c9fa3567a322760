"""The specifications as files: valid, complete, each used, drawn the same every time."""

import json
from pathlib import Path

import pytest

from pipeline.workspace import TEMPLATES
from pipeline.yearbook.charts.drawing import draw, filled
from pipeline.yearbook.charts.kinds import KINDS
from pipeline.yearbook.charts.program import programme
from tests.yearbook.stand_in import catalogue

FOLDER = TEMPLATES / "charts"
SPECS = sorted(FOLDER.glob("*.vl.json"))
BARS = {
    "rows": [{"y": 28, "zh": "南宁", "en": "Nanning"}],
    "bars": [
        {"kind": "city", "y": 28, "value": 6.8, "fill": "#17695A", "stroke": None, "label": "6.80", "label_ink": "#1B1F26"},
    ],
    "parts": [],
    "heads": [{"x": 76, "y": 4, "zh": "平台", "en": "Platforms", "ink": "#1B1F26"}],
    "axis": [{"x": 76, "y": 19, "y2": 35}],
}  # fmt: skip


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.name)
def test_a_specification_is_vega_lite_without_data_or_addresses_of_its_own(path: Path) -> None:
    spec = json.loads(path.read_text(encoding="utf-8"))
    assert spec["$schema"].endswith("/v6.json")
    assert "url" not in json.dumps({**spec, "$schema": ""})
    assert "datasets" not in spec


def test_the_theme_names_the_font_of_the_book_and_draws_no_background() -> None:
    theme = json.loads((FOLDER / "theme.json").read_text(encoding="utf-8"))
    assert theme["font"] == "Noto Sans CJK SC"
    assert theme["background"] is None


def test_every_kind_in_the_programme_has_a_builder_and_every_builder_is_used() -> None:
    rows = catalogue().registers["charts"]
    assert {row["kind"] for row in rows} == set(KINDS)


def test_the_programme_draws_two_to_four_charts_a_part_and_three_a_city() -> None:
    for part in range(1, 9):
        assert 2 <= len(programme(catalogue(), "part", part)) <= 4
    assert len(programme(catalogue(), "city", 9)) == 3


def test_every_indicator_of_the_programme_is_in_the_catalogue_and_public() -> None:
    for scope, part in [*(("part", n) for n in range(1, 9)), ("city", 9)]:
        for spec in programme(catalogue(), scope, part):
            codes = {*spec.indicators, *spec.parts, spec.whole} - {"", "*"}
            assert all(catalogue().indicator(code).release == "public" for code in codes)


def test_a_misspelt_parameter_is_an_error() -> None:
    with pytest.raises(KeyError):
        filled("bars", {}, {"tpo": 1})


def test_a_drawing_has_its_size_in_millimetres_and_real_text() -> None:
    drawing = draw("bars", BARS, {"top": 6.8, "foot": 35}, (232.44, 40))
    assert 'width="82.0mm" height="14.11mm"' in drawing.svg
    assert all(f">{text}</text>" in drawing.svg for text in ("南宁", "Nanning", "6.80", "平台"))


def test_the_type_of_a_drawing_is_true_in_points() -> None:
    """One unit is one point: the width in units is the width in mm at 72 units an inch."""
    drawing = draw("bars", BARS, {"top": 6.8, "foot": 35}, (232.44, 40))
    width, height = (float(n) for n in drawing.svg.split('viewBox="0 0 ')[1].split('"')[0].split())
    assert abs(width * 25.4 / 72 - drawing.width_mm) < 0.01
    assert abs(height * 25.4 / 72 - drawing.height_mm) < 0.01
    assert 'font-size="7.2px"' in drawing.svg
    assert 'font-size="6px"' in drawing.svg


def test_the_same_data_draw_the_same_bytes() -> None:
    first, second = (draw("bars", BARS, {"top": 6.8, "foot": 35}, (232.44, 40)) for _ in range(2))
    assert first.svg == second.svg
