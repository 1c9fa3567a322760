"""Arguments turned into values without pydantic are the values that Typer makes."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.testing import CliRunner

import cli
from pipeline.commands.arguments import plainly
from pipeline.workspace import HOUSE


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def app_of(seen: list[Any]) -> typer.Typer:
    """An app with a parameter of every type that the commands use."""
    app = typer.Typer(rich_markup_mode=None)

    @app.command()
    def take(
        year: Annotated[int, typer.Argument(min=1949, max=2999)],
        files: Annotated[list[Path] | None, typer.Option("--file")] = None,
        colour: Annotated[Colour, typer.Option()] = Colour.RED,
        words: Annotated[str, typer.Option()] = "",
        page: Annotated[Path | None, typer.Option()] = None,
        loud: Annotated[bool, typer.Option("--loud")] = False,
        day: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    ) -> None:
        seen.append((year, files, colour, words, page, loud, day))

    @app.command()
    def leave() -> None:
        seen.append("left")

    return app


def outcome(run: Any, arguments: tuple[str, ...]) -> tuple[int, list[Any]]:
    seen: list[Any] = []
    return run(app_of(seen), arguments), seen


def by_typer(app: typer.Typer, arguments: tuple[str, ...]) -> int:
    return CliRunner().invoke(app, arguments).exit_code


def by_us(app: typer.Typer, arguments: tuple[str, ...]) -> int:
    with pytest.raises(SystemExit) as ended:
        plainly(app, arguments)(arguments)
    return int(ended.value.code or 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ("take", "2024"),
        ("take", "2024", "--file", "a b.csv", "--file", "c.csv", "--colour", "blue", "--loud"),
        ("take", "2024", "--words", "南宁", "--page", "x/y.html", "--day", "2025-03-01"),
        ("leave",),
        ("take",),
        ("take", "24"),
        ("take", "20x4"),
        ("take", "2024", "--colour", "green"),
        ("take", "2024", "--day", "yesterday"),
        ("take", "2024", "--unknown"),
        ("tale", "2024"),
        (),
    ],
    ids=" ".join,
)
def test_values_and_exit_codes_are_those_of_typer(arguments):
    assert outcome(by_us, arguments) == outcome(by_typer, arguments)


def test_what_does_not_fit_is_said_in_both_languages(capsys):
    outcome(by_us, ("take", "24"))
    said = capsys.readouterr().err
    assert "24 应在 1949 至 2999 之间 is not between" in said


def test_every_command_is_there_when_none_is_asked_for():
    names = {command.name or command.callback.__name__ for command in cli.app.registered_commands}
    names |= {group.name for group in cli.app.registered_groups}
    assert set(plainly(cli.app, ["--help"]).commands) == names
    assert set(plainly(cli.app, ["check", "x.csv"]).commands) == {"check"}


def test_a_process_ends_with_the_code_of_its_command_and_all_its_words():
    command = [sys.executable, "-c", "from cli import main; main()", "check", "no.csv"]
    ended = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "找不到文件：no.csv" in ended.stderr


def test_words_that_cannot_be_written_are_not_taken_for_written():
    code = "import sys; from pipeline.commands.leaving import leave; print('x'); leave(0)"
    with Path("/dev/full").open("w") as full:
        environment = {**os.environ, "PYTHONUNBUFFERED": ""}
        command = [sys.executable, "-c", code]
        ended = subprocess.run(command, cwd=HOUSE, stdout=full, env=environment, check=False)
    assert ended.returncode == 120
