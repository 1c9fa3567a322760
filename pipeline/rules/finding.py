"""A finding: what one rule has to say about one place in one submission."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

from pipeline.vocabulary import NOTHING, Outcome, Severity, Text

_BOTH = ("message", "remedy", "suspicion")  # held as one Text, stored as two columns
_FIGURE = re.compile(r"[0-9]+\.[0-9]*?(0+)(?![0-9])")


@dataclass(frozen=True, slots=True)
class Finding:
    """A row of ``validated.finding``; ``''`` and none both stand for "does not apply".

    ``period`` is the reference year, ``line`` the physical line in ``file_name`` (the row of
    ``sheet``, if that is a workbook) and ``column_no`` the column, both from 1. ``observed``,
    ``expected`` and ``difference`` are written as a clerk would write them. ``suspects`` names the
    lines of the form that are probably wrong, the likeliest first, joined by ``;``; ``suspicion``
    is that in a sentence. It is shown, and never applied.

    ``reason_code`` to ``explained_on`` (a day) are of the explanation that holds for these very
    figures, blank without one; ``has_lapsed``: there was one, for figures that have moved since.
    """

    rule: str
    severity: Severity
    message: Text
    remedy: Text
    area: str = ""
    form: str = ""
    period: int | None = None
    submission_id: str = ""
    file_name: str = ""
    sheet: str = ""
    line: int | None = None
    column_no: int | None = None
    column_name: str = ""
    indicator: str = ""
    observed: str = ""
    expected: str = ""
    difference: str = ""
    outcome: Outcome = Outcome.FAILS
    suspects: str = ""
    suspicion: Text = NOTHING
    reason_code: str = ""
    explanation: str = ""
    explained_on: str = ""
    has_lapsed: bool = False

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Finding:
        """The finding that a row of ``validated.finding`` holds; what it has besides is ignored."""
        values: dict[str, Any] = {f.name: row.get(f.name) or f.default for f in fields(cls)}
        values["explained_on"] = str(values["explained_on"])
        for name in _BOTH:
            values[name] = Text(row.get(f"{name}_zh") or "", row.get(f"{name}_en") or "")
        values["severity"] = Severity(row["severity"])
        values["outcome"] = Outcome(row["outcome"] or Outcome.FAILS)
        values["has_lapsed"] = str(values["has_lapsed"]).lower() == "true"
        return cls(**values)

    @property
    def is_explained(self) -> bool:
        """Whether it is a question that has been answered; errors cannot be explained away."""
        return self.severity is Severity.QUERY and bool(self.reason_code)

    @property
    def cells(self) -> str:
        """Where it points, in words that survive a resubmission (lines move, indicators do not)."""
        place = self.indicator or ("" if self.line is None else f"line {self.line}")
        return f"{self.form}|{place}|{self.column_name}"

    @property
    def finding_id(self) -> str:
        """The same for the same rule at the same cells, in every revision of the file."""
        return _digest(self.rule, self.area, str(self.period or ""), self.cells)

    @property
    def values_hash(self) -> str:
        """Changes when the figures that the rule read have changed, not with how they are typed."""
        figures = (self.observed, self.expected, self.difference)
        return _digest(self.cells, *(_FIGURE.sub(_plain, text) for text in figures))

    def row(self) -> dict[str, str | None]:
        """The finding as a row of text under ``JUDGED_COLUMNS``; blank is none."""
        plain = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in _BOTH}
        told = {
            f"{name}_{lang}": getattr(self, name).told(lang)
            for name in _BOTH
            for lang in ("zh", "en")
        }
        whole = plain | told | {"finding_id": self.finding_id, "values_hash": self.values_hash}
        return {name: _text(whole[name]) for name in JUDGED_COLUMNS}


FINDING_COLUMNS = (
    "finding_id",
    "rule",
    "severity",
    "area",
    "form",
    "period",
    "submission_id",
    "file_name",
    "sheet",
    "line",
    "column_no",
    "column_name",
    "indicator",
    "observed",
    "expected",
    "difference",
    "outcome",
    "values_hash",
    "suspects",
    "suspicion_zh",
    "suspicion_en",
    "message_zh",
    "message_en",
    "remedy_zh",
    "remedy_en",
)
JUDGED_COLUMNS = (*FINDING_COLUMNS, "reason_code", "explanation", "explained_on", "has_lapsed")


def _text(value: object) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None or value == "" else str(value)


def _plain(figure: re.Match[str]) -> str:
    """1172.50 as 1172.5, 94.00 as 94."""
    return figure[0].rstrip("0").rstrip(".")


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]
