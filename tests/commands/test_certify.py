"""`pipeline certify`: what is recorded of a signed certificate, when it lapses, what is refused."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from pipeline.collect.certifications import Standing, certifications
from pipeline.collect.ledger import ActKind, Ledger
from pipeline.commands.certify import certified
from pipeline.warehouse import open_warehouse
from tests.commands.conftest import break_figure
from tests.commands.sent import tree

SIGNED = b"%PDF-1.7 signed and sealed"


@pytest.fixture
def scan(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("scans") / "南宁确认书.pdf"
    path.write_bytes(SIGNED)
    return path


@pytest.fixture
def acts(collected):
    return lambda: Ledger(collected / "received").acts()


@pytest.fixture
def standing(collected, acts):
    def told(area: str = "450100") -> Standing:
        with open_warehouse(collected / "out/yearbook.duckdb", read_only=True) as warehouse:
            return certified(warehouse, certifications(acts()), area, 2024)

    return told


def resend(collected: Path, run) -> None:
    """A new revision with another figure, which is accepted."""
    source = collected / "raw/2024/450100/mt2.csv"
    target = source.with_name("again.csv")
    target.write_bytes(source.read_bytes())
    break_figure(target, "209", "7")
    assert run("collect", "2024").exit_code == 0


def test_the_scan_is_recorded_by_its_hash_with_what_it_confirms(collected, ask, acts, scan):
    answer = ask("certify", "2024", "南宁", "--scan", str(scan))
    act = acts()[-1]
    assert (act.act, act.year, act.area, act.form) == (ActKind.CERTIFIED, 2024, "450100", "")
    assert act.sha256 == answer["sha256"] == hashlib.sha256(SIGNED).hexdigest()
    assert act.digest == answer["content"]
    assert act.file_name == "南宁确认书.pdf"
    assert act.refers_to is None
    assert answer["is_new"]
    assert answer["recorded"]["zh"] == "南宁市 2024 年：确认书已登记"


def test_the_scan_itself_is_kept_nowhere(collected, ask, scan):
    before = set(tree(collected))
    ask("certify", "2024", "南宁", "--scan", str(scan))
    after = tree(collected)
    assert set(after) == before
    assert not [name for name, content in after.items() if SIGNED in content]


def test_the_same_scan_is_recorded_once(collected, ask, run, acts, scan):
    run("certify", "2024", "南宁", "--scan", str(scan))
    before = len(acts())
    answer = ask("certify", "2024", "450100", "--scan", str(scan))
    assert (answer["exit"], answer["is_new"], len(acts())) == (0, False, before)


def test_status_says_who_has_signed_and_whose_signature_no_longer_holds(collected, run, scan):
    assert "已确认" not in run("status", "2024").stdout
    run("certify", "2024", "南宁", "--scan", str(scan))
    assert "已确认" in run("status", "2024").stdout
    resend(collected, run)
    told = run("status", "2024").stdout
    assert "确认已失效" in told
    assert "已确认" not in told


def test_the_answer_is_given_in_english_too(collected, run, scan):
    ended = run("certify", "2024", "Nanning", "--scan", str(scan), "--lang", "en")
    assert "the certificate was recorded" in ended.stdout


def test_it_holds_until_the_data_move_and_again_when_they_move_back(collected, run, standing, scan):
    assert standing() is Standing.NONE
    run("certify", "2024", "南宁", "--scan", str(scan))
    assert standing() is Standing.VALID
    assert standing("450200") is Standing.NONE
    resend(collected, run)
    assert standing() is Standing.LAPSED
    run("withdraw", "2024", "南宁", "MT2", "--reason", "试验")
    assert standing() is Standing.VALID


def test_a_year_that_has_lapsed_is_confirmed_anew_by_another_scan(
    collected, run, standing, acts, scan
):
    run("certify", "2024", "南宁", "--scan", str(scan))
    resend(collected, run)
    scan.write_bytes(SIGNED + b" again")
    run("certify", "2024", "南宁", "--scan", str(scan))
    assert standing() is Standing.VALID
    assert len(certifications(acts())["450100", 2024]) == 2


def test_boards_and_receipts_do_not_mind(collected, run, ask, scan):
    before = ask("status", "2024", "--today", "2025-03-10")
    run("certify", "2024", "南宁", "--scan", str(scan))
    after = ask("status", "2024", "--today", "2025-03-10")
    assert after.pop("certified") == ["450100"]
    assert after == before
    assert ask("collect", "2024")["new"] == 0
    assert run("withdraw", "2024", "南宁", "MT4", "--reason", "试验").exit_code == 0


def refused(run, acts, *arguments: str) -> tuple[int, str]:
    before = acts()
    ended = run("certify", "2024", *arguments)
    assert acts() == before, "nothing is recorded"
    assert "处理办法" in ended.stderr
    return ended.exit_code, ended.stderr


def test_a_city_that_is_not_complete_is_refused_with_what_is_missing(collected, run, acts, scan):
    code, told = refused(run, acts, "桂林", "--scan", str(scan))
    assert code == 1
    assert "民统1表未报、民统2表未报" in told
    run("withdraw", "2024", "南宁", "MT4", "--reason", "试验")
    assert "还不能确认：民统4表未报" in refused(run, acts, "南宁", "--scan", str(scan))[1]


def test_a_file_that_is_missing_empty_or_no_file_is_refused(collected, run, acts, scan):
    for path in (scan.with_name("无.pdf"), scan.parent):
        code, told = refused(run, acts, "南宁", "--scan", str(path))
        assert (code, "找不到或读不了" in told) == (2, True)
    scan.write_bytes(b"")
    assert "空文件" in refused(run, acts, "南宁", "--scan", str(scan))[1]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(collected, run, acts, scan):
    scan.chmod(0)
    assert refused(run, acts, "南宁", "--scan", str(scan))[0] == 2


def test_a_file_larger_than_50_mb_is_refused(collected, run, acts, scan):
    with scan.open("r+b") as handle:
        handle.truncate(50 * 1024 * 1024 + 1)
    code, told = refused(run, acts, "南宁", "--scan", str(scan))
    assert (code, "50 MB" in told) == (2, True)


@pytest.mark.parametrize("name", ["450103198703152219.pdf", "韦某某 139-7881-2345.jpg"])
def test_a_name_with_a_number_of_a_person_is_refused_and_not_repeated(
    collected, run, acts, scan, name
):
    code, told = refused(run, acts, "南宁", "--scan", str(scan.rename(scan.with_name(name))))
    assert code == 2
    assert "文件名中疑有身份证号或手机号" in told
    assert name[:6] not in told


def test_a_name_that_cannot_be_shown_is_refused(collected, run, acts, scan):
    odd = scan.rename(scan.with_name("a\nb.pdf"))
    assert refused(run, acts, "南宁", "--scan", str(odd))[0] == 2


def test_an_unknown_unit_or_year_is_a_mistake(collected, run, scan):
    assert run("certify", "2024", "广州", "--scan", str(scan)).exit_code == 2
    assert run("certify", "2031", "南宁", "--scan", str(scan)).exit_code == 2
    assert run("certify", "2024", "南宁").exit_code == 2


def test_a_damaged_ledger_is_not_written_to(collected, run, scan):
    ledger = collected / "received/ledger.csv"
    ledger.write_bytes(ledger.read_bytes().replace(b"MT2", b"MT3", 1))
    damaged = ledger.read_bytes()
    assert run("certify", "2024", "南宁", "--scan", str(scan)).exit_code == 1
    assert ledger.read_bytes() == damaged
