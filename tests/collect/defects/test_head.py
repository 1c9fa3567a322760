"""D08–D13: what stands around the table on a printed form: titles, heads, signatures, notes."""

from __future__ import annotations

import pytest

from tests.collect.defects import shipped
from tests.collect.defects.given import (
    NEXT,
    SOUND,
    Case,
    Found,
    assert_found,
    assert_safe,
    judge,
    reading_of,
    told,
    values,
)
from tests.collect.mini import HEAD, ROWS, figures, rules, titles

SUMMED = shipped.form("MT2", {"201": "419", "202": "48", "216": "371", "203": "171", "204": "200"})
TABLE = SOUND.removeprefix(titles())
UPPER, LOWER = "指标代码,指标名称,计量单位,数值,,数据性质,备注", ",,,本年,上年,,"
COUNTS = ("201,服务平台总数,个,418,401,,", "202,服务中心(联络站),个,78,70,,")
PREAMBLE = "少数民族流动人口服务平台情况\n制定机关：国家民委\n批准文号：国统制〔2023〕10号\n有效期至：2026年12月\n"
PRINTED = (
    PREAMBLE + "表　　号：民统2表\n填报单位（盖章）：南宁市民族宗教事务委员会\n统计年度：2024年\n"
)
SIGNED = "单位负责人：张三,统计负责人：李四,填表人：王五,联系电话：0771-5551234,,,\n"
SECRETS = ("张三", "李四", "王五", "5551234", "13800138000")

D11, D12 = Found("D11"), Found("D12")


def under_head(*lines: str, head: str = HEAD) -> str:
    """The sound form with lines between its header and its rows."""
    return figures(*lines, *ROWS, head=head)


def below(*lines: str) -> str:
    return SOUND + "\n".join(lines) + "\n"


def headed(old: str, new: str) -> str:
    return SOUND.replace(HEAD, HEAD.replace(old, new))


def totals(this: str, last: str = "471", name: str = "合计", code: str = "") -> str:
    return figures(*COUNTS, f"{code},{name},个,{this},{last},,")


def as_header(observed: str, expected: str) -> tuple[Found, ...]:
    return (Found("D09N", 5, None, observed, expected),)


