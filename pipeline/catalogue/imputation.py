"""``[imputation]`` of ``edition.toml``: which blank cells are filled, and how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """How a figure is estimated that a city left blank.

    Last year's; last year's moved as the region moved; the mean of the cities of its class
    (imputation of the last value, by ratio and by class mean: de Waal, Pannekoek, Scholtus (2011),
    Handbook of Statistical Data Editing and Imputation, ch. 7).
    """

    LAST_VALUE = "last_value"
    RATIO = "ratio"
    LIKE_AREAS = "like_areas"


@dataclass(frozen=True, slots=True)
class ImputedLine:
    """One ``[[imputation.line]]``; ``scheme`` is the classification of :attr:`Method.LIKE_AREAS`.

    ``at`` is the place in ``edition.toml``, for whoever holds it against the rest.
    """

    indicator: str
    method: Method
    scheme: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Imputation:
    """Nothing is imputed unless a line asks for it.

    A total of which more than ``final_limit_pct`` per cent was imputed is printed as an estimate.
    ``never`` are lines that no year may ask for (honours: a title is given or it is not).
    """

    final_limit_pct: int = 5
    never: tuple[str, ...] = ()
    lines: tuple[ImputedLine, ...] = ()
