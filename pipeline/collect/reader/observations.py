"""The rows of a figures form (MT1 … MT7): each line gives this year's and last year's cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.catalogue.model import Indicator
from pipeline.collect.reader.figures.cells import Defect, Line, Reading, Remark, parse_cell
from pipeline.collect.reader.figures.declared import UNDECLARED, Declared, read_declared
from pipeline.collect.reader.header import CODE, LAST, NAME, NATURE, REMARK, THIS, UNIT
from pipeline.collect.reader.identity import identify
from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.rows import Row, stands_already
from pipeline.vocabulary import Role

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

    @property
    def is_declared(self) -> bool:
        """Whether anything stands under 数据性质."""
        return self.declared != UNDECLARED


def read_observations(
    rows: Iterable[Row], form: str, lexicon: Lexicon, report: Report
) -> list[Observation]:
    """Reads the rows of ``form``, two observations a row."""
    lines = lexicon.lines[form]
    seen: dict[str, Row] = {}
    found: list[Observation] = []
    for row in rows:
        indicator = identify(row, lines, lexicon, report)
        if indicator is not None and not stands_already(
            indicator.code, row, seen, report, column=CODE
        ):
            found.extend(_read_row(row, indicator, report))
    missing = [code for code in lines.by_code if code not in seen]
    if missing and not report.rejects:  # or they may stand in the rows that were refused
        report.add("D63", column=CODE, observed="、".join(missing))
    return found


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
