"""Return slips: a page for every unit whose files did not clear, gone when they have."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from tests.commands.sent import cell, form, written
from tests.workspaces import workspace_in


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Nanning's shipped forms of 2024, one with an error, and one that cannot be read."""
    folder = workspace_in(tmp_path, (2024,), ("450100", "450200"))
    nanning = folder / "raw/2024/450100"
    written(nanning / "mt2.csv", cell(form("mt2"), "201", "440"))
    written(nanning / "mt3.csv", cell(form("mt3"), "301", "很多"))
    return folder


def run(command: str, workspace: Path):
    return CliRunner().invoke(cli.app, [command, "2024", "--data", str(workspace), "--quiet"])


def slips(workspace: Path) -> dict[str, str]:
    folder = workspace / "out/2024/internal/returns"
    return {p.name: p.read_text("utf-8") for p in folder.glob("*")}


@pytest.mark.parametrize("command", ["collect", "validate"])
def test_a_unit_with_open_files_gets_its_slip(workspace, command):
    run("collect", workspace)
    assert "退改单" in run(command, workspace).stdout
    slip = slips(workspace).pop("450100_南宁市.html")
    assert "南宁市 2024 年报表退改单" in slip
    assert "1 份无法读取，1 份有错误须改正，1 份已采用，请核实。" in slip
    assert "审核关系 S201 不成立" in slip
    assert "“很多”" in slip
    assert "2025-02-28" in slip


def test_a_slip_goes_away_when_everything_has_cleared(workspace):
    run("collect", workspace)
    for name in ("mt2", "mt3"):
        written(workspace / f"raw/2024/450100/{name}.csv", form(name))
    run("collect", workspace)
    assert slips(workspace) == {}
