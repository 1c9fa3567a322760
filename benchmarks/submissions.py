"""Submissions in any number, in the canonical form, each readable and each with its own bytes.

Small ones are the shipped samples of 14 cities under the names of invented cities, seven forms for
each of three years. Large ones are forms of 4,900 lines (a file may have 5,000), which a catalogue
knows that was enlarged for them. The workspace is complete, so that ``collect`` runs on it.
"""

from __future__ import annotations

import csv
import re
import shutil
import sys
from collections.abc import Iterator
from math import ceil
from pathlib import Path

from benchmarks.workspaces import DATA

YEARS = (2022, 2023, 2024)
FORMS = tuple(f"MT{n}" for n in range(1, 8))
LONG_FORM, LIKE, REGION = "MTL", "201", "450000"
UNIT = re.compile("填报单位,[^\r\n]*".encode())


def large(folder: Path, files: int, lines: int) -> None:
    """``files`` of ``lines`` lines each."""
    catalogue = folder / "catalogue"
    shutil.copytree(DATA / "catalogue", catalogue)
    shutil.copytree(DATA / "editorial", folder / "editorial")
    _add(catalogue / "forms.csv", "MT2", [{"code": LONG_FORM, "table_no": "民统99表", "part": ""}])
    named = [(f"L{n:04}", f"第{n:04}项平台") for n in range(1, lines + 1)]
    new = [_line(code, name) for code, name in named]
    _add(catalogue / "indicators.csv", LIKE, new)
    cities = [row["code"] for row in _read(catalogue / "areas.csv") if row["kind"] == "city"]
    places = ((city, year) for city in cities for year in YEARS)
    for number, (city, year) in zip(range(files), places, strict=False):
        rows = (f"{code},{name},个,{number + at},{at},," for at, (code, name) in enumerate(named))
        head = (DATA / "raw" / str(year) / city / "mt2.csv").read_bytes().split(b"\r\n")[:6]
        head[0] = f"\ufeff表号,{LONG_FORM}".encode()
        _put(folder, year, city, LONG_FORM, b"\r\n".join([*head, *map(str.encode, rows), b""]))


def _line(code: str, name: str) -> dict[str, str]:
    words = {"name_zh": name, "short_zh": name, "name_en": f"Line {code}", "short_en": code}
    place = {"id": code, "form": LONG_FORM, "line_code": code, "parent": "", "part_of": ""}
    return words | place | {"register": "", "mandatory": "N", "region_reports": ""}


def small(folder: Path, files: int) -> None:
    """``files`` of the seven forms, a city and a year after the other."""
    from pipeline.workspace import Workspace
    from tools.samples.benchmark import extended_workspace

    cities = max(15, ceil(files / len(YEARS) / len(FORMS)))
    extended_workspace(Workspace(DATA), folder, cities)
    shutil.rmtree(folder / "raw")
    for number, (city, name, year, form) in zip(range(files), _places(folder), strict=False):
        sent = sorted((DATA / "raw" / str(year)).glob(f"45????/{form.lower()}.csv"))
        cities_own = [path for path in sent if path.parent.name != REGION]
        sample = cities_own[number // len(FORMS) % len(cities_own)].read_bytes()
        unit = f"填报单位,{city} {name}".encode()
        _put(folder, year, city, form, UNIT.sub(unit, sample, count=1))


def _places(folder: Path) -> Iterator[tuple[str, str, int, str]]:
    areas = _read(folder / "catalogue" / "areas.csv")
    cities = [(row["code"], row["name_zh"]) for row in areas if row["kind"] == "city"]
    return ((*city, year, form) for city in cities for year in YEARS for form in FORMS)


def _put(folder: Path, year: int, city: str, form: str, content: bytes) -> None:
    target = folder / "raw" / str(year) / city / f"{form.lower()}.csv"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _add(path: Path, like: str, rows: list[dict[str, str]]) -> None:
    """Adds rows that are like the one whose first column says so, but for what they say."""
    known = _read(path)
    pattern = next(row for row in known if next(iter(row.values())) == like)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(known[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows([*known, *(pattern | row for row in rows)])


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    target, *numbers = Path(sys.argv[1]), *map(int, sys.argv[2:])
    (small if len(numbers) == 1 else large)(target, *numbers)
