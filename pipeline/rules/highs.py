"""HiGHS, silent and the same on every run: the only door to the solver."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from highspy import Highs


def silent_solver(options: Mapping[str, Any] | None = None) -> Highs:
    """An empty model on one thread; ``options`` are those of HiGHS by name."""
    solver = _silent()()
    for name, value in {"output_flag": False, "parallel": "off", **(options or {})}.items():
        solver.setOptionValue(name, value)
    return solver


def highspy() -> Any:
    """The library, imported by whoever solves something and nobody else."""
    import highspy as library

    return library


def indices(columns: Iterable[int]) -> Any:
    """Columns of a row, as HiGHS wants them."""
    import numpy as np

    return np.array([*columns], dtype=np.int32)


def floats(numbers: Iterable[float]) -> Any:
    """Coefficients of a row, as HiGHS wants them."""
    import numpy as np

    return np.array([*numbers], dtype=np.float64)


@cache
def _silent() -> Any:
    """The class of the solver without callbacks.

    To register them writes a banner to stdout before any option can silence it (HiGHS 1.16).
    """

    class Silent(highspy().Highs):  # type: ignore[misc]
        def enableCallbacks(self) -> None:  # noqa: N802 -- named by highspy
            return

    return Silent
