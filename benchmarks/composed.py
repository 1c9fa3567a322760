"""The composed 2024 edition, kept so that every side sets the same: chapters, tables, charts."""

from __future__ import annotations

import pickle
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.measure import call, prepare
from benchmarks.workspaces import made

if TYPE_CHECKING:
    from pipeline.yearbook.chapters import Binding, Chapter
    from pipeline.yearbook.edition import EditionModel

YEAR = 2024


class Composed(NamedTuple):
    model: EditionModel
    bound: Binding


def ready(work: Path) -> Path:
    """A workspace in ``work`` with the edition composed and its charts drawn; gives its root."""
    root = made(work / "edition", YEAR, "build --to data")
    if not (root / "composed.pickle").exists():
        prepare(call("composed:compose", root=root))
    return root


def compose(root: str) -> None:
    from pipeline.commands.edition import edition_warehouse
    from pipeline.commands.season import open_season
    from pipeline.commands.steps import Steps
    from pipeline.yearbook.book import draw_charts
    from pipeline.yearbook.chapters import binding
    from pipeline.yearbook.reading import read_edition

    season = open_season(Path(root), YEAR, Steps(quiet=True))
    with edition_warehouse(season) as warehouse:
        editorial = season.workspace.editorial
        model = read_edition(warehouse, season.catalogue, editorial, YEAR)
    bound = binding(model)
    draw_charts(bound, _cache(root))
    Path(root, "composed.pickle").write_bytes(pickle.dumps((model, bound)))


def composed(root: str) -> Composed:
    """The edition as it was composed, with its charts at hand."""
    from pipeline.yearbook.book import draw_charts

    found = Composed(*pickle.loads(Path(root, "composed.pickle").read_bytes()))
    draw_charts(found.bound, _cache(root))
    return found


def _cache(root: str) -> Any:
    from pipeline.cache import Cache

    return Cache(Path(root, "charts"))


def chapters_of_tables(edition: Composed) -> tuple[Chapter, ...]:
    """The tables of the book and nothing else: a chapter a part or city, as the parts set them."""
    from pipeline.yearbook.chapters import Chapter
    from pipeline.yearbook.parts import PartPages, heads_breaker
    from pipeline.yearbook.setting import set_table
    from pipeline.yearbook.sheets import Piece, planned

    model, breaker = edition.model, heads_breaker(edition.model.catalogue)
    parts = {str(part.number): part for part in model.catalogue.edition.parts}
    chapters = []
    for number, tables in groupby(edition.bound.tables, lambda t: t.number.rpartition("-")[0]):
        pieces = [Piece(t) for table in tables for t in set_table(table, breaker, model.languages)]
        pages = PartPages(
            parts[number.partition("-")[0]], planned(pieces, (), model.languages), None, ()
        )
        chapters.append(Chapter("part", pages))
    return tuple(chapters)


def grown(edition: Composed, cities: int) -> Binding:
    """The book with as many chapters of cities: the real ones, then copies under other names.

    Copies have their own codes, numbers and places, so that nothing of them is set once for all.
    Contents, openers and the appendix are those of 14; fewer chapters are printed alone.
    """
    from pipeline.yearbook.chapters import Binding

    bound = edition.bound
    real = [at for at, chapter in enumerate(bound.chapters) if chapter.template == "city"]
    own = [table for table in bound.tables if table.number.count("-") > 1]
    chapters, tables = [], [table for table in bound.tables if table not in own]
    for number in range(cities):
        chapter, table = bound.chapters[real[number % len(real)]], own[number % len(own)]
        is_copy = number >= len(real)
        chapters.append(_copy(chapter, number) if is_copy else chapter)
        tables.append(replace(table, number=_number(table.number, number)))
    if cities < len(real):  # whose pages the contents would cite
        return Binding(tuple(chapters), tuple(tables[-cities:]))
    before, after = bound.chapters[: real[0]], bound.chapters[real[-1] + 1 :]
    return Binding((*before, *chapters, *after), tuple(tables))


def _copy(chapter: Chapter, number: int) -> Chapter:
    from pipeline.vocabulary import Text

    city = chapter.content
    name = Text(f"{city.area.name.zh}{number + 1}", f"{city.area.name.en} {number + 1}")
    area = replace(city.area, code=f"46{number:04}", name=name, short=name)
    called = _number(city.table.number, number)
    table = replace(city.table, id=f"t-{called}", number=called)
    rows = tuple(
        replace(
            row,
            charts=tuple(replace(c, number=_number(c.number, number)) for c in row.charts),
        )
        for row in city.flow.charts
    )
    flow = replace(city.flow, charts=rows)
    copied = replace(city, area=area, number=f"9-{number + 1}", table=table, flow=flow)
    return replace(chapter, content=copied)


def _number(called: str, at: int) -> str:
    """9-3-1 becomes 9-17-1."""
    part, _, piece = called.split("-")
    return f"{part}-{at + 1}-{piece}"
