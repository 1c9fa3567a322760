"""校对清单: the workbook by which a proof is read, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from pipeline.publish.proofs.collation import Change, Collated
from pipeline.publish.proofs.ledger import Proof
from pipeline.publish.workbook.styles import Styles
from pipeline.vocabulary import Text
from pipeline.workspace import replaced

CHANGES = {
    Change.SAME: Text("未改", "same"),
    Change.TEXT: Text("文字或数字", "text or figures"),
    Change.DRAWING: Text("图", "drawing"),
    Change.NEW: Text("新", "new"),
    Change.GONE: Text("已删", "gone"),
}
_COLUMNS = (
    (Text("页", "Page"), 7),
    (Text("上次页", "Before"), 8),
    (Text("所载", "What stands here"), 62),
    (Text("改动", "Change"), 24),
    (Text("一读", "First reader"), 12),
    (Text("二读", "Second reader"), 12),
    (Text("意见", "Remark"), 40),
    (Text("已改", "Done"), 8),
)
_LINES = ((Text("页", "Page"), 7), (Text("上次", "Before"), 70), (Text("本次", "Now"), 70))
_POINTS = (
    Text("表号、表题、单位与目录一致", "Numbers, titles and units agree with the contents"),
    Text("合计等于分项之和，不等的有注", "Totals are the sums of their parts, or noted"),
    Text("标题句与表中数字一致", "The sentence over a table says what the table says"),
    Text("符号（×、…、p、r、e）有说明", "Symbols (×, …, p, r, e) are explained"),
    Text("续表的表头、表号齐全", "Continued tables have heads and numbers"),
    Text("图例、坐标与数据标注无误", "Legends, axes and labels of charts are right"),
    Text("中英文含义一致，名称规范", "Chinese and English say the same, in standard names"),
    Text("书眉、页码、目录页码正确", "Running heads, folios and page numbers are right"),
    Text("文字中的人名、地名、日期无误", "Names, places and dates of the texts are right"),
)


def write_checklist(
    proof: Proof, former: Proof | None, pages: Sequence[Collated], title: Text, target: Path
) -> None:
    """Writes the list of one proof: its pages, the lines that changed, and what to look at."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with replaced(target) as aside, xlsxwriter.Workbook(str(aside), options) as book:
        created = datetime.combine(proof.printed_on, time(), UTC).replace(tzinfo=None)
        book.set_properties({"title": f"校对清单 {title.zh}", "created": created})
        styles = Styles(book)
        said = f"{title.zh}　校样 {proof.number}　{proof.printed_on}"
        against = f"与校样 {former.number}（{former.printed_on}）对照" if former else "首次校样"
        _pages(_sheet(book, styles, "校对清单 Pages", (said, against), _COLUMNS), styles, pages)
        _changed(_sheet(book, styles, "改动 Changes", (said, against), _LINES), styles, pages)
        _points(book, styles)


def _sheet(
    book: Any, styles: Styles, name: str, said: Iterable[str], columns: Sequence[tuple[Text, int]]
) -> Any:
    """A sheet with its title lines and, in the fourth line, frozen heads."""
    sheet = book.add_worksheet(name)
    for at, line in enumerate(said):
        sheet.write_string(at, 0, line, styles("title" if at == 0 else "plain"))
    for at, (head, width) in enumerate(columns):
        sheet.set_column(at, at, width)
        sheet.write_string(3, at, f"{head.zh} {head.en}", styles("head", "below"))
    sheet.freeze_panes(4, 0)
    sheet.repeat_rows(3)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return sheet


def _pages(sheet: Any, styles: Styles, pages: Sequence[Collated]) -> None:
    last = ""
    for line, page in enumerate(pages, 4):
        leaf = page.now or page.before
        marks = leaf.marks if leaf else ()
        told = "；".join(marks) or (f"{last}（续 continued）" if last else "")
        last = marks[-1] if marks else last
        change = CHANGES[page.change]
        look = styles("wrap") if page.change is Change.SAME else styles("wrap", "strong")
        for at, leaf in enumerate((page.now, page.before)):
            if leaf:
                sheet.write_number(line, at, leaf.number, look)
        sheet.write_string(line, 2, told, look)
        sheet.write_string(line, 3, f"{change.zh} {change.en}", look)
    sheet.autofilter(3, 0, 3 + len(pages), len(_COLUMNS) - 1)


def _changed(sheet: Any, styles: Styles, pages: Sequence[Collated]) -> None:
    line = 4
    for page in pages:
        for before, now in page.lines:
            if page.now:
                sheet.write_number(line, 0, page.now.number, styles("wrap"))
            sheet.write_string(line, 1, before, styles("wrap"))
            sheet.write_string(line, 2, now, styles("wrap"))
            line += 1


def _points(book: Any, styles: Styles) -> None:
    sheet = book.add_worksheet("要点 Points")
    sheet.write_string(0, 0, "每页要看的 What to look at on every page", styles("title"))
    sheet.set_column(0, 1, 60)
    for line, point in enumerate(_POINTS, 2):
        sheet.write_string(line, 0, f"□ {point.zh}", styles("plain"))
        sheet.write_string(line, 1, point.en, styles("follow"))
