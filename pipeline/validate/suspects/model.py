"""What localisation reads and says, as frozen values: figures, edits, suspects."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import log

from pipeline.vocabulary import Text

CLEAR = log(20)  # nats: a solution twenty times as probable as another is clearly better


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a form.

    ``key`` is the code of its indicator; last year's figure in a cumulative relation is
    ``311@-1``. ``value`` none is a blank: zero or more, free to be anything at no cost; 不适用 is
    a zero. ``lower`` and ``upper`` are the bounds it was stated with (``lower`` none is zero,
    ``upper`` none unbounded): within them it may lie at no cost. ``before`` is last year's figure
    in force, if known. ``weight`` is how reliable it is (smaller is more doubtful), ``decimals``
    how finely it is counted, ``typed`` what the clerk wrote.
    """

    key: str
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    before: Decimal | None
    weight: float = 1.0
    decimals: int = 0
    typed: str = ""

    @classmethod
    def exact(
        cls,
        key: str,
        value: Decimal | None,
        before: Decimal | None = None,
        weight: float = 1.0,
        decimals: int = 0,
    ) -> Cell:
        """A figure that was stated as it is, without bounds; a blank where ``value`` is none."""
        return cls(key, value, value, value, before, weight, decimals)

    @property
    def is_exact(self) -> bool:
        """Whether it was stated, without bounds."""
        return self.value is not None and self.lower == self.value == self.upper


@dataclass(frozen=True, slots=True)
class Edit:
    """A linear relation: the sum of coefficient * figure is zero, within ``tolerance``.

    With the sense ``<=`` it is at most zero, with ``=`` exactly.
    """

    code: str
    terms: tuple[tuple[str, Decimal], ...]
    sense: str
    tolerance: Decimal = Decimal(0)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for key, _ in self.terms)


@dataclass(frozen=True, slots=True)
class Quotient:
    """A stated rate: ratio = numerator / denominator * factor.

    Within ``tolerance`` or the bounds to which the rate was rounded, whichever is wider. It is
    judged only where all three are given and the denominator is more than zero.
    """

    code: str
    ratio: str
    numerator: str
    denominator: str
    factor: Decimal
    tolerance: Decimal = Decimal(0)

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.ratio, self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Implication:
    """Where ``condition`` is more than zero, so is the sum of the ``others``."""

    code: str
    condition: str
    others: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.condition, *self.others)


AnyEdit = Edit | Quotient | Implication


class SlipKind(StrEnum):
    """How a figure comes to be written wrong."""

    SWAPPED = "swapped"  # it stands in another cell, and that cell's figure here
    SCALED = "scaled"  # a power of ten too large or too small
    SIGN = "sign"
    STALE = "stale"  # last year's figure
    TRANSPOSED = "transposed"  # two neighbouring digits changed places
    EXTRA = "extra"
    MISSING = "missing"
    DIGIT = "digit"  # one digit is another


_TOLD = {
    SlipKind.SWAPPED: Text("两行数据互换", "figures of two lines exchanged"),
    SlipKind.SIGN: Text("正负号有误", "wrong sign"),
    SlipKind.STALE: Text("填成上年数", "last year's figure"),
    SlipKind.TRANSPOSED: Text("两位数字颠倒", "two digits swapped"),
    SlipKind.EXTRA: Text("多写一位数字", "one digit too many"),
    SlipKind.MISSING: Text("少写一位数字", "one digit missing"),
    SlipKind.DIGIT: Text("一位数字写错", "one digit mistyped"),
}


@dataclass(frozen=True, slots=True)
class Slip:
    """The slip that would explain a figure; ``factor`` is wrong / right where it was scaled."""

    kind: SlipKind
    factor: Decimal | None = None

    @property
    def told(self) -> Text:
        if self.factor is None:
            return _TOLD[self.kind]
        if self.factor > 1:
            return Text(f"多乘了 {self.factor:f}", f"{self.factor:f} times too large")
        times = (1 / self.factor).quantize(Decimal(1))
        return Text(f"少乘了 {times:f}", f"{times:f} times too small")


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that is probably wrong.

    ``repair`` is what it should be, where the other figures say so, and ``slip`` how it may have
    become what it is. ``weight`` is what changing it costs: the less, the more doubtful it was
    before any edit was looked at. ``is_decisive``: the solution it belongs to explains the failing
    edits clearly better than any other.
    """

    key: str
    observed: Decimal
    repair: Decimal | None
    slip: Slip | None
    weight: float
    is_decisive: bool = False


@dataclass(frozen=True, slots=True)
class Solution:
    """Cells that can be changed so that all edits hold, none of them in vain.

    ``surprise`` says, in nats, how improbable it is that these are the cells that are wrong, given
    what was stated; only differences between solutions mean anything.
    """

    suspects: tuple[Suspect, ...]
    surprise: float

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(suspect.key for suspect in self.suspects)

    @property
    def is_swap(self) -> bool:
        return any(s.slip and s.slip.kind is SlipKind.SWAPPED for s in self.suspects)


@dataclass(frozen=True, slots=True)
class Localisation:
    """Which cells are probably wrong, the most probable first, and why we think so.

    ``failing`` are the codes of the edits that fail. ``is_exact`` is false where the search was
    given up: then the suspects are all cells of the failing edits, and there are no solutions.
    ``apart`` are the localisations of which it was put together, where the failing edits have
    nothing to do with each other; else none.
    """

    suspects: tuple[Suspect, ...] = ()
    solutions: tuple[Solution, ...] = ()
    failing: tuple[str, ...] = ()
    is_exact: bool = True
    apart: tuple[Localisation, ...] = ()

    @property
    def rivals(self) -> tuple[Solution, ...]:
        """The best solution, and those that are not clearly worse."""
        best = min((solution.surprise for solution in self.solutions), default=0.0)
        return tuple(s for s in self.solutions if s.surprise - best <= CLEAR)
