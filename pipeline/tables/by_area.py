"""Tables whose rows are areas: C (this year, last, change), S (years) and X (columns as listed)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.catalogue.model import Area, Indicator, TableColumn, TableSpec
from pipeline.tables.areas import MIN_CITIES, area_rows, listed_cities, well_filled
from pipeline.tables.dates import time_of
from pipeline.tables.draft import (
    MAX_YEARS,
    NOTHING,
    Draft,
    DraftColumn,
    Slot,
    Source,
    change_of,
    slot_of,
)
from pipeline.tables.words import (
    AREA,
    change_head,
    head_of,
    unit_of,
    with_unit,
    year_head,
)
from pipeline.tables.writing import write
from pipeline.vocabulary import Measure, Text


@dataclass(frozen=True, slots=True)
class Block:
    """An indicator with its columns side by side; they are never parted."""

    column: TableColumn
    indicator: Indicator
    slots: tuple[Slot, ...]

    @property
    def head(self) -> Text:
        return head_of(self.column, self.indicator)

    @property
    def unit(self) -> Text:
        return unit_of(self.column, self.indicator, self.measure)

    @property
    def measure(self) -> Measure:
        return Measure(self.column.measure)

    @property
    def levels(self) -> tuple[Slot, ...]:
        """The columns in the block's own measure, without the change."""
        return tuple(slot for slot in self.slots if slot.measure is self.measure)


def draft_by_area(spec: TableSpec, source: Source) -> Draft | None:
    """The draft of a C, S or X table.

    A column more than half blank is left out, and so is an indicator without a column of this
    year; none when fewer than three cities remain, or all say one and the same in every column.
    """
    blocks = tuple(_block(spec, column, source) for column in spec.columns)
    cities = listed_cities(source, _slots(blocks))
    blocks = tuple(kept for b in blocks if (kept := _filled(b, source, cities)))
    slots = _slots(blocks)
    cities = listed_cities(source, slots)
    if len(cities) < MIN_CITIES or all(_constant(block, source) for block in blocks):
        return None
    columns, unit = _heads(blocks, source, cities)
    rows = area_rows(source, cities, slots, with_classes=spec.with_classes)
    draft = Draft(AREA, columns, rows, unit=unit)
    return replace(draft, when=time_of(draft, source, _first_year(spec, slots, source)))


def _first_year(spec: TableSpec, slots: Sequence[Slot], source: Source) -> int:
    """The first year of a series, or of the span over which all columns are averaged."""
    if all(slot.measure is Measure.AVERAGE for slot in slots):
        return source.year - source.catalogue.edition.average_years
    return min(s.period for s in slots) if spec.layout == "S" else source.year


def _block(spec: TableSpec, column: TableColumn, source: Source) -> Block:
    indicator = source.catalogue.indicator(column.indicator)
    measure, year = Measure(column.measure), source.year
    periods: Sequence[int] = (year,)
    if spec.layout == "C" and measure is Measure.LEVEL:
        periods = (year, year - 1)
    elif spec.layout == "S":
        periods = range(year - MAX_YEARS + 1, year + 1)
    slots = tuple(slot_of(column, indicator, period, measure) for period in periods)
    if spec.layout in {"C", "S"} and measure is Measure.LEVEL:
        slots = (*slots, Slot(indicator, year, change_of(indicator)))
    return Block(column, indicator, slots)


def _slots(blocks: Sequence[Block]) -> tuple[Slot, ...]:
    return tuple(slot for block in blocks for slot in block.slots)


def _filled(block: Block, source: Source, cities: Sequence[Area]) -> Block | None:
    """The block without columns more than half blank; none without its column of this year."""
    slots = tuple(s for s in block.slots if well_filled(source, cities, s))
    kept = replace(block, slots=slots)
    return kept if any(s.period == source.year for s in kept.levels) else None


def _constant(block: Block, source: Source) -> bool:
    """Whether every column of levels says one and the same of all cities, and these are many."""
    levels = [s for s in block.slots if s.measure is Measure.LEVEL]
    enough = len(source.cities) >= max(source.catalogue.edition.rank_min_areas, MIN_CITIES + 1)
    return enough and bool(levels) and all(_one_value(slot, source) for slot in levels)


def _one_value(slot: Slot, source: Source) -> bool:
    asks = (slot.at(city.code) for city in source.cities)
    cells = [write(source.answer(ask), slot.decimals, slot.scale) for ask in asks]
    numbers = all(cell.kind == "number" for cell in cells)
    return numbers and len({(cell.prefix, cell.text) for cell in cells}) == 1


def _heads(
    blocks: Sequence[Block], source: Source, cities: Sequence[Area]
) -> tuple[tuple[DraftColumn, ...], Text]:
    """The columns, and the unit of the whole table if it has one; otherwise heads state units."""
    units = {b.unit for b in blocks}
    unit = units.pop() if len(units) == 1 else NOTHING
    columns = []
    for number, block in enumerate(blocks):
        for column in _columns(block, number, source, cities, alone=len(blocks) == 1):
            if unit.zh and column.unit == unit:
                columns.append(replace(column, unit=NOTHING))
            else:
                columns.append(column if unit.zh else _with_block_unit(column, block))
    return tuple(columns), unit


def _with_block_unit(column: DraftColumn, block: Block) -> DraftColumn:
    """Where units differ, a spanner states the unit of the levels under it."""
    if not column.spanner.zh or len(block.slots) == 1:
        return column
    unit = NOTHING if column.unit == block.unit else column.unit
    return replace(column, spanner=with_unit(column.spanner, block.unit), unit=unit)


def _columns(
    block: Block, number: int, source: Source, cities: Sequence[Area], *, alone: bool
) -> list[DraftColumn]:
    """The columns of a block: under the indicator's head when there are several."""
    part = block.column.part
    if len(block.slots) == 1:
        return [DraftColumn(block.head, block.unit, block.column.spanner, number, part)]
    over = NOTHING if alone else block.head
    newest = max(slot.period for slot in block.levels)
    columns = []
    for slot in block.slots:
        column = DraftColumn(year_head(slot.period), block.unit, over, number, part)
        if slot.measure is not block.measure:
            unit = unit_of(block.column, block.indicator, slot.measure)
            column = replace(column, head=change_head(block.indicator), unit=unit)
        elif slot.period == newest:
            column = replace(column, strong=True, bars=alone)
        columns.append(replace(column, bar_before=_after_real(slot, block, source, cities)))
    return columns


def _after_real(slot: Slot, block: Block, source: Source, cities: Sequence[Area]) -> bool:
    """Whether this is a sample year and the column before it an earlier, real one."""
    at = block.slots.index(slot)
    before = block.slots[at - 1] if at else slot
    rising = before.period < slot.period and slot.measure is block.measure
    return rising and _sample(slot, source, cities) and not _sample(before, source, cities)


def _sample(slot: Slot, source: Source, cities: Sequence[Area]) -> bool:
    answers = (source.answer(slot.at(city.code)) for city in cities)
    return any(figure.is_sample for figure in answers if figure)
