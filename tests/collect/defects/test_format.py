"""D05–D09, D14–D16: line ends, delimiters, kinds of file, heads and columns."""

from __future__ import annotations

import pytest

from tests.collect.defects.books import book, packed
from tests.collect.defects.given import (
    SOUND,
    Case,
    Found,
    assert_safe,
    judge,
    reading_of,
    values,
)
from tests.collect.mini import HEAD, ROWS, figures, one, rules, titles

SEMICOLONS = SOUND.replace(",", ";")
EXTRA = figures(*(f"{row},4.2" for row in ROWS), head=f"{HEAD},增减%")
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def without(column: str) -> str:
    at = HEAD.split(",").index(column)
    cut = [[c for i, c in enumerate(row.split(",")) if i != at] for row in (HEAD, *ROWS)]
    head, *rows = (",".join(row) for row in cut)
    return figures(*rows, head=head)


def turned(*order: int) -> str:
    head, *rows = (",".join(row.split(",")[i] for i in order) for row in (HEAD, *ROWS))
    return figures(*rows, head=head)


def delimited_by(sign: str) -> tuple[Found, ...]:
    return (Found("D06", observed=sign),)


CASES = (
    Case("D05", "Windows line ends", SOUND.replace("\n", "\r\n")),
    Case("D05", "those of an old Mac", SOUND.replace("\n", "\r")),
    Case("D05", "both kinds, from two programs", SOUND.replace("\n", "\r\n", 5)),
    Case("D05", "no line end after the last line", SOUND.rstrip("\n")),
    Case("D05", "empty lines at the end", SOUND + "\r\n" * 5),
    Case("D05", "lines of nothing but commas", SOUND + ",,,,,,\n" * 3),
    Case("D05", "lines of nothing but spaces", SOUND + " ,\u3000,,,,,\n \n"),
    Case("D05", "empty lines between", SOUND.replace(HEAD, f"\n\n{HEAD}\n")),
    Case("D06", "semicolons", SEMICOLONS, delimited_by(";")),
    Case("D06", "full-width commas, typed by hand", SOUND.replace(",", "，"), delimited_by("，")),
    Case("D06", "full-width semicolons", SOUND.replace(",", "；"), delimited_by("；")),
    Case("D06", "bars", SOUND.replace(",", "|"), delimited_by("|")),
    Case("D06", "tabs, as pasted from a web page", SOUND.replace(",", "\t"), (Found("D06"),)),
    Case("D06", "tabs around text with commas",
         figures(资料来源="年报，公报").replace(",", "\t").replace("含县级", "含县级,不含区;乡"),
         (Found("D06"),)),
    Case("D06", "semicolons in the text of a comma-separated file", one("5", "估计;精确到10"), (),
         one("5", "估计；精确到10")),
    Case("D06", "a full-width comma in a remark", SOUND.replace("含县级", "含县级，不含区，"), ()),
    Case("D07", "an old workbook", OLE2 + b"\0" * 504, (Found("D07"),)),
    Case("D07", "a web page with the extension .csv",
         "\ufeff\r\n <html><table><tr><td>表号</td></tr></table></html>", (Found("D07"),)),
    Case("D07", "a web page in UTF-16",
         "\ufeff<html><body>表号</body></html>".encode("utf-16-le"), (Found("D07"),), also=("D03",)),
    Case("D07", "a table of Excel 2003 as XML",
         '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
         (Found("D07"),)),
    Case("D07", "a web archive", "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n表号",
         (Found("D07"),)),
    Case("D07", "a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", (Found("D07"),)),
    Case("D07", "a text document", r"{\rtf1\ansi 表号}", (Found("D07"),)),
    Case("D07", "a Word document",
         packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"}),
         (Found("D07"),)),
    Case("D07", "a sheet of LibreOffice",
         packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}),
         (Found("D07"),)),
    Case("D07", "an archive that holds the form", packed({"mt2.csv": SOUND}), (Found("D07"),)),
    Case("D07", "half a workbook, as a broken copy leaves it", book()[:3000], (Found("D07"),)),
    Case("D07", "a workbook is read whatever it is called", book()),
    Case("D07", "and when it is called what it is", book(), name="raw/2024/450100/民统2表.xlsx"),
    Case("D07", "a CSV that is called a workbook", SOUND, name="raw/2024/450100/mt2.xlsx"),
    Case("D07", "the first letters of an archive in a remark", SOUND.replace("含县级", "PK")),
    Case("D14", "columns in reverse", turned(6, 5, 4, 3, 2, 1, 0)),
    Case("D14", "last year before this year", turned(0, 1, 2, 4, 3, 5, 6)),
    *(
        Case("D14", f"without {column}", without(column), (Found("D14", 5, column),))
        for column in HEAD.split(",")[1:]
    ),
    Case("D15", "a comma in a name",
         figures(ROWS[0], "202,服务中心,联络站,个,78,,,", *ROWS[2:]), (Found("D15", 7, None, "8", "7"),)),
    Case("D15", "a thousands separator", one("1,172"), (Found("D15", 6, None, "8", "7"),)),
    Case("D15", "a cell is missing", figures("201,服务平台总数,个,418,,", *ROWS[1:]),
         (Found("D15", 6, None, "6", "7"),)),
    Case("D15", "the comma of a name in quotes",
         SOUND.replace("含县级", '"含县级,不含区"'), ()),
    Case("D16", "a column of our own", EXTRA, (Found("D16", 5, "增减%"),)),
    Case("D16", "a column twice", figures(*(f"{row},9" for row in ROWS), head=f"{HEAD},本年"),
         (Found("D16", 5, "本年"),)),
    Case("D16", "a column without a name or content",
         figures(*(f"{row},," for row in ROWS), head=f"{HEAD},,")),
    Case("D16", "hidden in the workbook",
         book(EXTRA, lambda _, sheet: sheet.set_column("H:H", None, None, {"hidden": True})),
         (Found("D16", 5, "增减%"),)),
    Case("D16", "rows that a filter hides are rows like others",
         book(None, lambda _, sheet: sheet.set_row(6, None, None, {"hidden": True}))),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_table_is_recognised_or_refused(case):
    judge(case)


