"""The 退回函: what came, what goes back and why in numbers, and how a clerk replies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pipeline.catalogue import load
from pipeline.commands.return_letters import (
    Returned,
    ReturnLetter,
    return_letter,
    return_letter_of,
)
from pipeline.rules.finding import Finding
from pipeline.vocabulary import NOTHING, Outcome, Severity
from pipeline.warehouse import open_warehouse
from pipeline.workspace import HOUSE
from tests.commands.conftest import break_figure, change
from tests.commands.papers import facts, sheets, words

CATALOGUE = load(HOUSE / "data/catalogue")
NANNING = CATALOGUE.area("450100")
DAY, DUE = date(2025, 3, 20), date(2025, 3, 31)
LONG = "各族青少年交流交往交融计划和民族团结进步创建活动情况统计"
A4 = (210, 297)

ROWS = (
    Returned("民统1表", "人口与民族构成", "accepted"),
    Returned("民统2表", "服务平台", "accepted", n_queries=2),
    Returned("民统3表", "法律服务与群众诉求", "returned", 3, 1),
    Returned("民统4表", "就业培训与教育", "returned", 4, 0, kept=1),
    Returned("民统5表", "民族团结进步创建", "missing"),
    Returned("民统6表", "民族文化", "rejected"),
)
LETTER = ReturnLetter(
    NANNING, 2024, "广西民族工作统计年鉴", "《年鉴》编辑部（示例）", DAY, DUE, ROWS
)


@cache
def told(*rows: Returned, n_unknown: int = 0, mark: str = "") -> str:
    return words(return_letter(replace(LETTER, rows=rows, n_unknown=n_unknown, mark=mark)))


def finding(form: str, severity: Severity, **more) -> Finding:
    given = {"area": "450100", "period": 2024, "form": form} | more
    return Finding("S201", severity, NOTHING, NOTHING, **given)


def test_it_is_a_letter_with_title_addressee_text_and_signature():
    text = told(*ROWS)
    assert "关于退回2024年度民族工作统计报表的函" in text
    assert "南宁市民族宗教事务委员会：" in text
    assert text.endswith("特此函告。《年鉴》编辑部（示例）2025年3月20日")


def test_it_says_what_came_what_was_accepted_and_what_is_asked_in_numbers():
    text = told(*ROWS)
    assert "报表共6张，已收到你单位5张，采用2张，退回3张，未报1张。" in text
    assert "必须改正7项，请核实3项，未报1张，重新填报1张。" in text


def test_every_form_has_a_row_with_its_state_and_its_numbers():
    text = told(*ROWS)
    assert "民统1表人口与民族构成已采用民统2表服务平台已采用，请核实2" in text
    assert "民统3表法律服务与群众诉求退回31" in text
    assert "退回，暂用第1版4" in text
    assert "民族团结进步创建未报" in text
    assert "民族文化无法读取" in text


def test_it_says_until_when_and_how_to_reply_in_four_steps():
    text = told(*ROWS)
    assert "请于2025年3月31日前按以下步骤回复" in text
    steps = [text.index(f"{number}．") for number in (1, 2, 3, 4)]
    assert steps == sorted(steps)
    assert "5．" not in text
    assert "在“审核发现”表填写“处理”“原因代码”“说明”“更正值”" in text
    assert "也可以直接在原表页上改数" in text
    assert "保存时用原文件名，不要改“编号”列" in text


def test_it_tells_what_may_be_explained_and_what_may_not():
    text = told(*ROWS)
    assert "只能改数，不能用说明代替" in text
    assert "选“属实”，填原因代码和说明，只要数不变，以后不再询问" in text
    assert "未报的，请用本年度模板一并补报" in text
    assert "无法读取的，原因和改法见所附退改单，请用本年度模板重新填报。" in text


def test_what_does_not_apply_is_not_said():
    text = told(ROWS[0], ROWS[1])
    assert "关于核实2024年度" in text
    assert "需要办理的是：请核实2项。" in text
    for word in ("必须改正的", "未报", "无法读取", "退回", "0项", "0张"):
        assert word not in text


def test_who_has_only_to_send_what_is_missing_gets_no_steps_for_a_workbook():
    text = told(ROWS[0], ROWS[4])
    assert "关于补报2024年度" in text
    assert "请用本年度模板于2025年3月31日前补报" in text
    assert "订正表" not in text


def test_files_of_no_known_form_are_counted():
    text = told(ROWS[0], n_unknown=2)
    assert "另有2个文件认不出是哪张表" in text
    assert "重报2个文件" in text
    assert "重新填报，于2025年3月31日前发来" in text


def test_samples_are_marked_and_real_data_are_not():
    assert "示例数据" in told(ROWS[1], mark="示例数据")
    assert "示例数据" not in told(ROWS[1])


@pytest.mark.parametrize("count", [1, 9])
def test_it_is_one_sheet_whatever_the_names_are(count):
    rows = tuple(
        Returned(f"民统附{n}表", LONG, ROWS[n % 6].state, 120, 345, 12) for n in range(count)
    )
    letter = replace(LETTER, rows=rows, n_unknown=12, publisher=LONG, book=LONG, mark="示例数据")
    made = return_letter(letter)
    assert sheets(made) == [A4]
    assert f"{LONG}2025年3月20日" in words(made)


def test_the_same_letter_is_the_same_bytes_and_dated_by_its_own_day():
    first = return_letter(LETTER)
    assert return_letter(LETTER) == first
    assert facts(first)["CreationDate"].startswith("D:20250320")
    assert facts(first)["Title"] == "关于退回2024年度民族工作统计报表的函（南宁市）"


def test_words_that_look_like_markup_are_printed_as_they_are():
    assert "<b>&amp;" in told(Returned("民统1表", "<b>&amp;", "returned", 1))


@pytest.fixture
def derive(data: Path):
    def letter(area="450100", findings=()):
        with open_warehouse(data / "out/yearbook.duckdb", read_only=True) as warehouse:
            return return_letter_of(
                warehouse, CATALOGUE, CATALOGUE.area(area), 2024, findings, DAY, DUE
            )

    return letter


def state(letter: ReturnLetter, table_no: str) -> tuple[str, int, int, int | None]:
    row = next(row for row in letter.rows if row.table_no == table_no)
    return (row.state, row.n_errors, row.n_queries, row.kept)


def test_who_owes_nothing_gets_no_letter(collected, derive):
    assert derive() is None
    assert derive(findings=[finding("MT2", Severity.NOTE)]) is None
    others = [
        finding("MT2", Severity.QUERY, area="450200"),
        finding("MT2", Severity.QUERY, period=2023),
    ]
    assert derive(findings=others) is None
    assert derive(findings=[finding("MT2", Severity.QUERY, outcome=Outcome.UNJUDGED)]) is None


def test_open_questions_are_counted_by_form(collected, derive):
    letter = derive(findings=[finding("MT2", Severity.QUERY), finding("MT2", Severity.QUERY)])
    assert len(letter.rows) == 9
    assert state(letter, "民统2表") == ("accepted", 0, 2, None)
    assert (letter.n_errors, letter.n_queries, letter.mark) == (0, 2, "示例数据")
    assert letter.publisher == "《年鉴》编辑部（示例）"


def test_a_returned_revision_is_named_with_the_one_that_stays_in_use(collected, run, derive):
    form = collected / "raw/2024/450100/mt2.csv"
    form.with_name("again.csv").write_bytes(form.read_bytes())
    break_figure(form.with_name("again.csv"), "201", "99999")
    run("collect", "2024")
    letter = derive(findings=[finding("MT2", Severity.ERROR)])
    assert state(letter, "民统2表") == ("returned", 1, 0, 1)


def test_a_form_that_cannot_be_read_goes_back_too(collected, run, derive):
    form = collected / "raw/2024/450200/mt4.csv"
    form.with_name("again.csv").write_bytes(form.read_bytes())
    change(form.with_name("again.csv"), "本年", "今年数")
    run("collect", "2024")
    found = [finding("MT4", Severity.REJECT, area="450200")]
    assert state(derive("450200", found), "民统4表") == ("rejected", 0, 0, 1)


def test_what_never_came_is_missing_and_nothing_is_asked_of_it(collected, derive):
    letter = derive("450300", [finding("MT2", Severity.QUERY, area="450300")])
    assert letter.count("missing") == 9
    assert letter.n_queries == 0


def test_files_of_which_not_even_the_form_is_known_are_counted_once_each(collected, derive):
    found = [finding("", Severity.REJECT, file_name=name) for name in ("a.pdf", "a.pdf", "b.doc")]
    assert derive(findings=found).n_unknown == 2
