"""The programme of charts: the rows of ``charts.csv`` as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.catalogue.model import Catalogue
from pipeline.vocabulary import Measure, Text

REST = "*"  # among the parts: what is left of the whole


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A row of ``charts.csv``: what one chart shows.

    ``indicators`` are compared (ranked, indexed, tinted), ``parts`` make up ``whole``, ``rest``
    names what ``*`` leaves. ``scope`` is part, or city (drawn once for every city).
    """

    code: str
    scope: str
    part: int
    kind: str
    measure: Measure
    indicators: tuple[str, ...]
    whole: str
    parts: tuple[str, ...]
    title: Text
    rest: Text
    note: Text


def programme(catalogue: Catalogue, scope: str, part: int) -> tuple[ChartSpec, ...]:
    """The charts of one part (or of every city) in their order."""
    specs = (_spec(row) for row in catalogue.registers.get("charts", ()))
    return tuple(spec for spec in specs if (spec.scope, spec.part) == (scope, part))


def _spec(row: Mapping[str, str]) -> ChartSpec:
    def both(stem: str) -> Text:
        return Text(row[f"{stem}_zh"], row[f"{stem}_en"])

    return ChartSpec(
        code=row["code"],
        scope=row["scope"],
        part=int(row["part"]),
        kind=row["kind"],
        measure=Measure(row["measure"]),
        indicators=_many(row["indicators"]),
        whole=row["whole"],
        parts=_many(row["parts"]),
        title=both("title"),
        rest=both("rest"),
        note=both("note"),
    )


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
