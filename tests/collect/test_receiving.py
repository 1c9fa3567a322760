"""What lies in the drop folder is received once, kept byte for byte, and otherwise left alone."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from pipeline.collect import ledger, receive
from pipeline.collect.dropfolder import Refused, take
from pipeline.collect.receipts import Archive
from pipeline.errors import DataError, UsageError
from pipeline.workspace import Workspace
from tests.collect.mini import CATALOGUE, ROWS, TODAY, drop, figures, narrative, one


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


def collect(workspace, year=2024, today=TODAY):
    return receive(workspace, CATALOGUE, year, today)


def snapshot(folder):
    """Everything in a folder: path, content, mode and time of last change."""
    return {
        path: (path.read_bytes(), path.stat().st_mode, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_file_is_kept_byte_for_byte_and_entered(workspace):
    path = drop(workspace, "2024/450100/mt2.csv", figures())
    collect(workspace)
    (receipt,) = Archive(workspace.received).receipts()
    assert (receipt.seq, receipt.key, receipt.revision) == (1, ("450100", "MT2", 2024), 1)
    assert (receipt.received_on, receipt.file_name) == (TODAY, "raw/2024/450100/mt2.csv")
    kept = workspace.received / "objects" / receipt.sha256[:2] / receipt.sha256
    assert kept.read_bytes() == path.read_bytes()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o444


def test_the_same_file_again_is_passed_over_in_silence(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    collect(workspace)
    before = snapshot(workspace.received)
    again = collect(workspace, today=date(2027, 1, 1))
    assert (again.fresh, again.known, again.rejections) == ((), 1, ())
    assert snapshot(workspace.received) == before


def test_the_same_bytes_twice_in_one_run_are_one_submission(workspace):
    drop(workspace, "2024/450100/a.csv", figures())
    drop(workspace, "2024/南宁市/b.csv", figures())
    assert [r.file_name for r in collect(workspace).fresh] == ["raw/2024/450100/a.csv"]


def test_a_corrected_file_is_entered_behind_the_first(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    collect(workspace)
    drop(workspace, "2024/450100/mt2.csv", one("419"))
    collect(workspace, today=date(2026, 12, 1))
    first, second = Archive(workspace.received).receipts()
    assert (first.revision, second.revision) == (1, 2)
    assert (second.seq, second.received_on) == (2, date(2026, 12, 1))


def test_files_of_one_run_are_entered_by_stated_date_then_path(workspace):
    drop(workspace, "2024/450100/a.csv", figures(*ROWS[:3], 报出日期="2025-03-01"))
    drop(workspace, "2024/450100/b.csv", figures(*ROWS[:2], 报出日期="2025-02-01"))
    drop(workspace, "2024/450100/c.csv", narrative())
    drop(workspace, "2024/450100/d.csv", figures())
    names = [r.file_name[-5:] for r in collect(workspace).fresh]
    assert names == ["b.csv", "c.csv", "d.csv", "a.csv"]


def test_the_drop_folder_is_only_read(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    drop(workspace, "2024/450100/bad.csv", figures(统计年度="2023"))
    before = snapshot(workspace.root / "raw")
    collect(workspace)
    assert snapshot(workspace.root / "raw") == before


def test_a_rejected_file_is_kept_nowhere_and_told_of_in_every_run(workspace):
    drop(workspace, "2024/450100/bad.csv", figures(统计年度="2023"))
    first, second = collect(workspace), collect(workspace)
    assert [f.rule for f in first.findings] == ["D42"]
    assert first == second
    assert not workspace.received.exists()


def test_one_bad_file_does_not_keep_the_others_out(workspace):
    drop(workspace, "2024/450100/bad.csv", b"\xff\xfe")
    drop(workspace, "2024/450100/mt2.csv", figures())
    received = collect(workspace)
    assert (len(received.fresh), len(received.rejections)) == (1, 1)


def test_a_received_file_is_refused_in_another_citys_folder(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    collect(workspace)
    drop(workspace, "2024/450200/mt2.csv", figures())
    assert [f.rule for f in collect(workspace).findings] == ["D37"]


@pytest.mark.parametrize(
    "folder",
    ["450100", "南宁", "南宁市", "450100 City", "450100南宁市", "450100_南宁", "４５０１００－南宁市",
     "450100/补报/二", "补报/南宁市", "450000/450100_南宁", "南宁市/450100"],
)  # fmt: skip
def test_a_folder_may_go_by_any_name_of_its_area(workspace, folder):
    drop(workspace, f"2024/{folder}/x.CSV", figures())
    assert len(collect(workspace).fresh) == 1


@pytest.mark.parametrize("folder", ["广州", "459900", "450100柳州", "450100/柳州市", "补报"])
def test_a_folder_of_nobody_is_told_of(workspace, folder):
    drop(workspace, f"2024/{folder}/mt2.csv", figures())
    assert [f.rule for f in collect(workspace).findings] == ["D67"]


@pytest.mark.parametrize(
    "name",
    ["~$mt2.csv", ".mt2.csv", "._mt2.csv", "mt2.csv.part", "mt2.TMP", "a.crdownload", "Thumbs.db",
     "desktop.ini", "mt2.csv~", "来源.md", ".git/config"],
)  # fmt: skip
def test_files_that_nobody_sent_are_passed_over(workspace, name):
    drop(workspace, f"2024/450100/{name}", b"anything")
    received = collect(workspace)
    assert (received.fresh, received.known, received.rejections) == ((), 0, ())


def test_links_and_pipes_are_not_opened(workspace):
    outside = drop(workspace, "outside/mt2.csv", figures())
    folder = drop(workspace, "2024/450100/mt2.csv", figures()).parent
    (folder / "link.csv").symlink_to(outside)
    (folder / "folder").symlink_to(outside.parent)
    (folder / "broken.csv").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.csv")
    found = collect(workspace).findings
    assert [f.rule for f in found] == ["D51"] * 4
    assert {f.observed for f in found} == {"符号链接", "命名管道"}


def test_a_device_is_not_read():
    refused = take(Path(os.devnull))
    assert isinstance(refused, Refused)
    assert refused.rule == "D51"


def test_a_file_that_grows_while_it_is_read_is_left_for_the_next_run(workspace, monkeypatch):
    path = drop(workspace, "2024/450100/mt2.csv", figures())
    really = os.fstat

    def earlier(descriptor):
        fields = list(really(descriptor))
        fields[stat.ST_SIZE] -= 1
        return os.stat_result(fields)

    monkeypatch.setattr(os, "fstat", earlier)
    refused = take(path)
    assert isinstance(refused, Refused)
    assert (refused.rule, refused.reason.zh) == ("D52", "文件正在被写入")


def test_a_folder_or_file_that_may_not_be_read_is_told_of(workspace, monkeypatch):
    path = drop(workspace, "2024/450100/mt2.csv", figures())
    drop(workspace, "2024/450200/mt2.csv", figures())
    open_it, scan_it = os.open, os.scandir

    def no_open(name, *rest, **more):
        if name == path.name:
            raise PermissionError(13, "Permission denied")
        return open_it(name, *rest, **more)

    def no_scan(name):
        if str(name).endswith("450200"):
            raise PermissionError(13, "Permission denied")
        return scan_it(name)

    monkeypatch.setattr(os, "open", no_open)
    monkeypatch.setattr(os, "scandir", no_scan)
    assert [(f.rule, f.file_name) for f in collect(workspace).findings] == [
        ("D52", "raw/2024/450100/mt2.csv"),
        ("D52", "raw/2024/450200"),
    ]


def test_a_file_name_in_no_known_encoding_can_still_be_told(workspace):
    folder = drop(workspace, "2024/450100/mt2.csv", figures()).parent
    (folder / os.fsdecode("南宁.csv".encode("gb18030"))).write_bytes(one("419").encode())
    names = [r.file_name for r in collect(workspace).fresh]
    assert names == ["raw/2024/450100/\\xc4\\xcf\\xc4\\xfe.csv", "raw/2024/450100/mt2.csv"]
    assert len(Archive(workspace.received).receipts()) == 2


def test_a_year_without_folder_and_receipts_is_a_mistake_in_the_call(workspace):
    with pytest.raises(UsageError):
        collect(workspace, 2019)


def test_a_year_whose_folder_is_gone_lives_on_in_its_receipts(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    collect(workspace)
    (workspace.root / "raw").rename(workspace.root / "moved")
    assert collect(workspace).fresh == ()


def test_progress_is_told_each_file(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    told = []
    receive(workspace, CATALOGUE, 2024, TODAY, told.append)
    assert told == ["raw/2024/450100/mt2.csv"]


def test_a_crash_before_the_ledger_is_written_leaves_nothing_received(workspace, monkeypatch):
    drop(workspace, "2024/450100/mt2.csv", figures())

    def crash(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(ledger, "write_whole", crash)
        with pytest.raises(KeyboardInterrupt):
            collect(workspace)
    assert Archive(workspace.received).receipts() == []
    assert len(collect(workspace).fresh) == 1
    assert len(list(workspace.received.glob("objects/*/*"))) == 1


def test_a_crash_while_a_copy_is_written_leaves_no_half_copy(workspace, monkeypatch):
    drop(workspace, "2024/450100/mt2.csv", figures())

    def crash(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            collect(workspace)
    assert not list(workspace.received.glob("objects/*/[0-9a-f]*"))
    assert len(collect(workspace).fresh) == 1


def test_what_a_power_cut_left_of_a_copy_is_written_again(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    (receipt,) = collect(workspace).fresh
    (copy,) = workspace.received.glob("objects/*/*")
    copy.chmod(0o644)
    copy.write_bytes(b"")
    (workspace.received / "ledger.csv").unlink()
    assert [again.sha256 for again in collect(workspace).fresh] == [receipt.sha256]
    assert copy.read_bytes() == figures().encode()


def test_copies_are_on_the_disk_before_the_ledger_names_them(workspace, monkeypatch):
    drop(workspace, "2024/450100/mt2.csv", figures())
    order = []
    really = ledger.write_whole
    monkeypatch.setattr(os, "sync", lambda: order.append("disk"))
    monkeypatch.setattr(
        ledger, "write_whole", lambda *args: (order.append("ledger"), really(*args))
    )
    collect(workspace)
    assert order == ["disk", "ledger"]


def test_the_ledger_grows_only_at_its_end(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    collect(workspace)
    before = (workspace.received / "ledger.csv").read_bytes()
    drop(workspace, "2024/450100/second.csv", one("419"))
    collect(workspace)
    assert (workspace.received / "ledger.csv").read_bytes().startswith(before)


def damaged_copy(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    (receipt,) = collect(workspace).fresh
    path = workspace.received / "objects" / receipt.sha256[:2] / receipt.sha256
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"418", b"419"))
    return receipt, path


def test_a_damaged_or_lost_copy_is_noticed(workspace):
    receipt, path = damaged_copy(workspace)
    with pytest.raises(DataError, match="damaged"):
        Archive(workspace.received).recall(receipt)
    path.unlink()
    with pytest.raises(DataError, match="missing"):
        Archive(workspace.received).recall(receipt)


def test_a_damaged_copy_is_mended_while_the_file_still_lies_there(workspace):
    receipt, _ = damaged_copy(workspace)
    assert collect(workspace).known == 1
    assert Archive(workspace.received).recall(receipt) == figures().encode()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("seq,", "number,", 1),
        ("1,", "7,", 2),
        ("2026-11-23", "23.11.2026", 2),
        (",MT2", "", 2),
    ],
)
def test_a_damaged_ledger_is_told_with_its_line(workspace, old, new, line):
    drop(workspace, "2024/450100/mt2.csv", figures())
    collect(workspace)
    ledger = workspace.received / "ledger.csv"
    ledger.write_text(ledger.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as raised:
        collect(workspace)
    assert raised.value.where == f"received/ledger.csv:{line}"


def test_a_ledger_cut_short_is_noticed(workspace):
    drop(workspace, "2024/450100/mt2.csv", figures())
    collect(workspace)
    ledger = workspace.received / "ledger.csv"
    ledger.write_bytes(ledger.read_bytes()[:-30])
    with pytest.raises(DataError):
        collect(workspace)
