"""Every reading rule has a file that trips it and one, nearly the same, that does not."""

from __future__ import annotations

import string
from collections.abc import Callable

import pytest

from pipeline.collect import receive
from pipeline.collect.reader.reading import FileReading, read_file
from pipeline.collect.reader.titles.sender import Place
from pipeline.rules.reading import reading_finding, reading_rules
from pipeline.vocabulary import Severity
from pipeline.workspace import Workspace
from tests.collect.corrections.cases import RETURNED, put_in_time, put_overtaken
from tests.collect.mini import (
    CATALOGUE,
    HEAD,
    LEXICON,
    ROWS,
    TODAY,
    drop,
    events,
    figures,
    narrative,
    one,
    read,
    rules,
    titles,
    traditional,
    workbook,
    workbook_of_formula,
)

BOM = "\ufeff"

SIGNED = "单位负责人：张某,,,填表人：李某,,,"
TOTAL = ",合计,个,496,401,,"  # 418 + 78

# rule: (a file that trips it, a near miss)
FILES: dict[str, tuple[str | bytes, str | bytes]] = {
    "D01": (figures().encode("gb18030"), BOM + figures()),
    "D03": (figures().encode("utf-16"), figures().encode("utf-8-sig")),
    "D04": (figures().replace("含县级", "锟斤拷"), figures().replace("含县级", "锟斤")),
    "D06": (figures().replace(",", ";"), one("5", "估计;精确到10")),
    "D07": (b"PK\x03\x04" + b"\0" * 40, workbook(民统2表=figures())),
    "D08": ("服务平台统计表\n" + figures(), "\n" + figures()),
    "D09": (titles() + "\n".join(ROWS), figures()),
    "D09N": (figures().replace("指标代码", "代码"), figures().replace(HEAD, f" {HEAD} ")),
    "D09R": (titles() + "\n".join((ROWS[0], HEAD, *ROWS[1:])), figures(*ROWS[1:], ROWS[0])),
    "D11": (figures(*ROWS, SIGNED), figures(*ROWS)),
    "D12": (figures(*ROWS, "注：含县级。,,,,,,"), figures(*ROWS)),
    "D13": (figures(*ROWS[:2], TOTAL, *ROWS[2:]), figures()),
    "D13Q": (
        figures(*ROWS[:2], TOTAL.replace("496", "497"), *ROWS[2:]),
        figures(*ROWS[:2], TOTAL, *ROWS[2:]),
    ),
    "D14": (
        figures(*(r.rpartition(",")[0] for r in ROWS), head=HEAD.removesuffix(",备注")),
        figures(),
    ),
    "D15": (one("1,172"), one("1172")),
    "D16": (
        figures(*(f"{r}," for r in ROWS), head=f"{HEAD},核对"),
        figures(*(f"{r}," for r in ROWS), head=f"{HEAD},"),
    ),
    "D17": (one("４１８"), one("418")),
    "D18": (one("4\u200b18"), one(" 418\u3000")),
    "D18R": (one("41 8"), one("418 ")),
    "D19": (one('"1,172"'), one("1172")),
    "D19R": (one('"1,17"'), one('"1,172"')),
    "D20": (one("418个"), one("418")),
    "D20R": (one("418人"), one("418个")),
    "D21": (one("11.65万"), one("116500", "精确到100")),
    "D21R": (one("11.65万", code="204"), one("11.65", code="204")),
    "D23": (one("830多"), one("830", "多于")),
    "D23N": (one("830多", "多于"), one("830", "多于")),
    "D24": (one("四百一十八"), one("418")),
    "D24R": (one("四百一"), one("四百一十")),
    "D25": (one("94%", code="203"), one("94", code="203")),
    "D26": (one("4.180E+02"), one("418.00")),
    "D26R": (one("4.2E+05"), one("420000")),
    "D28": (one("-418"), one("0")),
    "D29": (one("=400+18"), one("418")),
    "D29N": (
        workbook_of_formula("=400+18", 418),
        workbook(民统2表=figures()),
    ),
    "D32": (one("—"), one("", "不适用")),
    "D33": (one("无"), one("0")),
    "D34": (one("不详"), one("", "不详")),
    "D34Q": (one("…"), one("", "不详")),
    "D36": (figures(填报单位="440100 广州市民宗委"), figures(填报单位="南宁市民宗委")),
    "D36R": (figures(填报单位="450127 横县"), figures(填报单位="450100 南宁市")),
    "D37": (figures(填报单位="450200 柳州市民宗委"), figures(填报单位="450100 本市民宗委")),
    "D38": (
        figures(*ROWS[:4], ROWS[4].replace("壮族", "僮族")),
        figures(*ROWS[:4], ROWS[4].replace("壮族工作人员", "壮")),
    ),
    "D38R": (
        figures(*ROWS[:4], ROWS[4].replace("壮族", "状族")),
        figures(*ROWS[:4], ROWS[4].replace("壮族工作人员", "ZH")),
    ),
    "D39": (figures(ROWS[0].replace("201", "0201"), *ROWS[1:]), figures()),
    "D40": (figures(ROWS[0].replace("201", "2月1日"), *ROWS[1:]), figures()),
    "D41": (figures(报出日期="2025年2月"), figures(报出日期="2025-02-18")),
    "D41N": (figures(报出日期="2025年2月18日"), figures(报出日期="2025-02-18")),
    "D42": (figures(统计年度="2023"), figures(统计年度="2024")),
    "D43": (figures(*ROWS, ROWS[0]), figures(*ROWS)),
    "D44": (figures(*ROWS, ROWS[0].replace("418", "419")), figures(*ROWS)),
    "D50": (
        one("5").replace("指标代码", "资料来源,张某 13812345678\n指标代码"),
        one("13812345678"),
    ),
    "D53": (f"{BOM}\n \n", figures()),
    "D54": (figures(报出日期=None, 资料性质="示例"), figures(数据时点=None)),
    "D54N": (figures(报出日期=None), figures()),
    "D54Q": (figures(填报单位=None), figures()),
    "D55": (figures(资料性质="网络"), figures(资料性质="示例")),
    "D56": (figures(*ROWS, "299,别的指标,个,1,,,"), figures(*ROWS[:3])),
    "D56R": (
        figures(*ROWS, "301,别的表的指标,个,1,,,"),
        figures(*ROWS, ROWS[0]),
    ),
    "D57": (
        figures(ROWS[0].replace("服务平台总数", "服务平台"), *ROWS[1:]),
        figures(ROWS[0], ROWS[1].replace("(联络站)", "（联络站） "), *ROWS[2:]),
    ),
    "D57N": (
        figures(ROWS[0], ROWS[1].replace("服务中心", "其中：服务中心"), *ROWS[2:]),
        figures(ROWS[0], ROWS[1].replace("服务中心", "服 务 中 心"), *ROWS[2:]),
    ),
    "D58": (
        figures(*ROWS[:3], ROWS[3].replace("万元", "元"), ROWS[4]),
        figures(*ROWS[:3], ROWS[3].replace("万元", " 万元 "), ROWS[4]),
    ),
    "D59": (one("5", "大约"), one("5", "约；精确到10")),
    "D60": (one("5", "约"), one("5", "约;精确到1")),
    "D61": (one("5", "不详"), one("5", "初步")),
    "D62": (one("12345678901234"), one("1234567890123")),
    "D63": (figures(*ROWS[:3]), figures(*ROWS)),
    "D64": (narrative("0,题,共[[299]]个"), narrative("0,题,每万人[[D21]]个，[国][201]")),
    "D65": (narrative("1,题,文", "3,题,文"), narrative("0,题,", "1,题,文")),
    "D66": (one('"418'), one('"418"')),
    "D68": (one("5").replace("含县级", "长" * 20_001), one("5").replace("含县级", "长" * 20_000)),
    "D69": (
        workbook(民统2表=figures(), 工作底稿="一,二\n"),
        workbook(民统2表=figures(), 填表说明="一,二\n"),
    ),
    "D70": (
        workbook(民统2表=figures(), 民统附2表=events("")),
        workbook(民统2表=figures(), 民统附2表=events()),
    ),
    "D72": (traditional(figures()).encode("cp950"), figures().encode("gb18030")),
    "D73": (
        workbook(甲=figures(), 乙=figures()),
        workbook(民统2表=figures(), 民统附1表=narrative()),
    ),
    "D75": (
        one("5").replace("含县级", "#REF!"),
        one("5").replace("含县级", "#1 平台"),
    ),
    "D74": (
        figures(ROWS[0], ",二、服务中心,,,,,", *ROWS[1:]),
        figures(*ROWS),
    ),
    **RETURNED,
    "D76": (
        workbook(民统2表=figures(), 民统附2表=events("大年初一,,座谈")),
        workbook(民统2表=figures(), 民统附2表=events("2024-02-10,,座谈")),
    ),
    "D87": (
        figures().replace("含县级", "含\u200f县级"),
        figures().replace("含县级", "含\u3000县级"),
    ),
    "D89": (figures().replace("含县级", "含县级🙂"), figures().replace("含县级", "含县级✓")),
    "D88": (
        figures().replace("含县级", "含\u200b县级"),
        figures().replace("含县级", "\u200b含县级"),
    ),
}
# rules on files of other places than the folder of Nanning for 2024
ELSEWHERE: dict[str, tuple[FileReading, FileReading]] = {
    "D36N": (
        read(figures(填报单位="452700 柳州市"), folder="450200"),
        read(figures(填报单位="450200 柳州市"), folder="450200"),
    ),
    "D71": (
        read_file(
            figures().encode(), Place("x.csv", LEXICON.units["450200"], 2024, moved=True), LEXICON
        ),
        read_file(
            figures().encode(), Place("x.csv", LEXICON.units["450100"], 2024, moved=True), LEXICON
        ),
    ),
}


