"""The drop folder may hold anything: nothing but ordinary files is opened, nothing stops the rest."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from pipeline.collect.dropfolder import walk
from pipeline.workspace import Workspace
from tests.collect.desk import acts, collect, receipts, staged
from tests.collect.mini import drop, figures, one


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


@pytest.fixture
def folder(workspace):
    """Nanning's folder, with one good file."""
    return drop(workspace, "2024/450100/mt2.csv", figures()).parent


def test_links_pipes_and_sockets_end_nothing_and_take_no_time(workspace, folder):
    """A link to a folder of many files is not followed, a pipe that nobody writes is not read."""
    (folder / "etc").symlink_to("/etc")
    (folder.parent / "450200").symlink_to("/etc")
    (folder.parent / "all").symlink_to("/")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.csv")
    os.mkfifo(folder.parent / "pipe.xlsx")
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(folder)  # the path of a socket must be short
        listening.bind("s.csv")
        os.chdir(here)
        started = time.monotonic()
        received = collect(workspace)
        assert time.monotonic() - started < 2
    assert [f.rule for f in received.findings] == ["D51"] * 7
    assert len(received.fresh) == 1


HOSTILE = [
    "a\nb.csv", "a\rb.csv", "a\tb.csv", "\x1b[31mred\x1b[0m.csv", "a\u202egpj.csv", "a\u200bb.csv",
    "a\u2028b.csv", '"quoted",name.csv', "'=1+1'.csv", "=cmd|' -C calc'!A0.csv", "%s{0}{name}.csv",
    "[bold]x.csv", "<script>alert(1)<script>.csv", " .csv", "-rf.csv", "南宁　表.csv",
    "\\x0a.csv",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_harmlessly_and_stays_traceable(workspace, folder, name):
    (folder / name).write_text(one("419"), "utf-8")
    collect(workspace)
    shown = {act.file_name for act in acts(workspace)} - {"raw/2024/450100/mt2.csv"}
    assert len(shown) == 1
    assert all(c.isprintable() or c == "　" for c in shown.pop())
    with staged(workspace) as warehouse:
        assert len(warehouse.rows("select * from staged.submission")) == 2


@pytest.mark.parametrize(
    "name", [b"\xc4\xcf\xc4\xfe.csv", b"\xff\xfe\xfd.csv", "长".encode() * 83 + b".csv", b"x" * 255]
)
def test_a_name_in_no_encoding_or_of_full_length_is_received(workspace, folder, name):
    (folder / os.fsdecode(name)).write_text(one("419"), "utf-8")
    assert len(collect(workspace).fresh) == 2
    assert collect(workspace).known == 2
    assert len(receipts(workspace)) == 2


def test_a_hostile_folder_is_told_of_harmlessly(workspace):
    odd = workspace.raw(2024) / "a\n\x1b[31m\u202e"
    odd.mkdir(parents=True)
    (odd / "mt2.csv").write_text(figures(), "utf-8")
    (found,) = collect(workspace).findings
    assert found.rule == "D67"
    assert all(map(str.isprintable, (found.file_name, found.observed, found.message.zh)))


@contextmanager
def nested(folder, name, times):
    """Folders in folders, made and removed step by step, since no path may name the last."""
    here = os.open(folder, os.O_RDONLY)
    for _ in range(times):
        os.mkdir(name, dir_fd=here)
        further = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = further
    try:
        yield here
    finally:
        os.close(here)
        subprocess.run(["rm", "-rf", folder / name], check=True)  # noqa: S607


def test_a_thousand_folders_deep_it_is_found(workspace, folder):
    with nested(folder, "d", 1000) as deep:
        with open("x.csv", "w", opener=partial(os.open, dir_fd=deep), encoding="utf-8") as file:
            file.write(one("419"))
        assert len(collect(workspace).fresh) == 2


def test_deeper_than_the_system_can_name_is_told_of(workspace, folder):
    with nested(folder, "深" * 80, 60):
        received = collect(workspace)
    assert len(received.fresh) == 1
    assert {f.rule for f in received.findings} == {"D52"}


def test_ten_thousand_files_are_gone_through_in_seconds(workspace, folder):
    content = one("419").encode()
    for number in range(10_000):
        (folder / f"{number}.csv").write_bytes(content)
    started = time.process_time()
    received = collect(workspace)
    assert time.process_time() - started < 10
    assert (len(received.fresh), received.known) == (2, 9_999)


def test_ten_thousand_unreadable_files_are_all_told_of(workspace, folder):
    for number in range(10_000):
        (folder / f"{number}.csv").write_bytes(b"nothing %d" % number)
    started = time.process_time()
    received = collect(workspace)
    assert time.process_time() - started < 20
    assert (len(received.fresh), len(received.rejections)) == (1, 10_000)


def test_everything_is_walked_in_the_order_of_its_path(workspace):
    for name in ("b/2.csv", "a.csv", "b/1.csv", "c.csv", "b/a/0.csv"):
        drop(workspace, f"2024/{name}", b"")
    names = [dropped.name for dropped in walk(workspace.raw(2024), workspace.root)]
    assert [name.removeprefix("raw/2024/") for name in names] == [
        "a.csv", "b/1.csv", "b/2.csv", "b/a/0.csv", "c.csv",
    ]  # fmt: skip


def test_a_folder_that_vanishes_while_it_is_walked_stops_nothing(workspace, folder):
    other = drop(workspace, "2024/450200/x.csv", b"")
    seen = []
    for dropped in walk(workspace.raw(2024), workspace.root):
        seen.append(dropped.name)
        if other.exists():
            other.unlink()
            other.parent.rmdir()
    assert seen[0] == "raw/2024/450100/mt2.csv"
