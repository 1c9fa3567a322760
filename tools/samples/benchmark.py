"""A larger workspace for benchmarks: the catalogue of a real one, with invented cities added."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pipeline.workspace import Workspace
from tools.samples.draw import source

Rows = list[dict[str, str]]


def extended_workspace(base: Workspace, root: Path, cities: int) -> Workspace:
    """A new workspace in ``root`` with the catalogue, the words and the published years of ``base``
    and as many invented cities as it takes to have ``cities``."""
    if root.exists():
        raise SystemExit(f"{root} exists; a benchmark wants a new folder")
    for part in ("catalogue", "editorial", "explanations", "raw/2020", "raw/2021"):
        if (base.root / part).exists():
            shutil.copytree(base.root / part, root / part)
    larger = Workspace(root)
    _add_cities(larger.catalogue, cities)
    return larger


def _add_cities(catalogue: Path, cities: int) -> None:
    areas = _read(catalogue / "areas.csv")
    known = [row for row in areas if row["kind"] == "city"]
    codes = list(islice(_free_codes({row["code"] for row in areas}), cities - len(known)))
    at = areas.index(known[-1]) + 1
    _spread_over_classes(areas, codes)
    _write(catalogue / "areas.csv", areas[:at] + [_area(c, known[0]) for c in codes] + areas[at:])
    facts = _read(catalogue / "area_facts.csv")
    invented = [_facts(code, facts[0]) for code in codes]
    facts[0] = _with_sums(facts[0], invented)
    _write(catalogue / "area_facts.csv", facts + invented)
    counties = _read(catalogue / "counties.csv")
    _write(catalogue / "counties.csv", counties + _counties(invented, counties[0]))


def _free_codes(taken: set[str]) -> Iterator[str]:
    """Codes that begin with 45 and belong to nobody."""
    numbers = (f"45{city:02}{county:02}" for county in range(100) for city in range(15, 99))
    return (code for code in numbers if code not in taken)


def _area(code: str, like: dict[str, str]) -> dict[str, str]:
    """An invented city in the words of a real one, without a place on the tile grid."""
    names = {
        "name_zh": f"样{code[2:]}市",
        "name_en": f"Sample City {code[2:]}",
        "short_zh": f"样{code[2:]}",
        "short_en": f"Sample {code[2:]}",
    }
    return {**like, **names, "code": code, "aliases": "", "tile_row": "", "tile_col": ""}


def _spread_over_classes(areas: Rows, codes: list[str]) -> None:
    """Puts every code into one class of each scheme, by turns."""
    classes = [row for row in areas if row["kind"] == "class"]
    for scheme in {row["parent"]: None for row in classes}:
        turns = [row for row in classes if row["parent"] == scheme]
        for n, row in enumerate(turns):
            row["members"] = ";".join([row["members"], *codes[n :: len(turns)]])


def _facts(code: str, like: dict[str, str]) -> dict[str, str]:
    counts = {
        "n_county_units": str(source(code, "counties").randint(4, 15)),
        "n_autonomous_counties": "0",
        "n_ethnic_townships": "0",
        "n_township_level_units": str(source(code, "townships").randint(30, 150)),
    }
    return {**like, **counts, "area": code}


def _counties(facts: Rows, like: dict[str, str]) -> Rows:
    """As many districts as the facts of each invented city count."""
    return [
        {**like, "code": f"{row['area']}{n:02}", "parent": row["area"]}
        | {"name_zh": f"第{n}区", "name_en": f"District {n}"}
        for row in facts
        for n in range(1, int(row["n_county_units"]) + 1)
    ]


def _with_sums(region: dict[str, str], cities: Rows) -> dict[str, str]:
    """The region's own row, its counts raised by those of the invented cities."""
    counts = [name for name in region if name.startswith("n_")]
    sums = {n: str(int(region[n]) + sum(int(row[n]) for row in cities)) for n in counts}
    return {**region, **sums}


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _write(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
