"""One submission in which relations fail, as localisation reads it, and what it says of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pipeline.catalogue.model import Catalogue, Indicator, Relation
from pipeline.rules.finding import Finding
from pipeline.validate.suspects import (
    AnyEdit,
    Cell,
    Edit,
    Implication,
    Localisation,
    Quotient,
    localise_apart,
    suspicion,
)
from pipeline.vocabulary import ObsStatus

Row = dict[str, Any]
_DOUBTED = 0.5  # weight of a figure that another rule asks about already
_UNSETTLED = 0.8  # of one that was revised before, is provisional or estimated
_MAKESHIFT = (ObsStatus.PROVISIONAL, ObsStatus.ESTIMATED)


class FailingForm:
    """A submission in which relations fail.

    ``doubted`` are lines about which another rule asks already; ``rows`` are its own figures with
    what it says of last year (``before``), ``beside`` those in force of the unit's other forms and
    of last year, and whether the form's own were revised.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        failing: Sequence[Finding],
        doubted: Collection[str],
        rows: Sequence[Row],
        beside: Sequence[Row],
    ) -> None:
        self._catalogue = catalogue
        self._indicators = {i.code: i for i in catalogue.indicators}
        self._failing = {found.rule: found for found in failing}
        self._doubted, self._rows, self._beside = doubted, rows, beside
        self._revised = {row["indicator"] for row in beside if row["own_revised"]}

    def told(self) -> dict[str, Finding]:
        """The failing findings by rule, with their suspects."""
        cells = {cell.key: cell for cell in self._cells()}
        edits = [edit for edit in self._edits() if cells.keys() >= set(edit.keys)]
        told: dict[str, Finding] = {}
        for part in localise_apart(cells.values(), edits):
            told |= {
                c: self._suspected(self._failing[c], part)
                for c in part.failing
                if c in self._failing
            }
        return told

    def _suspected(self, found: Finding, part: Localisation) -> Finding:
        names = {code: one.name for code, one in self._indicators.items()}
        said = suspicion(
            part,
            {code: name.zh for code, name in names.items()},
            {code: name.en for code, name in names.items()},
        )
        keys = ";".join(suspect.key for suspect in part.suspects)
        return replace(found, suspects=keys or found.suspects, suspicion=said)

    def _cells(self) -> Iterator[Cell]:
        year = self._rows[0]["period"]
        last = {row["indicator"]: row for row in self._beside if row["period"] < year}
        for row in self._rows:
            before = last.get(row["indicator"], {"value": row["before"]})["value"]
            yield self._cell(row["indicator"], row, before, self._weight(row))
        for row in self._beside:
            code, is_last = row["indicator"], row["period"] < year
            before = None if is_last else last.get(code, {}).get("value")
            yield self._cell(f"{code}@-1" if is_last else code, row, before, 1.0)

    def _cell(self, key: str, row: Row, before: Decimal | None, weight: float) -> Cell:
        """A figure that does not apply is a zero; one that is blank may be anything."""
        decimals = max(self._indicators[row["indicator"]].decimals, row["decimals"] or 0)
        if row["obs_status"] == ObsStatus.NOT_APPLICABLE:
            return Cell.exact(key, Decimal(0), before, weight, decimals)
        bounds = (row["value"], row["lower"], row["upper"])
        return Cell(key, *bounds, before=before, weight=weight, decimals=decimals)

    def _weight(self, row: Row) -> float:
        unsettled = row["indicator"] in self._revised or row["obs_status"] in _MAKESHIFT
        return (_DOUBTED if row["indicator"] in self._doubted else 1.0) * (
            _UNSETTLED if unsettled else 1.0
        )

    def _edits(self) -> Iterator[AnyEdit]:
        here = self._rows[0]["period"]
        for relation in self._catalogue.relations:
            first, last = relation.valid_from or here, relation.valid_to or here
            if first <= here <= last:
                yield _edit(relation, self._indicators)


def _edit(relation: Relation, indicators: Mapping[str, Indicator]) -> AnyEdit:
    """The relation as localisation reads it; last year's figures are called ``311@-1``."""
    codes = [term.indicator for term in relation.terms]
    tolerance = relation.tolerance or Decimal(0)
    if relation.kind == "implies":
        condition = relation.when.removesuffix(">0")
        return Implication(relation.code, condition, _others(codes, condition))
    if relation.kind == "ratio":
        rate = next(indicators[code] for code in codes if indicators[code].ratio)
        parts = rate.ratio
        assert parts is not None  # noqa: S101 # the catalogue was checked
        factor = Decimal(parts.factor)
        return Quotient(
            relation.code, rate.code, parts.numerator, parts.denominator, factor, tolerance
        )
    terms = tuple(
        (t.indicator if not t.lag else f"{t.indicator}@-{t.lag}", t.coefficient)
        for t in relation.terms
    )
    return Edit(relation.code, terms, "<=" if relation.kind == "subset" else "=", tolerance)


def _others(codes: Collection[str], condition: str) -> tuple[str, ...]:
    return tuple(code for code in codes if code != condition)
