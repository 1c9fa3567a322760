"""What the lines of a city are worked out from: its size, its peoples, its registers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.catalogue.model import Area, Catalogue
from tools.samples.draw import between, source
from tools.samples.published import Published

Span = tuple[float, float]
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Place:
    """A reporting unit. ``measures`` are sizes and register counts that levels are scaled by;
    ``levels``, ``shares``, ``growth`` and ``drift`` are its own, by line, before the general ones.
    """

    area: Area
    measures: Mapping[str, float]
    levels: Mapping[str, float]
    shares: Mapping[str, float]
    growth: Mapping[str, Span]
    drift: Mapping[str, Span]
    types_rates: bool

    @property
    def code(self) -> str:
        return self.area.code


def places(catalogue: Catalogue, published: Published) -> tuple[Place, ...]:
    """The region's own level first, then every city of the catalogue, known or invented."""
    own = Place(catalogue.region, {}, **_own(catalogue.region.code))
    return (own, *(_city(area, catalogue, published) for area in catalogue.cities))


def _city(area: Area, catalogue: Catalogue, published: Published) -> Place:
    traits = _traits().get(area.code) or _invented(area.code)
    census = published.exact(2020, area.code).get("101")
    residents = float(census) if census else _guess_of_residents(area.code)
    share = traits["minority_share"]
    people = residents / 10_000
    urban, minority, effort = people * traits["urban"], people * share, traits["effort"]
    measures = {
        "residents": residents,
        "registered": residents * traits["registered"],
        "floating": residents * traits["floating"],
        "people": people,
        "urban": urban,
        "minority": minority,
        "minority_share": share,
        "care": effort * (urban + minority) / 2,
        "culture": effort * people * (0.25 + share),
        "one": 1.0,
        **_registers(area.code, catalogue),
    }
    return Place(area, measures, **_own(area.code))


def _own(code: str) -> dict[str, Any]:
    traits = _traits().get(code, {})
    return {
        "levels": {**traits.get("groups", {}), **traits.get("levels", {})},
        "shares": traits.get("shares", {}),
        "growth": {line: tuple(span) for line, span in traits.get("growth", {}).items()},
        "drift": {line: tuple(span) for line, span in traits.get("drift", {}).items()},
        "types_rates": traits.get("types_rates", False),
    }


def _registers(code: str, catalogue: Catalogue) -> dict[str, float]:
    """Register counts by column of ``area_facts.csv``, with short names for what scales levels."""
    facts = next(row for row in catalogue.registers["area_facts"] if row["area"] == code)
    counts = {name: float(facts[name]) for name in facts if name.startswith("n_")}
    return {
        **counts,
        "counties": counts["n_county_units"],
        "groups": counts["n_county_units"] + 1,
        "townships": counts["n_township_level_units"],
    }


@cache
def _traits() -> dict[str, dict[str, Any]]:
    return tomllib.loads((HERE / "cities.toml").read_text(encoding="utf-8"))


def _invented(code: str) -> dict[str, Any]:
    """Traits of a city that exists only in a benchmark."""
    spans = {
        "registered": (0.9, 1.3),
        "minority_share": (0.05, 0.9),
        "urban": (0.42, 0.7),
        "floating": (0.004, 0.06),
        "effort": (0.75, 1.25),
    }
    return {name: between(span, code, name) for name, span in spans.items()}


def _guess_of_residents(code: str) -> float:
    return float(source(code, "residents").randint(800_000, 6_000_000))
