"""Runs the whole pipeline on workspaces with planted forms, and sums up what was found."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
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
from tests.validate.planted.ground import YEAR, Ground
from tests.validate.planted.planting import CLASSES, Plant, planted, plants, tells

_FOUND = """
    select * from validated.finding
    where
        period = $year and is_current and severity in ('reject', 'error', 'query')
        and (submission_id is not null or severity = 'reject')
"""


@dataclass
class Tally:
    """Of one class of errors: how many were planted, could be seen, were found, and how."""

    planted: int = 0
    detectable: int = 0
    found: int = 0  # of the detectable ones
    lucky: int = 0  # found although nothing promised it
    broken: int = 0  # a relation of the form fails
    suspected: int = 0  # of those, a planted line is among the suspects
    first: int = 0  # and is the first of them
    suspects: int = 0  # how many lines were named in all
    missed: list[Plant] = field(default_factory=list)
    unsuspected: list[tuple[Plant, list[str]]] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)

    def add(self, plant: Plant, findings: Sequence[Finding]) -> None:
        told = [finding for finding in findings if tells(plant, finding)]
        self.planted += 1
        self.detectable += plant.is_detectable
        self.found += bool(told) and plant.is_detectable
        self.lucky += bool(told) and not plant.is_detectable
        self.rules.update({finding.rule for finding in told})
        if plant.is_detectable and not told:
            self.missed.append(plant)
        failing = [f for f in findings if f.rule in plant.rules and f.area == plant.area]
        if plant.breaks and failing:
            self._suspects(plant, failing)

    def _suspects(self, plant: Plant, failing: Sequence[Finding]) -> None:
        """Without a sentence of suspicion, ``suspects`` only repeats the lines of the relation."""
        lists = [f.suspects.split(";") for f in failing if f.suspicion.zh]
        self.broken += 1
        self.first += any(names[0] in plant.lines for names in lists)
        self.suspects += len({name for names in lists for name in names})
        if any(plant.lines & set(names) for names in lists):
            self.suspected += 1
        else:
            self.unsuspected.append((plant, [finding.suspects for finding in failing]))


@dataclass
class Measured:
    """All classes, the share of clean cells that are accused, and what is said of sound forms."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in CLASSES})
    false_alarms: float = 0.0
    beside: Counter[str] = field(default_factory=Counter)  # of the planted form
    citing: Counter[str] = field(default_factory=Counter)  # of a text that cites a form sent back
    elsewhere: Counter[str] = field(default_factory=Counter)  # anywhere else
    clean_cells: int = 0  # looked at while others were wrong


def measure(
    scratch: Path, seed: int, rounds: int, at_once: int = 14, kinds: Sequence[str] = ()
) -> Measured:
    """What becomes of the plants of every class, ``at_once`` forms in a run of the pipeline."""
    ground, random, measured = Ground(load(DATA / "catalogue")), Random(seed), Measured()  # noqa: S311
    for number in range(rounds):
        for place, kind in enumerate(kinds or CLASSES):
            made = {(plant.area, plant.form): plant for plant in plants(ground, kind, random)}
            keys = random.sample(sorted(made), min(len(made), at_once))
            chosen = [made[key] for key in keys]
            found = judged(scratch / f"{number}-{place}", ground, chosen)
            for plant in chosen:
                measured.tallies[kind].add(plant, found)
            _besides(measured, ground, chosen, found)
    clean = judged(scratch / "clean", ground, ())
    accused = {(f.area, f.form, f.indicator) for f in clean if (f.area, f.form) in ground.now}
    measured.false_alarms = len(accused) / sum(map(len, ground.now.values()))
    return measured


def _besides(
    measured: Measured, ground: Ground, chosen: Sequence[Plant], found: Sequence[Finding]
) -> None:
    """Counts what was found of cells that are as they should be."""
    forms = {(plant.area, plant.form) for plant in chosen}
    for finding in found:
        if any(tells(plant, finding) for plant in chosen):
            continue
        if finding.rule == "V16":
            measured.citing[finding.rule] += 1
        elif (finding.area, finding.form) in forms:
            measured.beside[finding.rule] += 1
        elif (finding.area, finding.form) in ground.now:
            measured.elsewhere[finding.rule] += 1
    wrong = sum(len(plant.changed) for plant in chosen)
    measured.clean_cells += sum(map(len, ground.now.values())) - wrong


def judged(root: Path, ground: Ground, chosen: Sequence[Plant]) -> list[Finding]:
    """Rejections, errors and queries where the chosen forms hold their plants and others nothing."""
    root.mkdir()
    shutil.copytree(DATA / "catalogue", root / "catalogue")
    for year in (YEAR - 1, YEAR):
        shutil.copytree(DATA / "raw" / str(year), root / "raw" / str(year))
    for plant in chosen:
        path = root / "raw" / str(YEAR) / plant.area / f"{plant.form.lower()}.csv"
        path.write_bytes(planted(ground.records[plant.area, plant.form], plant))
    season = open_season(root, YEAR, Steps(quiet=True))
    rejected = [
        one
        for year in (YEAR - 1, YEAR)
        for one in receive(season.workspace, season.catalogue, year, date(2026, 1, 1)).rejections
    ]
    season.workspace.warehouse.parent.mkdir()
    with open_warehouse(season.workspace.warehouse, reads=season.workspace.reads) as warehouse:
        fill(season, warehouse, rejected)
        found = [Finding.of(row) for row in warehouse.rows(_FOUND, year=YEAR)]
    shutil.rmtree(root)
    return found