def test_lines_are_those_of_the_file_whatever_ends_them():
    for end in ("\n", "\r\n", "\r"):
        bad = SOUND.replace("1172.50", "-1").replace("\n", end)
        (found,) = reading_of(bad).findings
        assert (found.rule, found.line, found.column_no) == ("D28", 9, 4)


def test_a_tab_is_named_in_words():
    (found,) = reading_of(SOUND.replace(",", "\t")).findings
    assert "\t" not in found.message.zh
    assert found.message.zh.count("“") == 1


def test_without_the_column_of_codes_there_is_no_header_to_know():
    reading = reading_of(without("指标代码"))
    assert not reading.forms
    assert set(rules(reading)) <= {"D09", "D14"}
    assert any("指标代码" in f.message.zh for f in reading.findings)


@pytest.mark.parametrize("head", [f"{HEAD},", HEAD])
def test_figures_under_no_column_name_are_refused(head):
    reading = reading_of(figures(*(f"{row},9" for row in ROWS), head=head))
    assert not reading.forms
    assert set(rules(reading)) & {"D15", "D16"}


def test_text_with_the_delimiter_in_it_is_refused_or_whole():
    """Between full-width commas a remark with a full-width comma falls in two."""
    assert_safe(SOUND.replace("含县级", "含县级,不含区").replace(",", "，"))
    assert_safe(SOUND.replace("含县级", "含县级，不含区").replace(",", "\t"))
    assert_safe(SEMICOLONS.replace("初步", "初步;转述"))


@pytest.mark.parametrize("line", ["sep=,", "sep=;", '"sep=,"'])
def test_the_line_by_which_excel_is_told_the_delimiter_is_no_title(line):
    sign = line.strip('"')[-1]
    reading = reading_of(f"{line}\r\n{SOUND.replace(',', sign)}")
    assert set(rules(reading)) <= {"D06", "D08"}
    assert values(reading) == values(reading_of(SOUND))


def test_the_titles_may_end_in_commas_of_the_table():
    padded = "".join(f"{line},,,,,\n" for line in titles().splitlines())
    reading = reading_of(padded + SOUND.removeprefix(titles()))
    assert rules(reading) == []
    assert reading.forms


def test_a_single_file_speaks_of_all_its_columns_at_once():
    head = HEAD.replace("备注", "核对").replace("数据性质", "性状")
    reading = reading_of(figures(head=head))
    assert sorted(rules(reading)) == ["D14", "D14", "D16", "D16"]
