"""Checks on ``[imputation]``: only what may be estimated is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.catalogue.draft import Draft
from pipeline.catalogue.edition import FILE
from pipeline.catalogue.faults import broken, dangling
from pipeline.catalogue.imputation import Method
from pipeline.catalogue.model import Indicator
from pipeline.catalogue.rows import pairs
from pipeline.errors import CatalogueError
from pipeline.vocabulary import CLASS_KIND


def lines_may_be_imputed(draft: Draft) -> Iterator[CatalogueError]:
    """A yearly count or amount that is added up, neither registered, cumulative nor an honour."""
    asked = draft.edition.imputation
    known = {indicator.code: indicator for indicator, _ in pairs(draft.indicators)}
    schemes = {area.parent for area, _ in pairs(draft.areas) if area.kind == CLASS_KIND}
    seen: set[str] = set()
    for line in asked.lines:
        if line.indicator not in known:
            yield dangling(line.at, line.indicator, "indicators.csv")
        elif line.indicator in seen or not _is_fit(known[line.indicator], asked.never):
            yield _unfit(line.at, line.indicator)
        elif line.method is Method.LIKE_AREAS and line.scheme not in schemes:
            yield dangling(line.at, line.scheme, "classifications.csv")
        seen.add(line.indicator)


def never_names_lines(draft: Draft) -> Iterator[CatalogueError]:
    """What is never imputed is an indicator."""
    known = {indicator.code for indicator, _ in pairs(draft.indicators)}
    for code in draft.edition.imputation.never:
        if code not in known:
            yield dangling(f"{FILE} never", code, "indicators.csv")


def _is_fit(indicator: Indicator, never: tuple[str, ...]) -> bool:
    return (
        indicator.on_form
        and indicator.frequency == "annual"
        and indicator.aggregation == "sum"
        and not (indicator.register or indicator.monotone)
        and indicator.code not in never
    )


def _unfit(where: str, code: str) -> CatalogueError:
    return broken(
        where,
        (f"指标 {code} 不得推算，或重复列出", f"{code} must not be imputed, or is listed twice"),
        (
            "只能推算按年统计、可以相加的指标；名录数、累计数、荣誉类和比率不推算",
            "Only yearly lines that add up; no registers, cumulative lines, honours or ratios",
        ),
    )
