"""Reads the areas and the ethnic groups."""

from __future__ import annotations

from pathlib import Path

from pipeline.catalogue.faults import broken
from pipeline.catalogue.model import Area, EthnicGroup
from pipeline.catalogue.reading import read_rows
from pipeline.catalogue.rows import Entry, Row, unique
from pipeline.vocabulary import CITY_KIND, CLASS_KIND, OWN_LEVEL_KIND, REGION_KIND

AREA_COLUMNS = (
    *("code", "kind", "parent", "name_zh", "name_en", "short_zh", "short_en", "aliases"),
    *("valid_from", "valid_to", "tile_row", "tile_col", "members"),
)
GROUP_COLUMNS = ("number", "alpha", "name_zh", "name_en", "short_zh", "aliases", "indicator")
_UNTIL = "@"  # parts a former name from the last year in which it was in use
KINDS = (REGION_KIND, OWN_LEVEL_KIND, CITY_KIND, CLASS_KIND)


def read_areas(folder: Path) -> tuple[Entry[Area], ...]:
    """``areas.csv``: the region, its own level, cities and classes, in the order of the book."""
    rows = read_rows(folder, "areas.csv", AREA_COLUMNS)
    unique(rows, "code")
    return tuple(Entry(_area(row), row) for row in rows)


def read_groups(folder: Path) -> tuple[Entry[EthnicGroup], ...]:
    """``ethnic_groups.csv``: the groups of GB/T 3304 in the order of their numbers."""
    rows = read_rows(folder, "ethnic_groups.csv", GROUP_COLUMNS)
    unique(rows, "number")
    unique(rows, "alpha")
    return tuple(Entry(_group(row), row) for row in rows)


def _area(row: Row) -> Area:
    return Area(
        code=row.filled("code"),
        kind=row.one_of("kind", KINDS),
        parent=row.text("parent"),
        name=row.both("name"),
        short=row.both("short"),
        aliases=tuple(name for name in row.many("aliases") if _UNTIL not in name),
        valid_from=row.day("valid_from"),
        valid_to=row.day_or_none("valid_to"),
        tile_row=row.integer_or_none("tile_row"),
        tile_col=row.integer_or_none("tile_col"),
        members=row.many("members"),
        former=tuple(_former(name, row) for name in row.many("aliases") if _UNTIL in name),
    )


def _former(alias: str, row: Row) -> tuple[str, int]:
    """``542400@2017`` was in use up to and in 2017."""
    name, _, until = alias.partition(_UNTIL)
    if not name or not (until.isascii() and until.isdigit() and len(until) == len("2017")):
        fault = (f"“{alias}”不是“旧称@年份”", f"“{alias}” is not “former name@year”")
        remedy = ("写成 542400@2017 的样式", "write it as 542400@2017")
        raise broken(row.at("aliases"), fault, remedy)
    return name, int(until)


def _group(row: Row) -> EthnicGroup:
    return EthnicGroup(
        number=row.filled("number"),
        alpha=row.filled("alpha"),
        name=row.both("name"),
        short_zh=row.filled("short_zh"),
        aliases=row.many("aliases"),
        indicator=row.text("indicator") or None,
    )
