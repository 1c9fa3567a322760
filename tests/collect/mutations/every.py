"""All mutations, registered."""

from __future__ import annotations

from tests.collect.mutations import (
    archive_damage,
    byte_damage,
    cell_damage,
    column_damage,
    delimiter_damage,
    encoding_damage,
    furniture_damage,
    head_damage,
    row_damage,
    spreadsheet_damage,
    workbook_damage,
)
from tests.collect.mutations.registry import MUTATIONS

FAMILIES = (
    byte_damage, encoding_damage, delimiter_damage, row_damage, column_damage, cell_damage,
    spreadsheet_damage, head_damage, furniture_damage, workbook_damage, archive_damage,
)  # fmt: skip
__all__ = ["FAMILIES", "MUTATIONS"]
