"""What is found while one file is read: everything is gathered, nothing stops at the first."""

from __future__ import annotations

from dataclasses import replace

from pipeline.rules.finding import Finding
from pipeline.rules.reading import reading_finding
from pipeline.vocabulary import Severity, Text


class Report:
    """The findings of one file."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []

    def add(
        self,
        rule: str,
        *,
        line: int | None = None,
        column: str = "",
        indicator: str = "",
        observed: str | Text = "",
        expected: str | Text = "",
    ) -> None:
        """Notes that ``rule`` has something to say of this place."""
        found = reading_finding(
            rule,
            line=line,
            column_name=column,
            indicator=indicator,
            observed=observed,
            expected=expected,
        )
        self._findings.append(found)

    @property
    def rejects(self) -> bool:
        """Whether the file cannot be read as the form that it should be."""
        return any(found.severity is Severity.REJECT for found in self._findings)

    def findings(
        self, *, file_name: str, area: str, form: str, period: int | None, submission_id: str = ""
    ) -> tuple[Finding, ...]:
        """The findings in the order of the file's lines, each knowing whose it is."""
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
