"""Which forms of a year did not clear, and which of them stop the book."""

from __future__ import annotations

from typing import Any

from pipeline.warehouse import Warehouse

_UNCLEARED = """
    select * from validated.standing
    where year = $year and newest_verdict <> 'accepted'
    order by area, form
"""


def open_errors(warehouse: Warehouse, year: int) -> list[dict[str, Any]]:
    """The area-forms of ``year`` whose newest file was returned or rejected.

    Rows of ``validated.standing``: ``stops`` where no earlier revision is in force, so that the
    book cannot be made; otherwise ``in_force_file`` names the one that is used. ``n_error`` and
    ``rules`` (joined by ``;``) say what is wrong with ``newest_file``.
    """
    return warehouse.rows(_UNCLEARED, year=year)
