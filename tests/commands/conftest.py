"""A workspace with the shipped catalogue, and the command line on it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from pipeline.workspace import HOUSE

DATA = HOUSE / "data"
CITIES = ("450100", "450200")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The shipped catalogue; nothing has been sent yet."""
    for part in ("catalogue", "editorial"):
        shutil.copytree(DATA / part, tmp_path / part)
    return tmp_path


@pytest.fixture
def sent(data: Path) -> Path:
    """Two cities have sent everything of 2024 in time."""
    for area in CITIES:
        shutil.copytree(DATA / "raw/2024" / area, data / "raw/2024" / area)
    return data


@pytest.fixture
def run(data: Path):
    """``run("status", "2024")``: what the command prints, and how it ends."""

    def command(*arguments: str):
        return CliRunner().invoke(cli.app, [*arguments, "--data", str(data)])

    return command


@pytest.fixture
def ask(run):
    """As ``run``, with the answer as JSON."""

    def command(*arguments: str):
        ended = run(*arguments, "--format", "json")
        assert ended.stdout, ended.stderr
        return json.loads(ended.stdout)

    return command


def change(path: Path, old: str, new: str) -> None:
    """Changes a form in the drop folder, as a clerk would."""
    text = path.read_bytes().decode("utf-8-sig")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8-sig"))


def break_figure(path: Path, code: str, figure: str) -> None:
    """Puts ``figure`` into this year's cell of a line."""
    lines = path.read_bytes().decode("utf-8-sig").split("\r\n")
    at = next(n for n, line in enumerate(lines) if line.startswith(f"{code},"))
    cells = lines[at].split(",")
    cells[3] = figure
    lines[at] = ",".join(cells)
    path.write_bytes("\r\n".join(lines).encode("utf-8-sig"))
