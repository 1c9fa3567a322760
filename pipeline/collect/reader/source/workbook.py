"""Workbooks (XLSX): every cell as the text that a spreadsheet shows, sheet by sheet."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pipeline.collect.reader.report import Report
from pipeline.collect.reader.source.delimited import Record
from pipeline.collect.reader.source.limits import beyond, unpacked
from pipeline.collect.reader.wording import trimmed
from pipeline.vocabulary import Text

if TYPE_CHECKING:
    from openpyxl import Workbook

_ZIP = b"PK\x03\x04"
_BOOK = "xl/workbook.xml"
_ENCRYPTED = 0x1  # flag of a zip entry
_OF_CELLS = ("xl/sharedStrings.xml",)
_CELLS = re.compile(r"<(?:\w+:)?sheetData.*</(?:\w+:)?sheetData>", re.DOTALL)
_DECIMALS = re.compile(r"[0-9]*\.[0-9]+")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
# Markup that the patterns below would not see through: UTF-16, or whatever else it says it is.
_VEILED = re.compile(
    rb"\xff\xfe|\xfe\xff|\s*\0?<\0"
    rb"|(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}\sencoding\s*=\s*[\"'](?!utf-8|us-ascii)",
    re.IGNORECASE,
)
_SHEET = re.compile(rb"<(?:\w+:)?sheetData\b")
_PLACES = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_ROWS = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=[\"']([0-9]{1,7})[\"']")
_LITERAL = re.compile(r'"([^"]*)"')
_COLOURS = re.compile(r"\[[^\]]*\]|\\.|_.|\*.")
_SCALED = re.compile(r"[0#?],+(?![0#?])|[0#?]!\.|\"\.\"")  # shown divided: 0, or 0!.0
_LAST_ROW = 100_000  # rows looked at, blank ones counted: sheets are formatted to the very bottom

_DAMAGED = Text("损坏的工作簿", "a damaged workbook")
_LOCKED = Text("加密的工作簿", "an encrypted workbook")
_DECLARES = Text("含实体声明的工作簿", "a workbook that declares entities")
_TOO_LONG = Text(f"{_LAST_ROW} 行以上", f"more than {_LAST_ROW} rows")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows that are not blank, and which of their cells are formulas, by row and column.

    Rows and columns are numbered from 1.
    """

    name: str
    records: list[Record]
    formulas: dict[tuple[int, int], str]


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are an XLSX or XLSM, whatever the file is called."""
    if not content.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _BOOK in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def read_sheets(content: bytes, report: Report) -> list[Sheet] | None:
    """All sheets, hidden ones as well; none when it cannot be read, and the report says why.

    Numbers come as a spreadsheet shows them, to 15 digits, with the percent sign and the words
    that their format adds; days as 2025-02-18; formulas as the result that was stored with them.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if not _is_harmless(archive, report):
                return None
        return [*_read(content, report)] if not report.rejects else None
    except Exception:  # noqa: BLE001 # on damaged parts the libraries raise whatever comes
        report.add("D07", observed=_DAMAGED)
        return None


