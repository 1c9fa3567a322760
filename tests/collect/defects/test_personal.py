"""D50: the whole file is refused where it holds data of persons, and nothing of it is repeated."""

from __future__ import annotations

import pytest

from pipeline.collect import receive
from pipeline.workspace import Workspace
from tests.collect.defects.books import as_it_is, book, books, packed, parts
from tests.collect.defects.given import SOUND, Case, Found, judge, reading_of
from tests.collect.mini import CATALOGUE, HEAD, ROWS, TODAY, drop, figures, narrative, rules

ID, PHONE, NAME = "450101199003072316", "13800138000", "张某某"
SECRETS = (ID, ID[6:14], PHONE, NAME, "4.50101E+17", "450101199003072000", "138-0013-8000")


def column(head: str, cell: str) -> str:
    """A form with one column more."""
    return figures(*(f"{row},{cell}" for row in ROWS), head=f"{HEAD},{head}")


def roster(*cells: str, head: str = "序号,姓名,民族,单位") -> str:
    return head + "\n" + "\n".join(cells) + "\n"


def commented(text: str):
    return lambda _, sheet: sheet.write_comment("D6", text)


def hidden_sheet(made, _sheet):
    for number, sheet in enumerate(made.worksheets()):
        if number:
            sheet.hide()


CASES = (
    *(Case("D50", f"a column {head}", column(head, cell), (Found("D50", 5),))
      for head, cell in (("姓名", NAME), ("学生姓名", NAME), ("联系人", NAME), ("身份证号", ""), ("手机号码", ""),
                         ("家庭住址", "民族大道1号"), ("出生年月", "1990-03"))),
    *(Case("D50", f"{cell} under another head", column("编号", cell), (Found("D50", 6),))
      for cell in (ID, f"'{ID}", "450101199003072000", "４５０１０１１９９００３０７２３１６", "450101 19900307 2316",
                   "45010119900307231X", PHONE, "138-0013-8000", "1３８００１３８０００")),
    Case("D50", "identity numbers as Excel shows them", column("编号", "4.50101E+17"),
         (Found("D50|D16"),)),
    Case("D50", "in GBK", column("编号", ID).encode("gbk"), (Found("D50", 6),), also=("D01",)),
    Case("D50", "in Unicode text", column("编号", ID).encode("utf-16"), (Found("D50", 6),), also=("D03",)),
    Case("D50", "between semicolons", column("编号", ID).replace(",", ";"), (Found("D50", 6),), also=("D06",)),
    Case("D50", "in a remark", SOUND.replace("含县级", f"联系{NAME}{PHONE}"), (Found("D50", 7),)),
    Case("D50", "in a narrative", narrative(f"0,做法,请联系{PHONE}。"), (Found("D50", 6),)),
    Case("D50", "a list of persons", roster(f"1,{NAME},壮族,某局"), (Found("D50", 1),)),
    Case("D50", "a list of persons under a form", SOUND + roster(f"1,{NAME},壮族,{ID}"), (Found("D50"),), also=("D50",)),
    Case("D50", "in a workbook", book(column("编号", ID)), (Found("D50", 6),)),
    Case("D50", "as a number of fifteen digits that count", book(column("编号", ""), lambda _, sheet: [
        sheet.write_number(row, 7, 450101199003072316) for row in range(5, 9)]), (Found("D50", 6),)),
    Case("D50", "in a hidden column", book(column("编号", ID), lambda _, sheet: sheet.set_column(
        "H:H", None, None, {"hidden": True})), (Found("D50", 6),)),
    Case("D50", "on a hidden sheet", books({"民统2表": SOUND, "Sheet2": roster(f"1,{NAME},壮族,{ID}")}, hidden_sheet),
         (Found("D50"),), also=("D50", "D69")),
    Case("D50", "on a sheet of explanations", books({"民统2表": SOUND, "填表说明": f"咨询{PHONE}\n"}),
         (Found("D50"),), also=("D69",)),
    Case("D50", "in a comment on a cell", book(None, commented(f"{NAME} {ID}")), (Found("D50"),)),
    Case("D50", "far to the right", book(None, lambda _, sheet: sheet.write_string(99, 40, ID)),
         (Found("D50", 100),), also=("D15", "D16")),
    Case("D50", "a comment on a figure", book(None, commented("含县级"))),
    Case("D50", "who wrote the workbook is no content",
         book(None, lambda made, _: made.set_properties({"author": NAME, "manager": NAME}))),
    Case("D50", "a figure of eleven digits", figures(ROWS[0].replace("418", PHONE), *ROWS[1:]), (),
         figures(ROWS[0].replace("418", PHONE), *ROWS[1:])),
    Case("D50", "a credit code of a unit", SOUND.replace("含县级", "11450000007565656")),
    Case("D50", "a telephone of an office in words", SOUND.replace("含县级", "开通服务电话")),
)  # fmt: skip
REFUSED = [case for case in CASES if case.finds]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_personal_data_are_refused(case):
    judge(case)


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_nothing_of_them_is_repeated(case):
    reading = reading_of(case.form)
    assert not [secret for secret in SECRETS if secret in repr(reading)]


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_file_is_copied_nowhere(case, tmp_path):
    workspace = Workspace(tmp_path)
    drop(workspace, "2024/450100/x.csv", case.form)
    received = receive(workspace, CATALOGUE, 2024, TODAY)
    assert received.fresh == ()
    assert not [path for path in workspace.received.rglob("*") if path.is_file()]


