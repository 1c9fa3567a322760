"""A canonical file is read as it stands: titles, rows, lines and columns of the file itself."""

from datetime import date

import pytest

from pipeline.vocabulary import Qualifier, Role
from tests.collect.mini import (
    HEAD,
    ROWS,
    events,
    figures,
    narrative,
    one,
    read,
    rules,
    this_year,
    titles,
)


def test_a_form_says_whose_it_is():
    found = read(figures()).forms[0].titles
    assert found is not None
    assert (found.form.code, found.area.code, found.year) == ("MT2", "450100", 2024)
    assert (found.stated_on, found.ref_date) == (date(2025, 2, 18), date(2024, 12, 31))
    assert (found.nature, found.source_note, found.is_sample) == ("报送", "", False)


def test_optional_titles_are_read_where_they_stand():
    found = read(figures(数据时点="2024-11-01", 资料性质="示例", 资料来源="生成")).forms[0].titles
    assert found is not None
    assert (found.ref_date, found.is_sample, found.source_note) == (date(2024, 11, 1), True, "生成")


def test_the_number_of_the_form_may_be_the_printed_one():
    found = read(figures(表号="民统2表")).forms[0].titles
    assert found is not None
    assert found.form.code == "MT2"


@pytest.mark.parametrize("unit", ["450100", "南宁市", "南宁", "450100 City", "450100 南宁市民委"])
def test_a_unit_may_go_by_any_of_its_names(unit):
    assert read(figures(填报单位=unit)).forms


@pytest.mark.parametrize(
    ("unit", "rule"),
    [
        ("450100 柳州市民宗委", "D36"),
        ("450100 广西壮族自治区", "D36"),
        ("南宁市和柳州市", "D36"),
        ("459900 自治区本级", "D36"),
        ("柳州", "D37"),
        ("450000 广西壮族自治区民族宗教事务委员会", "D37"),
    ],
)
def test_code_name_and_folder_must_agree(unit, rule):
    assert rules(read(figures(填报单位=unit))) == [rule]


def test_an_old_code_is_read_in_its_years_and_refused_afterwards():
    def sent(unit):
        return read(figures(填报单位=unit), folder="450200")

    assert rules(sent("452700 柳州市")) == ["D36N"]
    assert sent("452700 柳州市").forms[0].titles.area.code == "450200"
    assert rules(sent("柳江市")) == ["D36R"]


@pytest.mark.parametrize("name", ["柳州市民统2表.csv", "柳州mt2.csv"])
def test_a_file_must_not_be_called_after_another_city(name):
    assert rules(read(figures(), name=name)) == ["D37"]
    assert rules(read(figures(), name=name.replace("柳州", "南宁"))) == []


def test_an_area_must_exist_in_the_year():
    before, after = figures(填报单位="450181", 统计年度="2022"), figures(填报单位="450181")
    assert read(before, folder="450181", year=2022).forms
    assert rules(read(after, folder="450181")) == ["D36"]


@pytest.mark.parametrize("year", ["2024年", "2024.0", "二〇二四年", "２０２４", "2024 年度"])
def test_a_year_is_read_however_it_is_written_in_full(year):
    reading = read(figures(统计年度=year))
    assert rules(reading) == ["D41N"]
    assert reading.forms[0].titles.year == 2024


@pytest.mark.parametrize("year", ["24", "45657", "0000", "9999", "二四年", "2024年上半年"])
def test_a_year_that_is_not_written_in_full_is_refused(year):
    assert rules(read(figures(统计年度=year))) == ["D41"]


@pytest.mark.parametrize(
    "day",
    [
        "20250218",
        "2025/02/18",
        "2025.2.18",
        "2025年2月18日",
        "2025 年 2 月 18 日",
        "２０２５－０２－１８",
        "二〇二五年二月十八日",
    ],
)
def test_a_stated_date_is_read_with_the_year_first(day):
    reading = read(figures(报出日期=day))
    assert rules(reading) == ["D41N"]
    assert reading.forms[0].titles.stated_on == date(2025, 2, 18)


@pytest.mark.parametrize(
    "day",
    [
        "2025-02-30",
        "2025-W08-2",
        "2023-12-31",
        "18/2/2025",
        "2025/2-18",
        "45706",
        "2025年2月",
        "2月18日",
    ],
)
def test_a_stated_date_is_a_calendar_day_not_before_the_year(day):
    assert rules(read(figures(报出日期=day))) == ["D41"]


def test_the_reference_date_lies_in_the_year():
    assert rules(read(figures(数据时点="2023-12-31"))) == ["D42"]


def test_titles_may_stand_in_any_order_and_be_padded_with_commas():
    lines = titles().splitlines()
    padded = "".join(f"{line},,,,,\n" for line in reversed(lines))
    assert read(padded + "\n".join((HEAD, *ROWS))).forms


def test_a_title_that_stands_twice_must_say_the_same():
    assert rules(read("统计年度,2024\n" + figures())) == []
    assert rules(read("填报单位,柳州市\n" + figures())) == ["D37", "D55"]


def test_a_value_with_a_stray_comma_is_not_cut_short():
    assert rules(read(figures(资料来源="年报,公报"))) == ["D55"]


def test_observations_know_the_lines_and_columns_of_the_file():
    found = read(figures()).forms[0].content.observations
    assert [(o.indicator, o.role, o.line) for o in found[:3]] == [
        ("201", Role.THIS, 6),
        ("201", Role.LAST, 6),
        ("202", Role.THIS, 7),
    ]


