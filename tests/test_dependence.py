"""One figure changed in one file changes what depends on it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspaces import figures, workspace_in

CITY, FORM = "450800", "mt2.csv"


@pytest.fixture(scope="module")
def before_and_after(tmp_path_factory: pytest.TempPathFactory):
    """Guigang reports one urban community with a care station more than it did."""
    folder = workspace_in(tmp_path_factory.mktemp("ws"), (2023, 2024))
    before = figures(folder, 2024)
    raw = folder / "raw" / "2024" / CITY / FORM
    lines = raw.read_bytes().split(b"\r\n")
    number = next(i for i, line in enumerate(lines) if line.startswith(b"211,"))
    cells = lines[number].split(b",")
    cells[3] = str(int(cells[3]) + 1).encode()
    lines[number] = b",".join(cells)
    raw.write_bytes(b"\r\n".join(lines))
    return before, figures(folder, 2024)


def changed(before_and_after):
    before, after = before_and_after
    assert before.keys() == after.keys()
    return {key for key in before if before[key] != after[key]}


def test_the_figure_itself_and_its_rate_change(before_and_after):
    before, after = before_and_after
    key = (CITY, "211", "N", 2024)
    assert after[key]["value"] == before[key]["value"] + 1
    assert (CITY, "212", "N", 2024) in changed(before_and_after)


def test_the_region_and_the_citys_classes_change(before_and_after):
    levels = {
        area
        for area, indicator, measure, _ in changed(before_and_after)
        if (indicator, measure) == ("211", "N")
    }
    assert levels == {CITY, "450000", "C12", "C21"}


def test_the_shares_of_the_other_cities_change_but_not_their_levels(before_and_after):
    others = {
        (indicator, measure)
        for area, indicator, measure, _ in changed(before_and_after)
        if area.startswith("450") and area not in (CITY, "450000")
    }
    assert others <= {("211", "SHR"), ("212", "RNK")}


def test_nothing_of_another_line_or_year_changes(before_and_after):
    touched = {(indicator, period) for _, indicator, _, period in changed(before_and_after)}
    assert touched == {("211", 2024), ("212", 2024)}


def test_the_same_files_give_the_same_figures(tmp_path: Path):
    folder = workspace_in(tmp_path, (2024,), (CITY, "450100"))
    assert figures(folder, 2024) == figures(folder, 2024)
