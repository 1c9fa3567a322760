"""The rows of a figures form (MT1 … MT7): each line gives this year's and last year's cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from pipeline.catalogue.model import Indicator
from pipeline.collect.reader.figures.cells import Defect, Line, Reading, Remark, parse_cell
from pipeline.collect.reader.figures.declared import UNDECLARED, Declared, read_declared
from pipeline.collect.reader.header import CODE, LAST, NAME, NATURE, REMARK, THIS, UNIT
from pipeline.collect.reader.identity import identify
from pipeline.collect.reader.lexicon import Lexicon
from pipeline.collect.reader.replies.columns import VALUE
from pipeline.collect.reader.replies.reply import Corrected, Corrections
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.rows import Row, stands_already
from pipeline.collect.reader.wording import trimmed
from pipeline.vocabulary import Role

_ROLES = ((THIS, Role.THIS), (LAST, Role.LAST))
NO_CORRECTIONS: Corrections = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Observation:
    """One cell of one line, with everything that was typed about it.

    ``column`` is that of the form. ``sheet``, ``line`` and ``column_no`` tell where ``raw_text``
    stands: on the form itself, or where a correction workbook corrects it.
    """

    indicator: str
    role: Role
    raw_text: str
    reading: Reading
    declared: Declared
    remark: str
    given_name: str
    given_unit: str
    given_nature: str
    column: str
    sheet: str
    line: int
    column_no: int | None

    @property
    def is_declared(self) -> bool:
        """Whether anything stands under 数据性质."""
        return self.declared != UNDECLARED


def read_observations(
    rows: Iterable[Row],
    form: str,
    lexicon: Lexicon,
    report: Report,
    corrections: Corrections = NO_CORRECTIONS,
) -> list[Observation]:
    """Reads the rows of ``form``, two observations a row; corrected figures in place of theirs."""
    lines = lexicon.lines[form]
    seen: dict[str, Row] = {}
    found: list[Observation] = []
    for row in rows:
        indicator = identify(row, lines, lexicon, report)
        if indicator is not None and not stands_already(
            indicator.code, row, seen, report, column=CODE
        ):
            found.extend(_read_row(row, indicator, corrections, report))
    missing = [code for code in lines.by_code if code not in seen]
    if missing and not report.rejects:  # or they may stand in the rows that were refused
        report.add("D63", column=CODE, observed="、".join(missing))
    return found


@dataclass(frozen=True, slots=True)
class _Cell:
    """A typed figure and where it stands: on the form, or where it is corrected."""

    text: str
    sheet: str
    line: int
    column: str
    column_no: int | None


def _read_row(
    row: Row, indicator: Indicator, corrections: Corrections, report: Report
) -> Iterator[Observation]:
    declared = read_declared(row.text(NATURE))
    if declared is None:
        typed = row.text(NATURE)
        report.add("D59", line=row.line, column=NATURE, indicator=indicator.code, observed=typed)
    about = Line(indicator.unit.zh, indicator.decimals, rounded=not indicator.is_counted)
    for column, role in _ROLES:
        said = declared if role is Role.THIS and declared else UNDECLARED
        corrected = corrections.get((indicator.code, column))
        cell = _cell(row, column, corrected, report)
        reading = parse_cell(cell.text, said, about)
        if corrected and _contradicts(row.cells[column], corrected, reading, said, about):
            _tell_two_readings(row, column, indicator, corrected, report)
        _tell(cell, row, indicator, reading, report)
        if isinstance(reading, Reading):
            yield Observation(
                indicator=indicator.code,
                role=role,
                raw_text=cell.text,
                reading=reading,
                declared=said,
                remark=row.text(REMARK),
                given_name=row.text(NAME),
                given_unit=row.text(UNIT),
                given_nature=row.text(NATURE),
                column=column,
                sheet=cell.sheet,
                line=cell.line,
                column_no=cell.column_no,
            )


def _cell(row: Row, column: str, corrected: Corrected | None, report: Report) -> _Cell:
    if corrected is None:
        return _Cell(row.cells[column], report.sheet, row.line, column, report.column_no(column))
    return _Cell(corrected.text, corrected.sheet, corrected.line, VALUE, corrected.column_no)


def _contradicts(
    own: str, corrected: Corrected, reading: Reading | Defect, said: Declared, about: Line
) -> bool:
    """Whether the cell of the form was changed as well, and to something else."""
    if trimmed(own) in (corrected.replaces, corrected.text):
        return False
    its = parse_cell(own, said, about)
    if isinstance(its, Defect) or isinstance(reading, Defect):
        return True
    return _as_figure(its) != _as_figure(reading)


def _as_figure(reading: Reading) -> Reading:
    """The reading without what only tells how it was typed."""
    return replace(reading, remarks=(), precision=None, decimals=None)


def _tell_two_readings(
    row: Row, column: str, indicator: Indicator, corrected: Corrected, report: Report
) -> None:
    report.add(
        "D77",
        line=row.line,
        column=column,
        indicator=indicator.code,
        observed=row.text(column),
        expected=corrected.text,
    )


def _tell(
    cell: _Cell, row: Row, indicator: Indicator, reading: Reading | Defect, report: Report
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
            line=cell.line,
            column=cell.column,
            column_no=cell.column_no,
            indicator=indicator.code,
            observed=trimmed(cell.text),
            expected=row.text(NATURE) if remark.rule == "D61" else remark.expected,
            sheet=cell.sheet,
        )
