"""What a clerk answered to one finding, and the cell that the answer corrects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.collect.reader.replies.columns import OTHER, TRUE
from pipeline.rules.finding import Finding
from pipeline.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class Reply:
    """One row of the sheet of findings that a clerk has touched.

    ``finding`` is the finding as the row repeats it. ``treatment`` is one of the words offered,
    ``reason_code`` a known code; both are blank where nothing, or something else, was typed.
    ``target`` is the indicator to correct and ``corrected`` its figure as typed. ``typed`` holds
    by indicator what stood on the lines concerned (this year, last year, nature, remark) when the
    workbook was made, ``issued`` the hash of what the whole form said. ``unknown`` are columns
    and texts where something else was typed than the words that are offered.
    """

    finding: Finding
    treatment: str
    reason_code: str
    text: str
    target: str
    corrected: str
    line: int
    typed: Mapping[str, tuple[str, ...]]
    issued: str
    unknown: tuple[tuple[str, str], ...] = ()

    @property
    def finding_id(self) -> str:
        return self.finding.finding_id

    @property
    def values_hash(self) -> str:
        return self.finding.values_hash

    @property
    def form(self) -> str:
        return self.finding.form

    @property
    def column(self) -> str:
        return self.finding.column_name

    @property
    def justifies(self) -> bool:
        """Whether it says that the figures are right as they are."""
        return self.treatment in (TRUE, OTHER) and not self.corrected

    @property
    def explains(self) -> bool:
        """Whether it answers a question with a reason and words; an error must be corrected."""
        answered = self.treatment in (TRUE, OTHER) and self.reason_code and self.text
        return self.finding.severity is Severity.QUERY and bool(answered)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A figure typed on the sheet of findings: its text, its place, and what it replaces."""

    text: str
    sheet: str
    line: int
    column_no: int
    replaces: str


Corrections = Mapping[tuple[str, str], Corrected]  # by indicator and column of its form
