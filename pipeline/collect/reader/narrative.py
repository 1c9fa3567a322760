"""The rows of a narrative form (MTN): numbered paragraphs that refer to figures as ``[[201]]``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.collect.reader.header import (
    BODY,
    BODY_EN,
    HEADING,
    HEADING_EN,
    NUMBER,
)
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.rows import Row, check_words, stands_already
from pipeline.vocabulary import Text

_NUMBER = re.compile(r"[0-9]{1,3}")
_REFERENCE = re.compile(r"\[\[([0-9A-Za-z]+)(?:@[0-9]{4})?\]\]")
_STRAY = re.compile(r"\[\[.{0,20}|.{0,20}\]\]")  # brackets that no known reference accounts for
_IN_SEQUENCE = Text("从 0 或 1 起逐一递增的序号", "numbers that follow one another from 0 or 1")
_A_TEXT = Text("非空的文字", "some text")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; number 0 holds the title and the lead of the whole."""

    number: int
    heading: Text
    text: Text
    line: int


def read_paragraphs(
    rows: Iterable[Row], indicators: frozenset[str], report: Report
) -> list[Paragraph]:
    """Reads the paragraphs; their references must be to ``indicators``."""
    seen: dict[str, Row] = {}
    found: list[Paragraph] = []
    for row in rows:
        number = row.text(NUMBER)
        if _is_unused(row):
            continue
        if not stands_already(number, row, seen, report, column=NUMBER):
            _check_number(row, number, found[-1].number if found else None, report)
            _check_text(row, number, report)
            _check_references(row, indicators, report)
            found.append(_paragraph(row, int(number) if _NUMBER.fullmatch(number) else 0))
    return found


def _is_unused(row: Row) -> bool:
    """A numbered row of the template in which nothing was written."""
    return not any(row.text(column) for column in row.cells if column != NUMBER)


def _check_number(row: Row, number: str, before: int | None, report: Report) -> None:
    """A gap in the numbers means a lost paragraph."""
    value = int(number) if _NUMBER.fullmatch(number) else None
    if value not in ((0, 1) if before is None else (before + 1,)):
        report.add("D65", line=row.line, column=NUMBER, observed=number, expected=_IN_SEQUENCE)


def _check_text(row: Row, number: str, report: Report) -> None:
    """Every paragraph has a heading and a text; the opening one may be a title alone."""
    for column in (HEADING, BODY):
        if not row.text(column) and not (column == BODY and number == "0"):
            report.add("D65", line=row.line, column=column, expected=_A_TEXT)
    check_words(row, (HEADING, BODY, HEADING_EN, BODY_EN), report)


def _check_references(row: Row, indicators: frozenset[str], report: Report) -> None:
    for column in (HEADING, BODY, HEADING_EN, BODY_EN):
        text = row.text(column)
        for reference in _REFERENCE.finditer(text):
            if reference.group(1) not in indicators:
                report.add("D64", line=row.line, column=column, observed=reference.group())
        if stray := _STRAY.search(_REFERENCE.sub("", text)):
            report.add("D64", line=row.line, column=column, observed=stray.group())


def _paragraph(row: Row, number: int) -> Paragraph:
    return Paragraph(
        number,
        Text(row.text(HEADING), row.text(HEADING_EN)),
        Text(row.text(BODY), row.text(BODY_EN)),
        row.line,
    )
