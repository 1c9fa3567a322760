"""The linked tables as a system: cells, the equations between them, and who knows which cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

FAR = 200.0  # no cell has to move further than this to hide a small one among others

Key = tuple[str, str, int]  # area, indicator, period


@dataclass(frozen=True, slots=True)
class Cell:
    """A level that would be published.

    ``k`` is set where it is primary: an attacker must not exclude any value from 1 to k - 1.
    ``low`` and ``high`` are the bounds that are published with it where it is no exact figure.
    ``loss`` is what it costs the readers to withhold it; none where that cannot be done. ``owner``
    is who reported it, and therefore knows it: a city, or blank for the publisher itself.
    ``is_kept``: an earlier book withheld it, so that this one must not print it.
    """

    key: Key
    value: float
    loss: int | None
    k: int | None = None
    low: float | None = None
    high: float | None = None
    owner: str = ""
    is_kept: bool = False

    @property
    def is_given(self) -> bool:
        return self.k is not None or self.is_kept

    @property
    def is_exact(self) -> bool:
        return self.low == self.value == self.high

    def reach(self, *, withheld: bool) -> tuple[float, float]:
        """How far, down and up, an outsider must let the cell be from what it is."""
        if withheld:
            return (-min(self.value, FAR), FAR)
        low = self.value if self.low is None else self.value - self.low
        high = FAR if self.high is None else self.high - self.value
        return (-min(low, FAR), min(high, FAR))


@dataclass(frozen=True, slots=True)
class Equation:
    """The sum of coefficient * value is what it is; with ``slack`` it may be more, by that much."""

    name: str
    terms: tuple[tuple[Key, float], ...]
    slack: float | None = None


@dataclass(frozen=True)
class System:
    """Cells that hang together by equations, in the order of their keys."""

    cells: tuple[Cell, ...]
    equations: tuple[Equation, ...]

    @cached_property
    def index(self) -> dict[Key, int]:
        return {cell.key: n for n, cell in enumerate(self.cells)}

    @cached_property
    def primary(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.k is not None)

    @cached_property
    def given(self) -> frozenset[Key]:
        """What is withheld whatever else is: primary cells, and those of earlier books."""
        return frozenset(cell.key for cell in self.cells if cell.is_given)

    def cell(self, key: Key) -> Cell:
        return self.cells[self.index[key]]

    def owners(self, keys: Collection[Key]) -> list[str]:
        """Who knows any of these cells, apart from the publisher."""
        return sorted({self.cell(key).owner for key in keys} - {""})


def linked(cells: Iterable[Cell], terms: Iterable[Mapping[str, Any]]) -> Iterator[System]:
    """The parts of the whole system in which anything has to be withheld, each for itself.

    ``terms`` are rows of ``protected.equation_term``, those of one equation together.
    """
    by_key = {cell.key: cell for cell in cells}
    equations = list(_equations(by_key, terms))
    root = {key: key for key in by_key}

    def find(key: Key) -> Key:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for equation in equations:
        first = find(equation.terms[0][0])
        for key, _ in equation.terms[1:]:
            root[find(key)] = first
    parts: dict[Key, list[Cell]] = {}
    for key in sorted(by_key):
        parts.setdefault(find(key), []).append(by_key[key])
    for top, members in parts.items():
        if any(cell.is_given for cell in members):
            own = (e for e in equations if find(e.terms[0][0]) == top)
            yield System(tuple(members), tuple(own))


def _equations(cells: Mapping[Key, Cell], rows: Iterable[Mapping[str, Any]]) -> Iterator[Equation]:
    """Those that say something: they hold, and no slack makes them idle."""
    found: dict[tuple[int, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault((row["period"], row["equation"]), []).append(row)
    for (period, name), own in sorted(found.items()):
        terms = tuple(
            ((row["area"], row["indicator"], period), float(row["coefficient"])) for row in own
        )
        if len(terms) < 2 or not all(key in cells for key, _ in terms):  # noqa: PLR2004 -- two sides
            continue
        is_equal = own[0]["sense"] == "="
        slack = None if is_equal else _slack(terms, cells)
        if slack is None or 0 <= slack < FAR * len(terms):
            yield Equation(f"{name} {period}", terms, slack)


def _slack(terms: Sequence[tuple[Key, float]], cells: Mapping[Key, Cell]) -> float:
    return -sum(coefficient * cells[key].value for key, coefficient in terms)
