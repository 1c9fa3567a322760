"""Runs the whole pipeline on a workspace with planted forms, and sums up what was found."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from pipeline.catalogue import load
from pipeline.collect.receiving import receive
from pipeline.commands.season import fill, open_season
from pipeline.commands.steps import Steps
from pipeline.rules.finding import Finding
from pipeline.warehouse import open_warehouse
from tests.samples.reading import DATA
from tests.validate.planted.planting import CLASSES, YEAR, Field, Plant, planted, plants, tells


@dataclass
class Tally:
    """Of one class of errors: how many were planted, could be seen, were found, and how."""

    planted: int = 0
    detectable: int = 0
    found: int = 0  # of the detectable ones
    lucky: int = 0  # found although nothing promised it
    broken: int = 0  # a relation of the form fails
    suspected: int = 0  # of those, a planted cell is among the suspects
    first: int = 0  # and is the first of them
    missed: list[Plant] = field(default_factory=list)
    rules: Counter = field(default_factory=Counter)

    def add(self, plant: Plant, findings: list[Finding]) -> None:
        told = tells(plant, findings)
        self.planted += 1
        self.detectable += plant.detectable
        self.found += bool(told) and plant.detectable
        self.lucky += bool(told) and not plant.detectable
        self.rules.update({f.rule for f in told})
        if plant.detectable and not told:
            self.missed.append(plant)
        failing = [f for f in findings if f.suspicion.zh]
        if plant.breaks and plant.lines and failing:
            named = [f.suspects.split(";") for f in failing]
            self.broken += 1
            self.suspected += any(set(plant.lines) & set(names) for names in named)
            self.first += any(names[0] in plant.lines for names in named)


def measure(scratch: Path, seed: int, rounds: int) -> tuple[dict[str, Tally], float]:
    """The tally of every class, and the share of clean cells with an error or a query."""
    grounds, random = Field(load(DATA / "catalogue")), Random(seed)  # noqa: S311 # not for secrets
    tallies = {kind: Tally() for kind in CLASSES}
    for number in range(rounds):
        for kind in CLASSES:
            made = {(p.area, p.form): p for p in plants(grounds, kind, random)}
            chosen = dict(random.sample(sorted(made.items()), min(len(made), 14)))
            found = judged(scratch / f"{number}-{CLASSES.index(kind)}", grounds, chosen)
            for key, plant in chosen.items():
                tallies[kind].add(plant, found.get(key, []))
    return tallies, false_alarms(scratch / "clean", grounds)


def judged(
    root: Path, grounds: Field, chosen: dict[tuple[str, str], Plant]
) -> dict[tuple[str, str], list[Finding]]:
    """Errors and queries by form, where the chosen forms hold their plants and the others nothing."""
    root.mkdir()
    shutil.copytree(DATA / "catalogue", root / "catalogue")
    for year in (YEAR - 1, YEAR):
        shutil.copytree(DATA / "raw" / str(year), root / "raw" / str(year))
    for key, plant in chosen.items():
        path = root / "raw" / str(YEAR) / key[0] / f"{key[1].lower()}.csv"
        path.write_bytes(planted(grounds.records[key], plant))
    season = open_season(root, YEAR, Steps(quiet=True))
    for year in (YEAR - 1, YEAR):
        receive(season.workspace, season.catalogue, year, date(2026, 1, 1))
    season.workspace.warehouse.parent.mkdir()
    with open_warehouse(season.workspace.warehouse) as warehouse:
        fill(season, warehouse, ())
        rows = warehouse.rows(
            "select * from validated.finding where period = $year and is_current"
            " and severity in ('error', 'query') and submission_id is not null",
            year=YEAR,
        )
    shutil.rmtree(root)
    found: dict[tuple[str, str], list[Finding]] = {}
    for row in rows:
        found.setdefault((row["area"], row["form"]), []).append(Finding.of(row))
    return found


def false_alarms(root: Path, grounds: Field) -> float:
    found = judged(root, grounds, {})
    cells = sum(len(lines) for lines in grounds.now.values())
    accused = {(key, f.indicator) for key in grounds.now for f in found.get(key, [])}
    return len(accused) / cells
