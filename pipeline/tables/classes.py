"""The classes of cities: who belongs to them, and the programme's figures for each."""

from __future__ import annotations

from itertools import groupby

from pipeline.catalogue.model import Area, TableSpec
from pipeline.tables.areas import scheme_name
from pipeline.tables.by_indicator import whole
from pipeline.tables.dates import year_end
from pipeline.tables.draft import Draft, DraftColumn, DraftRow, Slot, Source, slot_of
from pipeline.tables.model import Cell
from pipeline.tables.registers import count
from pipeline.tables.words import head_of, listed, unit_of
from pipeline.vocabulary import Measure, Text

_STUB = Text("分组", "Class")


def draft_of_classes(spec: TableSpec, source: Source) -> Draft | None:
    """One row per class of every scheme; columns in which no class has a figure are left out.

    None where no column is left although the programme asks for some.
    """
    columns = [DraftColumn(Text("市数", "Cities")), DraftColumn(Text("所含的市", "Members"))]
    catalogue, slots = source.catalogue, []
    for column in spec.columns:
        measure = Measure(column.measure)
        slot = slot_of(column, catalogue.indicator(column.indicator), source.year, measure)
        if any(source.tells(slot.at(area.code)) for area in catalogue.classes):
            unit = unit_of(column, slot.indicator, measure)
            columns.append(DraftColumn(head_of(column, slot.indicator), unit, block=len(columns)))
            slots.append(slot)
    if spec.columns and not slots:
        return None
    rows: list[DraftRow] = []
    for scheme, classes in groupby(catalogue.classes, key=lambda area: area.parent):
        heading = DraftRow("heading", scheme_name(catalogue, scheme), tuple(None for _ in columns))
        rows += [heading, *(_row(area, slots, source) for area in classes)]
    return Draft(_STUB, tuple(columns), tuple(rows), year_end(source.year)) if rows else None


def _row(area: Area, slots: list[Slot], source: Source) -> DraftRow:
    members = listed([source.catalogue.area(code).short for code in area.members])
    cities = Cell(members.zh, kind="text", english=members.en)
    asks = tuple(whole(source, slot.at(area.code)) for slot in slots)
    entries = (count(len(area.members)), cities, *asks)
    return DraftRow("class", area.short, entries, indent=1, area=area.code)
