"""The letters: to whom, about what, and how they come and go."""

from __future__ import annotations

import re

import pytest

from tests.commands.conftest import break_figure, change

LATE = ("--today", "2025-03-10")


@pytest.fixture
def folder(collected):
    return collected / "out/2024/internal/reminders"


def names(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def letter(folder, name):
    """The words of a letter, without its markup."""
    text = (folder / name).read_text("utf-8")
    return re.sub(r"\s+", "", re.sub(r"<style>.*?</style>|<[^>]+>", "", text, flags=re.DOTALL))


def test_who_has_sent_nothing_gets_a_letter_with_every_form_and_the_days(folder, ask):
    answer = ask("remind", "2024", *LATE)
    assert answer["letters"] == 12
    assert "450100_南宁市.html" not in names(folder)
    told = letter(folder, "450300_桂林市.html")
    assert "关于催报2024年度民族工作统计报表的函" in told
    assert "桂林市民族宗教事务委员会：" in told
    assert "应于2025年2月28日前报送" in told
    assert "尚有9张表未报送" in told
    assert told.count("未报送2025年2月28日10尽快报送") == 9
    assert told.endswith("《年鉴》编辑部（示例）2025年3月10日")


def test_before_the_deadline_nobody_is_late(folder, run):
    ended = run("remind", "2024", "--today", "2025-02-28")
    assert ended.exit_code == 0
    assert "没有需要催报的单位" in ended.stdout
    assert names(folder) == []


def test_who_has_something_to_correct_gets_a_letter_that_says_what(collected, folder, run):
    form = collected / "raw/2024/450100/mt2.csv"
    form.with_name("again.csv").write_bytes(form.read_bytes())
    break_figure(form.with_name("again.csv"), "201", "99999")
    run("collect", "2024")
    run("remind", "2024", "--today", "2025-01-31")
    assert names(folder) == ["450100_南宁市.html"]
    told = letter(folder, "450100_南宁市.html")
    assert "关于更正2024年度" in told
    assert "第2版退回" in told
    assert "仍采用第1版" in told
    assert "附件：需要改正的问题" in told
    assert "99999" in told
    assert "again.csv" in told


def test_a_file_that_could_not_be_read_is_explained(collected, folder, run):
    change(collected / "raw/2024/450200/mt4.csv", "本年", "今年数")
    run("withdraw", "2024", "柳州", "MT4", "--reason", "试验")
    run("collect", "2024")
    run("remind", "2024", *LATE)
    told = letter(folder, "450200_柳州市.html")
    assert "文件无法读取" in told
    assert "缺少“本年”列" in told


def test_a_file_of_no_known_form_is_written_about_before_the_deadline_too(collected, folder, run):
    (collected / "raw/2024/450300").mkdir()
    (collected / "raw/2024/450300/全部报表.pdf").write_bytes(b"%PDF-1.7")
    run("collect", "2024")
    run("remind", "2024", "--today", "2025-02-01")
    assert names(folder) == ["450300_桂林市.html"]
    told = letter(folder, "450300_桂林市.html")
    assert "已收到的文件无法识别" in told
    assert "全部报表.pdf" in told
    assert "PDF" in told


def test_a_letter_speaks_of_one_city_only(folder, run):
    run("remind", "2024", *LATE)
    for name in names(folder):
        text = (folder / name).read_text("utf-8")
        assert set(re.findall(r"\w{2,3}市(?=民族宗教)", text)) == {name[7:-5]}


def test_letters_that_are_no_longer_due_are_removed_and_nothing_else(collected, folder, run, ask):
    run("remind", "2024", *LATE)
    (folder / "450100_笔记.html").write_text("my notes", "utf-8")
    (folder / "发文登记.xlsx").write_bytes(b"")
    (collected / "raw/2024/450300").symlink_to(collected)  # refused, but not in the way
    answer = ask("remind", "2024", "--today", "2025-02-01")
    assert answer["removed"] == 12
    assert names(folder) == ["450100_笔记.html", "发文登记.xlsx"]


def test_one_unit_may_be_chosen_and_the_others_letters_stay(folder, run, ask):
    run("remind", "2024", *LATE)
    before = (folder / "450400_梧州市.html").stat().st_mtime_ns
    assert ask("remind", "2024", "--select", "桂林", *LATE)["letters"] == 1
    assert (folder / "450400_梧州市.html").stat().st_mtime_ns == before
    assert len(names(folder)) == 12


def test_an_unknown_unit_or_year_is_a_mistake(collected, run):
    assert run("remind", "2024", "--select", "广州").exit_code == 2
    assert run("remind", "2031").exit_code == 2


def test_a_letter_fetches_nothing_and_opens_in_office_programs(folder, run):
    run("remind", "2024", *LATE)
    text = (folder / "450300_桂林市.html").read_text("utf-8")
    assert not re.search(r"<script|<link|<img|url\(|https?:|@import", text)
    assert re.search(r"<meta charset=.utf-8.>", text)
    assert "var(" not in text  # Word knows no variables
    assert "WordSection1" in text


def test_the_same_day_gives_the_same_letter(folder, run):
    run("remind", "2024", *LATE)
    before = (folder / "450300_桂林市.html").read_bytes()
    run("remind", "2024", *LATE)
    assert (folder / "450300_桂林市.html").read_bytes() == before
