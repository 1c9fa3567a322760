"""The page of answers, as a clerk opens it: one sentence, what to do and where, what was read."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.commands.sent import SHIPPED, cell, check, form, written


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    shutil.copytree(SHIPPED / "catalogue", folder / "catalogue")
    return folder


@pytest.fixture
def page(tmp_path: Path, workspace: Path):
    """The page about the given forms, each the text of a file."""

    def of(*texts: str) -> str:
        paths = [written(tmp_path / f"表{n}.csv", text) for n, text in enumerate(texts, 1)]
        target = tmp_path / "自查.html"
        check(*paths, "--html", target, data=workspace)
        return target.read_text("utf-8")

    return of


def words(html: str) -> str:
    """The text of a page, without marks."""
    body = html.partition("<body>")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def test_one_sentence_says_how_it_stands(page):
    wrong = cell(form(), "201", "440")
    assert "可以报送：没有发现问题。" in page(form())
    assert "请改正后再报：" in page(wrong)
    assert "无法读取：" in page(cell(form(), "201", "4x4"))
    assert "共 2 份，1 份有错误须改正，1 份可以报送。" in page(wrong, form("mt3"))


def test_a_finding_names_cell_value_expectation_and_remedy(page):
    told = words(page(cell(form(), "201", "440")))
    assert "D7 第 7 行 本年 440 448 差 −8" in told
    assert "请核对 201、202、216 各行" in told


def test_what_must_be_corrected_comes_before_questions_and_notes(page):
    text = cell(cell(form(), "201", "440"), "211", "３５３")
    text = cell(text, "212", "0.94")
    html = page(text)
    places = [html.index(f'class="sign {kind}"') for kind in ("error", "note")]
    assert places == sorted(places)
    assert html.index("<details>") > places[0]


def test_what_was_read_stands_beside_what_was_typed(page):
    told = words(page(cell(form(), "214", "３７２３６５")))
    assert "流动人口自主申报登记 人次 372,365 填作“３７２３６５” 308,958" in told
    assert "“爱心站”社区覆盖率 % 未填" in told


def test_paragraphs_and_events_are_shown_as_well(page):
    assert "同谋：部门共同商量" in page(form("mtn"))
    assert re.search(r"2024-\d\d-\d\d", page(form("mte")))


def test_nothing_is_fetched_and_nothing_runs(page):
    html = page(form(), cell(form("mt3"), "301", "x"))
    assert re.findall(r"<(?:script|link|img|iframe)\b", html) == []
    assert re.findall(r"(?:src|href)=\"(?!#)", html) == []
    assert "url(" not in html
    assert '<html lang="zh-CN">' in html


def test_what_a_file_holds_stays_text(page):
    html = page(cell(form(), "201", "<u>1</u>"))
    assert "&lt;u&gt;" in html
    assert "<u>" not in html


def test_an_older_page_is_replaced(tmp_path, page):
    written(tmp_path / "自查.html", "half a pa")
    assert page(form()).rstrip().endswith("</html>")
