"""The book of one edition, from its chapters to the finished PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cache import Cache
from pipeline.tables.csv import csv_name, table_csv
from pipeline.workspace import replaced
from pipeline.yearbook.archive.enclosure import Enclosure
from pipeline.yearbook.bind.bound import bind
from pipeline.yearbook.bind.planning import Draft
from pipeline.yearbook.bind.reckoning import likely_pages
from pipeline.yearbook.bind.setting import set_apart, set_units
from pipeline.yearbook.bind.units import units
from pipeline.yearbook.chapters import Binding, of_city
from pipeline.yearbook.charts.gallery import draw_all
from pipeline.yearbook.city import City
from pipeline.yearbook.html import bound_html
from pipeline.yearbook.overview import Overview
from pipeline.yearbook.parts import PartPages
from pipeline.yearbook.pdf import demand_sound
from pipeline.yearbook.typesetting import Typeset

if TYPE_CHECKING:
    from pipeline.catalogue.model import Area
    from pipeline.tables.model import Table
    from pipeline.yearbook.charts.model import Chart
    from pipeline.yearbook.edition import EditionModel

Tell = Callable[[str], None]


def draw_charts(bound: Binding, cache: Cache, tell: Tell = lambda _: None) -> None:
    """Draws all charts of a book, those that ``cache`` does not know; ``tell`` counts them."""
    charts = [chart for chapter in bound.chapters for chart in _charts(chapter.content)]
    draw_all((chart.drawing for chart in charts), cache, _counting(tell, len(charts)))


def print_book(
    model: EditionModel,
    bound: Binding,
    target: Path,
    cache: Cache | None = None,
    tell: Tell = lambda _: None,
    beside: Mapping[Path, str] | None = None,
) -> int:
    """Prints the yearbook with its data to ``target`` and gives the number of its pages.

    Units that ``cache`` knows are not set again; ``tell`` hears how far it is. Texts ``beside`` it
    are set while it is, each into a file of its own. Raises RenderError when anything is not as it
    should be.
    """
    others = beside or {}
    kept = cache or Cache(None)
    draw_charts(bound, kept)
    pieces = units(bound.chapters)
    drafts = [
        Draft(bound_html(model, unit.chapters, unit.within), likely_pages(unit)) for unit in pieces
    ]
    count = len(drafts) + len(others)
    _load()
    made, apart = set_units(drafts, kept, _counting(tell, count), tuple(others.values()))
    demand_sound(flaw for unit in (*made, *apart) for flaw in unit.flaws)
    for path, unit in zip(others, apart, strict=True):
        _write_alone(unit, path)
    with replaced(target) as aside:
        return bind(made, aside, enclosures(model, bound.tables))


def print_extracts(
    model: EditionModel, targets: Mapping[Area, Path], cache: Cache, tell: Tell = lambda _: None
) -> None:
    """Prints the chapter of each of these cities as a book of its own, with cover and notes."""
    htmls = [bound_html(model, of_city(model, area)) for area in targets]
    _load()
    made = set_apart(htmls, cache, _counting(tell, len(htmls)))
    demand_sound(flaw for unit in made for flaw in unit.flaws)
    for unit, target in zip(made, targets.values(), strict=True):
        _write_alone(unit, target)


def _load() -> None:
    """WeasyPrint, before anything else asks for a part of it."""
    import pipeline.yearbook.engine  # noqa: F401


def _write_alone(unit: Typeset, target: Path) -> None:
    with replaced(target) as aside:
        bind([unit], aside)


def enclosures(model: EditionModel, tables: Iterable[Table]) -> tuple[Enclosure, ...]:
    """The data of every table, which the book carries inside; dated by the day it closed."""
    day = model.closed_on
    as_of = datetime(day.year, day.month, day.day, tzinfo=UTC)
    sample = model.languages.joined(model.catalogue.edition.sample_mark)
    mark = f" {sample}" if model.is_sample else ""
    return tuple(
        Enclosure(
            csv_name(table),
            table_csv(table, model.languages),
            f"{table.number} {model.languages.joined(table.title)}{mark}",
            as_of,
        )
        for table in tables
    )


def _charts(content: object) -> Iterator[Chart]:
    """The charts that a chapter prints."""
    if isinstance(content, PartPages):
        for sheet in content.sheets:
            yield from sheet.charts
    elif isinstance(content, City):
        for row in content.flow.charts:
            yield from row.charts
    elif isinstance(content, Overview) and content.tiles:
        yield content.tiles


def _counting(tell: Tell, total: int) -> Callable[[], None]:
    """Tells 1/12, 2/12, … each time that it is called."""
    done = count(1)
    return lambda: tell(f"{min(next(done), total)}/{total}")
