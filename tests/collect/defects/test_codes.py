"""D35–D40: who reports, on which line: aliases, old codes, ethnic groups, codes of lines."""

from __future__ import annotations

import pytest

from tests.collect.defects import shipped
from tests.collect.defects.given import (
    SOUND,
    Case,
    Found,
    assert_found,
    assert_safe,
    judge,
    reading_of,
    values,
)
from tests.collect.mini import LIUZHOU, ROWS, events, figures, rules, titles

UNIT, CODE, NAME = "填报单位", "指标代码", "指标名称"
MT1 = shipped.form("MT1", {"124": "3000000", "129": "5200"})
FORMER = "raw/2020/450100/x.csv"


def unit(defect: str, typed: str, *finds: Found, **said) -> Case:
    """A case of the shipped catalogue in which ``typed`` is who reports."""
    form = shipped.form("MT1", {"124": "3000000", "129": "5200"}, 填报单位=typed)
    return Case(defect, f"by {typed}", form, finds, MT1, lexicon=shipped.LEXICON, **said)


def group(old: str, new: str, *finds: Found) -> Case:
    """A case in which a line of MT1 goes by another name."""
    assert old in MT1
    return Case(
        "D38", f"{old} as {new}", MT1.replace(old, new), finds, MT1, lexicon=shipped.LEXICON
    )


def coded(typed: str, *finds: Found) -> Case:
    """A case in which ``typed`` stands for the code 201."""
    form = figures(f'"{typed}",服务平台总数,个,418,401,,', *ROWS[1:])
    return Case("D39", f"201 as {typed!r}", form, finds)


