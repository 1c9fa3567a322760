"""Templates appear whole or not at all, and what was filled in is never written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.collect.templates.csv_files import csv_files
from pipeline.collect.templates.delivery import deliver_file, deliver_folder
from pipeline.collect.templates.workbook import workbook
from pipeline.errors import UsageError
from tests.collect.templates.drawn import accepted, drawn, filled, lexicon

NEWER = drawn(before={"201": accepted("449")})


def test_a_blank_template_is_replaced_by_a_newer_one(tmp_path):
    target = tmp_path / "a" / "x.xlsx"
    deliver_file(target, workbook(drawn()), lexicon())
    deliver_file(target, workbook(NEWER), lexicon())
    assert target.read_bytes() == workbook(NEWER)


@pytest.mark.parametrize("cell", ["D7", "F7", "G7"])
def test_a_workbook_that_was_filled_in_is_not_written_over(tmp_path, cell):
    target = tmp_path / "x.xlsx"
    begun = filled(workbook(drawn()), {"民统2表": {cell: "多于" if cell == "F7" else 5}})
    target.write_bytes(begun)
    with pytest.raises(UsageError, match="filled in"):
        deliver_file(target, workbook(NEWER), lexicon())
    assert target.read_bytes() == begun


def test_a_folder_is_replaced_as_a_whole(tmp_path):
    target = tmp_path / "450100_南宁市_2025"
    deliver_folder(target, csv_files(drawn()), lexicon())
    deliver_folder(target, csv_files(NEWER), lexicon())
    assert {p.name: p.read_bytes() for p in target.iterdir()} == csv_files(NEWER)
    assert [p.name for p in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("name", ["mt2_民统2表.csv", "备忘.txt"])
def test_a_folder_in_which_somebody_has_worked_is_left_alone(tmp_path, name):
    target = tmp_path / "450100_南宁市_2025"
    deliver_folder(target, csv_files(drawn()), lexicon())
    begun = csv_files(drawn()).get(name, b"").replace("个,,448,,".encode(), "个,5,448,,".encode())
    (target / name).write_bytes(begun)
    with pytest.raises(UsageError, match="not written over"):
        deliver_folder(target, csv_files(NEWER), lexicon())
    assert (target / name).read_bytes() == begun


def test_a_folder_that_cannot_be_finished_does_not_appear(tmp_path, monkeypatch):
    def full(target, content):
        if target.name.startswith("mt3"):
            raise OSError(28, "No space left on device")
        return write(target, content)

    write = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        deliver_folder(tmp_path / "x", csv_files(drawn()), lexicon())
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_stand_is_left_alone(tmp_path):
    target = tmp_path / "450100_南宁市_2025"
    target.write_text("mine")
    with pytest.raises(UsageError, match="not written over"):
        deliver_folder(target, csv_files(drawn()), lexicon())
    assert target.read_text() == "mine"
