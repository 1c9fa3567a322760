"""The command line: what it loads, what it says, how it ends."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from pipeline.workspace import HOUSE

HEAVY = ("duckdb", "polars", "weasyprint", "vl_convert", "rich", "jinja2")
CATALOGUE = HOUSE / "data" / "catalogue"


def run(*arguments: str):
    return CliRunner().invoke(cli.app, arguments)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with the shipped catalogue, the shipped texts and one city's 2021 files."""
    shutil.copytree(CATALOGUE, tmp_path / "catalogue")
    shutil.copytree(HOUSE / "data" / "editorial", tmp_path / "editorial")
    shutil.copytree(HOUSE / "data/raw/2021/450100", tmp_path / "raw/2021/450100")
    return tmp_path


def test_help_names_every_command_and_loads_nothing_heavy():
    code = (
        "import sys, cli\n"
        "from pipeline.commands.arguments import plainly\n"
        "try: plainly(cli.app, ['--help'])(['--help'])\n"
        "except SystemExit as end: assert end.code == 0\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=True
    ).stdout
    for command in ("build", "collect", "validate", "render", "status", "doctor"):
        assert command in told
    assert told.endswith("[]\n")


@pytest.mark.parametrize("arguments", [("build",), ("build", "24"), ("bild", "2024")])
def test_a_wrong_call_ends_with_2(arguments):
    assert run(*arguments).exit_code == 2


def test_a_folder_without_a_catalogue_is_named_with_the_remedy(tmp_path: Path):
    ended = run("collect", "2021", "--data", str(tmp_path))
    assert ended.exit_code == 2
    assert "不存在" in ended.stderr
    assert "--data" in ended.stderr


def test_a_broken_catalogue_is_named_with_file_and_line(workspace: Path):
    forms = workspace / "catalogue" / "forms.csv"
    forms.write_text(forms.read_text("utf-8").replace("MT1,table", "MT1,tabel"), "utf-8")
    ended = run("collect", "2021", "--data", str(workspace), "--lang", "en")
    assert ended.exit_code == 2
    assert "forms.csv:2" in ended.stderr
    assert "Remedy" in ended.stderr


def test_collect_tells_what_came_and_is_silent_about_it_the_second_time(workspace: Path):
    first = json.loads(run("collect", "2021", "--data", str(workspace), "--format", "json").stdout)
    again = json.loads(run("collect", "2021", "--data", str(workspace), "--format", "json").stdout)
    assert (first["new"], first["known"], first["rejected"]) == (5, 0, 0)
    assert (again["new"], again["known"], again["rejected"]) == (0, 5, 0)


def test_a_file_that_cannot_be_read_is_returned_with_place_and_remedy(workspace: Path):
    form = workspace / "raw/2021/450100/mt2.csv"
    form.write_bytes(form.read_bytes().replace(b",362,", b",36a2,"))
    ended = run("collect", "2021", "--data", str(workspace))
    assert ended.exit_code == 1
    assert "36a2" in ended.stdout
    assert "mt2.csv" in ended.stdout


def test_status_before_anything_came_shows_who_owes_what_and_which_command_to_run(workspace: Path):
    ended = run("status", "2024", "--data", str(workspace), "--today", "2025-03-05")
    assert ended.exit_code == 0
    assert "pipeline collect 2024" in ended.stdout
    assert ended.stdout.count("· +5") == 14 * 9
    assert not (workspace / "out").exists()


def test_status_of_a_year_that_was_never_opened_is_a_mistake(workspace: Path):
    ended = run("status", "2031", "--data", str(workspace))
    assert ended.exit_code == 2
    assert "pipeline init 2031" in ended.stderr


def test_status_shows_the_board_of_the_last_run(workspace: Path):
    run("collect", "2021", "--data", str(workspace))
    ended = run("status", "2021", "--data", str(workspace), "--lang", "en")
    assert ended.exit_code == 0
    assert "450100" in ended.stdout
    assert "accepted 5" in ended.stdout


def test_a_newer_file_that_did_not_clear_leaves_the_older_one_in_force(workspace: Path):
    run("collect", "2021", "--data", str(workspace))
    form = workspace / "raw/2021/450100/mt2.csv"
    newer = form.read_bytes().replace(b",22,", b",22.5,")
    form.with_name("mt2_again.csv").write_bytes(newer)
    run("collect", "2021", "--data", str(workspace))
    ended = run("validate", "2021", "--data", str(workspace))
    assert ended.exit_code == 0
    assert "mt2_again.csv 未通过，仍采用" in ended.stdout


def test_our_own_mistake_is_one_line_and_a_log_file(workspace: Path, monkeypatch):
    def fails(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("pipeline.commands.season.load", fails)
    ended = run("status", "2021", "--data", str(workspace), "--lang", "en")
    assert ended.exit_code == 70
    (line,) = ended.stderr.splitlines()
    log = Path(line.split("log: ")[1])
    assert "ZeroDivisionError" in log.read_text("utf-8")
    log.unlink()


def test_doctor_finds_this_machine_complete():
    ended = run("doctor")
    assert ended.exit_code == 0
    assert "Noto Serif CJK SC" in ended.stdout


def test_doctor_says_how_to_get_what_is_missing(monkeypatch):
    monkeypatch.setattr("ctypes.util.find_library", lambda _name: None)
    ended = run("doctor", "--lang", "en")
    assert ended.exit_code == 3
    assert "apt install libharfbuzz-subset0" in ended.stdout
