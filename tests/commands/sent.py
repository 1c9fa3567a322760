"""Files as a bureau might hold them: the shipped forms of Nanning, with something changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

import cli
from pipeline.workspace import HOUSE

SHIPPED = HOUSE / "data"
ID_NUMBER, PHONE, NAME = "450103198703152219", "13978812345", "韦某某"


def form(name: str = "mt2", year: int = 2024, area: str = "450100") -> str:
    """A shipped form as text, without the mark of order at its beginning."""
    path = SHIPPED / "raw" / str(year) / area / f"{name}.csv"
    return path.read_text("utf-8-sig")


def written(path: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def cell(text: str, code: str, this: str) -> str:
    """The form with another figure of this year on one line."""
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(f"{code},"))
    cells = lines[at].split(",")
    cells[3] = this
    lines[at] = ",".join(cells)
    return "\r\n".join(lines) + "\r\n"


def check(*arguments: str | Path, data: Path = SHIPPED):
    """`pipeline check`, as typed."""
    typed = ["check", *map(str, arguments), "--data", str(data)]
    return CliRunner().invoke(cli.app, typed)


def answers(*arguments: str | Path, data: Path = SHIPPED) -> list[dict[str, Any]]:
    """What is answered, as a program reads it."""
    return json.loads(check(*arguments, "--format", "json", data=data).stdout)["files"]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, with its content."""
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
