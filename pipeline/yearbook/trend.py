"""How many findings were open when: a small drawing in steps, over the days of one season."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.yearbook.household import Level

WIDE_MM, HIGH_MM = 26.0, 4.0
_INK, _QUIET, _MARK = "#a8352b", "#c3c8cd", "#5b626b"


@dataclass(frozen=True, slots=True)
class Axis:
    """The days of all drawings, and the greatest number of findings that one of them shows."""

    first: date
    last: date
    deadline: date | None
    most: int

    def x(self, day: date) -> float:
        span = max((self.last - self.first).days, 1)
        return round(WIDE_MM * (day - self.first).days / span, 2)

    def y(self, count: int) -> float:
        return round(HIGH_MM * (1 - count / max(self.most, 1)), 2)


@dataclass(frozen=True, slots=True)
class Trend:
    """The steps of one unit: the day, and how many were open from then on."""

    steps: tuple[tuple[date, int], ...]

    @property
    def most(self) -> int:
        return max((count for _, count in self.steps), default=0)

    @property
    def told(self) -> str:
        """The numbers in words, for whoever cannot see the drawing."""
        return "；".join(f"{day} {count} 项" for day, count in self.steps) or "没有"


def trends(
    levels: Iterable[Level], undated: Mapping[str, int], deadline: date | None
) -> dict[str, Trend]:
    """By area; what is open without a day (a form that never came) counts from the deadline on."""
    changes: dict[str, dict[date, int]] = {}
    before: dict[str, int] = {}
    for level in levels:
        ours = changes.setdefault(level.area, {})
        ours[level.day] = level.n_open - before.get(level.area, 0)
        before[level.area] = level.n_open
    for area, count in undated.items():
        if deadline and count:
            day = deadline + timedelta(days=1)
            ours = changes.setdefault(area, {})
            ours[day] = ours.get(day, 0) + count
    return {area: _summed([ours]) for area, ours in changes.items()} | {
        "": _summed(changes.values())
    }


def _summed(changes: Iterable[Mapping[date, int]]) -> Trend:
    """The steps of one unit or of several together (under the blank name: of all)."""
    by_day: dict[date, int] = {}
    for ours in changes:
        for day, change in ours.items():
            by_day[day] = by_day.get(day, 0) + change
    count, steps = 0, []
    for day in sorted(by_day):
        count += by_day[day]
        steps.append((day, count))
    return Trend(tuple(steps))


def axis(days: Sequence[date], deadline: date | None, most: int) -> Axis | None:
    """From the first to the last of the days, the deadline among them; none without any."""
    known = [*days, *([deadline] if deadline else [])]
    return Axis(min(known), max(known), deadline, most) if known else None


def drawing(trend: Trend, along: Axis) -> str:
    """The steps as SVG: an area in madder over a quiet base line, the deadline as a tick."""
    base = along.y(0)
    path = f"M0 {base}"
    for day, count in trend.steps:
        path += f"H{along.x(day)}V{along.y(count)}"
    path += f"H{WIDE_MM}V{base}Z"
    tick = ""
    if along.deadline:
        x = along.x(along.deadline)
        tick = f'<path d="M{x} 0V{HIGH_MM}" stroke="{_MARK}" stroke-width=".12"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE_MM}mm" height="{HIGH_MM}mm" '
        f'viewBox="0 0 {WIDE_MM} {HIGH_MM}">'
        f'<path d="M0 {base}H{WIDE_MM}" stroke="{_QUIET}" stroke-width=".2"/>'
        f'<path d="{path}" fill="{_INK}" fill-opacity=".35" stroke="{_INK}" stroke-width=".2" '
        f'stroke-linejoin="round"/>{tick}</svg>'
    )