CASES = (
    Case("D08", "three lines of a printed form", titles() + PREAMBLE.partition("\n")[2] + TABLE,
         (Found("D08", observed="3"),)),
    Case("D08", "a big title above the lines that count", "少数民族流动人口服务平台情况,,,,,,\n" + SOUND,
         (Found("D08", observed="1"),)),
    Case("D08", "a form as it is printed", PRINTED + "报出日期：2025年2月18日\n" + TABLE,
         (Found("D08", observed="4"),), also=("D41N",)),
    Case("D08", "which does not say when it was sent", PRINTED + TABLE,
         (Found("D08", observed="4"), Found("D54N", None, "报出日期")), also=("D41N",)),
    Case("D08", "title lines are no preamble", figures(资料来源="年报")),
    Case("D09", "two lines, the upper one over both years",
         figures(LOWER, *ROWS, head=UPPER), (Found("D09N"),)),
    Case("D09", "two lines whose halves make up the names",
         figures("代码,名称,单位,本年,上年,,", *ROWS, head="指标,,计量,数值,,数据性质,备注"),
         (Found("D09N"),), also=("D09N",)),
    Case("D09", "代码 is 指标代码", headed("指标代码", "代码"), as_header("代码", "指标代码")),
    Case("D09", "项目 is 指标名称", headed("指标名称", "项目"), as_header("项目", "指标名称")),
    Case("D09", "the year itself over the figures", headed("本年,上年", "2024年,2023年"),
         as_header("2024年、2023年", "本年、上年")),
    Case("D09", "no header at all", titles() + "\n".join(ROWS), (Found("D09"),), also=("D08",)),
    Case("D09", "a table of something else", titles() + "甲类,乙类,丙类\n1,2,3\n", (Found("D09"),),
         also=("D08",)),
    Case("D09", "rows above the header, where a sort has put them",
         titles() + "\n".join((ROWS[0], HEAD, *ROWS[1:])), (Found("D09R", 5),),
         also=("D63",)),
    Case("D09", "spaces around the names", headed("指标代码", " 指标代码\u3000")),
    Case("D10", "a row that numbers the columns", under_head("甲,乙,丙,1,2,丁,戊")),
    Case("D10", "with one name column more", under_head("甲,乙,丙,丁,1,2,戊")),
    Case("D10", "in brackets", under_head("甲,乙,丙,(1),（2）,丁,戊")),
    Case("D10", "under a header on two lines", figures(LOWER, "甲,乙,丙,1,2,丁,戊", *ROWS, head=UPPER),
         (Found("D09N"),)),
    Case("D11", "who answers for it", below(SIGNED), (D11,)),
    Case("D11", "in one cell", below("单位负责人：张三    统计负责人：李四    填表人：王五　联系电话：13800138000"), (D11,)),
    Case("D11", "a word a line, with the day",
         below("单位负责人：张三", "填表人：王五,,联系电话：13800138000,,,,", "报出日期：2025年2月18日"),
         (D11, D11, D11)),
    Case("D11", "nobody has signed", below("单位负责人：　　　　填表人：　　　　联系电话："), (D11,)),
    Case("D11", "an identity number is no signature", below("填表人：王五 450101199003072316"),
         (Found("D50", NEXT),)),
    Case("D11", "people in a remark are no signature", SOUND.replace("含县级", "含负责人3名")),
    Case("D12", "a note", below("注：本表不含县级。"), (D12,)),
    Case("D12", "an explanation", below("说明：全市口径，含开发区。"), (D12,)),
    Case("D12", "a note that runs on", below("注：1.平台含服务中心；", "2.经费为初步数。"), (D12,), also=("D12",)),
    Case("D12", "a note with commas", below("注：含县级,不含区,另有乡镇3个。"), (D12,)),
    Case("D12", "note and signature", below(SIGNED.strip(), "注：本表不含县级。"), (D11, D12)),
    Case("D12", "with a telephone number", below("注：咨询请拨打13800138000。"), (Found("D50", NEXT),)),
    Case("D12", "a remark that begins like a note", SOUND.replace("含县级", "注：含县级")),
    *(
        Case("D13", f"{name} that agrees", totals("496", name=name), (Found("D13", 8),),
             figures(*COUNTS), ("D63",))
        for name in ("合计", "总计", "全市", "合 计", "总　计")
    ),
    Case("D13", "the name stands in the column of codes", totals("496", "471", "", "合计"),
         (Found("D13", 8),), figures(*COUNTS), ("D63",)),
    Case("D13", "a line that is a total itself", SUMMED, (), SUMMED, lexicon=shipped.LEXICON),
    Case("D13", "a total that does not agree", totals("500"),
         (Found("D13Q", 8, "本年", "500", "496"),), figures(*COUNTS), ("D63", "D13")),
    Case("D13", "last year's does not", totals("496", "470"),
         (Found("D13Q", 8, "上年", "470", "471"),), figures(*COUNTS), ("D63", "D13")),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_stands_around_a_table_is_told_apart_from_it(case):
    judge(case)


def test_unit_and_year_are_read_from_the_lines_of_a_printed_form():
    reading = reading_of(PRINTED + TABLE, folder=None, year=None)
    assert reading.forms, told(reading.findings)
    found = reading.forms[0].titles
    assert (found.form.code, found.area.code, found.year) == ("MT2", "450100", 2024)


@pytest.mark.parametrize("unit", ["柳州市民族宗教事务委员会", "广州市民族宗教事务局"])
def test_the_unit_of_a_printed_form_must_be_that_of_the_folder(unit):
    form = PRINTED.replace("南宁市民族宗教事务委员会", unit) + TABLE
    assert set(rules(reading_of(form))) & {"D36", "D37"}
    assert not reading_of(form).forms


def test_the_year_of_a_printed_form_must_be_that_of_the_folder():
    assert "D42" in rules(reading_of(PRINTED.replace("2024年", "2023年") + TABLE))


def test_an_approval_number_or_date_of_expiry_is_no_reference_year():
    reading = reading_of(PREAMBLE + titles(统计年度=None) + TABLE, folder=None, year=None)
    assert not reading.forms


def test_a_big_title_of_another_year_is_not_passed_over():
    """2023 above and 2024 below: one of them is wrong, and nobody but the clerk knows which."""
    big = "2023年服务平台情况\n"
    assert "D42" in rules(reading_of(big + SOUND.replace("统计年度,2024\n", "")))
    assert "D42" in rules(reading_of(big + SOUND))


def test_the_years_over_the_figures_decide_which_column_is_which():
    rows = [",".join(row.split(",")[i] for i in (0, 1, 2, 4, 3, 5, 6)) for row in ROWS]
    swapped = figures(*rows, head=HEAD.replace("本年,上年", "2023年,2024年"))
    assert values(reading_of(swapped)) == values(reading_of(SOUND))


@pytest.mark.parametrize(
    "years", ["2024年,2022年", "2023年,2022年", "2025年,2024年", "2024年,2024年"]
)
def test_years_that_are_not_this_and_last_year_are_refused(years):
    assert not reading_of(headed("本年,上年", years)).forms


@pytest.mark.parametrize(
    "head", ["本年数,上年数", "本年实际,上年实际", "本期,上年同期", "本年(个),上年(个)"]
)
def test_other_words_over_the_figures_are_understood_or_refused(head):
    assert_safe(headed("本年,上年", head))


def test_a_row_without_a_code_is_no_row_of_column_numbers():
    assert not reading_of(under_head(",服务平台总数,个,1,2,,")).forms


def test_the_names_under_a_table_are_nowhere_in_what_was_read():
    form = below(SIGNED.strip(), "填表人：王五,联系电话：13800138000", "注：本表不含县级。")
    reading = reading_of(form)
    assert not [secret for secret in SECRETS if secret in repr(reading)]
    assert "本表不含县级" in reading.forms[0].content.remark


def test_notes_are_kept_whole():
    noted = below("注：1.平台含服务中心；", '"2.含县级,不含区。"', "说明：经费为初步数。")
    remark = reading_of(noted).forms[0].content.remark
    for part in ("平台含服务中心", "含县级", "不含区", "经费为初步数"):
        assert part in remark


def test_a_total_is_never_loaded():
    for form in (totals("496"), totals("500"), totals("约500")):
        reading = reading_of(form)
        codes = {o.indicator for f in reading.forms for o in f.content.observations}
        assert codes <= {"201", "202"}


def test_everything_at_once_on_one_printed_form():
    form = (
        PRINTED + UPPER + "\n" + LOWER + "\n甲,乙,丙,1,2,丁,戊\n" + "\n".join(ROWS)
        + "\n注：本表不含县级。\n" + SIGNED
    )  # fmt: skip
    reading = reading_of(form)
    wanted = (Found("D08", None, None, "4"), Found("D09N"), D11, D12)
    assert_found(reading.findings, wanted, ("D54N", "D41N"))
    assert values(reading) == values(reading_of(SOUND))
