"""A build of which nothing has changed is not made again: its outputs still stand, byte by byte.

``internal/built.json`` says by which hash everything went in and with which hashes it came out.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from pipeline.cache import key_of_files, program
from pipeline.commands.season import Season
from pipeline.commands.voucher import examine
from pipeline.publish.record import hashes, sha256_of
from pipeline.workspace import TEMPLATES, write_whole

_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def inputs(season: Season, asked: Sequence[object], rejected: Iterable[object]) -> str:
    """The hash of all that a build is made from, and of what was ``asked``."""
    workspace = season.workspace
    ledgers = sorted(workspace.received.glob("*.csv"))
    told: list[object] = [
        season.year,
        [str(one) for one in asked],
        [repr(one) for one in rejected],
        [hashes(workspace.root, folder) for folder in workspace.edited],
        [sha256_of(path) for path in ledgers],
        [program(), key_of_files(TEMPLATES)],
        sorted(f"{one.name} {one.version}" for one in distributions()),
        list(_fonts()),
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _books(season: Season) -> list[str]:
    """What is known of printed books; a build adds its own, so it is told when that is over."""
    workspace = season.workspace
    printed = workspace.editions(season.year).parent.rglob("*.csv")
    released = workspace.releases(season.year).parent.glob("*/*/release.json")
    return sorted(str(path.relative_to(workspace.root)) for path in (*printed, *released))


def _fonts() -> Iterator[tuple[str, int, int]]:
    """Fonts are told by name, size and date: reading them takes longer than it is worth."""
    for folder in map(Path, map(os.path.expanduser, _FONTS)):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                stat = path.stat()
                yield str(path), stat.st_size, stat.st_mtime_ns


def built_before(season: Season, given: str) -> Mapping[str, Any] | None:
    """The facts of the last build, if the same went in and all that came out is still there."""
    if examine(season.workspace).holds is None:
        return None
    try:
        told = json.loads(_path(season).read_text(encoding="utf-8"))
        asked = told["inputs"] == given and told["books"] == _books(season)
        same = asked and told["outputs"] == _outputs(season)
        facts: Mapping[str, Any] = told["facts"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return facts if same else None


def keep_built(season: Season, given: str, facts: Mapping[str, Any]) -> None:
    """Notes what went in and what came out."""
    told = {
        "inputs": given,
        "books": _books(season),
        "outputs": _outputs(season),
        "facts": dict(facts),
    }
    text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
    write_whole(_path(season), text.encode() + b"\n")


def _outputs(season: Season) -> dict[str, str]:
    """All files of the edition, and the warehouse, with their hashes."""
    workspace, year = season.workspace, season.year
    found = hashes(workspace.root, workspace.public(year))
    singles = (
        workspace.warehouse,
        workspace.out(year) / "yearbook.pdf",
        workspace.internal(year) / "quality.pdf",
        workspace.internal(year) / "findings.csv",
    )
    return found | {
        str(path.relative_to(workspace.root)): sha256_of(path) for path in singles if path.is_file()
    }


def _path(season: Season) -> Path:
    return season.workspace.internal(season.year) / "built.json"
