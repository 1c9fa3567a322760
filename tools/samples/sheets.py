"""The forms filled in: one sheet for each unit, form and year, still without a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from pipeline.catalogue.model import Catalogue, Indicator


class Key(NamedTuple):
    """Which form of which unit for which year."""

    area: str
    form: str
    year: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a form, as typed."""

    line: Indicator
    this: str
    last: str
    nature: str = ""
    remark: str = ""

    @property
    def exact(self) -> str:
        """This year's figure if it can stand in next year's last-year column, else nothing."""
        return "" if "多于" in self.nature or "约" in self.nature else self.this

    def written(self) -> tuple[str, ...]:
        line = self.line
        head = (line.code, line.name.zh, line.unit.zh)
        return (*head, self.this, self.last, self.nature, self.remark)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A filled form: its rows by line, in the order of the form."""

    key: Key
    rows: Mapping[str, Row]

    @property
    def reports_anything(self) -> bool:
        return any(row.this for row in self.rows.values())


def filled(
    catalogue: Catalogue, key: Key, figures: Mapping[str, Decimal], last: Mapping[str, str]
) -> Sheet:
    """The form with this year's ``figures`` and ``last`` year's column; the rest stays blank."""
    rows = {}
    for line in catalogue.lines_of(key.form):
        value = figures.get(line.code)
        this = "" if value is None else format(value, "f")
        rows[line.code] = Row(line, this, last.get(line.code, ""))
    return Sheet(key, rows)
