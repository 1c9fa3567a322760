"""Tiny regions, specifications and figures for the tests of tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from pipeline.catalogue.formula import Ratio
from pipeline.catalogue.model import Area, Catalogue, Form, Indicator, TableColumn, TableSpec
from pipeline.tables.figures import Figure
from pipeline.tables.model import Cell, Row, Table
from pipeline.vocabulary import (
    LOWER_BOUNDS,
    UPPER_BOUNDS,
    ConfStatus,
    Mark,
    Measure,
    ObsStatus,
    Text,
)
from tests.fakes import fake_area, fake_catalogue, fake_indicator

NONE = Text("", "")
REGION, OWN, CLASS_A, CLASS_B = "R", "OWN", "CA", "CB"
PERSON = Text("人", "person")
PER_CENT = Text("%", "%")


def city(at: int) -> str:
    """The code of the city with number ``at``, from 1."""
    return f"c{at:02}"


def catalogue(n_cities: int = 4, **extra: object) -> Catalogue:
    """A region of so many cities in two classes, with a handful of indicators on two forms."""
    codes = tuple(city(at) for at in range(1, n_cities + 1))
    half = n_cities // 2
    base = fake_catalogue()
    made = replace(
        base,
        areas=(*_areas(codes), *_classes(codes, half)),
        forms=(
            Form("MT1", "table", Text("人口", "People"), "表1", NONE, 2, 2022),
            Form("MT2", "table", Text("平台", "Platforms"), "表2", NONE, 3, 2022),
        ),
        indicators=_indicators(),
        tables=(),
        edition=replace(base.edition, rank_min_areas=4),
        registers={},
    )
    return replace(made, **extra)  # type: ignore[arg-type]


def _areas(codes: tuple[str, ...]) -> tuple[Area, ...]:
    return (
        fake_area(REGION, "region", "全区", "Region"),
        fake_area(OWN, "own_level", "自治区本级", "Own level"),
        *(fake_area(code, "city", f"{code}市", code.upper()) for code in codes),
    )


def _classes(codes: tuple[str, ...], half: int) -> tuple[Area, ...]:
    return (
        fake_area(CLASS_A, "class", "甲组", "Class A", parent="share", members=codes[:half]),
        fake_area(CLASS_B, "class", "乙组", "Class B", parent="share", members=codes[half:]),
    )


def _indicators() -> tuple[Indicator, ...]:
    def count(code: str, zh: str, en: str, **extra: object) -> Indicator:
        return fake_indicator(code, zh, en, **extra)

    def rate(code: str, top: str, bottom: str, **extra: object) -> Indicator:
        shape = {
            "kind": "ratio",
            "unit": PER_CENT,
            "decimals": 2,
            "aggregation": "formula",
            **extra,
        }
        return count(code, f"率{code}", f"Rate {code}", formula=Ratio(top, bottom, 100), **shape)

    return (
        count("101", "人口", "Residents", form="MT1", unit=PERSON),
        count("201", "平台", "Platforms"),
        count("202", "中心", "Centres", parent="201", part_of="exhaustive"),
        count("203", "家", "Homes", parent="201", part_of="exhaustive"),
        count("205", "示范点", "Models", parent="203", part_of="#"),
        count("206", "街", "Streets", unit=Text("条", "street"), region_reports="own_level"),
        count("207", "活动", "Events", kind="flow"),
        count("208", "经费", "Funds", kind="flow", unit=Text("万元", "10 000 yuan"), decimals=2),
        count("209", "项目", "Items", aggregation="none"),
        rate("212", "205", "203", rankable=True),
        rate("D202", "202", "201", on_form=False),
        rate("D203", "203", "201", on_form=False),
        count("299", "内部", "Internal", release="internal"),
    )


def spec(layout: str, *columns: str | TableColumn, **extra: object) -> TableSpec:
    """A table of part 3; a column is given by its indicator, hashed if it begins with #."""
    made = tuple(
        c if isinstance(c, TableColumn) else column(c, ordinal=at)
        for at, c in enumerate(columns, 1)
    )
    table = TableSpec(
        "3-1", 3, layout, Text("分市平台", "Platforms by City"), NONE, "portrait",
        with_classes=False, note=NONE, columns=made,
    )  # fmt: skip
    return replace(table, **extra)  # type: ignore[arg-type]


def column(indicator: str, **extra: object) -> TableColumn:
    """A column of the programme, hashed if the indicator is written with a #."""
    code = indicator.removeprefix("#")
    plain = TableColumn(
        "3-1", 1, 1, code, "N", NONE, NONE, NONE, 0, indicator.startswith("#"), 1, None
    )
    return replace(plain, **extra)  # type: ignore[arg-type]


def figure(
    area: str,
    indicator: str,
    value: str | int | None,
    year: int = 2024,
    measure: Measure = Measure.LEVEL,
    **extra: object,
) -> Figure:
    """An exact, free, complete sample figure; ``>3``, ``≤3`` … are bounds, none is a blank."""
    text = None if value is None else str(value)
    mark = Mark(text[0]) if text and text[0] in "<>≥≤" else Mark.NONE
    number = None if text is None else Decimal(text.lstrip("<>≥≤"))
    places = 0 if number is None else max(0, -int(number.as_tuple().exponent))
    made = Figure(
        area, indicator, measure, year, number,
        None if mark in UPPER_BOUNDS else number, None if mark in LOWER_BOUNDS else number,
        None, places, mark,
        ObsStatus.NOT_REPORTED if number is None else ObsStatus.NORMAL, ConfStatus.FREE,
        revised=False, n_reported=1, n_expected=1, is_sample=True, ref_date=date(year, 12, 31),
    )  # fmt: skip
    return replace(made, **extra)  # type: ignore[arg-type]


def withheld(area: str, indicator: str, year: int = 2024) -> Figure:
    return figure(area, indicator, None, year, conf=ConfStatus.WITHHELD, status=ObsStatus.NORMAL)


def of_cities(indicator: str, *values: str | int | None, year: int = 2024) -> list[Figure]:
    """A figure for every city in turn."""
    return [figure(city(at), indicator, v, year) for at, v in enumerate(values, 1)]


def row(table: Table, kind: str, label: str = "", part: int = 0) -> Row:
    """The first row of a kind (with this label)."""
    rows = table.parts[part].rows
    return next(r for r in rows if r.kind == kind and label in {"", r.label.zh, r.label.en})


def texts(row: Row) -> list[str]:
    """What is printed in a row, marks and flags included."""
    return [shown(cell) for cell in row.cells]


def shown(cell: Cell) -> str:
    return cell.prefix + cell.text + cell.flag


def heads(table: Table, part: int = 0) -> list[str]:
    return [c.head.zh for c in table.parts[part].columns]


def kinds(table: Table, part: int = 0) -> list[str]:
    return [r.kind for r in table.parts[part].rows]


def notes(table: Table) -> str:
    """All Chinese notes, for looking into."""
    return "\n".join(note.zh for note in table.notes)
