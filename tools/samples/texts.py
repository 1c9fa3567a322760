"""The words of narratives and chronicles, from ``texts/<code>.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from tools.samples.places import HERE

TEXTS = HERE / "texts"
WRITTEN_YEARS = (2022, 2023, 2024)


def paragraphs(code: str, year: int) -> list[tuple[str, ...]]:
    """The rows of form MTN: number, heading, text, and both in English; 0 is title and opening."""
    stand = [p for p in _texts(code)["paragraphs"] if _written(year) in p["years"]]
    fields = ("heading_zh", "zh", "heading_en", "en")
    return [(str(n), *(p[field] for field in fields)) for n, p in enumerate(stand)]


def events(code: str, year: int) -> list[tuple[str, ...]]:
    """The rows of form MTE by date: day, place, event, and both in English."""
    fields = ("place_zh", "zh", "place_en", "en")
    dated = [
        (f"{year}{day.isoformat()[4:]}", *(event[field] for field in fields))
        for event in _texts(code)["events"]
        for day in event["dates"]
        if day.year == _written(year)
    ]
    return sorted(dated)


def _written(year: int) -> int:
    """The year whose texts serve for ``year``; years beyond them, in benchmarks, take turns."""
    first, count = WRITTEN_YEARS[0], len(WRITTEN_YEARS)
    return year if year in WRITTEN_YEARS else first + (year - first) % count


@cache
def _texts(code: str) -> dict[str, Any]:
    """The texts of a city; an invented city borrows those of a real one."""
    path = TEXTS / f"{code}.toml"
    if not path.exists():
        known = sorted(TEXTS.glob("45??00.toml"))[1:]
        path = known[int(code) % len(known)]
    return tomllib.loads(path.read_text(encoding="utf-8"))
