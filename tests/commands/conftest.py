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


def opened(folder: Path) -> Path:
    """A workspace with the shipped catalogue, in which nothing has been sent yet."""
    for part in ("catalogue", "editorial"):
        shutil.copytree(DATA / part, folder / part)
    return folder


def send(folder: Path) -> Path:
    """Two cities send everything of 2024 in time."""
    for area in CITIES:
        shutil.copytree(DATA / "raw/2024" / area, folder / "raw/2024" / area)
    return folder


def runner(folder: Path):
    """``run("status", "2024")``: what the command prints, and how it ends."""

    def command(*arguments: str):
        return CliRunner().invoke(cli.app, [*arguments, "--data", str(folder)])

    return command


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return opened(tmp_path)


@pytest.fixture
def sent(data: Path) -> Path:
    return send(data)


@pytest.fixture(scope="session")
def collected_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = send(opened(tmp_path_factory.mktemp("collected")))
    assert runner(folder)("collect", "2024").exit_code == 0
    return folder


@pytest.fixture
def collected(collected_once: Path, data: Path) -> Path:
    """As ``sent``, and received."""
    shutil.copytree(collected_once, data, dirs_exist_ok=True)
    return data


@pytest.fixture
def run(data: Path):
    return runner(data)


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
