"""What stands on a printed form besides titles, header and figures, and how it is recognised."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.collect.reader.header import CODE, NAME
from pipeline.collect.reader.source.delimited import Record
from pipeline.collect.reader.titles.dates import read_day
from pipeline.collect.reader.wording import folded, trimmed

_SIGNATURE = re.compile(
    r"(?:单位|部门|统计|分管|主要)?(?:负责人|领导)|填表人|制表人?|填报人|经办人|审核人?|复核人?|联系人"
    r"|联系电话|联系方式|电话|手机|报出日期|填报日期|报送日期|(?:单位)?[(（]?(?:公章|盖章|签章|签名|签字)"
)
_SIGNED = re.compile(rf"(?:{_SIGNATURE.pattern})[)）]?(?:[(（][^)）]{{0,8}}[)）])?(?:[:：\s].*)?")
_STATED = re.compile(r"(?:报出|填报|报送)日期[:：\s]*(?P<day>[^\s,，]{6,20})")
_NOTE = re.compile(
    r"[(（]?(?:注|附注|注释|说明|填表说明|备注|资料来源)[)）]?[0-9一二三四五]?[:：.、].*|[※*]\S.*"
)
_TOTALS = frozenset(("合计", "总计", "小计", "共计", "全市", "全市合计", "全市总计", "全区合计"))
_SECTION = re.compile(r"[(（]?[一二三四五六七八九十]+[)）]?[、.．\s].*")
_LEAD = re.compile(r"[^0-9:：\s]{1,12}[:：\s]\s*")
_LONGEST_CODE, _CELLS_OF_A_ROW = 4, 2
_COLUMN_LETTERS = "甲乙丙丁戊己庚辛"


def is_signature(record: Record) -> bool:
    """Whether a record says who answers for the form: nothing of it is kept (D11)."""
    return _SIGNED.fullmatch(_folded_first(record)) is not None


def stated_day(record: Record) -> str:
    """The day of report on a signature line, as typed; blank if there is none."""
    line = " ".join(filter(None, map(trimmed, record.cells)))
    found = _STATED.search(line)
    return found.group("day") if found else ""


def is_note(record: Record, *, after_note: bool) -> bool:
    """Whether a record is a note on the table (D12), or goes on with one: words in one cell."""
    first, *others = (cell for cell in map(trimmed, record.cells) if cell)
    leads = trimmed(record.cells[0]) == first
    if _NOTE.fullmatch(first.replace("\n", " ")):
        return leads or not others
    return after_note and leads and not others and not first.isdecimal()


def hides_row(record: Record, kind: str) -> bool:
    """Whether what begins like a note or a signature goes on as a row: 注：201,服务平台总数,个 …

    In a form of texts any line of several cells is a row, unless each of them signs.
    """
    first, *others = (cell for cell in map(trimmed, record.cells) if cell)
    rest = _LEAD.sub("", first)
    leads = (rest.isdecimal() and len(rest) <= _LONGEST_CODE) or read_day(rest) is not None
    signs = any(_SIGNED.fullmatch(cell) for cell in others)
    several = len(others) >= _CELLS_OF_A_ROW and not signs
    return several and (kind != "table" or (rest != first and leads))


def is_column_numbers(record: Record) -> bool:
    """Whether a record numbers the columns: 甲 乙 丙 1 2 丁 戊, or 1 2 3 4 5 6 7 (D10)."""
    marks = [folded(cell).strip("()") for cell in record.cells if trimmed(cell)]
    figures = [int(mark) for mark in marks if mark.isdecimal() and len(mark) <= 2]  # noqa: PLR2004
    letters = [mark for mark in marks if len(mark) == 1 and mark in _COLUMN_LETTERS + "abcdefgh"]
    in_order = figures == [*range(1, len(figures) + 1)]
    several = len(marks) > 3  # noqa: PLR2004 # a row with fewer cells may be anything
    return several and in_order and len(figures) + len(letters) == len(marks)


def is_total(cells: Mapping[str, str]) -> bool:
    """Whether a row of figures adds up others: it has a total's name and no code (D13)."""
    code, name = trimmed(cells.get(CODE, "")), folded(cells.get(NAME, ""))
    return (not code and name in _TOTALS) or folded(code) in _TOTALS


def is_section(cells: Mapping[str, str]) -> bool:
    """Whether a row is a heading between others: a name without code, unit and figures (D74)."""
    filled = {column for column, cell in cells.items() if trimmed(cell)}
    return filled == {NAME} or (filled == {CODE} and bool(_SECTION.fullmatch(cells[CODE].strip())))


def _folded_first(record: Record) -> str:
    first = next(filter(None, map(trimmed, record.cells)), "")
    return re.sub(r"\s", " ", first)
