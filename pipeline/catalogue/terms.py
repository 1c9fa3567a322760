"""Reads the term list, and adds the former names that other files of the catalogue hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.catalogue.model import Area, EthnicGroup
from pipeline.catalogue.reading import read_rows
from pipeline.catalogue.rows import Entry, Row, unique
from pipeline.catalogue.usage import Usage
from pipeline.vocabulary import Text

FILE = "terms.csv"
COLUMNS = ("wrong", "right_zh", "right_en", "kind", "last_year", "unless")
KINDS = ("group", "place", "office", "term")
_YEAR_DIGITS = len("2024")


def read_usages(folder: Path) -> tuple[Entry[Usage], ...]:
    """``terms.csv``, which may be left out or empty.

    A row without a right word only adds exceptions to a word that another file holds.
    """
    path = folder / FILE
    if not path.exists() or not path.read_bytes().strip():
        return ()
    rows = read_rows(folder, FILE, COLUMNS)
    unique(rows, "wrong")
    return tuple(Entry(_usage(row), row) for row in rows)


def all_usages(
    told: Iterable[Usage],
    areas: Iterable[Area],
    groups: Iterable[EthnicGroup],
    counties: Iterable[Mapping[str, str]],
) -> tuple[Usage, ...]:
    """The list with the former names of groups, areas and counties, in the order of the words."""
    listed = {usage.wrong: usage for usage in told}
    held = {usage.wrong: usage for usage in held_elsewhere(areas, groups, counties)}
    for wrong, usage in held.items():
        unless = listed[wrong].unless if wrong in listed else ()
        listed[wrong] = replace(usage, unless=unless)
    return tuple(listed[wrong] for wrong in sorted(listed))


def held_elsewhere(
    areas: Iterable[Area],
    groups: Iterable[EthnicGroup],
    counties: Iterable[Mapping[str, str]],
) -> Iterator[Usage]:
    """What areas.csv, ethnic_groups.csv and counties.csv say of former names."""
    for group in groups:
        old = (alias for alias in group.aliases if not alias.isascii())
        yield from (Usage(alias, group.name, "group") for alias in old)
    for area in areas:
        old_names = ((name, until) for name, until in area.former if not name.isascii())
        yield from (Usage(name, area.name, "place", until) for name, until in old_names)
    yield from _renamed(list(counties))


def _renamed(counties: Iterable[Mapping[str, str]]) -> Iterator[Usage]:
    """Counties whose place was taken by one of another name, up to the year in which it was."""
    rows = {row["code"]: row for row in counties}
    for row in rows.values():
        now, until = rows.get(row["replaced_by"]), row["valid_to"][:_YEAR_DIGITS]
        if now and until and now["name_zh"] != row["name_zh"]:
            right = Text(now["name_zh"], now["name_en"])
            yield Usage(row["name_zh"], right, "place", int(until))


def _usage(row: Row) -> Usage:
    right = row.both("right", needed=False)
    return Usage(
        wrong=row.filled("wrong"),
        right=right,
        kind=row.one_of("kind", KINDS if right.zh else ("",)),
        last_year=row.integer_or_none("last_year"),
        unless=row.many("unless"),
    )
