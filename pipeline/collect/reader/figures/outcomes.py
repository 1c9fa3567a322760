"""What becomes of one cell: a reading with what was normalised, or a defect."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.vocabulary import ObsStatus, Text


@dataclass(frozen=True, slots=True)
class Line:
    """What the catalogue says of a line: its unit in Chinese and how many decimals it has.

    ``rounded``: a rate, known to the last digit typed only.
    """

    unit: str
    decimals: int = 0
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A rule that has something to say although the cell could be read, and what was read."""

    rule: str
    expected: str | Text = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell that was read. Without a value the status says why there is none.

    ``lower`` and ``upper`` enclose the value; no upper bound means none is known. ``precision`` is
    the step to which the figure is known, ``decimals`` how many it was given with. ``remarks``
    tell each thing that was normalised, in the order of the rules.
    """

    status: ObsStatus
    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    lower_open: bool = False
    upper_open: bool = False
    precision: Decimal | None = None
    decimals: int | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Defect:
    """A cell that cannot be read, the rule that says why, and what is needed instead, if known."""

    rule: str
    expected: str = ""
