"""The self-check: the same verdict as `build` would give, and nothing left behind."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.workspace import HOUSE
from tests.commands.sent import (
    ID_NUMBER,
    NAME,
    PHONE,
    SHIPPED,
    answers,
    cell,
    check,
    form,
    tree,
    written,
)

WRONG = cell(form(), "201", "440")  # 66 + 382 are 448


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace that has received nothing."""
    folder = tmp_path / "workspace"
    shutil.copytree(SHIPPED / "catalogue", folder / "catalogue")
    return folder


@pytest.fixture
def fine(tmp_path: Path) -> Path:
    return written(tmp_path / "民统2表.csv", form())


def test_a_fine_file_is_accepted_with_exit_0(fine, workspace):
    ended = check(fine, data=workspace)
    assert ended.exit_code == 0
    assert "✓ 可以报送" in ended.stdout
    assert "南宁市 2024 年民统2表" in ended.stdout
    assert "没有发现问题" in ended.stdout


def test_that_there_was_no_last_year_to_compare_with_is_said(fine, workspace):
    assert "没有与上年比较" in check(fine, data=workspace).stdout
    assert answers(fine, data=workspace)[0]["compared"] is False


def test_a_file_with_an_error_is_returned_with_place_and_remedy(tmp_path, workspace):
    ended = check(written(tmp_path / "mt2.csv", WRONG), data=workspace)
    assert ended.exit_code == 1
    assert "✗ 请改正后再报" in ended.stdout
    assert "mt2.csv:7 本年" in ended.stdout
    assert "处理办法：请核对 201、202、216 各行" in ended.stdout


def test_an_unreadable_file_is_rejected_with_everything_that_is_wrong(tmp_path, workspace):
    broken = written(tmp_path / "mt2.csv", cell(cell(form(), "204", "约200"), "206", "11x"))
    (answer,) = answers(broken, data=workspace)
    assert answer["verdict"] == "rejected"
    assert {finding["cell"] for finding in answer["findings"]} >= {"D10", "D13"}
    assert answer["observations"] == []


def test_messages_come_in_english_as_well(tmp_path, workspace):
    ended = check(written(tmp_path / "mt2.csv", WRONG), "--lang", "en", data=workspace)
    assert "✗ returned" in ended.stdout
    assert "Remedy: Check lines 201, 202, 216" in ended.stdout


def test_json_has_what_was_promised_and_nothing_around_it(tmp_path, workspace):
    path = written(tmp_path / "mt2.csv", WRONG)
    (answer,) = answers(path, data=workspace)
    assert answer["file"] == str(path)
    assert len(answer["sha256"]) == 64
    assert (answer["verdict"], answer["form"], answer["area"], answer["year"]) == (
        "returned", "MT2", "450100", 2024,
    )  # fmt: skip
    (found,) = answer["findings"]
    assert {key: found[key] for key in ("rule", "severity", "line", "column", "field")} == {
        "rule": "S201", "severity": "error", "line": 7, "column": 4, "field": "本年",
    }  # fmt: skip
    assert (found["observed"], found["expected"]) == ("440", "448")
    for text in ("message", "remedy"):
        assert found[f"{text}_zh"] != found[f"{text}_en"] != ""


def test_observations_are_listed_when_asked_for(fine, workspace):
    assert answers(fine, data=workspace)[0]["observations"] == []
    listed = answers(fine, "--observations", data=workspace)[0]["observations"]
    assert len(listed) == 2 * 16
    first = {key: listed[0][key] for key in ("line", "indicator", "period", "value", "cell")}
    assert first == {"line": 7, "indicator": "201", "period": 2024, "value": "448", "cell": "D7"}
    assert (listed[1]["period"], listed[1]["role"], listed[1]["value"]) == (2023, "last", "447")
    (blank,) = (o for o in listed if o["indicator"] == "212" and o["role"] == "this")
    assert (blank["value"], blank["status"]) == (None, "L")


def test_figures_are_plain_digits_however_they_were_typed(tmp_path, workspace):
    path = written(tmp_path / "mt2.csv", cell(form(), "212", "86.50"))
    listed = answers(path, "--observations", data=workspace)[0]["observations"]
    (rate,) = (o for o in listed if o["indicator"] == "212" and o["role"] == "this")
    assert (rate["value"], rate["typed"]) == ("86.5", "86.50")


def test_of_a_workbook_every_form_is_answered_for_itself(tmp_path, workspace):
    book = Workbook()
    for name, sheet in (("mt2", "民统2表"), ("mt3", "民统3表")):
        page = book.create_sheet(sheet)
        for row in csv.reader(io.StringIO(WRONG if name == "mt2" else form(name))):
            page.append(row)
    book.active.append(["草稿"])
    book.save(tmp_path / "南宁.xlsx")
    first, second = answers(tmp_path / "南宁.xlsx", data=workspace)
    assert [(a["form"], a["sheet"], a["verdict"]) for a in (first, second)] == [
        ("MT2", "民统2表", "returned"),
        ("MT3", "民统3表", "accepted"),
    ]
    rules = {found["rule"]: (found["sheet"], found["cell"]) for found in first["findings"]}
    assert rules == {"D69": (None, None), "S201": ("民统2表", "D7")}
    assert "南宁.xlsx 民统2表!D7" in check(tmp_path / "南宁.xlsx", data=workspace).stdout


