"""The warehouse is derived: what is not what its voucher says is left aside, told of and replaced."""

from __future__ import annotations

from pathlib import Path
from random import Random

import duckdb
import pytest

from pipeline.commands.voucher import examine
from pipeline.turns import turn
from pipeline.workspace import Workspace
from tests.commands.conftest import runner
from tests.trust.cutting import WAYS

TOLD = "not to be trusted"


@pytest.fixture(scope="module")
def board(collected_once):
    return runner(collected_once)("status", "2024", "--lang", "en").stdout


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.strip("_"))
def test_the_board_is_the_same_and_one_line_tells_why(collected, run, board, way):
    way(collected / "out" / "yearbook.duckdb", Random(7))  # noqa: S311
    ended = run("status", "2024", "--lang", "en")
    assert ended.exit_code == 0
    assert ended.stdout == board
    (line,) = ended.stderr.splitlines()
    assert TOLD in line


def test_the_next_run_makes_it_again_with_the_same_content(collected, run):
    before = examine(Workspace(collected)).holds
    (collected / "out" / "yearbook.duckdb").write_text("no database")
    ended = run("validate", "2024")
    assert "数据仓库不可信" in ended.stderr
    after = examine(Workspace(collected)).holds
    assert (after.content, after.batches) == (before.content, before.batches)
    assert run("validate", "2024").stderr == ""


def test_rejected_files_are_remembered_when_the_warehouse_is_lost(sent, run, ask):
    form = sent / "raw/2024/450100/mt2.csv"
    form.write_bytes(b"not a form\r\n")
    assert run("collect", "2024").exit_code == 1
    (sent / "out" / "yearbook.duckdb").write_bytes(b"")
    (refused,) = ask("status", "2024")["rejected_files"]
    assert refused["file_name"].endswith("mt2.csv")


def test_a_warehouse_that_was_deleted_is_no_damage(collected, run, board):
    (collected / "out" / "yearbook.duckdb").unlink()
    ended = run("status", "2024", "--lang", "en")
    assert (ended.stdout, ended.stderr) == (board, "")


def test_a_warehouse_that_another_program_has_open_disturbs_no_reader(collected, run, board):
    path = collected / "out" / "yearbook.duckdb"
    code = f"import duckdb, time; c = duckdb.connect({str(path)!r}); print(1, flush=True); time.sleep(60)"
    import subprocess
    import sys

    other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        other.stdout.readline()
        assert run("status", "2024", "--lang", "en").stdout == board
    finally:
        other.kill()
        other.wait()


def test_readers_do_not_wait_for_a_writer(collected, run, board):
    with turn(Workspace(collected), "build 2024", 0, print):
        assert run("status", "2024", "--lang", "en").stdout == board
        ended = run("trace", "2024", "450100", "201")
    assert ended.exit_code == 0
    assert ended.stderr == ""


def test_the_voucher_counts_the_acts_that_the_warehouse_was_made_from(collected, run):
    assert examine(Workspace(collected)).holds.batches == 19
    run("withdraw", "2024", "450100", "MT2", "--reason", "重复报送")
    assert examine(Workspace(collected)).holds.batches == 20


def test_an_older_warehouse_that_is_put_back_is_noticed(collected, run):
    path = collected / "out" / "yearbook.duckdb"
    older = path.read_bytes()
    run("withdraw", "2024", "450100", "MT2", "--reason", "重复报送")
    path.write_bytes(older)
    assert TOLD in run("status", "2024", "--lang", "en").stderr


def test_a_warehouse_is_left_without_a_log_of_writes(collected):
    assert not list(Path(collected / "out").glob("*.wal"))
    with duckdb.connect(str(collected / "out" / "yearbook.duckdb"), read_only=True) as made:
        assert made.execute("select count(*) from staged.submission").fetchone() == (19,)