def _put(name: str, form: str | bytes = "") -> Callable[[Workspace], object]:
    return lambda workspace: drop(workspace, f"2024/{name}", form or figures())


def _put_link(workspace: Workspace) -> None:
    outside = drop(workspace, "elsewhere.csv", figures())
    folder = workspace.raw(2024) / "450100"
    folder.mkdir(parents=True)
    (folder / "mt2.csv").symlink_to(outside)


# the same for rules about where and what a file is
FOLDERS: dict[str, tuple[Callable[[Workspace], object], Callable[[Workspace], object]]] = {
    "D51": (_put_link, _put("450100/mt2.csv")),
    "D52": (_put("450100/mt2.csv", b"x" * (20 * 1024 * 1024 + 1)), _put("450100/mt2.csv")),
    "D67": (_put("广州市/mt2.csv"), _put("南宁/mt2.csv")),
    "D86": (put_overtaken, put_in_time),
}


@pytest.mark.parametrize("rule", FILES)
def test_a_file_trips_the_rule(rule):
    found = [finding for finding in read(FILES[rule][0]).findings if finding.rule == rule]
    assert found, rules(read(FILES[rule][0]))
    assert found[0].severity is reading_rules()[rule].severity


@pytest.mark.parametrize("rule", FILES)
def test_a_near_miss_does_not_trip_the_rule(rule):
    assert rule not in rules(read(FILES[rule][1]))
    assert read(FILES[rule][1]).forms


