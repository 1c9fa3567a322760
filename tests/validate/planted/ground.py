"""The clean forms into which errors are planted, and what the figures of two years say of each line."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping

from pipeline.catalogue.model import Catalogue, Indicator, Relation
from tests.samples.reading import DATA
from tools.samples.deviations import deviations

YEAR = 2024
Key = tuple[str, str]  # area, form
Lines = Mapping[str, float]
Records = list[list[str]]


class Ground:
    """Every first form of a city without a deliberate deviation, this year and last."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.records = dict(_clean_forms(catalogue, YEAR))
        before = {key: figures_of(records) for key, records in _clean_forms(catalogue, YEAR - 1)}
        self.now = {key: figures_of(records) for key, records in self.records.items()}
        self.before = {key: before.get(key, {}) for key in self.now}
        self.units = {indicator.code: indicator for indicator in catalogue.indicators}
        self.usual = self._usual()

    def unit(self, code: str) -> Indicator:
        return self.units[code]

    def lines(self, key: Key) -> list[str]:
        """The lines of a form that hold a figure above zero, rates left out."""
        lines = self.now[key].items()
        return [code for code, value in lines if value > 0 and not self.units[code].ratio]

    def related(self, form: str) -> list[tuple[Relation, set[str]]]:
        """The binding relations between lines of a form, each with its lines."""
        found = []
        for relation in self.catalogue.relations:
            codes = {term.indicator for term in relation.terms}
            if {self.units[c].form for c in codes} == {form} and relation.severity == "error":
                found.append((relation, codes))
        return found

    def _usual(self) -> dict[str, float]:
        """By line, how far the figure of any city moved since last year, on a base of 30 or more."""
        usual: dict[str, float] = {}
        for key, lines in self.now.items():
            for code, value in lines.items():
                if value > 0 and self.before[key].get(code, 0) >= 30:
                    move = abs(math.log(value / self.before[key][code]))
                    usual[code] = max(usual.get(code, 0.0), move)
        return usual


def figures_of(records: Records) -> dict[str, float]:
    head = next(n for n, row in enumerate(records) if row and row[0] == "指标代码")
    return {row[0]: float(row[3]) for row in records[head + 1 :] if row and row[3]}


def _clean_forms(catalogue: Catalogue, year: int) -> Iterator[tuple[Key, Records]]:
    strange = {(d.key.area, d.key.form) for d in deviations() if d.key.year in (year, year - 1)}
    for path in sorted((DATA / "raw" / str(year)).glob("45*/mt[1-7].csv")):
        key = (path.parent.name, path.stem.upper())
        if key not in strange and key[0] != catalogue.region.code:
            yield key, list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