def marginalia(content: bytes) -> Iterator[str]:
    """What stands in no cell: comments, text boxes, heads and feet, drop-downs, properties.

    As markup, since attributes hold texts as well; decimals are left out, whose many digits mean
    nothing here.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml") and name not in _OF_CELLS:
                text = archive.read(name).decode("utf-8", "replace")
                yield _DECIMALS.sub(" ", _CELLS.sub(" ", text))


def _is_harmless(archive: zipfile.ZipFile, report: Report) -> bool:
    """Whether it may be unpacked: neither too large nor encrypted, and no declared entities.

    What a part is called says nothing: one is markup, or a sheet, if it reads like it. Of two parts
    of one name every program takes the one that it likes.
    """
    parts = archive.infolist()
    if excess := unpacked(sum(part.file_size for part in parts), len(parts)):
        report.add("D68", observed=excess.found, expected=excess.limit)
    elif any(part.flag_bits & _ENCRYPTED for part in parts):
        report.add("D07", observed=_LOCKED)
    elif len({part.filename.casefold() for part in parts}) < len(parts):
        report.add("D07", observed=_DAMAGED)
    elif trouble := next(filter(None, (_trouble(_content(archive, p)) for p in parts)), None):
        report.add("D07", observed=trouble)
    return not report.rejects


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """As many bytes as the directory says; the library raises where these are not all."""
    with archive.open(part) as handle:
        return handle.read(part.file_size + 1)


def _trouble(part: bytes) -> Text | None:
    """What is wrong with a part, if it is markup."""
    if _VEILED.match(part):
        return _DAMAGED
    if not _MARKUP.match(part):
        return None
    if _DTD.search(part):
        return _DECLARES
    return None if _SHEET.search(part) is None or _is_in_order(part) else _DAMAGED


def _is_in_order(sheet: bytes) -> bool:
    """Whether every cell has its own place, rows and columns rising, as every program writes them.

    Of two cells at one place a library keeps one, and does not say which.
    """
    places = [(int(row), len(column), column) for column, row in _PLACES.findall(sheet)]
    rows = [int(row) for row in _ROWS.findall(sheet)]
    return _is_rising(places) and _is_rising(rows)


def _is_rising(values: Sequence[Any]) -> bool:
    return all(before < after for before, after in pairwise(values))


def _read(content: bytes, report: Report) -> Iterator[Sheet]:
    """Read twice, since a cell gives either its formula or the result."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions that no figure depends on
        results, formulas = _open(content, results=True), _open(content, results=False)
        for shown, written in zip(results.worksheets, formulas.worksheets, strict=True):
            shown.reset_dimensions()
            written.reset_dimensions()
            yield _sheet(shown.title, shown.iter_rows(), written.iter_rows(), report)


def _open(content: bytes, *, results: bool) -> Workbook:
    import openpyxl

    return openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=results, keep_links=False
    )


def _sheet(
    name: str,
    shown: Iterable[tuple[Any, ...]],
    written: Iterable[tuple[Any, ...]],
    report: Report,
) -> Sheet:
    records: list[Record] = []
    formulas: dict[tuple[int, int], str] = {}
    for number, (cells, sources) in enumerate(zip(shown, written, strict=True), 1):
        if number > _LAST_ROW:
            report.add("D68", line=number, observed=_TOO_LONG, expected=str(_LAST_ROW))
            break
        texts = [_text(*pair) for pair in zip(cells, sources, strict=True)]
        if not any(map(trimmed, texts)):
            continue
        records.append(Record(number, tuple(texts)))
        formulas |= {(number, column): cell.value for column, cell in _formulas(sources)}
        if excess := beyond(len(records), texts):
            report.add("D68", line=number, observed=excess.found, expected=excess.limit)
            break
    return Sheet(name, _of_one_width(records), formulas)


def _of_one_width(records: list[Record]) -> list[Record]:
    """Blank cells at the end of a row are not stored; in a sheet every row has them."""
    width = max((len(record.cells) for record in records), default=0)
    return [Record(line, cells + ("",) * (width - len(cells))) for line, cells in records]


def _formulas(sources: tuple[Any, ...]) -> Iterator[tuple[int, Any]]:
    return (
        (number, cell)
        for number, cell in enumerate(sources, 1)
        if cell.data_type == "f" and isinstance(cell.value, str)
    )


def _text(cell: Any, source: Any) -> str:
    """What the cell shows; a formula without a stored result shows itself, and is refused."""
    value = cell.value
    if value is None:
        return str(source.value) if source.data_type == "f" else ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    return str(value).removesuffix(" 00:00:00")  # days have no time


def _number(value: float, number_format: str) -> str:
    """A number with what its format adds to it: ``0.94`` shown as ``94%``, ``830`` as ``830个``."""
    plain = Decimal(format(value, ".15g"))  # a spreadsheet knows no more digits
    positive = _COLOURS.sub("", number_format.partition(";")[0])
    if "%" in _LITERAL.sub("", positive):
        return format((plain * 100).normalize(), "f") + "%"
    before, after = _words(positive)
    return before + format(plain, "f") + after


def _words(number_format: str) -> tuple[str, str]:
    """The literal words before and after the digits; none where the number is shown scaled."""
    if '"' not in number_format or _SCALED.search(number_format):
        return "", ""
    digits = min((i for i, c in enumerate(number_format) if c in "0#?"), default=-1)
    if digits < 0:
        return "", ""
    head, tail = number_format[:digits], number_format[digits:]
    return "".join(_LITERAL.findall(head)), "".join(_LITERAL.findall(tail))
