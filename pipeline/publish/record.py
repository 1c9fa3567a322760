"""``internal/run.json``: what a run read and counted, with which versions, and how long it took."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.errors import DataError
from pipeline.journal import Journal
from pipeline.workspace import Workspace, write_whole

_LIBRARIES = ("duckdb", "jinja2", "polars", "typer", "vl-convert-python", "weasyprint")


def write_record(
    workspace: Workspace,
    year: int,
    outcome: Mapping[str, Any],
    submissions: Iterable[Mapping[str, Any]],
) -> Path:
    """Writes the record of one run (``outcome``: counts, timings, exit code); returns its path."""
    content = {
        "year": year,
        "inputs": {
            "catalogue": hashes(workspace.root, workspace.catalogue),
            "editorial": hashes(workspace.root, workspace.editorial),
            "explanations": hashes(workspace.root, workspace.explanations),
            "submissions": list(submissions),
        },
        "log": _journal(workspace),
        "versions": versions(),
        **outcome,
    }
    target = workspace.internal(year) / "run.json"
    text = json.dumps(content, ensure_ascii=False, indent=2, default=str)
    write_whole(target, text.encode() + b"\n")
    return target


def versions() -> dict[str, str]:
    """Of Python and of the libraries that have a hand in what is printed."""
    return {"python": platform.python_version()} | {name: version(name) for name in _LIBRARIES}


def _journal(workspace: Workspace) -> dict[str, Any]:
    """Up to where the journal went when the run began; a journal that is shorter has lost lines."""
    try:
        head = Journal(workspace.log).head()
    except DataError:  # the book does not depend on it; the checklist of a release does
        return {}
    return {"line": head.number, "sha256": head.digest}


def hashes(root: Path, folder: Path) -> dict[str, str]:
    """Every file of a folder, named from ``root``, with its sha256."""
    return {str(path.relative_to(root)): sha256_of(path) for path in files_of(folder)}


def files_of(folder: Path) -> list[Path]:
    """All files below a folder but the locks of programs; none where there is no such folder."""
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name != ".lock")


def sha256_of(path: Path) -> str:
    """The hash of a file. Raises OSError where it cannot be read."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
