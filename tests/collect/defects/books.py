"""Workbooks as clerks have them, made from forms that are written as text."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Mapping

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tests.collect.mini import figures

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_FIGURES = (3, 4)  # the columns 本年 and 上年, from 0

Dress = Callable[[xlsxwriter.Workbook, Worksheet], object]


def as_it_is(_book: xlsxwriter.Workbook, _sheet: Worksheet) -> None:
    """Nothing is done to the sheet."""


def book(form: str | None = None, dress: Dress = as_it_is, *, name: str = "民统2表") -> bytes:
    """A workbook of one form. ``dress`` may write over cells, hide, comment, format."""
    return books({name: figures() if form is None else form}, dress)


def books(sheets: Mapping[str, str], dress: Dress = as_it_is) -> bytes:
    """A workbook of several sheets, each given as the text of a CSV; the first one is dressed."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    written = [_write(workbook.add_worksheet(name), text) for name, text in sheets.items()]
    dress(workbook, written[0])
    workbook.close()
    return target.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """What a workbook is made of, by path inside the archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Mapping[str, bytes | str]) -> bytes:
    """An archive of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def rewritten(content: bytes, part: str, old: str, new: str) -> bytes:
    """A workbook with something in one of its parts replaced; it must be there."""
    members = parts(content)
    text = members[part].decode()
    assert old in text, text[:400]
    return packed(members | {part: text.replace(old, new).encode()})


def _write(sheet: Worksheet, text: str) -> Worksheet:
    """Figures as numbers, as a clerk types them; everything else as text."""
    for row, cells in enumerate(csv.reader(io.StringIO(text))):
        for column, typed in enumerate(cells):
            if column in _FIGURES and _NUMBER.fullmatch(typed):
                sheet.write_number(row, column, float(typed))
            elif typed:
                sheet.write_string(row, column, typed)
    return sheet
