"""The journal: only ever added to; what is cut, edited or torn is seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import DataError
from pipeline.journal import MENDED, Entry, Head, Journal


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal of three lines."""
    found = Journal(tmp_path / "log")
    for name in ("a", "b", "c"):
        found.append([Entry("printed", name, "0" * 64, 2024)], "build 2024")
    return found


@pytest.fixture
def file(journal, tmp_path: Path) -> Path:
    return tmp_path / "log" / "journal.jsonl"


def refs(journal: Journal) -> list[str]:
    return [line.entry.ref for line in journal.lines()]


def test_every_line_holds_the_hash_of_the_line_before(journal):
    lines = journal.lines()
    told = [json.loads(line) for line in (journal._path).read_text("utf-8").splitlines()]
    assert [line["before"] for line in told] == ["", *(line.digest for line in lines[:-1])]


def test_the_last_hash_is_noted_beside_the_lines(journal):
    assert journal.noted_head() == journal.head()
    assert journal.head().number == 3


def test_an_edited_line_is_named(journal, file):
    file.write_bytes(file.read_bytes().replace(b'"ref": "b"', b'"ref": "x"'))
    with pytest.raises(DataError) as broken:
        journal.lines()
    assert broken.value.where == "log/journal.jsonl:2"


def test_the_last_line_edited_no_longer_is_the_noted_head(journal, file):
    file.write_bytes(file.read_bytes().replace(b'"ref": "c"', b'"ref": "x"'))
    assert journal.head() != journal.noted_head()


@pytest.mark.parametrize("gone", [0, 1])
def test_a_missing_line_is_named(journal, file, gone):
    lines = file.read_bytes().splitlines(keepends=True)
    del lines[gone]
    file.write_bytes(b"".join(lines))
    with pytest.raises(DataError) as broken:
        journal.lines()
    assert broken.value.where == f"log/journal.jsonl:{gone + 1}"


def test_lines_cut_off_the_end_are_seen_by_the_noted_head(journal, file):
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-1]))
    known = {Head(line.number, line.digest) for line in journal.lines()}
    assert journal.noted_head() not in known


def test_a_torn_last_line_counts_for_nothing_and_is_cut_off_with_a_note(journal, file):
    file.write_bytes(file.read_bytes() + b'{"line": 4, "before": "')
    assert refs(journal) == ["a", "b", "c"]
    journal.append([Entry("printed", "d")], "build 2024")
    assert [line.entry.act for line in journal.lines()][3:] == [MENDED, "printed"]
    assert journal.noted_head() == journal.head()


@pytest.mark.parametrize("cut", [1, 2, 50])
def test_a_last_line_that_lacks_nothing_but_its_end_is_completed(journal, file, cut):
    file.write_bytes(file.read_bytes()[:-cut])
    whole = 3 if cut == 1 else 2
    journal.append([], "collect 2024")
    assert refs(journal)[:whole] == ["a", "b", "c"][:whole]
    assert journal.lines()[-1].entry.act == MENDED
    assert len(journal.lines()) == whole + 1


def test_what_a_full_disk_refused_is_taken_back(journal, file, monkeypatch):
    before = file.read_bytes()
    write = __import__("os").write

    def half(descriptor: int, content: bytes) -> int:
        write(descriptor, content[: len(content) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.journal.os.write", half)
    with pytest.raises(OSError, match="No space left"):
        journal.append([Entry("printed", "d")], "build 2024")
    assert file.read_bytes() == before
