"""The census table: the last census from the figures, the one before from the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

from pipeline.catalogue.model import Catalogue, TableColumn, TableSpec
from pipeline.tables.areas import area_rows, listed_cities
from pipeline.tables.draft import Ask, Draft, DraftColumn, DraftRow, Entry, Slot, Source, slot_of
from pipeline.tables.model import Cell
from pipeline.tables.words import AREA, PER_CENT, head_of, unit_of, year_head
from pipeline.tables.writing import grouped
from pipeline.vocabulary import Measure, Text

_POPULATION = Text("常住人口", "Residents")
_TENTH = Decimal("0.1")


def draft_of_census(spec: TableSpec, source: Source) -> Draft | None:
    """The last census up to the year: the programme's columns, the earlier population, growth.

    The first column of the programme is the population that is set against the earlier census.
    """
    census = _census_year(spec, source)
    if census is None:
        return None
    pairs = [(column, _slot(column, census, source)) for column in spec.columns]
    areas = source.catalogue.areas
    pairs = [(c, s) for c, s in pairs if any(source.shows(s.at(area.code)) for area in areas)]
    slots = [slot for _, slot in pairs]
    cities = listed_cities(source, slots)
    rows = area_rows(source, cities, slots, with_classes=spec.with_classes)
    columns = tuple(_column(c, s, census, at) for at, (c, s) in enumerate(pairs))
    draft = Draft(AREA, columns, rows, _when([census]))
    before, earlier = _earlier(source.catalogue, census)
    return _with_earlier(draft, before, earlier, slots[0], source) if earlier else draft


def _census_year(spec: TableSpec, source: Source) -> int | None:
    """The last year with a figure of an indicator that only a census counts."""
    counted = {
        column.indicator
        for column in spec.columns
        if source.catalogue.indicator(column.indicator).frequency == "census"
    }
    told = (f.period for f in source.figures if f.indicator in counted and f.shown)
    return max((period for period in told if period <= source.year), default=None)


def _slot(column: TableColumn, census: int, source: Source) -> Slot:
    return slot_of(column, source.catalogue.indicator(column.indicator), census, Measure.LEVEL)


def _earlier(catalogue: Catalogue, census: int) -> tuple[int, dict[str, int]]:
    """The year of the census before, and the population of each area then, from the register."""
    rows = [r for r in catalogue.registers.get("census", ()) if int(r["year"]) < census]
    before = max((int(row["year"]) for row in rows), default=0)
    return before, {r["area"]: int(r["population"]) for r in rows if int(r["year"]) == before}


def _column(column: TableColumn, slot: Slot, census: int, at: int) -> DraftColumn:
    head = head_of(column, slot.indicator)
    unit = unit_of(column, slot.indicator, Measure.LEVEL)
    return DraftColumn(head, unit, year_head(census), at, column.part)


def _with_earlier(
    draft: Draft, before: int, earlier: Mapping[str, int], slot: Slot, source: Source
) -> Draft:
    """Puts the earlier population before the columns and the growth since then behind them."""
    first = DraftColumn(_POPULATION, slot.indicator.unit, year_head(before), block=-1)
    growth = Text(f"比{before}年增长", f"Growth since {before}")
    last = DraftColumn(growth, PER_CENT, block=len(draft.columns))
    rows = tuple(_row(row, earlier, slot, source) for row in draft.rows)
    when = _when([before, slot.period])
    return replace(draft, columns=(first, *draft.columns, last), rows=rows, when=when)


def _row(row: DraftRow, earlier: Mapping[str, int], slot: Slot, source: Source) -> DraftRow:
    population = earlier.get(row.area) if row.kind != "reporting" else None
    if population is None:
        return replace(row, entries=(None, *row.entries, None))
    growth = _growth(population, slot.at(row.area), source)
    return replace(row, entries=(Cell(grouped(Decimal(population))), *row.entries, growth))


def _growth(population: int, ask: Ask, source: Source) -> Entry:
    figure = source.answer(ask)
    if figure is None or figure.value is None or not figure.exact:
        return None
    growth = (figure.value - population) * 100 / population
    return Cell(grouped(growth.quantize(_TENTH, ROUND_HALF_EVEN)))


def _when(years: Sequence[int]) -> Text:
    zh, en = "、".join(f"{y}年" for y in years), ", ".join(map(str, years))
    return Text(f"（{zh}）", f" ({en})")