def test_lines_are_counted_in_the_file_whatever_ends_them():
    for end in ("\r\n", "\r", "\n"):
        spread = figures().replace(HEAD, f"\n{HEAD}\n,,,,,,\n").replace("\n", end)
        assert this_year(read(spread)).line == 9


def test_columns_are_found_by_name_in_any_order():
    head = "备注,数据性质,上年,本年,计量单位,指标名称,指标代码"
    turned = [",".join(reversed(row.split(","))) for row in ROWS]
    reading = read(figures(*turned, head=head))
    assert this_year(reading).reading.value == 418
    assert reading.forms
    assert reading.forms[0].content.header.number("本年") == 4


def test_what_was_typed_is_kept_beside_what_was_read():
    seen = this_year(read(one(" 830 ", "多于")))
    assert (seen.raw_text, seen.declared.qualifier) == (" 830 ", Qualifier.MORE_THAN)


def test_the_nature_of_this_year_says_nothing_of_last_year():
    reading = read(one("830", "多于", last="800"))
    last = next(o for o in reading.forms[0].content.observations if o.role is Role.LAST)
    assert (last.reading.upper, last.declared.qualifier) == (800, Qualifier.EXACT)


def test_codes_shifted_by_a_row_against_their_names_are_refused():
    shifted = [
        f"{code},{row.partition(',')[2]}" for code, row in zip(("202", "201"), ROWS, strict=False)
    ]
    assert rules(read(figures(*shifted, *ROWS[2:]))) == ["D57", "D57"]


def test_an_identical_row_counts_once():
    reading = read(figures(*ROWS, ROWS[0]))
    assert [o.indicator for o in reading.forms[0].content.observations].count("201") == 2


def test_two_stray_quotes_cannot_swallow_a_row():
    """Row 201's remark opens a quote that row 202's remark closes."""
    rows = (f'{ROWS[0]}"注', '202,服务中心(联络站),个,78,,,注"', *ROWS[2:])
    assert "D66" in rules(read(figures(*rows)))


def test_a_figure_split_by_its_thousands_separator_is_refused_even_before_blank_cells():
    assert "D15" in rules(read(figures("201,服务平台总数,个,1,172,,,", *ROWS[1:])))


def test_a_narrative_is_read_with_its_english():
    rows = ('0,题,"第一段\n第二段",Title,"Text [[201]]"', "1,做法,文,,")
    found = (
        read(narrative(*rows, head="序号,标题,正文,英文标题,英文正文")).forms[0].content.paragraphs
    )
    assert [(p.number, p.heading.en, p.line) for p in found] == [(0, "Title", 6), (1, "", 8)]
    assert (found[0].text.zh, found[0].text.en) == ("第一段\n第二段", "Text [[201]]")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("0,题,文", "0,题,文"), ["D43"]),
        (("0,题,文", "0,题,别的文"), ["D44"]),
        (("2,题,文",), ["D65"]),
        (("一,题,文",), ["D65"]),
        (("1,,文",), ["D65"]),
        (("1,题,",), ["D65"]),
        (("1,题,共[[201]个",), ["D64"]),
        (("1,题,共201]]个",), ["D64"]),
        (("1,题,共[[201@24]]个",), ["D64"]),
        (("1,题[[999]],文",), ["D64"]),
    ],
)
def test_a_broken_narrative_is_told_where(rows, told):
    assert rules(read(narrative(*rows))) == told


def test_events_are_numbered_in_the_order_of_the_file():
    found = read(events()).forms[0].content.events
    assert [(e.number, e.day, e.place.zh, e.line) for e in found] == [
        (1, date(2024, 5, 1), "南宁市", 6),
        (2, date(2024, 9, 27), "", 7),
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2024-05-01,南宁市,召开座谈会。", ["D43"]),
        ("5月1日,南宁市,座谈。", ["D41"]),
        ("2024-05-02,南宁市,", ["D65"]),
        ("2023-05-02,南宁市,属于他年，另行审核。", []),
    ],
)
def test_a_broken_event_is_told_where(row, told):
    assert rules(read(events("2024-05-01,南宁市,召开座谈会。", row))) == told


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "D53"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "D07"),
        (b"  <html><table>", "D07"),
        (b"%PDF-1.7", "D07"),
        ("表号,MT2\n".encode("utf-16-be"), "D04"),
        ("填报单位,南宁\n".encode("gb18030"), "D04"),
        (figures().encode()[:-2] + b"\xe5", "D04"),
        (figures().replace("418", "4\x0018"), "D04"),
        (figures().replace("418", "4\ufffd8"), "D04"),
        (figures().replace("418", '4"18'), "D28"),
        ("表号，MT2\n", "D09"),
        ('表号,"MT2\n', "D66"),
        (figures().replace("含县级", '"含"县级'), "D66"),
        (figures().replace("含县级", "长" * 200_000), "D68"),
    ],
)
def test_what_is_no_text_or_no_table_is_refused(content, rule):
    reading = read(content)
    assert rule in rules(reading)
    assert not reading.forms


def test_damage_is_told_with_its_line():
    (found,) = read(figures().replace("含县级", "含\ufffd级")).findings
    assert (found.rule, found.line) == ("D04", 7)


def test_a_submission_is_named_after_area_form_year_and_content():
    reading = read(figures())
    assert reading.forms[0].submission_id == f"450100-MT2-2024-{reading.sha256[:8]}"
    assert not read(figures(表号="MT9")).forms
