"""The appendix: code lists, relations, methods, figures as first published, revisions, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.catalogue.model import Area, Indicator
from pipeline.tables.figures import Figure
from pipeline.tables.model import Cell, Row, Table
from pipeline.tables.writing import write
from pipeline.vocabulary import NOTHING, Measure, Text
from pipeline.yearbook import editorial
from pipeline.yearbook.codebook import (
    column,
    ethnic_table,
    indicator_table,
    relation_table,
    table,
    words,
)
from pipeline.yearbook.edition import EditionModel
from pipeline.yearbook.measure import Breaker
from pipeline.yearbook.methods import methods_table
from pipeline.yearbook.opener import Entry
from pipeline.yearbook.setting import SetTable, set_table

SOURCES = "sources"  # data/editorial/sources.md
_AREA = Text("地区", "Area")
_INDICATOR = Text("指标", "Indicator")
_YEAR = Text("年份", "Year")
_EXPLANATIONS = Text("填报说明", "Explanations by the Cities")


@dataclass(frozen=True, slots=True)
class Appendix:
    """The tables of the appendix, which run on one after another, and what the contents list."""

    tables: tuple[SetTable, ...]
    sources: editorial.Piece | None
    entries: tuple[Entry, ...]


def appendix(model: EditionModel) -> Appendix:
    """All tables of the appendix that have anything to say in this edition."""
    tables = numbered_tables(model)
    breaker = Breaker(indicator.name.zh for indicator in model.catalogue.indicators)
    entries = [Entry(Text(t.number, t.number), t.title, f"t-{t.number}") for t in tables]
    texts = sources(model)
    if texts:
        entries.append(Entry(NOTHING, texts.title, SOURCES))
    parts = tuple(part for t in tables for part in set_table(t, breaker, model.languages))
    return Appendix(parts, texts, tuple(entries))


def explained_in(model: EditionModel) -> str:
    """The number of the table that prints the explanations; blank where none are printed."""
    numbers = (t.number for t in numbered_tables(model) if t.title == _EXPLANATIONS)
    return next(numbers, "")


def numbered_tables(model: EditionModel) -> list[Table]:
    """The tables in their order, numbered A-1, A-2 … without gaps."""
    catalogue = model.catalogue
    builders: tuple[Callable[[str], Table | None], ...] = (
        lambda number: indicator_table(catalogue, model.indicators, number),
        lambda number: ethnic_table(catalogue, number) if catalogue.ethnic_groups else None,
        lambda number: relation_table(catalogue, number) if catalogue.relations else None,
        lambda number: methods_table(model, number),
        lambda number: published_table(model, number),
        lambda number: revision_table(model, number),
        lambda number: explanation_table(model, number),
    )
    tables: list[Table] = []
    for build in builders:
        if found := build(f"A-{len(tables) + 1}"):
            tables.append(found)
    return tables


def published_table(model: EditionModel, number: str) -> Table | None:
    """What the cities had published before forms were due: figure, mark and day, city by city.

    Taken from the newest such year that has more than the census. None where there is none.
    """
    year = _compiled_year(model)
    rows = tuple(_published_rows(model, year)) if year else ()
    if not rows:
        return None
    columns = (
        column(Text("代码", "Code"), 1, 3.4),
        column(Text("数值", "Figure"), 2, 6),
        column(Text("数据时点", "As of"), 3, 7),
    )
    title = Text(f"各市公开发布的数据（{year}年）", f"Figures as Published by the Cities ({year})")
    notes = (
        Text(
            "数字由公开资料整理，不作推算；> 表示“多于”，≈ 表示约数，未公布的不列。",
            "Compiled from published sources, nothing inferred; > more than, ≈ about; what was "
            "not published is not listed.",
        ),
    )
    return table(number, title, _INDICATOR, columns, rows, notes=notes, has_units=True)


def _compiled_year(model: EditionModel) -> int | None:
    """The newest year before forms were due in which cities have figures that are no census."""
    first_due = min(model.catalogue.edition.deadlines, default=model.year + 1)
    annual = {i.code for i in model.catalogue.indicators if i.frequency != "census"}
    forms = {f.period for f in _of_cities(model) if f.indicator in annual and _is_told(f)}
    census = {f.period for f in _of_cities(model) if f.indicator not in annual and _is_told(f)}
    return max((year for year in forms - census if year < first_due), default=None)


def _of_cities(model: EditionModel) -> Iterator[Figure]:
    cities = {city.code for city in model.catalogue.cities}
    return (f for f in model.figures if f.area in cities and f.measure is Measure.LEVEL)


def _is_told(figure: Figure) -> bool:
    return figure.value is not None and not figure.is_sample


def _published_rows(model: EditionModel, year: int) -> Iterator[Row]:
    for city in model.catalogue.cities:
        lines = [i for i in model.catalogue.indicators if i.on_form and i.release == "public"]
        rows = [row for i in lines if (row := _published_row(model, city, i, year))]
        if rows:
            yield Row("heading", city.name, ())
            yield from rows


def _published_row(model: EditionModel, city: Area, indicator: Indicator, year: int) -> Row | None:
    figure = model.figures.get(city.code, indicator.code, year)
    if figure is None or not _is_told(figure):
        return None
    day = figure.ref_date.isoformat() if figure.ref_date else ""
    cells = (words(indicator.code), write(figure), words(day))
    return Row("item", indicator.name, cells, unit=indicator.unit)


def revision_table(model: EditionModel, number: str) -> Table | None:
    """Figures of earlier editions that are printed differently now; none without any."""
    revisions = model.quality.revisions
    if not revisions:
        return None
    columns = (
        column(_INDICATOR, 1, 16),
        column(_YEAR, 2, 3.4),
        column(Text("原载", "Printed in"), 3, 4.6),
        column(Text("原数", "Before"), 4, 6),
        column(Text("现数", "Now"), 5, 6),
        column(Text("增减", "Change"), 6, 5),
        column(Text("原因", "Reason"), 7, 9),
    )
    rows = tuple(
        Row(
            "item",
            model.catalogue.area(r.area).short,
            (
                words(*_both(model.catalogue.indicator(r.indicator).name)),
                words(str(r.period)),
                words(f"{r.period + 1}年版", f"{r.period + 1} ed."),
                Cell(r.before),
                Cell(r.now),
                Cell(r.difference, kind="number" if r.difference else "blank"),
                words(*_both(r.reason)),
            ),
        )
        for r in revisions
    )
    notes = (
        Text(
            "原数为当年年鉴所载。含小数目保密指标的不列。",
            "Before: as in the edition of that year. Lines with protected counts are not listed.",
        ),
    )
    return table(number, Text("数据订正", "Revisions"), _AREA, columns, rows, notes=notes)


def explanation_table(model: EditionModel, number: str) -> Table | None:
    """Why figures that were asked about are right; none without any."""
    explanations = model.quality.explanations
    if not explanations:
        return None
    columns = (
        column(_INDICATOR, 1, 14),
        column(_YEAR, 2, 3.4),
        column(Text("说明", "Explanation"), 3, 24),
    )
    rows = tuple(
        Row(
            "item",
            model.catalogue.area(e.area).name,
            (
                words(*_both(model.catalogue.indicator(e.indicator).name)),
                words(str(e.period)),
                words(*_both(e.text)),
            ),
        )
        for e in explanations
    )
    notes = (
        Text(
            "审核中对数值提出疑问、经填报单位核实属实的，列其原因；"
            "不予公布的数值及其有关各项不列。",
            "Figures that the checks questioned and the reporting unit confirmed, with the reason; "
            "nothing is said of withheld figures or of what is computed with them.",
        ),
    )
    return table(number, _EXPLANATIONS, _AREA, columns, rows, notes=notes)


def _both(text: Text) -> Sequence[str]:
    return text.zh, text.en


def sources(model: EditionModel) -> editorial.Piece | None:
    """What the editors say of their sources, if anything."""
    if SOURCES not in model.editorial:
        return None
    known = {"year": model.year, "edition_year": model.edition_year}
    return editorial.read(SOURCES, model.editorial[SOURCES], known)
