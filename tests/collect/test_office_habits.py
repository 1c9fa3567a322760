"""What offices do to forms that no catalogue names: read right, or refused; never silently wrong.

Where one reading is certain the form must be read; where it is not, either outcome will do.
"""

from __future__ import annotations

import pytest

from tests.collect.defects import shipped
from tests.collect.defects.books import book, books
from tests.collect.defects.given import SOUND, assert_safe, reading_of, told, values
from tests.collect.mini import HEAD, ROWS, events, figures, narrative, one, rules, titles

TABLE = SOUND.removeprefix(titles())
MT2_FIGURES = {"201": "419", "202": "48", "216": "371", "203": "171", "204": "200"}
MT2 = shipped.form("MT2", MT2_FIGURES)
REPEATED = figures(*ROWS[:2], HEAD, *ROWS[2:])
PLAIN = one("418")


def quoted(form: str) -> str:
    return "".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) + "\n"
        for line in form.split("\n")
        if line
    )


def headed(old: str, new: str) -> str:
    assert old in HEAD
    return SOUND.replace(HEAD, HEAD.replace(old, new))


def indented(form: str) -> str:
    """Names set in by full-width spaces, as parts under their whole."""
    return form.replace("服务中心", "　　服务中心").replace("办结率", "\u00a0\u00a0办结率")


# read right, with whatever notes
CERTAIN: dict[str, str | bytes] = {
    "every cell in quotes": quoted(SOUND),
    "rows in another order": figures(*reversed(ROWS)),
    "names set in as parts": indented(SOUND),
    "names with 其中": SOUND.replace("服务中心", "其中：服务中心"),
    "set in and with 其中": SOUND.replace("服务中心", "　　其中：服务中心"),
    "header words spread out": headed("本年,上年", "本　年,上 年").replace("备注", "备　注"),
    "header words in two lines of a cell": headed("计量单位", '"计量\n单位"'),
    "a header repeated on the next page": REPEATED,
    "with its column numbers": figures(
        "甲,乙,丙,1,2,丁,戊", *ROWS[:2], HEAD, "甲,乙,丙,1,2,丁,戊", *ROWS[2:]
    ),
    "a blank row between groups": figures(*ROWS[:2], ",,,,,,", *ROWS[2:]),
    "a big title between blank rows": f",,,,,,\n少数民族服务平台情况,,,,,,\n,,,,,,\n{SOUND}",
    "titles with full-width colons": "表号：MT2\n填报单位：南宁市\n统计年度：2024\n报出日期：2025-02-18\n"
    + TABLE,
    "titles with half-width colons": "表号: MT2\n填报单位: 南宁市\n统计年度: 2024\n报出日期: 2025-02-18\n"
    + TABLE,
    "titles beside one another": "表号,MT2,,填报单位,南宁市\n统计年度,2024,,报出日期,2025-02-18\n"
    + TABLE,
    "unit, year and measure in one row": "表号：民统2表\n填报单位：南宁市民宗委,,,2024年,,,计量单位：个\n"
    + TABLE,
    "a workbook with a frozen head and filter": book(
        None, lambda _, s: (s.freeze_panes(5, 2), s.autofilter("A5:G9"))
    ),
    "a workbook with pictures and links": book(
        None, lambda _, s: s.insert_textbox("J2", "见附件", {"url": "https://example.org"})
    ),
    "a workbook whose rows are grouped and folded": book(
        None, lambda _, s: s.set_row(7, None, None, {"level": 1, "hidden": True})
    ),
    "a workbook with rich text": book(
        None,
        lambda made, s: s.write_rich_string(
            "B7", "服务中心", made.add_format({"bold": 1}), "(联络站)"
        ),
    ),
    "a workbook with drop-downs and colours": book(
        None,
        lambda _, s: s.data_validation("F6:F9", {"validate": "list", "source": ["约", "初步"]}),
    ),
    "the form on the second sheet": books({"封面": "二〇二四年\n南宁市\n", "民统2表": SOUND}),
}