CASES = (
    *(unit("D35", name) for name in (
        "南宁", "南宁市", "南宁市民宗委", "南宁市民族宗教事务委员会", "南宁市民族宗教事务局", "Nanning",
        "nanning city", "450100", "450100 南宁市", " 南宁市 ",
    )),
    *(unit("D36", name, Found("D36", 2, UNIT, name)) for name in (
        "440100 广州市", "广州市民宗委", "南宁是", "南宁地区", "459900 自治区本级", "450199 南宁市", "45010 南宁市",
    )),
    unit("D36", "450127 横县", Found("D36R", 2, UNIT, "450127 横县", "450181")),
    unit("D36", "450181 横州市", Found("D36|D36R", 2, UNIT)),
    unit("D36", "450102 兴宁区", Found("D36|D36R", 2, UNIT)),
    unit("D36", "450100 南宁市民族宗教事务局"),
    unit("D37", "450200 柳州市民宗委", Found("D37", 2, UNIT, "450200 柳州市民宗委", "450100")),
    unit("D37", "柳州", Found("D37", 2, UNIT, "柳州", "南宁市")),
    unit("D37", "450000 广西壮族自治区", Found("D37", 2, UNIT)),
    unit("D37", "450100 柳州市", Found("D36|D37", 2, UNIT)),
    Case("D37", "another city in the big title", "柳州市2024年服务平台情况\n" + SOUND, (Found("D37", 1),),
         also=("D08",)),
    Case("D37", "another city in the name of the file", SOUND, (Found("D37"),),
         name="raw/2024/450100/柳州市民统2表.csv"),
    Case("D37", "its own city there", "南宁市2024年服务平台情况\n" + SOUND, (Found("D08"),),
         name="raw/2024/450100/南宁市民统2表.csv"),
    Case("D37", "another city in a remark", SOUND.replace("含县级", "与柳州市共建")),
    Case("D37", "another city in the source", figures(资料来源="南宁市、柳州市协作协议")),
    group("户籍壮族人口", "户籍僮族人口", Found("D38", 17, NAME, "户籍僮族人口", "户籍壮族人口")),
    group("户籍毛南族人口", "户籍毛难族人口", Found("D38", 22, NAME, "户籍毛难族人口", "户籍毛南族人口")),
    group("户籍壮族人口", "户籍状族人口", Found("D38R|D57", 17, NAME, "户籍状族人口", "户籍壮族人口")),
    group("户籍壮族人口", "户籍瑶族人口", Found("D57", 17, NAME, "户籍瑶族人口", "户籍壮族人口")),
    group("户籍壮族人口", "户籍壮人口", Found("D57N", 17, NAME, "户籍壮人口", "户籍壮族人口")),
    group("户籍壮族人口", "Registered Zhuang population", Found("D57N", 17, NAME)),
    group("户籍壮族人口", "其中：户籍壮族人口", Found("D57N", 17, NAME)),
    group("户籍壮族人口", " 户籍 壮族人口"),
    *(coded(text, Found("D39", 6, CODE, text, "201")) for text in (
        "0201", "201.0", "'201", "２０１", "01", "1",
    )),
    coded("201"), coded(" 201 "),
    Case("D39", "a line code beside the name of another line",
         figures(ROWS[0].replace("201", "1"), ROWS[1].replace("202", "1"), *ROWS[2:]),
         (Found("D57", 7, NAME),), also=("D39", "D44", "D63")),
    *(Case("D40", f"{text} for a code", figures(ROWS[0].replace("201", text), *ROWS[1:]),
           (Found("D40", 6, CODE, text),), also=("D63",))
      for text in ("2月1日", "1月2日", "2024/2/1", "2024-02-01", "1-2", "3/4", "2-Jan", "Jan-02")),
    Case("D40", "a code like any other", SOUND),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_codes_and_names_are_certain_or_refused(case):
    judge(case)


def test_every_city_is_known_by_every_alias():
    for city in shipped.catalogue().cities:
        for name in (city.code, city.name.zh, city.short.zh, city.short.en, *city.aliases):
            reading = reading_of(
                shipped.form(填报单位=name), folder=city.code, lexicon=shipped.LEXICON
            )
            assert reading.forms[0].titles.area.code == city.code, name


def test_a_code_of_that_year_is_read_in_that_year():
    """450127 was 横县 until 2020; the county lies in Nanning, but does not report by itself."""
    form = shipped.form("MT1", 填报单位="450127 横县", 统计年度="2020", 报出日期="2021-02-18")
    reading = reading_of(form, year=2020, name=FORMER, lexicon=shipped.LEXICON)
    assert set(rules(reading)) <= {"D36", "D36N", "D36R"}
    assert rules(reading)
    assert not reading.forms or reading.forms[0].titles.area.code == "450100"


def test_a_former_code_is_read_up_to_the_year_of_its_end():
    """The small catalogue knows 452700 as a code of 柳州市 up to 2024."""
    before, after = (
        figures(填报单位="452700", 统计年度=str(y), 报出日期="2026-02-18") for y in (2024, 2025)
    )
    reading = reading_of(before, folder=LIUZHOU)
    assert_found(reading.findings, (Found("D36N", 2, UNIT, "452700", "450200"),))
    assert reading.forms[0].titles.area.code == LIUZHOU
    assert_found(
        reading_of(after, folder=LIUZHOU, year=2025).findings,
        (Found("D36R", 2, UNIT, "452700", "450200"),),
    )


def test_every_group_may_be_written_without_its_last_character():
    """壮 for 壮族; names of two groups are never mixed up."""
    for line in shipped.catalogue().lines_of("MT1"):
        if line.kind != "ratio" and "户籍" in line.name.zh and "族人口" in line.name.zh:
            short = line.name.zh.replace("族人口", "人口").replace("少数民人口", "少数民族人口")
            form = shipped.form("MT1", {line.code: "7"})
            reading = reading_of(
                form.replace(f"{line.name.zh},", f"{short},"), lexicon=shipped.LEXICON
            )
            assert set(rules(reading)) <= {"D57N"}, short
            assert "7 A" in values(reading).values()


@pytest.mark.parametrize("name", ["08", "8", "ZH", "壮", "壮族"])
def test_a_line_named_by_the_group_alone_is_that_groups_or_refused(name):
    reading = reading_of(MT1.replace("户籍壮族人口", name), lexicon=shipped.LEXICON)
    assert not reading.forms or values(reading) == values(reading_of(MT1, lexicon=shipped.LEXICON))
    wrong = reading_of(MT1.replace("户籍瑶族人口", name), lexicon=shipped.LEXICON)
    assert not wrong.forms


def test_neighbours_that_changed_places_are_found_by_their_names():
    swapped = figures(ROWS[0].replace("201", "202"), ROWS[1].replace("202", "201"), *ROWS[2:])
    assert set(rules(reading_of(swapped))) == {"D57"}


def test_rows_may_stand_in_any_order():
    assert values(reading_of(figures(*reversed(ROWS)))) == values(reading_of(SOUND))


def test_a_code_that_looks_like_a_serial_day_is_no_code():
    reading = reading_of(figures(ROWS[0].replace("201", "45689"), *ROWS[1:]))
    assert set(rules(reading)) & {"D40", "D56"}


@pytest.mark.parametrize("name", ["一、服务平台总数", "1.服务平台总数", "（一）服务平台总数", "服务平台总数①", "服务平台总数（个）",
                                  "#服务平台总数", "服务平台总数:", "其中：服务平台总数", "服务平台数", "平台总数"])  # fmt: skip
def test_a_name_in_other_dress_is_known_or_refused(name):
    assert_safe(figures(ROWS[0].replace("服务平台总数", name), *ROWS[1:]))


@pytest.mark.parametrize("unit_typed", ["", "只", "万个", "个(套)", "个/年"])
def test_a_row_without_its_unit_is_refused(unit_typed):
    reading = reading_of(figures(ROWS[0].replace(",个,", f",{unit_typed},"), *ROWS[1:]))
    assert rules(reading) == ["D58"]


def test_the_form_is_known_by_its_codes_when_it_does_not_say():
    reading = reading_of(figures(表号=None))
    assert [(f.rule, f.column_name) for f in reading.findings] == [("D54N", "表号")]
    assert values(reading) == values(reading_of(SOUND))


def test_an_event_in_another_city_is_no_wrong_folder():
    assert rules(reading_of(events("2024-05-01,柳州市,与柳州市联合举办。"))) == []


def test_a_loose_file_says_itself_whose_it_is():
    reading = reading_of(SOUND, name="下载/x.csv", folder=None, year=None)
    assert reading.forms[0].titles.area.code == "450100"
    assert not reading_of(titles(填报单位=None) + SOUND.partition("18\n")[2], folder=None).forms
