"""Pieces of the HTML edition: a chart with the table of its figures, definitions, texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.catalogue.imprint import Part
from pipeline.catalogue.model import Area, Indicator
from pipeline.publish.web.pieces import Definition, Finding, Large, Passage, Piece, SiteChart
from pipeline.tables.figures import Address
from pipeline.tables.model import Cell, Column, Row, Spanner, Table, TablePart
from pipeline.tables.words import AREA, GROWTH, ITEM, PER_CENT, POINTS, RANK, year_head
from pipeline.tables.writing import write
from pipeline.vocabulary import NOTHING, REGION_KIND, Measure, Text
from pipeline.yearbook import editorial
from pipeline.yearbook.charts.model import Chart
from pipeline.yearbook.codebook import told_in_words
from pipeline.yearbook.commentary.model import Headline
from pipeline.yearbook.display import Display

if TYPE_CHECKING:
    from pipeline.yearbook.edition import EditionModel

Key = tuple[str, Measure, int]  # of a column: indicator, measure, period
_MEASURES = {
    Measure.CHANGE: Text("比上年增减", "change on the year before"),
    Measure.GROWTH: Text(f"比上年{GROWTH.zh}", "growth on the year before"),
    Measure.AVERAGE: Text("年均增长", "average growth"),
    Measure.SHARE: Text("占总数比重", "share of the region"),
    Measure.RANK: RANK,
}
_RELATIVE = (Measure.GROWTH, Measure.AVERAGE, Measure.SHARE)


def told(finding: Headline | None) -> Finding | None:
    """A finding of the book as the site has it."""
    return Finding(finding.lead, finding.finding) if finding else None


def large(shown: Display) -> Large:
    return Large(shown.value, shown.unit, shown.label)


def piece(text: editorial.Piece, anchor: str) -> Piece:
    passages = tuple(Passage(p.heading, p.paragraphs) for p in text.passages)
    return Piece(text.title, passages, anchor)


def definitions(model: EditionModel, part: Part) -> tuple[Definition, ...]:
    """The indicators of the part's form that the edition prints, as its explanatory notes."""
    ours = (i for i in model.indicators if part.form and i.form == part.form)
    return tuple(Definition(i.code, i.name, i.definition) for i in ours if told_in_words(i))


def site_chart(model: EditionModel, chart: Chart) -> SiteChart:
    """A chart with the table of the figures behind it."""
    return SiteChart(
        chart.number,
        chart.title,
        chart.drawing.titled,
        chart.alt,
        chart.note,
        wide=chart.width == "full",
        data=figures_table(model, chart),
        finding=told(chart.headline),
    )


def figures_table(model: EditionModel, chart: Chart) -> Table:
    """What a chart was drawn from: a row an area, or an indicator where there is one area only.

    Columns are indicators (and their measures) under which the years stand.
    """
    areas = {area for area, *_ in chart.figures}
    build = _by_area if len(areas) > 1 else _by_indicator
    return build(model, chart)


def _by_area(model: EditionModel, chart: Chart) -> Table:
    found = {area for area, *_ in chart.figures}
    areas = [area for area in model.catalogue.areas if area.code in found]
    keys = list(dict.fromkeys((code, measure, year) for _, code, measure, year in chart.figures))
    order = list(dict.fromkeys((code, measure) for code, measure, _ in keys))
    keys.sort(key=lambda key: (order.index(key[:2]), key[2]))
    rows = tuple(
        _row(model, area.kind, _called(area), [(area.code, *key) for key in keys]) for area in areas
    )
    years = {year for *_, year in keys}
    if len(years) == 1:
        columns = [_column(at, _name(model, key), _unit(model, key)) for at, key in enumerate(keys)]
        return _table(chart, AREA, columns, rows, ())
    columns = [_column(at, year_head(key[2]), NOTHING) for at, key in enumerate(keys)]
    return _table(chart, AREA, columns, rows, tuple(_spanners(model, keys)))


def _spanners(model: EditionModel, keys: Sequence[Key]) -> Iterator[Spanner]:
    """An indicator with its unit over its years."""
    for _, run in groupby(enumerate(keys), key=lambda item: item[1][:2]):
        ours = list(run)
        at, key = ours[0]
        name, unit = _name(model, key), _unit(model, key)
        head = Text(f"{name.zh}（{unit.zh}）", f"{name.en} ({unit.en})") if unit.zh else name
        yield Spanner(head, at, len(ours))


def _by_indicator(model: EditionModel, chart: Chart) -> Table:
    years = sorted({year for *_, year in chart.figures})
    lines = dict.fromkeys((area, code, measure) for area, code, measure, _ in chart.figures)
    rows = tuple(
        _row(
            model,
            "item",
            _name(model, (code, measure, 0)),
            [(area, code, measure, year) for year in years],
            _unit(model, (code, measure, 0)),
        )
        for area, code, measure in lines
    )
    columns = [_column(at, year_head(year), NOTHING) for at, year in enumerate(years)]
    return _table(chart, ITEM, columns, rows, (), has_units=True)


def _row(
    model: EditionModel,
    kind: str,
    label: Text,
    addresses: Sequence[Address],
    unit: Text = NOTHING,
) -> Row:
    cells: Iterator[Cell] = (
        write(model.figures.get(area, code, year, measure))
        for area, code, measure, year in addresses
    )
    return Row(kind, label, tuple(cells), unit=unit)


def _table(
    chart: Chart,
    stub: Text,
    columns: Sequence[Column],
    rows: tuple[Row, ...],
    spanners: tuple[Spanner, ...],
    *,
    has_units: bool = False,
) -> Table:
    part = TablePart(spanners, tuple(columns), rows)
    number, title = chart.number, chart.title
    return Table(number, title, NOTHING, stub, "portrait", (part,), (), has_units)


def _column(at: int, head: Text, unit: Text) -> Column:
    return Column(head, unit, at + 1, 0.0)


def _called(area: Area) -> Text:
    return area.name if area.kind == REGION_KIND else area.short


def _name(model: EditionModel, key: Key) -> Text:
    """The short name of an indicator; a measure other than the level is told behind it."""
    short = model.catalogue.indicator(key[0]).short
    told = _MEASURES.get(key[1])
    return Text(f"{short.zh}：{told.zh}", f"{short.en}, {told.en.lower()}") if told else short


def _unit(model: EditionModel, key: Key) -> Text:
    indicator: Indicator = model.catalogue.indicator(key[0])
    if key[1] in _RELATIVE:
        return PER_CENT
    if key[1] is Measure.RANK:
        return NOTHING
    return POINTS if key[1] is Measure.CHANGE and indicator.unit.zh == "%" else indicator.unit
