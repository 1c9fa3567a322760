"""The workbook as a whole: its first sheets, then one for every table."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from pipeline.publish.publication import Publication
from pipeline.publish.workbook.styles import Styles
from pipeline.publish.workbook.table_sheet import CONTENTS, add_table
from pipeline.vocabulary import Text
from pipeline.workspace import replaced

_WIDE, _LINE_PT = 70, 13.5  # of the notes: characters in a column, height of a line
_NOTES, _BLANK = Text("说明", "Notes"), Text("空格", "blank")
# What came from a submission stays text, whatever it looks like.
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}


def write_workbook(publication: Publication, target: Path) -> int:
    """Writes ``yearbook.xlsx`` whole; gives the number of its tables.

    The same publication gives the same bytes: the file is dated with the edition's day.
    """
    import xlsxwriter

    with replaced(target) as aside, xlsxwriter.Workbook(str(aside), _OPTIONS) as book:
        _properties(book, publication)
        styles = Styles(book)
        _cover(book, styles, publication)
        _contents(book, styles, publication)
        _notes(book, styles, publication)
        for table in publication.tables:
            add_table(book, styles, table, publication.languages)
    return len(publication.tables)


def _properties(book: Any, publication: Publication) -> None:
    lead, follow = publication.languages.pair(publication.title)
    title = f"{lead} {publication.edition} · {follow}"
    created = datetime.combine(publication.day, time(), UTC).replace(tzinfo=None)
    author = publication.languages.lead(publication.publisher)
    book.set_properties({"title": title, "author": author, "created": created})


def _cover(book: Any, styles: Styles, publication: Publication) -> None:
    languages = publication.languages
    sheet = book.add_worksheet(languages.joined(Text("封面", "Cover")))
    edition = Text(
        f"{publication.edition}年版（{publication.year}年数据）",
        f"{publication.edition} edition, data for {publication.year}",
    )
    told = ((publication.title, "cover"), (edition, "title"), (publication.publisher, "plain"))
    lines = [
        *(
            line
            for text, look in told
            for line in zip(languages.pair(text), (look, "follow"), strict=True)
        ),
        *((languages.joined(mark), "mark") for mark in publication.marks),
    ]
    for at, (text, look) in enumerate(lines, 2):
        sheet.write_string(at, 1, text, styles(look))
    sheet.set_row(2, 36)
    sheet.set_row(4, 24)
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 90)
    _fitted(sheet)


def _contents(book: Any, styles: Styles, publication: Publication) -> None:
    languages = publication.languages
    name = languages.joined(CONTENTS)
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, name, styles("title"))
    line = 2
    for group in publication.groups:
        look = styles("heading", font_color=group.ink)
        sheet.write_string(line, 0, group.number, look)
        sheet.write_string(line, 1, languages.lead(group.title), look)
        sheet.write_string(line, 2, languages.follow(group.title), styles("follow"))
        line += 1
        for table in group.tables:
            where = f"internal:'{table.number}'!A1"
            sheet.write_url(line, 0, where, styles("link"), table.number)
            sheet.write_string(line, 1, languages.lead(table.title), styles("plain"))
            sheet.write_string(line, 2, languages.follow(table.title), styles("follow"))
            line += 1
    for at, width in enumerate((9, 52, 70)):
        sheet.set_column(at, at, width)
    sheet.freeze_panes(1, 0)
    _fitted(sheet)


def _notes(book: Any, styles: Styles, publication: Publication) -> None:
    languages = publication.languages
    name, blank = languages.joined(_NOTES), languages.joined(_BLANK)
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, name, styles("title"))
    line = 2
    for sign, meaning in publication.symbols:
        sheet.write_string(line, 0, sign or blank, styles("heading", align="center"))
        sheet.write_string(line, 1, languages.lead(meaning), styles("wrap"))
        sheet.write_string(line, 2, languages.follow(meaning), styles("wrap", "follow"))
        line += 1
    for note in publication.notes:
        line += 1
        sheet.write_string(line, 1, languages.lead(note), styles("wrap"))
        sheet.write_string(line, 2, languages.follow(note), styles("wrap", "follow"))
        lines = max(2 * len(note.zh), len(note.en)) // _WIDE + 1
        sheet.set_row(line, lines * _LINE_PT)
    for at, width in enumerate((12, _WIDE, _WIDE)):
        sheet.set_column(at, at, width)
    _fitted(sheet)


def _fitted(sheet: Any) -> None:
    """One page wide on A4, upright, without the grid."""
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
