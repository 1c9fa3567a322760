"""The same inputs give the same bytes, wherever, whenever and by whomever they are printed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pipeline.workspace import HOUSE, Workspace
from tests.trust.elsewhere import NOBODY, can_be_nobody
from tests.workspaces import season, workspace_in

YEAR, CITY = 2024, "450900"


@dataclass(frozen=True, slots=True)
class Place:
    """How a build differs from the usual: its surroundings, and what the process is told."""

    around: dict[str, str] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    cwd: Path = HOUSE


PLACES = {
    "usual": Place(),
    "far east": Place({"TZ": "Pacific/Kiritimati", "LANG": "zh_CN.UTF-8"}),
    "far west, C": Place({"TZ": "Pacific/Midway", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}),
    "Turkish": Place({"LC_ALL": "tr_TR.UTF-8"}),
    "another folder": Place(cwd=Path("/")),
    "a strict umask": Place(told={"umask": 0o077}),
    "another hash seed": Place({"PYTHONHASHSEED": "4242"}),
    "another order of files": Place(told={"backwards": True}),
    "one processor": Place(told={"processors": 1}),
    "another user on another day": Place(
        {"HOME": "/nonexistent", "USER": "nobody"}, {"nobody": True, "day": "2031-02-03"}
    ),
}
QUICK = ("usual", "far west, C", "another user on another day")


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one city sent, received once: the ledger knows the day."""
    folder = workspace_in(tmp_path_factory.mktemp("here"), (YEAR,), (CITY,))
    season(folder, YEAR)
    return folder


def printed(received: Path, folder: Path, place: Place, media: str) -> dict[str, str]:
    """The hashes of all public files of a build in a copy of the workspace."""
    data = Path(shutil.copytree(received, folder / "data"))
    _hand_over(folder, place)
    told = json.dumps(place.told)
    command = [sys.executable, str(HOUSE / "tests" / "trust" / "elsewhere.py"), told, "build"]
    ended = subprocess.run(
        [*command, str(YEAR), "--data", str(data), *media.split(), "--quiet"],
        cwd=place.cwd,
        env=os.environ | {"TMPDIR": str(folder)} | place.around,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode("utf-8", "replace")[-2000:]
    public = Workspace(data).public(YEAR)
    return {
        path.relative_to(public).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(public.rglob("*"))
        if path.is_file()
    }


def _hand_over(folder: Path, place: Place) -> None:
    if place.told.get("nobody") and can_be_nobody():
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        for above in list(folder.parents)[:-1]:
            above.chmod(above.stat().st_mode | 0o011)


def test_data_workbook_and_pages_are_the_same_everywhere(received: Path, tmp_path: Path) -> None:
    media = "--to data --to xlsx --to html"
    found = {
        name: printed(received, tmp_path / str(at), PLACES[name], media)
        for at, name in enumerate(QUICK)
    }
    assert len(found["usual"]) > 20
    assert {name for name in found if found[name] != found["usual"]} == set()


@pytest.mark.slow
def test_ten_books_are_one(received: Path, tmp_path: Path) -> None:
    found = {
        name: printed(received, tmp_path / str(at), place, "")
        for at, (name, place) in enumerate(PLACES.items())
    }
    assert "yearbook.pdf" in found["usual"]
    assert {name for name in found if found[name] != found["usual"]} == set()
