"""`pipeline log`: every act has a line, and what was cut off or edited is named."""

from __future__ import annotations

import json
import shutil

import pytest

from pipeline.commands import checklist
from tests.commands.conftest import change
from tests.commands.test_release import printed

YEAR = "2024"


def acts(answer) -> list[str]:
    return [row["act"] for row in answer["log"]]


def journal(data):
    return data / "log" / "journal.jsonl"


def test_what_came_and_what_people_decided_stand_in_their_order(collected, run, ask):
    run("withdraw", YEAR, "450100", "MT2", "--reason", "重复报送")
    run("withdraw", YEAR, "450100", "MT2", "--undo", "--reason", "并未重复")
    run("freeze", YEAR)
    answer = ask("log", YEAR, "--lang", "en")
    assert acts(answer) == ["received", "withdrawn", "reinstated", "frozen"]
    roles = [row["role"] for row in answer["log"]]
    assert roles == ["unit", "office", "office", "office"]
    assert answer["log"][1]["command"] == f"withdraw {YEAR}"
    assert run("log", YEAR, "--check").exit_code == 0


def test_the_log_refers_to_the_ledger_and_holds_no_reason_that_people_wrote(collected, run):
    run("withdraw", YEAR, "450100", "MT2", "--reason", "韦某某来电")
    text = journal(collected).read_text("utf-8")
    assert "received/ledger.csv#20" in text
    assert "韦某某" not in text


def test_the_log_of_another_year_is_empty(collected, ask):
    assert ask("log", "2023", "--lang", "en").get("log", []) == []


def test_a_line_that_was_edited_is_named(collected, run):
    run("withdraw", YEAR, "450100", "MT2", "--reason", "重复报送")
    change(journal(collected), '"role": "unit"', '"role": "office"')
    for ended in (run("log", YEAR), run("log", "--check")):
        assert ended.exit_code == 1
        assert "journal.jsonl" in ended.stderr + ended.stdout


def test_lines_cut_off_the_end_are_noticed(collected, run):
    run("withdraw", YEAR, "450100", "MT2", "--reason", "重复报送")
    path = journal(collected)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    ended = run("log", "--check", "--lang", "en")
    assert ended.exit_code == 1
    assert "head.json" in ended.stdout
    assert "cut off" in ended.stdout


def test_a_ledger_cut_off_at_its_end_is_noticed_by_the_log(collected, run):
    run("withdraw", YEAR, "450100", "MT2", "--reason", "重复报送")
    ledger = collected / "received" / "ledger.csv"
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[:-1]))
    ended = run("log", "--check", "--lang", "en")
    assert ended.exit_code == 1
    assert "ledger.csv" in ended.stdout


def test_what_a_killed_run_had_done_is_entered_by_the_next_as_late(collected, run, ask):
    path = journal(collected)
    path.write_bytes(path.read_bytes()[:-30])  # it was killed while it wrote this line
    (collected / ".lock").write_text('{"pid": 1, "since": "09:00", "command": "collect 2024"}')
    run("validate", YEAR)
    answer = ask("log", "--lang", "en")
    assert acts(answer) == ["last line mended", "interrupted", "received"]
    assert [row["late"] for row in answer["log"]] == ["", "yes", "yes"]
    assert run("log", "--check").exit_code == 0


def test_a_release_is_refused_while_the_log_is_broken_and_holds_its_head(
    collected, run, ask, monkeypatch
):
    monkeypatch.setattr(checklist, "check_layout", lambda _book: [])
    printed(collected)
    whole = shutil.copytree(collected / "log", collected.parent / "log-kept")
    run("freeze", YEAR)
    change(journal(collected), '"role": "unit"', '"role": "office"')
    refused = ask("release", YEAR, "--lang", "en")
    (found,) = [row for row in refused["checklist"] if row["check"] == "log of what was done"]
    assert (refused["exit"], found["result"]) == (1, "error")
    assert "journal.jsonl:1" in found["found"]
    shutil.rmtree(collected / "log")
    shutil.copytree(whole, collected / "log")
    assert run("release", YEAR).exit_code == 0
    told = json.loads((collected / "releases/2024/0001/release.json").read_text("utf-8"))
    assert told["log"]["line"] >= 2
    assert run("log", "--check").exit_code == 0


def test_a_run_notes_how_far_the_log_went(collected, run):
    assert run("build", YEAR, "--to", "xlsx").exit_code == 0
    told = json.loads((collected / "out/2024/internal/run.json").read_text("utf-8"))
    assert told["log"]["line"] == 1
    assert told["edition"]["suppressed"] == {} or told["edition"]["suppressed"]["primary"] > 0
    assert len(told["edition"]["content"]) == 64


@pytest.mark.parametrize("command", ["status", "rules"])
def test_what_only_reads_enters_nothing(collected, run, command):
    before = journal(collected).read_bytes()
    run(command, *((YEAR,) if command == "status" else ()))
    assert journal(collected).read_bytes() == before
