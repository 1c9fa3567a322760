"""A table on its sheet: title, unit, heads that stay in view, figures as numbers, notes below.

Nothing is merged, so that columns can be sorted and copied; a spanner is centred across its
columns. A figure is a number that looks as it is printed: its sign (> ≈) and flag (p r e) are part
of the number format. Symbols (× — …) and words are text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any

from pipeline.bilingual import Languages
from pipeline.publish.workbook.styles import Styles
from pipeline.tables.joined import Head, Joined, joined
from pipeline.tables.model import Cell, Row, Table
from pipeline.tables.writing import read_back
from pipeline.vocabulary import Text

_LABELS, _UNIT, _TEXT = {"zh": 22, "en": 26}, 12, 24  # widths in characters
CONTENTS, _UNITS = Text("目录", "Contents"), Text("计量单位", "Unit")
_LINE_PT, _SMALL_PT = 14.0, 12.0  # heights of a line
_ON_A_LINE = {"zh": 5, "en": 11}  # characters of a head
_STRONG = frozenset({"region", "reporting"})
_FIRST = 4  # the row of the first heads


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand: the row of the first figures, the column of the first figures; and which
    language leads.
    """

    table: Table
    grid: Joined
    body: int
    left: int
    languages: Languages

    @property
    def last(self) -> int:
        return self.left + len(self.grid.heads) - 1


def add_table(book: Any, styles: Styles, table: Table, languages: Languages) -> None:
    """Adds the sheet of one table, named by its number."""
    grid = joined(table)
    body = _FIRST + (3 if grid.has_spanners else 2)
    frame = _Frame(table, grid, body, 4 if table.has_units_column else 2, languages)
    sheet = book.add_worksheet(table.number)
    _title(sheet, styles, frame)
    _heads(sheet, styles, frame)
    for at, row in enumerate(grid.rows):
        _row(sheet, styles, frame, at, row)
    _notes(sheet, styles, frame)
    _page(sheet, frame)


def _title(sheet: Any, styles: Styles, frame: _Frame) -> None:
    table, languages = frame.table, frame.languages
    lead, follow = languages.pair(table.title)
    contents = languages.joined(CONTENTS)
    sheet.write_string(0, 0, f"{table.number}  {lead}", styles("title"))
    sheet.write_string(1, 0, follow, styles("follow"))
    sheet.write_url(2, 0, f"internal:'{contents}'!A1", styles("link"), f"← {contents}")
    if table.unit.zh:
        unit = Text(f"单位：{table.unit.zh}", f"Unit: {table.unit.en}")
        sheet.write_string(2, frame.last, languages.joined(unit, "  "), styles("unit"))


def _heads(sheet: Any, styles: Styles, frame: _Frame) -> None:
    first = _FIRST
    across = range(frame.last + 1)
    if frame.grid.has_spanners:
        _spanners(sheet, styles, frame)
        first += 1
    top = () if frame.grid.has_spanners else ("top",)
    for column in across:
        sheet.write_blank(first, column, None, styles("head", *top))
        sheet.write_blank(first + 1, column, None, styles("head_follow", "below"))
    words = {0: frame.table.stub}
    if frame.left > 2:  # noqa: PLR2004 -- label in two languages, then the unit in two
        words[2] = _UNITS
    words |= {at: _headed(head) for at, head in enumerate(frame.grid.heads, frame.left)}
    for column, text in words.items():
        lead, follow = frame.languages.pair(text)
        sheet.write_string(first, column, lead, styles("head", *top))
        sheet.write_string(first + 1, column, follow, styles("head_follow", "below"))


def _headed(head: Head) -> Text:
    """A head with its unit on a line of its own."""
    unit = (f"\n（{head.unit.zh}）", f"\n({head.unit.en})") if head.unit.zh else ("", "")
    return Text(head.head.zh + unit[0], head.head.en + unit[1])


def _lines(heads: Iterable[Head], lang: str) -> int:
    """How many lines the tallest head takes, its unit on a line of its own."""
    per_line = _ON_A_LINE[lang]
    words = [(head.head.told(lang), bool(head.unit.zh)) for head in heads]
    return max((ceil(len(text) / per_line) + has_unit for text, has_unit in words), default=1)