@pytest.mark.parametrize("rule", ELSEWHERE)
def test_a_file_of_another_place_trips_the_rule_and_a_near_miss_does_not(rule):
    tripping, near = ELSEWHERE[rule]
    assert rule in rules(tripping)
    assert rule not in rules(near)
    assert near.forms


@pytest.mark.parametrize("rule", FOLDERS)
def test_a_place_trips_the_rule_and_a_near_miss_does_not(rule, tmp_path):
    for case, expected in zip(FOLDERS[rule], ([rule], []), strict=True):
        workspace = Workspace(tmp_path / f"{len(expected)}")
        case(workspace)
        received = receive(workspace, CATALOGUE, 2024, TODAY)
        assert [finding.rule for finding in received.findings] == expected


def test_no_rule_is_without_its_cases():
    assert sorted(reading_rules()) == sorted(FILES.keys() | FOLDERS.keys() | ELSEWHERE.keys())


@pytest.mark.parametrize("rule", FILES)
def test_a_file_is_kept_unless_a_finding_rejects_it(rule):
    reading = read(FILES[rule][0])
    rejected = any(finding.severity is Severity.REJECT for finding in reading.findings)
    assert (not reading.forms) == rejected


@pytest.mark.parametrize("rule", sorted(reading_rules()))
def test_a_rule_speaks_both_languages_and_says_what_to_do(rule):
    texts = reading_rules()[rule]
    for text in (texts.message, texts.remedy):
        assert text.zh.endswith("。"), text.zh
        assert text.en.endswith("."), text.en
        assert set(_slots(text.zh)) | set(_slots(text.en)) <= {
            "line", "column_name", "indicator", "observed", "expected",
        }  # fmt: skip
        assert not _half_width_stops(text.zh)


def test_a_message_repeats_no_more_than_the_beginning_of_a_long_cell():
    assert len(reading_finding("D28", observed="9" * 5000).message.zh) < 100


def _slots(text: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(text) if name]


def _half_width_stops(text: str) -> list[str]:
    """Half-width stops inside Chinese prose: a Chinese character on both sides."""
    return [
        text[i]
        for i in range(1, len(text) - 1)
        if text[i] in ",;:?!" and "一" <= text[i - 1] <= "鿿" and "一" <= text[i + 1] <= "鿿"
    ]


def test_a_file_is_told_everything_at_once(tmp_path):
    workspace = Workspace(tmp_path)
    bad = figures(
        "201,服务平台总数,个,约4,1E5,,",
        "202,服务中心,个,78,,无从知晓,",
        "203,办结率,‰,9人,,,",
        报出日期="昨天",
        资料性质="网络",
    )
    drop(workspace, "2024/450100/mt2.csv", bad)
    found = receive(workspace, CATALOGUE, 2024, TODAY).findings
    told = [(f.rule, f.line, f.column_name) for f in found]
    assert told == [
        ("D41", 4, "报出日期"),
        ("D55", 5, "资料性质"),
        ("D23", 7, "本年"),
        ("D26R", 7, "上年"),
        ("D57", 8, "指标名称"),
        ("D59", 8, "数据性质"),
        ("D58", 9, "计量单位"),
        ("D20R", 9, "本年"),
    ]
    assert {f.file_name for f in found} == {"raw/2024/450100/mt2.csv"}
    assert {(f.area, f.form, f.period) for f in found} == {("450100", "MT2", 2024)}