# one reading is not certain, or nobody has asked for it
DOUBTFUL: dict[str, str | bytes] = {
    "merged cells exported as blanks": figures(ROWS[0], ROWS[1].replace(",个,", ",,"), *ROWS[2:]),
    "a name merged over two rows": figures(
        ROWS[0], ROWS[1].replace("服务中心(联络站)", ""), *ROWS[2:]
    ),
    "a subtotal between the rows": figures(*ROWS[:2], ",小计,个,496,401,,", *ROWS[2:]),
    "a group heading between the rows": figures(ROWS[0], ",其中：,,,,,", *ROWS[1:]),
    "a heading numbered by hand": figures("一、,平台,,,,,", *ROWS),
    "two tables below one another": SOUND + "\n" + SOUND.replace("418", "419"),
    "another form below": SOUND + "\n" + events(),
    "two tables beside one another": titles() + "\n".join(f"{r},,{r}" for r in (HEAD, *ROWS)),
    "titles separated by full-width commas": titles().replace(",", "，") + TABLE,
    "a full-width comma in one row": SOUND.replace(ROWS[0], ROWS[0].replace(",", "，")),
    "a Chinese full stop for the point": SOUND.replace("94.1", "94。1"),
    "a full-width point": SOUND.replace("94.1", "94．1"),
    "a middle dot for the point": SOUND.replace("94.1", "94·1"),
    "the end-of-file mark of DOS": SOUND + "\x1a",
    "line ends doubled": SOUND.replace("\n", "\r\r\n"),
    "line ends of Unicode": SOUND.replace("\n", "\u2028"),
    "vertical tabs from Word": SOUND.replace("含县级", "含\x0b县级"),
    "a tab at the end of every row": SOUND.replace("\n", "\t\n"),
    "quotes around a whole line": "".join(f'"{line}"\n' for line in SOUND.splitlines()),
    "quotes inside a name": SOUND.replace("服务平台总数", '"服务"平台总数'),
    "backslashes before quotes": SOUND.replace("含县级", '"含\\"县级\\""'),
    "two byte order marks": "\ufeff\ufeff" + SOUND,
    "a mark of a second file in the middle": titles() + "\ufeff" + TABLE,
    "markdown": "".join(f"| {' | '.join(line.split(','))} |\n" for line in SOUND.splitlines()),
    "a leading blank column": "".join(f",{line}\n" for line in SOUND.splitlines()),
    "a serial number before the code": titles()
    + "".join(f"{n or '序号'},{line}\n" for n, line in enumerate((HEAD, *ROWS))),
    "short rows, as Excel leaves out trailing cells": figures(ROWS[0].rstrip(","), *ROWS[1:]),
    "the percentage of growth in the remark": SOUND.replace("含县级", "+4.2%"),
    "codes with dots": SOUND.replace("\n201,", "\n2.01,"),
    "a code in the name": SOUND.replace("服务平台总数", "201服务平台总数"),
    "HTML left in names": SOUND.replace("服务平台总数", "服务平台总数<br/>").replace(
        "含县级", "&nbsp;"
    ),
    "a unit in brackets in the name": SOUND.replace("服务平台总数", "服务平台总数（个）"),
    "columns under columns": figures(
        ",,,数量,金额,,", *ROWS, head="指标代码,指标名称,计量单位,本年,,数据性质,备注"
    ),
    "a row without its code": figures(ROWS[0].removeprefix("201"), *ROWS[1:]),
    "a column that slipped by one": figures(*(row.replace(",个,", ",,个,") for row in ROWS)),
}


@pytest.mark.parametrize("habit", CERTAIN)
def test_what_is_certain_is_read(habit):
    reading = reading_of(CERTAIN[habit])
    assert reading.forms, told(reading.findings)
    assert values(reading) == values(reading_of(SOUND)), told(reading.findings)


@pytest.mark.parametrize("habit", DOUBTFUL)
def test_what_is_doubtful_is_refused_or_read_right(habit):
    assert_safe(DOUBTFUL[habit])


@pytest.mark.parametrize(
    "typed", ["......418", "'418", "~~418~~", "401→418", "418 ↑", "*418*", "418(估)"]
)
def test_figures_that_were_marked_by_hand_are_refused_or_the_same(typed):
    assert_safe(one(typed), PLAIN)


def test_a_measure_for_the_whole_table_must_be_that_of_its_rows():
    """万个 above and 个 in the column: one of them is wrong by a factor of ten thousand."""
    assert not reading_of("计量单位：万个\n" + SOUND).forms


def test_half_a_table_says_which_lines_it_lacks():
    half = SOUND[: SOUND.index("\n203,")]
    assert rules(reading_of(half)) == ["D63"]
    assert "203" in reading_of(half).findings[0].observed


