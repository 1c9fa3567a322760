"""The rules of the catalogue that pandera can state as well, on polars frames.

Domain rules, mandatory lines, registers and limits on years are checks on the long table, with last
year's figure joined to it; relations are checks on a frame with a column a line. Figures are whole
numbers of 1/10,000, so that sums are exact. What it has no words for is left out: intervals and
blanks (three outcomes), revisions, the distributions of cities, slips, suspects, messages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import pandera.polars as pa
import polars
from pandera.errors import SchemaErrors
from polars import Expr, col

from benchmarks.frames import SCALE, lines, registers
from pipeline.catalogue.model import Catalogue, Relation

KEY = ["area", "indicator"]
LIMITS = ("V01", "V03", "V05", "V06", "V12", "V13", "V14", "V24")


def findings(catalogue: Catalogue, cells: Path) -> Counter[str]:
    """How many rows fail each rule; ``cells`` is staged.observation as a Parquet file."""
    told = polars.read_parquet(cells)
    long = with_last_year(told, catalogue)
    found = failures(long_schema(catalogue), long)
    wide = long.pivot("indicator", index=["area", "period"], values="value").sort("area", "period")
    return found + failures(wide_schema(catalogue, set(wide.columns)), beside_last_year(wide))


def failures(schema: pa.DataFrameSchema, frame: polars.DataFrame) -> Counter[str]:
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as problem:
        checks = problem.failure_cases.group_by("check").len()
        return Counter(dict(checks.iter_rows()))
    return Counter()


def with_last_year(told: polars.DataFrame, catalogue: Catalogue) -> polars.DataFrame:
    """This year's cells with last year's figure, as reported and as stated, and their limits."""
    this = told.filter(col("role") == "this").drop("role")
    last = this.select("area", "indicator", col("period") + 1, col("value").alias("last"))
    stated = told.filter(col("role") == "last").select(
        "area", "indicator", col("period") + 1, col("value").alias("stated")
    )
    key = [*KEY, "period"]
    return (
        this.join(last, on=key, how="left")
        .join(stated, on=key, how="left")
        .join(lines(catalogue), on="indicator", how="left")
        .join(registers(catalogue), on=KEY, how="left")
    )


def long_schema(catalogue: Catalogue) -> pa.DataFrameSchema:
    value, last, stated = col("value"), col("last"), col("stated")
    is_owed = (col("owed_from") <= col("period")) & (col("area") != catalogue.region.code)
    change, limit = value - last, col("limit")
    is_far = (change.abs() >= col("least")) & (change.abs() * 100 > limit * last)
    laws = {
        "V01": (col("decimals") != 0) | (value % SCALE == 0),
        "V03": ~col("is_part") | (value <= 100 * SCALE),
        "V05": ~is_owed | value.is_not_null(),
        "V06": value == col("register"),
        "V12": ~is_far,
        "V13": ~col("monotone") | (value >= last),
        "V14": stated == last,
        "V24": value <= col("most"),
    }
    known = [i.code for i in catalogue.indicators if i.on_form]
    columns = {
        "area": pa.Column(str, pa.Check.isin([area.code for area in catalogue.areas])),
        "indicator": pa.Column(str, pa.Check.isin(known)),
        "period": pa.Column(polars.Int32, pa.Check.in_range(2020, 2024)),
        "value": pa.Column(polars.Int64, pa.Check.ge(0), nullable=True),
    }
    return pa.DataFrameSchema(columns, checks=[law(code, expr) for code, expr in laws.items()])


def law(code: str, holds: Expr) -> pa.Check:
    """A check by name; where a figure is blank it says nothing."""
    says = holds.fill_null(value=True)
    return pa.Check(lambda data: data.lazyframe.select(says), name=code, error=code)


def wide_schema(catalogue: Catalogue, known: set[str]) -> pa.DataFrameSchema:
    laws = [
        law(relation.code, holds(relation, catalogue))
        for relation in catalogue.relations
        if {term.indicator for term in relation.terms} <= known
    ]
    return pa.DataFrameSchema({"area": pa.Column(str)}, checks=laws)


def beside_last_year(wide: polars.DataFrame) -> polars.DataFrame:
    """Each year beside the one before, whose columns end in @1."""
    before = wide.with_columns(col("period") + 1)
    return wide.join(before, on=["area", "period"], how="left", suffix="@1")


def holds(relation: Relation, catalogue: Catalogue) -> Expr:
    """The relation as an expression on columns of whole numbers."""
    if relation.kind == "ratio":
        rate = next(catalogue.indicator(t.indicator) for t in relation.terms
                    if catalogue.indicator(t.indicator).ratio)  # fmt: skip
        parts: Any = rate.ratio
        off = col(rate.code) * col(parts.denominator) - col(parts.numerator) * parts.factor * SCALE
        allowed = int((relation.tolerance or 0) * SCALE)
        return (col(parts.denominator) == 0) | (off.abs() <= allowed * col(parts.denominator))
    if relation.kind == "implies":
        rest = [col(t.indicator) for t in relation.terms if f"{t.indicator}>0" != relation.when]
        return (col(relation.when.removesuffix(">0")) == 0) | (_sum(rest) > 0)
    balance = _sum(_terms(relation))
    return balance <= 0 if relation.kind == "subset" else balance == 0


def _terms(relation: Relation) -> Iterator[Expr]:
    for term in relation.terms:
        name = f"{term.indicator}@1" if term.lag else term.indicator
        yield col(name) * int(term.coefficient * 100)


def _sum(terms: Iterable[Expr]) -> Expr:
    return reduce(lambda one, other: one + other, terms)
