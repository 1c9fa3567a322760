"""Checks on the programme of charts and key figures: what they name exists and may be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.catalogue.draft import Draft
from pipeline.catalogue.faults import broken, dangling
from pipeline.catalogue.rows import Row, pairs
from pipeline.errors import CatalogueError
from pipeline.vocabulary import Measure

SCOPES = ("part", "city")
KINDS = ("bars", "heat", "pair", "panels", "strip", "tiles", "trends", "years")
PARTED = ("years",)  # these show nothing but the parts of a whole
REST = "*"  # among the parts: what is left of the whole


def charts_can_be_drawn(draft: Draft) -> Iterator[CatalogueError]:
    """A chart is of a known kind and part, and shows indicators that are published."""
    release = _release(draft)
    for row in draft.registers["charts"]:
        row.both("title")
        row.both("rest", needed=REST in row.many("parts"))
        row.both("note", needed=False)
        row.one_of("scope", SCOPES)
        kind = row.one_of("kind", KINDS)
        row.one_of("measure", tuple(measure.value for measure in Measure))
        yield from _in_a_part(draft, row)
        whole = (row.text("whole"),) if row.text("whole") else ()
        yield from _published(release, row, "indicators", row.many("indicators"))
        yield from _published(release, row, "whole", whole)
        yield from _published(release, row, "parts", [p for p in row.many("parts") if p != REST])
        if not whole and (row.many("parts") or kind in PARTED):
            row.filled("whole")
        if kind not in PARTED and not row.many("parts"):
            row.filled("indicators")


def key_figures_exist(draft: Draft) -> Iterator[CatalogueError]:
    """A key figure belongs to a part and is published."""
    release = _release(draft)
    for row in draft.registers["key_figures"]:
        row.integer("ordinal")
        yield from _in_a_part(draft, row)
        yield from _published(release, row, "indicator", (row.filled("indicator"),))


def _in_a_part(draft: Draft, row: Row) -> Iterator[CatalogueError]:
    if row.integer("part") not in {part.number for part, _ in pairs(draft.parts)}:
        yield dangling(row.at("part"), row.text("part"), "edition.toml")


def _release(draft: Draft) -> dict[str, str]:
    return {indicator.code: indicator.release for indicator, _ in pairs(draft.indicators)}


def _published(
    release: Mapping[str, str], row: Row, column: str, codes: Iterable[str]
) -> Iterator[CatalogueError]:
    for code in codes:
        if code not in release:
            yield dangling(row.at(column), code, "indicators.csv")
        elif release[code] != "public":
            yield broken(
                row.at(column),
                (f"{code} 不公布", f"{code} is not published"),
                ("请换用公布的指标", "Choose an indicator that is published"),
            )
