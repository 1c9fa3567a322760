"""Reads the forms, the indicators that stand on them, and those computed from them."""

from __future__ import annotations

from pathlib import Path

from pipeline.catalogue.faults import broken
from pipeline.catalogue.formula import Formula, parse_formula
from pipeline.catalogue.model import Form, Indicator
from pipeline.catalogue.reading import read_rows
from pipeline.catalogue.rows import Entry, Row, unique

FORM_COLUMNS = (
    *("code", "kind", "name_zh", "name_en", "table_no", "approval_zh", "approval_en"),
    *("part", "expected_from"),
)
INDICATOR_COLUMNS = (
    *("id", "form", "line_code", "name_zh", "name_en", "short_zh", "short_en", "unit_zh"),
    *("unit_en", "kind", "frequency", "decimals", "parent", "part_of", "aggregation"),
    *("formula", "register", "region_reports", "mandatory"),
    *("rankable", "yoy_limit_pct", "min_abs_change", "monotone", "k", "release", "owner"),
    *("definition_zh", "definition_en"),
)


def read_forms(folder: Path) -> tuple[Entry[Form], ...]:
    """``forms.csv`` in its order."""
    rows = read_rows(folder, "forms.csv", FORM_COLUMNS)
    unique(rows, "code")
    unique(rows, "table_no")
    return tuple(Entry(_form(row), row) for row in rows)


def read_indicators(folder: Path) -> tuple[Entry[Indicator], ...]:
    """``indicators.csv``, then ``derived.csv`` (same columns, not on a form)."""
    given = read_rows(folder, "indicators.csv", INDICATOR_COLUMNS)
    derived = read_rows(folder, "derived.csv", INDICATOR_COLUMNS)
    unique((*given, *derived), "id")
    unique(given, "form", "line_code")
    return (
        *(Entry(_indicator(row, on_form=True), row) for row in given),
        *(Entry(_indicator(row, on_form=False), row) for row in derived),
    )


def _form(row: Row) -> Form:
    return Form(
        code=row.filled("code"),
        kind=row.one_of("kind", ("table", "narrative", "events")),
        name=row.both("name"),
        table_no=row.filled("table_no"),
        approval=row.both("approval"),
        part=row.integer_or_none("part"),
        expected_from=row.integer("expected_from"),
    )


def _indicator(row: Row, *, on_form: bool) -> Indicator:
    return Indicator(
        code=row.filled("id"),
        form=row.filled("form"),
        line_code=row.filled("line_code") if on_form else "",
        name=row.both("name"),
        short=row.both("short"),
        unit=row.both("unit", needed=row.text("kind") != "index"),
        kind=row.one_of("kind", ("stock", "flow", "ratio", "index")),
        frequency=row.one_of("frequency", ("annual", "census")),
        decimals=row.integer("decimals"),
        parent=row.text("parent") or None,
        part_of=row.one_of("part_of", ("exhaustive", "#", "")),
        aggregation=row.one_of("aggregation", ("sum", "formula", "none")),
        formula=_formula(row),
        register=row.text("register") or None,
        region_reports=row.one_of("region_reports", ("total", "own_level", "")),
        mandatory=row.flag("mandatory"),
        rankable=row.flag("rankable"),
        yoy_limit_pct=row.decimal_or_none("yoy_limit_pct"),
        min_abs_change=row.decimal_or_none("min_abs_change"),
        monotone=row.flag("monotone"),
        k=row.integer_or_none("k"),
        release=row.one_of("release", ("public", "internal")),
        owner=row.text("owner"),
        definition=row.both("definition"),
        on_form=on_form,
    )


def _formula(row: Row) -> Formula | None:
    text = row.text("formula")
    try:
        return parse_formula(text) if text else None
    except ValueError:
        told = "103 / 101 * 100, diversity(122, 123)"
        raise broken(
            row.at("formula"),
            (f"“{text}”不是公式", f"“{text}” is no formula"),
            (f"写法如：{told}", f"Write it as: {told}"),
        ) from None
