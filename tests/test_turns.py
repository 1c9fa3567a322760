"""Turns: one command writes at a time; what killed ones left is swept, what others write is not."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from pipeline import turns
from pipeline.errors import EnvironmentLacks
from pipeline.turns import sweep, turn, turn_if_free
from pipeline.workspace import ASIDE, Workspace, replaced, replaced_folder, write_whole


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def quiet(_told: object) -> None:
    return


def test_who_comes_second_is_told_who_is_at_it_and_nothing_is_done(workspace):
    with (
        turn(workspace, "build 2024", 0, quiet),
        pytest.raises(EnvironmentLacks) as told,
        turn(workspace, "collect 2024", 0, quiet),
    ):
        pass
    assert told.value.exit == 3
    for words in (told.value.zh, told.value.en):
        assert "build 2024" in words
        assert str(os.getpid()) in words


def test_who_waits_says_so_and_gets_its_turn(workspace):
    said: list[str] = []
    first = turn(workspace, "build 2024", 0, quiet)
    first.__enter__()
    threading.Timer(0.3, lambda: first.__exit__(None, None, None)).start()
    started = time.monotonic()
    with turn(workspace, "collect 2024", 20, lambda told: said.append(told.en)):
        assert time.monotonic() - started < 19
    assert len(said) == 1
    assert "build 2024" in said[0]


def test_a_reader_that_could_keep_its_work_does_so_only_when_nobody_writes(workspace, monkeypatch):
    with turn_if_free(workspace, "trace 2024") as mine:
        assert mine
    with turn(workspace, "build 2024", 0, quiet):
        with turn_if_free(workspace, "proof 2024") as mine:
            assert mine  # it is this process's turn already
        monkeypatch.setattr(turns, "_mine", set())  # as another process sees it
        with turn_if_free(workspace, "trace 2024") as mine:
            assert not mine


def test_the_next_turn_hears_of_a_command_that_was_killed_in_its_own(workspace):
    (workspace.root / ".lock").write_text('{"pid": 1, "since": "09:00", "command": "build 2024"}')
    with turn(workspace, "collect 2024", 0, quiet) as killed:
        assert killed.command == "build 2024"
    with turn(workspace, "collect 2024", 0, quiet) as killed:
        assert killed is None


def test_only_our_own_leftovers_are_swept(workspace):
    left = workspace.root / "out" / f"{ASIDE}book.pdf.x1"
    folder = workspace.root / "out" / "2024" / f"{ASIDE}html.x2"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("half")
    left.write_text("half")
    sent = workspace.root / "raw" / "2024" / f"{ASIDE}form.csv"
    other = workspace.root / "out" / ".hidden"
    for path in (sent, other):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("of somebody else")
    with turn(workspace, "collect 2024", 0, quiet):
        assert not left.exists()
        assert not folder.exists()
    assert sent.exists()
    assert other.exists()


def test_what_is_being_written_is_not_swept(workspace):
    target = workspace.root / "board.html"
    with replaced(target) as aside:
        aside.write_text("whole")
        assert aside not in sweep(workspace.root)
    assert target.read_text() == "whole"
    assert [path.name for path in workspace.root.iterdir()] == ["board.html"]


def test_a_folder_is_exchanged_for_another_without_a_moment_in_which_there_is_none(workspace):
    target = workspace.root / "html"
    with replaced_folder(target) as new:
        (new / "one").write_text("1")
    with replaced_folder(target) as new:
        (new / "two").write_text("2")
        assert (target / "one").exists()
    assert [path.name for path in target.iterdir()] == ["two"]
    assert [path.name for path in workspace.root.iterdir()] == ["html"]


def test_where_folders_cannot_be_exchanged_they_are_replaced_in_two_steps(workspace, monkeypatch):
    monkeypatch.setattr("pipeline.workspace._exchanged", lambda _one, _other: False)
    test_a_folder_is_exchanged_for_another_without_a_moment_in_which_there_is_none(workspace)


def test_what_fails_leaves_the_old_file_and_nothing_beside_it(workspace):
    target = workspace.root / "book.pdf"
    write_whole(target, b"old")

    def fail() -> None:
        with replaced(target) as aside:
            aside.write_bytes(b"new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert target.read_bytes() == b"old"
    assert [path.name for path in workspace.root.iterdir()] == ["book.pdf"]
