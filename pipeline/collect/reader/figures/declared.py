"""What is declared of a figure under 数据性质: how exact it is, how firm, or why it is blank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.vocabulary import ObsStatus, Qualifier

_QUALIFIERS = {
    "准确": Qualifier.EXACT,
    "多于": Qualifier.MORE_THAN,
    "不少于": Qualifier.AT_LEAST,
    "约": Qualifier.ABOUT,
    "转述": Qualifier.STATED,
}
_STATUSES = {
    "初步": ObsStatus.PROVISIONAL,
    "估计": ObsStatus.ESTIMATED,
    "不详": ObsStatus.UNKNOWN,
    "不适用": ObsStatus.NOT_APPLICABLE,
}
_SEPARATORS = re.compile("[;；]")
_PRECISION = re.compile(r"精确到([0-9]{1,12}(?:\.[0-9]{1,4})?)")
_PRECISION_KEY = "精确到"


@dataclass(frozen=True, slots=True)
class Declared:
    """A cell of 数据性质, read. ``precision`` is the N of 精确到N, in the unit of the line."""

    qualifier: Qualifier = Qualifier.EXACT
    status: ObsStatus = ObsStatus.NORMAL
    precision: Decimal | None = None

    @property
    def explains_blank(self) -> bool:
        return self.status in (ObsStatus.UNKNOWN, ObsStatus.NOT_APPLICABLE)


UNDECLARED = Declared()


def read_declared(text: str) -> Declared | None:
    """The declaration; none when a word is unknown, or two of one kind stand together."""
    found: dict[str, Qualifier | ObsStatus | Decimal] = {}
    for token in filter(None, map(str.strip, _SEPARATORS.split(text))):
        kind, value = _read_token(token)
        if value is None or kind in found:
            return None
        found[kind] = value
    return Declared(**found)  # type: ignore[arg-type]


def _read_token(token: str) -> tuple[str, Qualifier | ObsStatus | Decimal | None]:
    if token in _QUALIFIERS:
        return "qualifier", _QUALIFIERS[token]
    if token in _STATUSES:
        return "status", _STATUSES[token]
    step = _PRECISION.fullmatch(token)
    precision = Decimal(step.group(1)) if step else Decimal(0)
    return "precision", precision or None