def test_a_folder_stands_for_the_files_in_it(workspace):
    given = answers(SHIPPED / "raw/2024/450100", data=workspace)
    assert [answer["form"] for answer in given] == [
        "MT1", "MT2", "MT3", "MT4", "MT5", "MT6", "MT7", "MTE", "MTN",
    ]  # fmt: skip


def test_a_file_that_lies_in_the_drop_folder_is_checked_as_lying_there(workspace):
    misplaced = written(workspace / "raw/2024/450200/mt2.csv", form())
    (answer,) = answers(misplaced, data=workspace)
    assert (answer["verdict"], answer["area"], answer["year"]) == ("rejected", "450200", 2024)
    assert "D37" in {finding["rule"] for finding in answer["findings"]}


def test_the_caller_may_say_whose_file_it_is_and_of_which_year(fine, workspace):
    of_others = answers(fine, "--area", "柳州", data=workspace)[0]
    of_another_year = answers(fine, "--year", "2023", data=workspace)[0]
    assert "D37" in {finding["rule"] for finding in of_others["findings"]}
    assert "D42" in {finding["rule"] for finding in of_another_year["findings"]}


def test_an_encoding_can_be_forced(tmp_path, workspace):
    path = written(tmp_path / "mt2.csv", form(), "gb18030")
    assert answers(path, "--encoding", "gb18030", data=workspace)[0]["verdict"] == "accepted"
    assert answers(path, "--encoding", "utf-8", data=workspace)[0]["verdict"] == "rejected"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nowhere.csv",), "找不到文件"),
        (("mt2.csv", "--area", "火星"), "没有填报单位"),
        (("mt2.csv", "--html", "mt2.csv"), "不能写到要查的文件上"),
        (("mt2.csv", "--html", "no/such/folder.html"), "没有这个文件夹"),
        (("empty",), "没有可查的文件"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_why(tmp_path, workspace, monkeypatch, arguments, says):
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "mt2.csv", form())
    (tmp_path / "empty").mkdir()
    ended = check(*arguments, data=workspace)
    assert ended.exit_code == 2
    assert says in ended.stderr
    assert "处理办法" in ended.stderr
    assert ended.stdout == ""


def test_what_is_no_ordinary_file_is_rejected_unopened(tmp_path, workspace, fine):
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "link.csv").symlink_to(fine)
    given = answers(tmp_path / "pipe.csv", tmp_path / "link.csv", data=workspace)
    assert [(a["verdict"], a["sha256"], a["findings"][0]["rule"]) for a in given] == [
        ("rejected", None, "D51"),
    ] * 2


def test_nothing_of_a_file_with_personal_data_is_shown(tmp_path, workspace):
    text = form().replace("448,447,,", f"448,447,,{NAME} {PHONE} {ID_NUMBER}")
    path = written(tmp_path / f"{PHONE}.csv", text)
    inside = written(tmp_path / "mt2.csv", text)
    page = tmp_path / "page.html"
    ended = check(path, inside, "--html", page, "--observations", data=workspace)
    told = check(path, inside, "--format", "json", "--observations", data=workspace).stdout
    assert ended.exit_code == 1
    assert "D50" in ended.stdout
    for said in (ended.stdout, ended.stderr, told, page.read_text("utf-8")):
        assert not any(secret in said for secret in (PHONE, ID_NUMBER, NAME))
        assert "少数民族流动人口服务平台" not in said


def test_control_characters_do_not_reach_the_terminal(tmp_path, workspace):
    path = written(tmp_path / "a\x1b[31mb.csv", form())
    assert "\x1b" not in check(path, data=workspace).stdout


def test_nothing_is_written_anywhere(workspace, monkeypatch, tmp_path):
    written(workspace / "raw/2024/450100/mt2.csv", WRONG)
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    before = tree(tmp_path)
    check(workspace / "raw/2024", data=workspace)
    assert tree(tmp_path) == before
    assert list(aside.iterdir()) == []


def test_a_read_only_folder_will_do(workspace):
    path = written(workspace / "raw/2024/450100/mt2.csv", form())
    folders = [workspace, *(p for p in workspace.rglob("*") if p.is_dir())]
    try:
        for folder in folders:
            folder.chmod(0o555)
        assert answers(path, data=workspace)[0]["verdict"] == "accepted"
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_it_loads_neither_polars_nor_rich_nor_what_prints(fine, workspace):
    code = (
        "import sys, cli\n"
        "from pipeline.commands.arguments import plainly\n"
        f"sys.argv = ['pipeline', 'check', {str(fine)!r}, '--data', {str(workspace)!r}]\n"
        "try: plainly(cli.app, sys.argv[1:])()\n"
        "except SystemExit: pass\n"
        "heavy = ('polars', 'duckdb', 'rich', 'jinja2', 'openpyxl', 'pydantic', 'weasyprint')\n"
        "print([module for module in heavy if module in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert ended.stdout.endswith("[]\n")
    assert "✓ 可以报送" in ended.stdout
