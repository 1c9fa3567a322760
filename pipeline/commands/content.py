"""What one unit's year amounts to: the forms, figures and texts in force, and one hash of them."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from pipeline.rules.messages import figure
from pipeline.warehouse import Warehouse

Row = dict[str, Any]

_FORMS = """
    select submission_id, form, revision, received_on, sha256, is_sample
    from validated.submission
    where area = $area and year = $year and in_force
    order by form
"""
_IN_FORCE = """
    submission_id in (
        select submission_id from validated.submission
        where area = $area and year = $year and in_force
    )
"""
_CELLS = f"""
    select
        submission_id, area, indicator, period, value, lower, upper, qualifier, obs_status, decimals
    from staged.observation
    where role = 'this' and {_IN_FORCE}
    order by indicator, period, submission_id
"""
_TEXTS = f"""
    select
        submission_id, area, period, 'paragraph' as kind, paragraph as number, '' as day,
        '' as place_zh, '' as place_en, heading_zh, heading_en, text_zh, text_en
    from staged.narrative where {_IN_FORCE}
    union all
    select
        submission_id, area, period, 'event' as kind, event_no as number,
        cast(date as varchar) as day, place_zh, place_en,
        '' as heading_zh, '' as heading_en, text_zh, text_en
    from staged.event where {_IN_FORCE}
    order by kind, period, number, submission_id
"""
_WORDS = ("day", "place_zh", "place_en", "heading_zh", "heading_en", "text_zh", "text_en")


def forms_in_force(warehouse: Warehouse, area: str, year: int) -> list[Row]:
    """submission_id, form, revision, received_on, sha256 and is_sample of every form in force."""
    return warehouse.rows(_FORMS, area=area, year=year)


def cells_in_force(warehouse: Warehouse, area: str, year: int) -> list[Row]:
    """The cells of those forms for this year, blank ones too."""
    return warehouse.rows(_CELLS, area=area, year=year)


def texts_in_force(warehouse: Warehouse, area: str, year: int) -> list[Row]:
    """Their paragraphs and events."""
    return warehouse.rows(_TEXTS, area=area, year=year)


def content_hash(warehouse: Warehouse, area: str, year: int) -> str:
    """The SHA-256 of everything in force of a unit and year, in 64 hex digits.

    One line a figure, ``area|indicator|period|value|lower|upper|qualifier|status``, in the order of
    indicators, then one a text, ``area|kind|period|number|sha256 of its words``; the lines are
    joined by LF, in UTF-8. It moves with any figure, text or status, and not with the bytes, the
    revision or the layout of the file.
    """
    cells = map(_figure_line, cells_in_force(warehouse, area, year))
    texts = map(_text_line, texts_in_force(warehouse, area, year))
    return _digest("\n", (*cells, *texts))


def _figure_line(row: Row) -> str:
    names = (
        "area", "indicator", "period", "value", "lower", "upper", "qualifier", "obs_status",
    )  # fmt: skip
    return "|".join(figure(row[name]) for name in names)


def _text_line(row: Row) -> str:
    words = _digest("\x1f", (row[name] or "" for name in _WORDS))
    return f"{row['area']}|{row['kind']}|{row['period']}|{row['number']}|{words}"


def _digest(between: str, parts: Iterable[str]) -> str:
    return sha256(between.join(parts).encode("utf-8", "backslashreplace")).hexdigest()
