"""What is found while one file is read: everything is gathered, nothing stops at the first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.rules.finding import Finding
from pipeline.rules.reading import reading_finding
from pipeline.vocabulary import Severity, Text


def _nowhere(_: str) -> int | None:
    return None


class Report:
    """The findings of one sheet: of a CSV the only one, of a workbook each its own.

    ``column_no`` tells the number of a column by its name, once the header is known.
    """

    def __init__(self, sheet: str = "") -> None:
        self.sheet = sheet
        self.column_no: Callable[[str], int | None] = _nowhere
        self._findings: list[Finding] = []

    def add(
        self,
        rule: str,
        *,
        line: int | None = None,
        column: str = "",
        column_no: int | None = None,
        indicator: str = "",
        observed: str | Text = "",
        expected: str | Text = "",
        sheet: str = "",
    ) -> None:
        """Notes that ``rule`` has something to say of this place.

        ``sheet`` is another than the report's own where a figure of the form stands on it.
        """
        found = reading_finding(
            rule,
            line=line,
            column_name=column,
            indicator=indicator,
            observed=observed,
            expected=expected,
        )
        number = column_no or (self.column_no(column) if line is not None else None)
        self._findings.append(replace(found, sheet=sheet or self.sheet, column_no=number))

    @property
    def rejects(self) -> bool:
        """Whether the file cannot be read as the form that it should be."""
        return any(found.severity is Severity.REJECT for found in self._findings)

    def findings(
        self, *, file_name: str, area: str, form: str, period: int | None, submission_id: str = ""
    ) -> tuple[Finding, ...]:
        """The findings in the order of the lines, each knowing whose it is."""
        ordered = sorted(self._findings, key=lambda found: found.line or 0)
        return tuple(
            replace(
                found,
                file_name=file_name,
                area=area,
                form=form,
                period=period,
                submission_id=submission_id,
            )
            for found in ordered
        )
