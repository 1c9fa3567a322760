"""The loop: a bad submission, the workbook that goes back, what a clerk makes of it, what is open then."""

from __future__ import annotations

import csv
import shutil
import zipfile

import pytest

from tests.collect.corrections.clerk import Parcel
from tests.commands.conftest import DATA, break_figure, change
from tests.commands.papers import words

AREA = "450100"
LEFT, EXPLAINED, CORRECTED = ("V05", "207"), ("V12", "510"), ("S201", "201")


@pytest.fixture
def returned(data, run):
    """Nanning's forms of 2023 and 2024, with an error, a jump and two blanks, gone back to it."""
    for year in (2023, 2024):
        shutil.copytree(DATA / "raw" / str(year) / AREA, data / "raw" / str(year) / AREA)
    form = data / "raw/2024" / AREA
    break_figure(form / "mt2.csv", "202", "93")  # 66: the total is 27 short
    break_figure(form / "mt2.csv", "207", "")
    break_figure(form / "mt2.csv", "208", "")
    break_figure(form / "mt5.csv", "510", "1515")
    assert run("collect", "2023").exit_code == 0
    assert run("collect", "2024").exit_code == 0
    assert run("return", "2024", "--select", AREA).exit_code == 0
    return data


def parcel(data) -> Parcel:
    (path,) = (data / "out/2024/internal/corrections").glob("450100_*.zip")
    return Parcel(path)


def pending(data, run, ask) -> set[tuple[str, str]]:
    """Rule and indicator of what still wants an answer."""
    run("return", "2024", "--select", AREA)
    left = list((data / "out/2024/internal/corrections").glob("450100_*.zip"))
    return {key for key in parcel(data).rows() if key[0] not in ("V14", "V16")} if left else set()


def sent_back(data, run, filled: Parcel, name: str = "订正表.xlsx"):
    filled.send(data / "raw/2024" / AREA, name)
    return run("collect", "2024")


def test_the_parcel_holds_a_workbook_and_a_letter(returned):
    (path,) = (returned / "out/2024/internal/corrections").glob("*.zip")
    with zipfile.ZipFile(path) as archive:
        names = sorted(archive.namelist())
    assert names == ["450100_南宁市_2024_订正表.xlsx", "450100_南宁市_2024_退回函.pdf"]


def test_it_names_every_finding_with_figures_and_a_suspicion(returned):
    book = parcel(returned)
    assert {LEFT, ("V05", "208"), EXPLAINED, CORRECTED} <= set(book.rows())
    assert book.told(CORRECTED, "级别") == "必须改正"
    assert book.told(CORRECTED, "填报数") == "448"
    assert book.told(CORRECTED, "更正指标").startswith("202 ")
    assert "202" in book.told(CORRECTED, "疑似")
    assert book.told(EXPLAINED, "上年数") not in ("", "1515")