@pytest.mark.parametrize("line", ["注：以下含县级", "填表人：张三", ",合计,个,418,401,,"])
def test_the_rows_below_a_stray_line_are_not_lost(line):
    assert assert_safe(figures(ROWS[0], line, *ROWS[1:])).findings


@pytest.mark.parametrize("head", ["上年,本年", "2023年,2024年", "2023年,2022年"])
def test_a_second_header_that_says_otherwise_is_heard(head):
    """A page that was inserted from elsewhere: below it the same cells mean other years."""
    form = figures(*ROWS[:2], HEAD.replace("本年,上年", head), *ROWS[2:])
    assert not reading_of(form).forms


@pytest.mark.parametrize("head", ["本年计划", "本年累计", "2024年1-11月", "比上年增长", "本年预计"])
def test_what_is_not_this_years_figure_is_not_taken_for_it(head):
    assert not reading_of(headed("本年", head)).forms


def test_swapped_years_are_told_by_their_heads_alone():
    """With heads and figures turned the form is the same; with figures alone only V14 can know."""
    turned = figures(
        *(",".join(row.split(",")[i] for i in (0, 1, 2, 4, 3, 5, 6)) for row in ROWS),
        head=HEAD.replace("本年,上年", "上年,本年"),
    )
    assert values(reading_of(turned)) == values(reading_of(SOUND))


@pytest.mark.parametrize("size", [1, 3, 6, 9, 14, 20, 33])
def test_a_column_that_slipped_by_some_rows_is_refused(size):
    """Names and units stand fast, the codes slip: the commonest silent error there is."""
    lines = MT2.splitlines()
    rows = [line.split(",") for line in lines[5:]]
    codes = [row[0] for row in rows]
    shifted = codes[size % len(codes) :] + codes[: size % len(codes)]
    slipped = [",".join([code, *row[1:]]) for code, row in zip(shifted, rows, strict=True)]
    reading = reading_of("\n".join([*lines[:5], *slipped]), lexicon=shipped.LEXICON)
    assert not reading.forms or shifted == codes


def test_straight_quotes_around_names_are_those_of_the_catalogue_or_refused():
    straight = MT2.replace("“", '""').replace("”", '""')
    fixed = "\n".join(_quoted_name(line) for line in straight.splitlines())
    reading = reading_of(fixed, lexicon=shipped.LEXICON)
    sound = reading_of(MT2, lexicon=shipped.LEXICON)
    assert not reading.forms or values(reading) == values(sound)


def _quoted_name(line: str) -> str:
    code, comma, rest = line.partition(",")
    name, _, more = rest.partition(",")
    return f'{code}{comma}"{name}",{more}' if '""' in name else line


def test_every_line_of_every_shipped_form_is_read_between_two_foreign_lines():
    for form in ("MT1", "MT2", "MT3", "MT4", "MT5", "MT6", "MT7"):
        sound = shipped.form(form, {i.code: "7" for i in shipped.catalogue().lines_of(form)})
        noisy = "某某情况统计表\n" + sound + "注：口径同上年。\n填表人：张三\n"
        reading, plain = (reading_of(text, lexicon=shipped.LEXICON) for text in (noisy, sound))
        assert values(reading) == values(plain), form
        assert set(rules(reading)) == {"D08", "D11", "D12"}


def test_a_remark_is_kept_as_it_was_typed():
    typed = "较上年增加，主要是新增“石榴籽”驿站3个；口径：含县级；详见附件1—2。"
    (row, *_) = (
        o
        for o in reading_of(SOUND.replace("含县级", typed)).forms[0].content.observations
        if o.remark
    )
    assert row.remark == typed


def test_a_narrative_may_hold_commas_quotes_and_lines():
    text = '"第一段，含“引号”和""直引号""。\n\n第二段,带半角逗号。"'
    reading = reading_of(narrative(f"0,题,{text}"))
    (found,) = reading.forms[0].content.paragraphs
    assert found.text.zh == '第一段，含“引号”和"直引号"。\n\n第二段,带半角逗号。'


def test_an_event_that_begins_like_a_signature_or_a_note_is_an_event():
    rows = ("2024-05-01,南宁市,负责人：各市民宗委负责同志参加座谈。", "2024-06-01,,注：首次举办。")
    reading = reading_of(events(*rows))
    assert [e.text.zh[:3] for e in reading.forms[0].content.events] == ["负责人", "注：首"]


def test_a_form_without_any_row_is_not_read_as_zeros():
    reading = reading_of(titles() + HEAD + "\n")
    assert not reading.forms or values(reading) == {}