def _spanners(sheet: Any, styles: Styles, frame: _Frame) -> None:
    """The row of heads over heads; the words stand in the first cell of each run."""
    for column in range(frame.left):
        sheet.write_blank(_FIRST, column, None, styles("plain", "top"))
    before = Text("", "")
    spans = Counter(head.over for head in frame.grid.heads)
    for at, head in enumerate(frame.grid.heads, frame.left):
        if not head.over.zh:
            sheet.write_blank(_FIRST, at, None, styles("plain", "top"))
        elif head.over == before:
            sheet.write_blank(_FIRST, at, None, styles("over", "top"))
        else:
            fits = 2 * len(head.over.zh) + len(head.over.en) < spans[head.over] * _UNIT
            languages = frame.languages
            told = languages.joined(head.over) if fits else languages.lead(head.over)
            sheet.write_string(_FIRST, at, told, styles("over", "top"))
        before = head.over


def _row(sheet: Any, styles: Styles, frame: _Frame, at: int, row: Row) -> None:
    line = frame.body + at
    names = ("strong",) if row.kind in _STRONG else ("heading",) if row.kind == "heading" else ()
    if at == len(frame.grid.rows) - 1:
        names = (*names, "foot")
    mark = "#" if row.hashed else ""
    look = styles("label", *names, indent=row.indent)
    lead, follow = frame.languages.pair(row.label)
    sheet.write_string(line, 0, mark + lead, look)
    sheet.write_string(line, 1, follow, styles("label", "follow", *names))
    if frame.left > 2:  # noqa: PLR2004
        for column, unit in enumerate(frame.languages.pair(row.unit), 2):
            sheet.write_string(line, column, unit, styles("label", "follow", *names))
    for column in range(frame.left, frame.last + 1):
        sheet.write_blank(line, column, None, styles("figure", *names))
    for column, cell in enumerate(row.cells, frame.left):
        stroke = frame.grid.heads[column - frame.left].column.bar_before
        _cell(
            sheet, styles, frame, (line, column), cell, (*names, *(("stroke",) if stroke else ()))
        )


def _cell(
    sheet: Any,
    styles: Styles,
    frame: _Frame,
    place: tuple[int, int],
    cell: Cell,
    names: tuple[str, ...],
) -> None:
    number = read_back(cell)
    if number is not None:
        look = styles("figure", *names, num_format=number_format(cell))
        sheet.write_number(*place, float(number), look)
    elif cell.kind == "text":
        told = Text(cell.text, cell.english)
        sheet.write_string(*place, frame.languages.joined(told), styles("label", "wrap", *names))
    elif cell.text:
        sheet.write_string(*place, cell.prefix + cell.text + cell.flag, styles("figure", *names))
    else:
        sheet.write_blank(*place, None, styles("figure", *names))


def number_format(cell: Cell) -> str:
    """Digits in threes, the decimals that are printed, sign and flag as literal text."""
    _, point, decimals = cell.text.partition(".")
    digits = "#,##0" + point + "0" * len(decimals)
    before, behind = (f'"{text}"' if text else "" for text in (cell.prefix, cell.flag))
    return f"{before}{digits}{behind};{before}\u2212{digits}{behind}"


def _notes(sheet: Any, styles: Styles, frame: _Frame) -> None:
    line = frame.body + len(frame.grid.rows) + 1
    for number, note in enumerate(frame.table.notes, 1):
        which = f"{number}. " if len(frame.table.notes) > 1 else ""
        told = Text(f"注：{which}{note.zh}", f"Note: {which}{note.en}")
        for text in frame.languages.pair(told):
            sheet.write_string(line, 0, text, styles("follow"))
            line += 1


def _page(sheet: Any, frame: _Frame) -> None:
    texts = any(cell.kind == "text" for row in frame.grid.rows for cell in row.cells)
    for column, lang in enumerate((frame.languages.leading, frame.languages.following)):
        sheet.set_column(column, column, _LABELS[lang])
    if frame.left > 2:  # noqa: PLR2004
        sheet.set_column(2, 3, _UNIT)
    sheet.set_column(frame.left, frame.last, _TEXT if texts else _UNIT)
    sheet.set_row(frame.body - 2, _LINE_PT * _lines(frame.grid.heads, frame.languages.leading))
    sheet.set_row(frame.body - 1, _SMALL_PT * _lines(frame.grid.heads, frame.languages.following))
    sheet.freeze_panes(frame.body, 1)
    sheet.hide_gridlines(2)
    sheet.repeat_rows(_FIRST, frame.body - 1)
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)  # A4
    if frame.table.orientation == "landscape":
        sheet.set_landscape()
    sheet.set_footer("&C&A · &P / &N")
