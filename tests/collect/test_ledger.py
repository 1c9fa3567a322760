"""The ledger: append-only, chained, and never believed when it was touched."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.collect.ledger import COLUMNS, Act, ActKind, Ledger
from pipeline.collect.receipts import Archive, receipts_of
from pipeline.errors import DataError
from pipeline.workspace import Workspace
from tests.collect.desk import acts, collect
from tests.collect.mini import TODAY, drop, figures, one


@pytest.fixture
def workspace(tmp_path):
    """Three files received one after the other."""
    workspace = Workspace(tmp_path)
    for number, form in enumerate((figures(), one("419"), one("420"))):
        drop(workspace, f"2024/450100/{number}.csv", form)
        collect(workspace)
    return workspace


@pytest.fixture
def ledger(workspace):
    return workspace.received / "ledger.csv"


def rewrite(ledger, change):
    """Edits the ledger as lines."""
    ledger.write_bytes(b"".join(change(ledger.read_bytes().splitlines(keepends=True))))


def place(ledger):
    """Where the ledger is said to be damaged."""
    with pytest.raises(DataError) as raised:
        Ledger(ledger.parent).acts()
    assert raised.value.remedy_zh
    return raised.value.where


def test_every_line_is_chained_to_the_one_before(ledger):
    lines = ledger.read_text("utf-8").splitlines()
    chains = [line.rpartition(",")[2] for line in lines[1:]]
    assert lines[0] == ",".join(COLUMNS)
    assert len(set(chains)) == 3


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize(
    ("old", "new"),
    [(b"2026-11-23", b"2026-11-22"), (b",MT2,", b",MT3,"), (b"450100", b"450200")],
)
def test_an_edited_cell_is_found_in_its_line(ledger, number, old, new):
    rewrite(ledger, lambda lines: [
        line.replace(old, new, 1) if at == number else line for at, line in enumerate(lines)
    ])  # fmt: skip
    assert place(ledger) == f"received/ledger.csv:{number + 1}"


def test_a_line_that_is_missing_is_found(ledger):
    rewrite(ledger, lambda lines: [*lines[:2], *lines[3:]])
    assert place(ledger) == "received/ledger.csv:3"


def test_lines_that_changed_places_are_found(ledger):
    rewrite(ledger, lambda lines: [lines[0], lines[2], lines[1], lines[3]])
    assert place(ledger) == "received/ledger.csv:2"


def test_a_line_put_in_is_found(ledger):
    rewrite(ledger, lambda lines: [*lines[:3], lines[2], *lines[3:]])
    assert place(ledger) == "received/ledger.csv:4"


@pytest.mark.parametrize("cut", [1, 30, 200])
def test_a_ledger_cut_in_a_line_is_found(ledger, cut):
    ledger.write_bytes(ledger.read_bytes()[: -1 - cut])
    assert place(ledger).startswith("received/ledger.csv:")


@pytest.mark.parametrize(
    "head", [b"", b"seq,sha256,received_on,year,area,form,file_name\n", b"\xef\xbb\xbfseq\n"]
)
def test_a_head_that_is_not_ours_is_told_of(ledger, head):
    rewrite(ledger, lambda lines: [head, *lines[1:]])
    assert place(ledger) == "received/ledger.csv:1"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'"', b"\x00", b'seq,"x'])
def test_what_is_no_table_is_told_of(ledger, content):
    ledger.write_bytes(content)
    assert place(ledger).startswith("received/ledger.csv")


def test_it_grows_only_at_its_end(workspace, ledger):
    before = ledger.read_bytes()
    drop(workspace, "2024/450100/more.csv", one("421"))
    collect(workspace)
    assert ledger.read_bytes().startswith(before)
    assert [act.seq for act in acts(workspace)] == [1, 2, 3, 4]


def test_nothing_is_received_while_the_ledger_is_damaged(workspace, ledger):
    rewrite(ledger, lambda lines: lines[:2] + lines[3:])
    damaged = ledger.read_bytes()
    drop(workspace, "2024/450100/more.csv", one("421"))
    with pytest.raises(DataError):
        collect(workspace)
    assert ledger.read_bytes() == damaged


def test_an_act_that_refers_to_no_receipt_is_not_believed(workspace):
    act = Act(4, ActKind.WITHDRAWN, TODAY, 2024, "450100", "MT2", refers_to=4)
    archive = Archive(workspace.received)
    archive.ledger.append([act])
    with pytest.raises(DataError) as raised:
        archive.receipts()
    assert raised.value.where == "received/ledger.csv:5"


def test_revisions_count_what_was_received_whatever_became_of_it():
    def received(seq, area="450100"):
        digest = str(seq) * 64
        return Act(seq, ActKind.RECEIVED, date(2025, 2, seq), 2024, area, "MT2", digest, "", digest)

    def later(seq, kind, refers_to, area="450100"):
        return Act(seq, kind, TODAY, 2024, area, "MT2", refers_to=refers_to)

    found = receipts_of([
        received(1), received(2), later(3, ActKind.WITHDRAWN, 2), received(4),
        later(5, ActKind.MOVED, 1, "450200"), later(6, ActKind.REINSTATED, 2),
    ]).values()  # fmt: skip
    assert [(r.seq, r.area, r.revision, r.withdrawn, r.moved) for r in found] == [
        (1, "450200", 1, False, True),
        (2, "450100", 2, False, False),
        (4, "450100", 3, False, False),
    ]


def certified(seq, **more):
    """The scan of a certificate of Nanning's year."""
    given = {"form": "", "sha256": "a" * 64, "digest": "b" * 64, "file_name": "确认书.pdf"} | more
    return Act(seq, ActKind.CERTIFIED, TODAY, 2024, "450100", **given)


def test_a_certified_year_stands_in_the_chain_and_is_no_receipt(workspace):
    archive = Archive(workspace.received)
    before = archive.receipts()
    archive.ledger.append([certified(4)])
    assert archive.ledger.acts()[3] == certified(4)
    assert archive.receipts() == before
    drop(workspace, "2024/450100/more.csv", one("421"))
    collect(workspace)
    assert archive.receipts()[-1].revision == before[-1].revision + 1


@pytest.mark.parametrize(
    "more",
    [{"form": "MT2"}, {"sha256": ""}, {"digest": "b" * 63}, {"refers_to": 1}, {"refers_to": 9}],
)
def test_a_certified_year_that_this_program_would_not_write_is_not_believed(
    workspace, ledger, more
):
    Ledger(workspace.received).append([certified(4, **more)])
    assert place(ledger) == "received/ledger.csv:5"


def test_nothing_can_be_withdrawn_by_reference_to_a_certified_year(workspace):
    act = Act(5, ActKind.WITHDRAWN, TODAY, 2024, "450100", "MT2", refers_to=4)
    archive = Archive(workspace.received)
    archive.ledger.append([certified(4), act])
    with pytest.raises(DataError) as raised:
        archive.receipts()
    assert raised.value.where == "received/ledger.csv:6"
