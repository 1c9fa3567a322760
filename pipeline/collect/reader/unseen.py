"""Characters in words that nobody sees, and those that show words otherwise than they stand.

A book of Chinese and English needs none of them. Those that are merely invisible are taken out and
told of; a control character, or one that turns the direction of writing, may have hidden what was
meant, and sends the file back; so does one that no font of the book has, since a single one would
stop the printing. Figures see to themselves.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.collect.reader.furniture import is_note
from pipeline.collect.reader.header import CODE, DAY, NAME, NATURE, NUMBER, UNIT, Header
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.source.decoding import is_nobodys
from pipeline.collect.reader.source.delimited import Record
from pipeline.collect.reader.wording import trimmed
from pipeline.rules.printable import without_glyph

_COMPARED = frozenset((CODE, NAME, UNIT, NATURE, NUMBER, DAY))  # with what is known, by its looks
_TURNING = "\u061c\u200f\u202b\u202e\u2067"
_LINE_ENDS = "\t\n\r"
_BREAKS = "\u2028\u2029"
_LOST = "\ufffd"


def without_unseen(records: Sequence[Record], header: Header, report: Report) -> Sequence[Record]:
    """The records, the words on which hold nothing that cannot be seen."""
    if all(cell.isascii() and cell.isprintable() for record in records for cell in record.cells):
        return records
    return [Record(record.line, tuple(_cells(record, header, report))) for record in records]


class Told(NamedTuple):
    """The rule that has something to say of a text, and what it observed."""

    rule: str
    observed: str


def refusal_of(text: str) -> Told | None:
    """Why a text cannot be taken: what it may hide, or what cannot be printed."""
    if hidden := hidden_in(text):
        return Told("D87", hidden)
    if lacking := without_glyph(seen_of(text)):
        return Told("D89", f"{lacking} U+{ord(lacking):04X}")
    return None


def hidden_in(text: str) -> str:
    """The first character of a text that may not stand in it, as U+202E; blank if there is none."""
    found = next(filter(_is_refused, text), "") if not text.isprintable() or _LOST in text else ""
    return f"U+{ord(found):04X}" if found else ""


def seen_of(text: str) -> str:
    """A text without what is merely invisible; a break between lines of its own is a space."""
    if text.isprintable():
        return text
    plain = (" " if c in _BREAKS else c for c in text if unicodedata.category(c) != "Cf")
    return "".join(plain)


def _cells(record: Record, header: Header, report: Report) -> Iterator[str]:
    is_below = record.line > header.last_line
    columns = dict(enumerate(header.columns)) if is_below else {}
    compared = frozenset() if is_note(record, after_note=False) else _COMPARED
    for index, cell in enumerate(record.cells):
        column = columns.get(index, "")
        if is_below and index in header.figure_columns:
            yield cell
            continue
        if told := _told(cell, is_compared=column in compared):
            rule, observed = told
            name = column or f"第{index + 1}列"
            report.add(rule, line=record.line, column=name, column_no=index + 1, observed=observed)
        yield seen_of(cell)


def _told(cell: str, *, is_compared: bool) -> Told | None:
    """What is to be said of a cell; of one that is only compared, what it may hide."""
    wrong = refusal_of(cell)
    if wrong is not None and (wrong.rule == "D87" or not is_compared):
        return wrong
    is_plain = is_compared or seen_of(trimmed(cell)) == trimmed(cell)
    return None if is_plain else Told("D88", seen_of(cell))


def _is_refused(character: str) -> bool:
    if character in _TURNING or character == _LOST:
        return True
    is_control = unicodedata.category(character) == "Cc" and character not in _LINE_ENDS
    return is_control or is_nobodys(character)
