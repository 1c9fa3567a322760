"""Checks on the years of ``edition_years.csv``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.catalogue.draft import Draft
from pipeline.catalogue.faults import broken
from pipeline.errors import CatalogueError


def years_come_before_their_days(draft: Draft) -> Iterator[CatalogueError]:
    """A deadline falls after its year, and the book closes after the deadline."""
    for row in draft.years:
        end = date(row.integer("year"), 12, 31)
        days = [row.day_or_none("deadline"), row.day_or_none("closed_on")]
        known = [day for day in (end, *days) if day]
        if known != sorted(set(known)):
            yield broken(
                row.at("deadline"),
                ("日期次序不对", "The days are not in order"),
                (
                    "应依次为：统计年度末、截止日、定稿日",
                    "First the year ends, then comes the deadline, then the closing",
                ),
            )
