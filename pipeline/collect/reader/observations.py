"""The rows of a figures form (MT1 … MT7): each line gives this year's and last year's cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.catalogue.model import Indicator
from pipeline.collect.reader.cells import Defect, Line, Reading, Remark, parse_cell
from pipeline.collect.reader.declared import UNDECLARED, Declared, read_declared
from pipeline.collect.reader.header import (
    CODE,
    LAST,
    NAME,
    NATURE,
    REMARK,
    THIS,
    UNIT,
    Row,
    stands_already,
)
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.wording import folded
from pipeline.vocabulary import Role

_A_DATE = re.compile(r"[0-9]{1,4}[-/年月][0-9]{1,2}(?:[-/月日][0-9]{0,4}日?)?")
_ROLES = ((THIS, Role.THIS), (LAST, Role.LAST))
_RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Observation:
    """One cell of one line, with everything that was typed about it."""

    indicator: str
    role: Role
    raw_text: str
    reading: Reading
    declared: Declared
    remark: str
    given_name: str
    given_unit: str
    line: int
    column: str


def read_observations(
    rows: Iterable[Row], lines: Mapping[str, Indicator], report: Report
) -> list[Observation]:
    """Reads the rows of a form whose lines are ``lines`` (by code), two observations a row."""
    seen: dict[str, Row] = {}
    found: list[Observation] = []
    for row in rows:
        indicator = _identify(row, lines, report)
        if indicator is not None and not stands_already(
            indicator.code, row, seen, report, column=CODE
        ):
            found.extend(_read_row(row, indicator, report))
    missing = [code for code in lines if code not in seen]
    if missing:
        report.add("D63", column=CODE, observed="、".join(missing))
    return found


def _identify(row: Row, lines: Mapping[str, Indicator], report: Report) -> Indicator | None:
    """The line's indicator: the code must be on the form, and name and unit must be its own."""
    code = row.text(CODE)
    indicator = lines.get(code)
    if indicator is None:
        rule, expected = _wrong_code(code, lines)
        report.add(rule, line=row.line, column=CODE, observed=code, expected=expected)
        return None
    for column, rule, wanted in ((NAME, "D57", indicator.name), (UNIT, "D58", indicator.unit)):
        given = row.text(column)
        if folded(given) != folded(wanted.zh):
            report.add(
                rule,
                line=row.line,
                column=column,
                indicator=code,
                observed=given,
                expected=wanted.zh,
            )
    return indicator


def _wrong_code(code: str, lines: Mapping[str, Indicator]) -> tuple[str, str]:
    """Whether it is a code in another dress, a date, or no code of this form at all."""
    plain = folded(code).removesuffix(".0").lstrip("0'")
    if plain in lines:
        return "D39", plain
    return ("D40" if _A_DATE.fullmatch(code) else "D56"), ""


def _read_row(row: Row, indicator: Indicator, report: Report) -> Iterator[Observation]:
    declared = read_declared(row.text(NATURE))
    if declared is None:
        typed = row.text(NATURE)
        report.add("D59", line=row.line, column=NATURE, indicator=indicator.code, observed=typed)
    about = Line(indicator.unit.zh, indicator.decimals, rounded=indicator.kind == _RATIO)
    for column, role in _ROLES:
        said = declared if role is Role.THIS and declared else UNDECLARED
        reading = parse_cell(row.cells[column], said, about)
        _tell(row, column, indicator, reading, report)
        if isinstance(reading, Reading):
            yield Observation(
                indicator=indicator.code,
                role=role,
                raw_text=row.cells[column],
                reading=reading,
                declared=said,
                remark=row.text(REMARK),
                given_name=row.text(NAME),
                given_unit=row.text(UNIT),
                line=row.line,
                column=column,
            )


def _tell(
    row: Row, column: str, indicator: Indicator, reading: Reading | Defect, report: Report
) -> None:
    """Tells of a cell that could not be read, or of everything that was normalised in it."""
    told = (
        (Remark(reading.rule, reading.expected),)
        if isinstance(reading, Defect)
        else reading.remarks
    )
    for remark in told:
        report.add(
            remark.rule,
            line=row.line,
            column=column,
            indicator=indicator.code,
            observed=row.text(column),
            expected=row.text(NATURE) if remark.rule == "D61" else remark.expected,
        )
