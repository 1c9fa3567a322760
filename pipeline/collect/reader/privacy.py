"""Personal data are refused at the door: found by head and by shape, and never repeated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from pipeline.collect.reader.furniture import is_signature
from pipeline.collect.reader.report import Report
from pipeline.collect.reader.source.delimited import Record
from pipeline.collect.reader.wording import folded, plain, trimmed
from pipeline.vocabulary import Text

_HEADS = frozenset({
    "姓名", "身份证", "身份证号", "身份证号码", "公民身份号码", "证件号", "证件号码", "银行卡号",
    "电话", "联系电话", "电话号码", "手机", "手机号", "手机号码", "联系方式", "联系人", "住址",
    "家庭住址", "出生日期", "出生年月", "填表人", "制表人", "经办人", "负责人", "审核人",
})  # fmt: skip
_NAMED = Text("人员信息栏", "a field for persons")
_RESIDENT_ID = Text("疑似居民身份证号码", "what looks like a resident identity number")
_MOBILE = Text("疑似手机号码", "what looks like a mobile telephone number")

_SHORTEST = 8  # no number that names a person has fewer characters
_LONGEST_HEAD = 200
_MOST_SIGNATURES = 3
_GAP = r"[\s\-‐-―_.·/]?"  # one separator, as typed to make long numbers readable
_ID_18 = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{16}}{_GAP}[\dXx](?!\d)")
_ID_15 = re.compile(rf"(?<!\d)\d{{6}}{_GAP}\d{{6}}{_GAP}\d{{3}}(?!\d)")
_PHONE = re.compile(rf"(?<!\d)1[3-9]\d(?P<gap>{_GAP})\d{{4}}(?P=gap)\d{{4}}(?!\d)")
_SPACED_PHONE = re.compile(r"(?<!\d)1[\s\-][3-9](?:[\s\-]\d){9}(?![\s\-]?\d)")
_ROUNDED_ID = re.compile(r"(?<![\d.])[1-9](?:\.\d{1,14})?[eE]\+?17(?!\d)")  # 18 digits in Excel
_COLON = re.compile("[:：]")
_PROVINCES = frozenset({
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    "81", "82", "83", "91",
})  # fmt: skip
_FIRST_BIRTH = 1900


def personal_number(text: str, *, is_figure: bool = False) -> Text | None:
    """What kind of number in ``text`` names a person, if any does.

    Full-width digits, invisible characters and separators do not hide one. An identity number is
    known by its province and day of birth; its check digit is left out of account, so that
    mistyped numbers and those that a spreadsheet has rounded are found too. A figure may look like
    a mobile telephone number by chance, so a cell for figures is not suspected of that.
    """
    if len(text) < _SHORTEST or not any(map(str.isdigit, text)):
        return None
    shown = plain(text)
    ids = (*_ID_18.finditer(shown), *_ID_15.finditer(shown))
    if _ROUNDED_ID.search(shown) or any(_names_resident(found.group()) for found in ids):
        return _RESIDENT_ID
    if not is_figure and (_PHONE.search(shown) or _SPACED_PHONE.search(shown)):
        return _MOBILE
    return None


class Headed(Protocol):
    """Where the heads of a table stand, and which of its columns (from 0) hold figures."""

    @property
    def line(self) -> int: ...

    @property
    def last_line(self) -> int: ...

    @property
    def figure_columns(self) -> frozenset[int]: ...


def scan(records: Sequence[Record], header: Headed | None, report: Report) -> bool:
    """Whether the records hold personal data; each kind is told once a column, with its line.

    Signature lines may name who answers for the form, and are dropped later; no line may hold an
    identity number.
    """
    figures = header.figure_columns if header else frozenset()
    lists = _repeated(records)
    told: set[tuple[int, Text]] = set()
    for record in records:
        signs = is_signature(record) and _key(record) not in lists
        for index, cell in enumerate(record.cells):
            kind = personal_number(cell, is_figure=index in figures or signs)
            if kind is None and not signs and _names(cell, _leads(record, index, header)):
                kind = _NAMED
            if kind is not None and (index, kind) not in told:
                told.add((index, kind))
                column = f"第{index + 1}列"
                report.add(
                    "D50", line=record.line, column=column, column_no=index + 1, observed=kind
                )
    return bool(told)


def scan_text(text: str, report: Report) -> None:
    """Tells of the first line of a text that is no table with a personal number of each kind."""
    told: set[Text] = set()
    for number, line in enumerate(text.split("\n"), 1):
        kind = personal_number(line)
        if kind is not None and kind not in told:
            told.add(kind)
            report.add("D50", line=number, observed=kind)


def masked(name: str) -> str:
    """A file name that may be shown: its digits are dotted out where they name a person."""
    return name if personal_number(name) is None else re.sub(r"\d", "•", name)


def _leads(record: Record, index: int, header: Headed | None) -> bool:
    """Whether a head or a key of a title stands here: in the header, or first in a line above."""
    if header is None:
        return index == 0
    in_header = header.line <= record.line <= header.last_line
    return in_header or (index == 0 and record.line < header.line)


def _names(cell: str, leads: bool) -> bool:
    """Whether a cell is a head for persons, or asks for one where heads and keys stand."""
    return trimmed(cell) in _HEADS or (leads and _asks(cell))


def _asks(cell: str) -> bool:
    """Whether a head or a title asks for a person."""
    head = "" if cell.isascii() else folded(_COLON.split(cell[:_LONGEST_HEAD], maxsplit=1)[0])
    return head.endswith("人") or any(word in head for word in _HEADS)


def _key(record: Record) -> str:
    first = next(filter(None, map(trimmed, record.cells)), "")
    return folded(_COLON.split(first[:_LONGEST_HEAD], maxsplit=1)[0])


def _repeated(records: Iterable[Record]) -> frozenset[str]:
    """The keys of signature lines that come too often: such lines are a list of persons."""
    keys = Counter(_key(record) for record in records if is_signature(record))
    return frozenset(key for key, n in keys.items() if n > _MOST_SIGNATURES)


def _names_resident(candidate: str) -> bool:
    """Whether 18 or 15 digits begin with a province and go on to a possible day of birth."""
    number = "".join(c for c in candidate if c.isdigit() or c in "Xx")
    day = number[6:14] if len(number) > len("110101000101001") else "19" + number[6:12]
    try:
        born = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    return number[:2] in _PROVINCES and born.year >= _FIRST_BIRTH