def test_after_the_clerk_only_what_was_left_alone_is_open(returned, run, ask):
    book = parcel(returned)
    book.answer(CORRECTED, 处理="已更正", 更正值=66)
    book.on_form("民统2表", "208", "本年", 51)
    book.answer(
        EXPLAINED, 处理="属实", 原因代码="R1 统计口径或范围调整", 说明="并入“三月三”系列活动"
    )
    ended = sent_back(returned, run, book)
    assert ended.exit_code == 0, ended.stdout
    assert pending(returned, run, ask) == {LEFT}
    rows = (returned / "explanations/2024.csv").read_text("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["V12"]


def test_then_a_value_moves_and_its_explanation_lapses(returned, run, ask):
    book = parcel(returned)
    book.answer(CORRECTED, 处理="已更正", 更正值=66)
    book.answer(EXPLAINED, 处理="属实", 原因代码="R1", 说明="并入“三月三”系列活动")
    sent_back(returned, run, book)
    assert EXPLAINED not in pending(returned, run, ask)
    break_figure(returned / "raw/2024" / AREA / "mt5.csv", "510", "1516")
    assert run("collect", "2024").exit_code == 0
    assert EXPLAINED in pending(returned, run, ask)
    assert "因数值变动失效" in parcel(returned).told(EXPLAINED, "审核意见")


def test_an_answer_that_settles_nothing_is_told_when_it_is_collected(returned, run):
    book = parcel(returned)
    book.answer(EXPLAINED, 处理="属实")
    assert "没有作为说明采用" in sent_back(returned, run, book).stdout


def test_only_the_forms_that_changed_become_revisions(returned, run, ask):
    book = parcel(returned)
    book.answer(CORRECTED, 处理="已更正", 更正值=66)
    sent_back(returned, run, book)
    board = {e["form"]: e for e in ask("status", "2024")["board"] if e["area"] == AREA}
    assert (board["MT2"]["revision"], board["MT5"]["revision"]) == (2, 1)


def test_an_untouched_workbook_says_nothing_at_all(returned, run, ask):
    before = pending(returned, run, ask)
    ended = sent_back(returned, run, parcel(returned))
    assert ended.exit_code == 0, ended.stdout
    assert "新收（表）        0" in ended.stdout
    assert pending(returned, run, ask) == before
    assert not list(returned.glob("explanations/*.csv"))


def test_a_corrected_figure_is_traced_to_the_cell_in_which_it_was_typed(returned, run):
    import json

    book = parcel(returned)
    book.answer(CORRECTED, 处理="已更正", 更正值=66)
    path = book.send(returned / "raw/2024" / AREA)
    answer = json.loads(run("check", str(path), "--observations", "--format", "json").stdout)
    (mt2,) = [one for one in answer["files"] if one["form"] == "MT2"]
    (cell,) = [o for o in mt2["observations"] if (o["indicator"], o["role"]) == ("202", "this")]
    assert (cell["typed"], cell["line"]) == ("66", book.rows()[CORRECTED])


def test_the_same_parcel_is_the_same_bytes(returned, run):
    (path,) = (returned / "out/2024/internal/corrections").glob("*.zip")
    first = path.read_bytes()
    run("return", "2024", "--select", AREA)
    assert path.read_bytes() == first


def test_a_city_whose_forms_are_all_in_force_gets_a_certificate_to_sign(collected, run):
    assert run("return", "2024").exit_code == 0
    names = {p.name for p in (collected / "out/2024/internal/certificates").iterdir()}
    assert "450200_柳州市_2024_数据质量确认书.pdf" in names


def test_a_unit_of_which_nothing_could_be_read_gets_a_letter_and_the_reasons(data, run):
    form = data / "raw/2024" / AREA / "mt2.csv"
    form.parent.mkdir(parents=True)
    form.write_bytes((DATA / "raw/2024" / AREA / "mt2.csv").read_bytes())
    change(form, "本年", "今年数")
    assert run("collect", "2024").exit_code == 1
    assert run("return", "2024", "--select", AREA).exit_code == 0
    (path,) = (data / "out/2024/internal/corrections").glob("*.zip")
    with zipfile.ZipFile(path) as archive:
        assert sorted(archive.namelist()) == [
            "450100_南宁市_2024_退回函.pdf",
            "450100_南宁市_2024_退改单.html",
        ]
        assert "mt2.csv" in archive.read("450100_南宁市_2024_退改单.html").decode()
        letter = words(archive.read("450100_南宁市_2024_退回函.pdf"))
    assert "重新填报1张" in letter
    assert "订正表" not in letter


def test_a_correction_that_is_wrong_again_is_found_where_it_was_typed(returned, run):
    book = parcel(returned)
    book.aim(CORRECTED, "201")
    book.answer(CORRECTED, 处理="已更正", 更正值=500)
    row = book.rows()[CORRECTED]
    assert sent_back(returned, run, book).exit_code == 0
    run("validate", "2024")
    listed = (returned / "out/2024/internal/findings.csv").read_text("utf-8-sig")
    (found,) = [f for f in csv.DictReader(listed.splitlines()) if f["observed"] == "500"]
    assert (found["rule"], found["sheet"], found["line"]) == ("S201", "审核发现", str(row))


def test_what_is_out_of_date_is_taken_away(returned, run):
    book = parcel(returned)
    for key in book.rows():
        if key[0].startswith("V"):
            book.answer(key, 处理="属实", 原因代码="R9", 说明="经核实无误")
    book.answer(CORRECTED, 处理="已更正", 更正值=66)
    sent_back(returned, run, book)
    run("return", "2024", "--select", AREA)
    assert not list((returned / "out/2024/internal/corrections").glob("450100_*"))
    assert list((returned / "out/2024/internal/certificates").glob("450100_*"))
