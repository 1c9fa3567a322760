"""Copies of the shipped workspace: for 14 cities, or for some.

The copy has the catalogue, the texts, and the files of all years up to YEAR; then the commands of
``pipeline`` are run on it, as for instance "build --to data". What is there already stays as it is.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.measure import HOUSE, pipeline, prepare

DATA = HOUSE / "data"


def copied(folder: Path, year: int, areas: tuple[str, ...] = ("*",)) -> Path:
    """As if it had just been cloned: nothing received, nothing built."""
    for part in ("catalogue", "editorial", "explanations"):
        if (DATA / part).exists():
            shutil.copytree(DATA / part, folder / part)
    for raw in sorted((DATA / "raw").glob("[0-9]" * 4)):
        if int(raw.name) <= year:
            for area in areas:
                for source in sorted(raw.glob(area)):
                    shutil.copytree(source, folder / "raw" / raw.name / source.name)
    return folder


def made(folder: Path, year: int, *commands: str, areas: tuple[str, ...] = ("*",)) -> Path:
    """A copy on which the commands were run; it takes its place only when they are done."""
    if folder.exists():
        return folder
    aside = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(aside, ignore_errors=True)
    copied(aside, year, areas)
    for command in commands:
        prepare(pipeline(*command.split(), str(year), "--data", str(aside), "--quiet"))
    aside.rename(folder)
    return folder