def test_other_damage_does_not_hide_them():
    """A file that cannot be read as a table is searched all the same, and repeats nothing."""
    broken = figures(*ROWS, f'1,2,3,"{NAME} {ID}')
    for content in (broken, broken.replace("填报单位", "填\x00报"), SOUND + f"\n=A1,{PHONE},9"):
        reading = reading_of(content)
        assert not reading.forms
        assert not [secret for secret in SECRETS if secret in repr(reading)]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_list_that_is_no_form_at_all_is_searched_in_every_encoding(encoding):
    """No word of any form says which encoding it is; the numbers are there all the same."""
    reading = reading_of(roster(f"1,{NAME},x,{ID}").encode(encoding))
    assert "D50" in rules(reading)
    assert not [secret for secret in SECRETS if secret in repr(reading)]


def test_a_workbook_tells_sheet_and_cell():
    made = books(
        {"民统2表": SOUND, "名单": roster(f"1,{ID},壮族,某局", head="序号,编号,民族,单位")},
        as_it_is,
    )
    (found,) = [f for f in reading_of(made).findings if f.rule == "D50"]
    assert (found.sheet, found.line, found.column_no) == ("名单", 2, 2)
    assert ID not in repr(found)


def chart(made, sheet):
    drawn = made.add_chart({"type": "bar"})
    drawn.add_series({"values": "=民统2表!$D$6:$D$7"})
    drawn.set_title({"name": ID})
    sheet.insert_chart("J2", drawn)


CORNERS = {
    "a text box": book(None, lambda _, sheet: sheet.insert_textbox("J2", ID)),
    "the head of the page": book(None, lambda _, sheet: sheet.set_header(f"&L{ID}")),
    "the foot of the page": book(None, lambda _, sheet: sheet.set_footer(f"&R{ID}")),
    "a defined name": book(None, lambda made, _: made.define_name("x", f'="{ID}"')),
    "the properties": book(None, lambda made, _: made.set_properties({"comments": ID})),
    "a property of its own": book(None, lambda made, _: made.set_custom_property("x", ID)),
    "a drop-down": book(None, lambda _, sheet: sheet.data_validation(
        "F6", {"validate": "list", "source": [f"张三{ID}", "李四"]})),
    "an input message": book(None, lambda _, sheet: sheet.data_validation(
        "F6", {"validate": "any", "input_title": "例", "input_message": ID})),
    "the title of a chart": book(None, chart),
    "a formula": book(None, lambda _, sheet: sheet.write_formula("G6", f'=IF(TRUE,"","{ID}")', None, "")),
    "what a pivot table remembers": packed(parts(book()) | {
        "xl/pivotCache/pivotCacheRecords1.xml": f'<pivotCacheRecords><r><s v="{ID}"/></r></pivotCacheRecords>'}),
    "what a link to another workbook remembers": packed(parts(book()) | {
        "xl/externalLinks/externalLink1.xml": f"<externalLink><cell r='A1'><v>{ID}</v></cell></externalLink>"}),
}  # fmt: skip


@pytest.mark.parametrize("corner", CORNERS)
def test_an_identity_number_in_a_corner_of_a_workbook_is_found(corner):
    """The copy that is kept would hold it as well, though no cell shows it."""
    reading = reading_of(CORNERS[corner])
    assert "D50" in rules(reading)
    assert ID not in repr(reading)


def test_the_message_says_that_only_aggregates_are_accepted():
    found, *_ = reading_of(column("身份证号", ID)).findings
    assert "只收汇总数据" in found.message.zh
    assert "only aggregates" in found.message.en
    assert set(rules(reading_of(column("身份证号", ID)))) == {"D50"}
