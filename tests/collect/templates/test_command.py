"""`pipeline template`: from what was accepted last year to this year's forms."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

import cli
from tests.collect.templates.drawn import cell_of, drawn, read, sheet_of, this_year
from tests.workspaces import season, workspace_in


def run(*arguments):
    ended = CliRunner().invoke(cli.app, ["template", *map(str, arguments), "--format", "json"])
    return ended, (json.loads(ended.stdout) if ended.exit_code == 0 else None)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Two units with their forms of 2023 received; one figure is a bound, one form was rejected."""
    folder = workspace_in(tmp_path_factory.mktemp("data"), [2023], ["450000", "450100"])
    form = folder / "raw/2023/450100/mt2.csv"
    lines = form.read_text("utf-8-sig").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("214,"))
    cells = lines[at].split(",")
    lines[at] = ",".join([*cells[:3], "830", "", "多于", ""])
    form.write_text("\ufeff" + "\n".join(lines) + "\n", "utf-8")
    season(folder, 2023)
    return folder


def accepted_of(data, name):
    """Last year's form as it was sent, read again."""
    return this_year(read((data / "raw/2023" / name).read_bytes(), name))


def test_every_unit_gets_a_workbook_with_its_accepted_figures(data):
    ended, told = run(2024, "--data", data)
    assert ended.exit_code == 0
    assert told["templates"] == 15
    folder = data / "out/2024/internal/templates"
    book = load_workbook(folder / "450100_南宁市_2024.xlsx")
    sheet = sheet_of(drawn(), "MT7")
    wanted = accepted_of(data, "450100/mt7.csv")
    assert wanted
    for code, (value, *_) in wanted.items():
        shown = book["民统7表"][cell_of(sheet, code, "E")].value
        assert Decimal(str(shown)) == Decimal(value)
    bound = book["民统2表"][cell_of(sheet_of(drawn(), "MT2"), "214", "E")]
    assert (bound.value, "多于" in bound.comment.text) == (830, True)


def test_what_the_region_reported_of_its_own_level_is_rolled_on(data, tmp_path):
    run(2024, "--data", data, "--select", "自治区民宗委", "--out", tmp_path)
    book = load_workbook(tmp_path / "450000_广西壮族自治区_2024.xlsx")
    sheet = sheet_of(drawn("450000"), "MT7")
    value, *_ = accepted_of(data, "450000/mt7.csv")["709"]
    assert Decimal(str(book["民统7表"][cell_of(sheet, "709", "E")].value)) == Decimal(value)


def test_csv_files_stand_in_a_folder_for_each_unit(data, tmp_path):
    _, told = run(2024, "--data", data, "--select", "450100", "--to", "csv", "--out", tmp_path)
    assert told["paths"] == [str(tmp_path / "450100_南宁市_2024")]
    assert len(list((tmp_path / "450100_南宁市_2024").iterdir())) == 9


def test_nothing_that_was_received_or_built_is_touched(data, tmp_path):
    def state():
        kept = (p for p in data.rglob("*") if p.is_file() and "templates" not in p.parts)
        return {p: p.read_bytes() for p in kept}

    before = state()
    run(2024, "--data", data, "--select", "南宁", "--out", tmp_path)
    assert state() == before


def test_without_earlier_data_the_column_is_blank_and_the_reason_is_told(tmp_path):
    folder = workspace_in(tmp_path / "data", [])
    _, told = run(2024, "--data", folder, "--select", "450100")
    assert told["rolled_on"] == 0
    assert "pipeline collect 2023" in told["messages"][0]["zh"]


@pytest.mark.parametrize(
    "arguments", [("2024", "--select", "南京"), ("2021",), ("2024", "--to", "pdf")]
)
def test_a_wrong_call_ends_with_2_and_writes_nothing(data, tmp_path, arguments):
    ended, _ = run(*arguments, "--data", data, "--out", tmp_path / "out")
    assert ended.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_named_with_the_remedy(data, tmp_path):
    (tmp_path / "a file").touch()
    ended, _ = run(2024, "--data", data, "--select", "南宁", "--out", tmp_path / "a file")
    assert ended.exit_code == 3
    assert "--out" in ended.stderr
