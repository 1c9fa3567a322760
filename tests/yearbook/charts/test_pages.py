"""Charts on paper: nothing clipped, nothing on top of anything, real text in the PDF, no warnings."""

import logging
from pathlib import Path

import pypdfium2
import pytest

from pipeline.yearbook.charts import charts_for_city, charts_for_part, tile_chart
from pipeline.yearbook.charts.model import Chart
from tests.yearbook.charts.boxes import boxes, clipped, overlapping
from tests.yearbook.stand_in import catalogue, edition, figure, withheld

NANNING, GUILIN = (catalogue().cities[at].code for at in (0, 2))
WIDE = [figure(NANNING, "D709", 2024, "123456.78"), figure("450000", "709", 2024, "9876543.21")]
HIDDEN = [withheld(figure(GUILIN, code, 2024, 1)) for code in ("D201", "310", "212", "D503", "125")]
SILENT = [
    figure("450600", code, 2024, None) for code in ("D201", "310", "201", "604", "D503", "131")
]


@pytest.fixture(scope="module")
def charts() -> list[Chart]:
    """Every chart of an edition with the widest figures, hidden and missing ones."""
    model = edition(2024, [*WIDE, *HIDDEN, *SILENT])
    tiles = tile_chart(model)
    parts = [chart for n in range(1, 9) for chart in charts_for_part(model, model.part(n))]
    cities = [chart for at in (0, 5) for chart in charts_for_city(model, catalogue().cities[at])]
    return [*([tiles] if tiles else []), *parts, *cities]


def test_no_label_is_clipped(charts: list[Chart]) -> None:
    assert sum(len(boxes(chart.svg)) for chart in charts) > 1500
    assert {chart.number: found for chart in charts if (found := clipped(chart.svg))} == {}


def test_no_label_lies_on_another(charts: list[Chart]) -> None:
    assert {chart.number: found for chart in charts if (found := overlapping(chart.svg))} == {}


def test_charts_print_as_real_text_without_a_warning(
    charts: list[Chart], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from weasyprint import HTML

    from pipeline.yearbook.html import svg_uri

    pictures = "".join(f'<p><img src="{svg_uri(chart.svg)}" alt=""></p>' for chart in charts[:6])
    html = f'<html lang="zh-CN"><meta charset="utf-8"><style>@page {{size: A4}}</style>{pictures}'
    target = tmp_path / "charts.pdf"
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        HTML(string=html).write_pdf(target)
    assert caplog.records == []
    document = pypdfium2.PdfDocument(target)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "防城港" in text
    assert "Fangchenggang" in text


def test_a_label_on_another_would_be_found() -> None:
    text = '<text text-anchor="start" transform="translate({},10)" font-size="7px">{}</text>'
    svg = '<svg viewBox="0 0 40 20">' + text.format(2, "南宁") + text.format(12, "柳州")
    assert [(a.text, b.text) for a, b in overlapping(svg)] == [("南宁", "柳州")]
    assert [box.text for box in clipped(svg + text.format(35, "桂林"))] == ["桂林"]
