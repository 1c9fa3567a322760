"""Checks on the years of ``edition_years.csv`` and the parts of ``edition.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.catalogue.draft import Draft
from pipeline.catalogue.faults import broken
from pipeline.errors import CatalogueError
from pipeline.vocabulary import PartRole


def parts_have_their_roles(draft: Draft) -> Iterator[CatalogueError]:
    """There is one survey, one part of the cities and one appendix, the first and the last two."""
    roles = [entry.value.role for entry in draft.parts]
    wanted = (PartRole.SURVEY, PartRole.CITIES, PartRole.APPENDIX)
    if (roles[:1], roles[-2:]) != ([wanted[0]], list(wanted[1:])) or any(roles[1:-2]):
        yield broken(
            draft.parts[-1].row.at("role") if draft.parts else "edition.toml",
            ("篇的用途不全或次序不对", "The parts do not have their roles in order"),
            (
                "第一篇 role 为 survey，最后两篇依次为 cities 和 appendix，其余不写",
                "role is survey in the first part, cities and appendix in the last two",
            ),
        )


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
